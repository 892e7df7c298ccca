"""The changes that a ledger tells of, with their texts; and the same as an Atom feed."""

import datetime as dt
import functools
import hashlib
from collections.abc import Collection

import lxml.etree

from tocsin.changes.model import AdviceChange, Remark
from tocsin.changes.series import history
from tocsin.changes.wording import Difference, difference
from tocsin.ledger import Ledger

ATOM = "http://www.w3.org/2005/Atom"


class Told:
    """Changes newest first, remarks too; ``difference`` compares the texts of one, kept while this is held."""

    def __init__(self, changes: list[AdviceChange], remarks: list[Remark], texts: "dict[str, str | None]") -> None:
        self.changes, self.remarks, self._texts = changes, remarks, texts

    def difference(self, change: AdviceChange) -> Difference:
        """What moved in the text of a change, sentence by sentence; nothing where a text is not to be had."""
        before, after = (self._texts.get(key or "") for key in (change.document_before, change.document_after))
        return Difference() if before is None or after is None else difference(before, after)


def told(
    ledger: Ledger,
    *,
    now: dt.datetime,
    since: dt.datetime | None = None,
    hosts: Collection[str] = (),
    senders: Collection[str] = (),
) -> Told:
    """What moved from ``since`` on, for these hosts and of these governments; none named means all."""
    editions = ledger.registers.editions(since=since)
    chosen = [
        edition
        for edition in editions
        if (not senders or edition.government in senders) and (not hosts or not set(hosts).isdisjoint(edition.hosts))
    ]
    text = functools.cache(lambda key: _text(ledger, key))
    found = history(chosen, now=now, text=text)
    changes = [each for each in found.changes if since is None or each.seen_at >= since]
    remarks = [each for each in found.remarks if since is None or each.seen_at >= since]
    keys = {key for each in changes for key in (each.document_before, each.document_after) if key}
    return Told(changes[::-1], remarks[::-1], {key: text(key) for key in keys})


def _text(ledger: Ledger, key: str) -> str | None:
    stored = ledger.document(key)
    return None if stored is None else stored.document.text


def atom(found: Told, *, now: dt.datetime) -> bytes:
    """The changes as an Atom feed (RFC 4287): one entry a change, its text the diff by sentence."""
    feed = lxml.etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    updated = max((change.seen_at for change in found.changes), default=now)
    _add(feed, "id", "urn:tocsin:changes")
    _add(feed, "title", "Changes in the travel advice of governments")
    _add(feed, "updated", updated.isoformat())
    _add(lxml.etree.SubElement(feed, f"{{{ATOM}}}author"), "name", "Tocsin")
    for change in found.changes:
        entry = lxml.etree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", f"urn:tocsin:change:{_name(change)}")
        _add(entry, "title", sentence(change))
        _add(entry, "updated", change.seen_at.isoformat())
        if change.url:
            lxml.etree.SubElement(entry, f"{{{ATOM}}}link", href=_clean(change.url))
        _add(entry, "content", "\n".join(found.difference(change).lines) or sentence(change))
    written: bytes = lxml.etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def sentence(change: AdviceChange) -> str:
    """The change in one line: who, about what, from what to what."""
    if "level" in change.kinds:
        before, after = change.before_words or change.before, change.after_words or change.after
        return f"{change.government} on {change.destination}: {before} → {after}"
    moved = [*(f"no longer {each}" for each in change.gone), *(f"now {each}" for each in change.new)]
    return f"{change.government} on {change.destination}: {'; '.join(moved) or ', '.join(change.kinds)}"


def _name(change: AdviceChange) -> str:
    words = "\0".join((change.source, change.entry, change.seen_at.isoformat(), *change.kinds))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _add(parent: lxml.etree._Element, name: str, text: str) -> None:
    lxml.etree.SubElement(parent, f"{{{ATOM}}}{name}").text = _clean(text)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(each if each in "\n\t" or each.isprintable() else "\ufffd" for each in text)
