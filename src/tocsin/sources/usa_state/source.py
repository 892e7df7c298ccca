"""United States: one row a destination, the level only in the title; JSON, and the same register as RSS."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, slug_of
from tocsin.sources.fallback import json_or_feed
from tocsin.sources.markup import Element, fragment
from tocsin.sources.model import Entry
from tocsin.sources.stating import stated

_LEVEL = re.compile(r"Level \d: [^<\n]+?(?= - |$)|(?<= - )Other$")
_PLACEHOLDER = re.compile(r"summary not available", re.IGNORECASE)
_COMBINED = re.compile(r"see summar(?:y|ies)", re.IGNORECASE)


def read(desk: Desk) -> Iterator[Entry]:
    """The JSON register; where it is not there or empty, the RSS one."""
    yield from json_or_feed(desk, lambda row: _of_row(desk, row), lambda item: _of_item(desk, item))


def _of_row(desk: Desk, row: Any) -> Entry:
    with desk.fields(row) as field:
        codes = field.maybe("Category", list) or []
        published, updated = field.maybe("Published", str), field.maybe("Updated", str)
        return _entry(
            desk,
            title=field.text("Title"),
            link=field.maybe("Link", str),
            summary=field.maybe("Summary", str) or "",
            code=next((each for each in codes if isinstance(each, str) and len(each) == 2), ""),
            dates=(published, updated),
            raw=raw_of(row),
        )


def _of_item(desk: Desk, item: Element) -> Entry:
    link, day = item.findtext("link"), moments.rfc(item.findtext("pubDate"))
    codes = [each.text or "" for each in item.iterfind("category") if each.get("domain") == "Country-Tag"]
    told = None if day is None else day.date().isoformat()
    return _entry(
        desk,
        title=" ".join((item.findtext("title") or "").split())[:500],
        link=link,
        summary=item.findtext("description") or "",
        code=next(iter(codes), "").strip(),
        dates=(None, told),
        raw=raw_of({"title": item.findtext("title"), "description": item.findtext("description"), "link": link}),
    )


def _entry(
    desk: Desk, *, title: str, link: str | None, summary: str, code: str, dates: tuple[str | None, ...], raw: bytes
) -> Entry:
    name = re.sub(
        r"\s*(?:travel advisory)?\s*- (?:see summar\w+|level \d|other$).*$", "", title, flags=re.IGNORECASE
    ).strip()
    if not name:
        raise Unreadable("missing_field", f"A row has the title {title[:60]!r}, which names no destination.")
    levels = _LEVEL.findall(title)
    body = fragment(summary)
    why = None
    if _PLACEHOLDER.search(body):
        why = "the row is a placeholder of the register and says nothing"
        desk.signal("placeholder", f"{name}: {why}.")
    elif _COMBINED.search(title):
        why = "the row stands for several destinations whose levels are in its summaries"
    words = levels[-1] if levels else None
    published, updated = (moments.iso(each, "America/New_York") for each in dates)
    return stated(
        desk,
        key=_key(title, link),
        destination=name,
        words=words,
        why=why,
        hosts=desk.hosts.of(name, _of_link(desk, link), desk.hosts.fips(code)),
        title=title,
        url=link,
        body=body,
        published=published,
        updated=updated,
        raw=raw,
    )


def _key(title: str, link: str | None) -> str:
    """The destination as its title names it: rows of both families of links are the same destination."""
    name = re.sub(r"\s*(?:travel advisory)?\s*- (?:see summar\w+|level \d|other$).*$", "", title, flags=re.IGNORECASE)
    return f"{name} {slug_of(link or '')}" if _COMBINED.search(title) else name


def _of_link(desk: Desk, link: str | None) -> tuple[str, ...]:
    found = re.search(r"/destination\.([a-z]{3})\.html", link or "")
    return desk.hosts.coded(found[1]) if found else ()
