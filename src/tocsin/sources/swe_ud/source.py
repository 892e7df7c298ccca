"""Sweden: a list of decisions; the formula sentence stands in the summary, and no decision is no level."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows
from tocsin.sources.markup import fragment
from tocsin.sources.model import Entry
from tocsin.sources.stating import told

SITE = "https://www.regeringen.se"


def read(desk: Desk) -> Iterator[Entry]:
    """The decisions of the list."""
    yield from desk.each(rows(desk.json("index")), lambda row: _entry(desk, row))


def _entry(desk: Desk, row: Any) -> Entry:
    with desk.fields(row, of="decision") as field:
        title, path = field.text("title"), field.text("url")
        decided, updated = field.maybe("published", str), field.maybe("updated", str)
        body = fragment(field.maybe("summary", str) or "")
    name = re.sub(r"\s*[-–,]?\s*avrådan.*$", "", title, flags=re.IGNORECASE).strip()
    return told(
        desk,
        key=name,
        destination=name,
        hosts=desk.hosts.named(name),
        body=body,
        title=title,
        url=SITE + path if path.startswith("/") else path,
        published=moments.iso(decided),
        updated=moments.iso(updated) or moments.iso(decided),
        raw=raw_of(row),
        media_type="application/json",
    )
