"""The one writer of Atom feeds; the changes as such a feed, and as a sentence."""

import datetime as dt
from collections.abc import Sequence

import lxml.etree
import msgspec

from tocsin.changes.model import AdviceChange
from tocsin.changes.told import Told

ATOM = "http://www.w3.org/2005/Atom"


class Link(msgspec.Struct, frozen=True):
    """Where a feed or an entry leads to: ``relation`` as RFC 4287 has it, and the media type of what stands there."""

    address: str
    relation: str | None = None
    media_type: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed: ``name`` tells it from all others, for ever."""

    name: str
    title: str
    updated: dt.datetime
    content: str
    address: str | None = None
    links: tuple[Link, ...] = ()


def atom(found: Told, *, now: dt.datetime) -> bytes:
    """The changes as an Atom feed (RFC 4287): one entry a change, its text the diff by sentence."""
    return feed("urn:tocsin:changes", "Changes in the travel advice of governments", entries(found), now=now)


def entries(found: Told) -> list[Entry]:
    """The changes of registers as entries of a feed."""
    return [
        Entry(
            name=f"urn:tocsin:change:{change.key}",
            title=sentence(change),
            updated=change.seen_at,
            content="\n".join(found.difference(change).lines) or sentence(change),
            address=change.url,
        )
        for change in found.changes
    ]


def feed(name: str, title: str, listed: Sequence[Entry], *, now: dt.datetime, links: Sequence[Link] = ()) -> bytes:
    """An Atom feed (RFC 4287) of entries in their order; ``now`` dates one that has none."""
    root = lxml.etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(root, "id", name)
    _add(root, "title", title)
    _add(root, "updated", max((entry.updated for entry in listed), default=now).isoformat())
    _add(lxml.etree.SubElement(root, f"{{{ATOM}}}author"), "name", "Tocsin")
    _lead(root, links)
    for each in listed:
        entry = lxml.etree.SubElement(root, f"{{{ATOM}}}entry")
        _add(entry, "id", each.name)
        _add(entry, "title", each.title)
        _add(entry, "updated", each.updated.isoformat())
        _lead(entry, (*((Link(each.address),) if each.address else ()), *each.links))
        _add(entry, "content", each.content)
    written: bytes = lxml.etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def sentence(change: AdviceChange) -> str:
    """The change in one line: who, about what, from what to what."""
    if "level" in change.kinds:
        before, after = change.before_words or change.before, change.after_words or change.after
        parts = f" (now {'; '.join(change.new)})" if change.after is None and change.new else ""
        return f"{change.government} on {change.destination}: {before} → {after}{parts}"
    moved = [*(f"no longer {each}" for each in change.gone), *(f"now {each}" for each in change.new)]
    return f"{change.government} on {change.destination}: {'; '.join(moved) or ', '.join(change.kinds)}"


def _lead(parent: lxml.etree._Element, links: Sequence[Link]) -> None:
    for each in links:
        given = {"rel": each.relation, "href": _clean(each.address), "type": each.media_type}
        lxml.etree.SubElement(parent, f"{{{ATOM}}}link", {name: value for name, value in given.items() if value})


def _add(parent: lxml.etree._Element, name: str, text: str) -> None:
    lxml.etree.SubElement(parent, f"{{{ATOM}}}{name}").text = _clean(text)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(each if each in "\n\t" or each.isprintable() else "\ufffd" for each in text)
