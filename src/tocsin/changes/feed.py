"""The changes as an Atom feed, and as a sentence."""

import datetime as dt
import hashlib

import lxml.etree

from tocsin.changes.model import AdviceChange
from tocsin.changes.told import Told

ATOM = "http://www.w3.org/2005/Atom"


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
        parts = f" (now {'; '.join(change.new)})" if change.after is None and change.new else ""
        return f"{change.government} on {change.destination}: {before} → {after}{parts}"
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
