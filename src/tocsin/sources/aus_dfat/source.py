"""Australia: an export with a level in words, and an RSS register with the same words."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of
from tocsin.sources.fallback import json_or_feed
from tocsin.sources.markup import Element, fragment
from tocsin.sources.model import Entry, Said
from tocsin.sources.stating import said, stated

SITE = "https://www.smartraveller.gov.au"
_TA = "{http://www.smartraveller.gov.au/schema/rss/travel_advisories/}"


def read(desk: Desk) -> Iterator[Entry]:
    """The export; where it is not there or empty, the feed."""
    yield from json_or_feed(desk, lambda row: _of_row(desk, row), lambda item: _of_item(desk, item))


def _of_row(desk: Desk, row: Any) -> Entry:
    with desk.fields(row) as field:
        name, words = field.text("title"), field.maybe("field_overall_advice_level", str)
        notes = fragment(field.maybe("field_last_update_notes", str) or "")
        regional = fragment(field.maybe("field_advice_levels", str) or "")
        path, changed = field.text("field_url"), field.maybe("changed", str)
    return stated(
        desk,
        key=path.rsplit("/", 1)[-1],
        destination=name,
        words=words.strip() or None if words else None,
        hosts=desk.hosts.named(name),
        parts=tuple(_parts(desk, regional, words or "")),
        title=f"{name}: Smartraveller",
        url=SITE + path if path.startswith("/") else path,
        updated=moments.iso(re.sub(r"^[A-Za-z]{3,9}, ", "", changed or ""), "Australia/Sydney"),
        body="\n".join(text for text in (notes, regional) if text),
        raw=raw_of(row),
        media_type="application/json",
    )


def _parts(desk: Desk, text: str, overall: str) -> Iterator[Said]:
    """A line a level: the words of the scale and the places that they are for."""
    for line in text.split("\n"):
        found = re.match(r"\*?\s*(do not travel|reconsider your need to travel) to ([^:]+?)[.:]?$", line, re.IGNORECASE)
        if found and overall.casefold() != found[1].casefold():
            level, _ = said(desk, found[1])
            if level is not None:
                yield Said(value=level.value, wording=found[1], place=found[2].strip())


def _of_item(desk: Desk, item: Element) -> Entry:
    name, link = (item.findtext("title") or "").strip(), (item.findtext("link") or "").strip()
    words = item.findtext(f"{_TA}warnings/{_TA}description")
    return stated(
        desk,
        key=link.rsplit("/", 1)[-1],
        destination=name,
        words=words.strip() or None if words else None,
        hosts=desk.hosts.named(name),
        title=f"{name}: Smartraveller",
        url=link,
        updated=moments.rfc(item.findtext("pubDate")),
        body=fragment(item.findtext("description") or ""),
        raw=raw_of([name, link, words, item.findtext("description")]),
        media_type="application/xml",
    )
