"""Netherlands: a list whose introductions say colours in sentences; the details hold the text."""

from collections.abc import Iterator
from typing import Any

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows
from tocsin.sources.markup import fragment
from tocsin.sources.model import Entry
from tocsin.sources.stating import told


def read(desk: Desk) -> Iterator[Entry]:
    """The rows of every page of the list."""
    for name in (*desk.names("index"), *desk.names("page")):
        found = desk.json(name)
        listed = [found] if isinstance(found, dict) else rows(found)
        yield from desk.each(listed, lambda row: _entry(desk, row))


def _entry(desk: Desk, row: Any) -> Entry:
    with desk.fields(row) as field:
        name, code = field.text("location"), field.text("isocode")
        introduction = fragment(field.maybe("introduction", str) or "")
        title, url = field.text("title"), field.maybe("canonical", str)
        updated = moments.iso(field.maybe("lastmodified", str))
        key, content = field.text("id"), field.maybe("content", list) or []
    return told(
        desk,
        key=key,
        code=code,
        destination=name,
        hosts=desk.hosts.of(name, desk.hosts.coded(code)),
        body=introduction,
        title=title,
        url=url,
        updated=updated,
        raw=raw_of([row, content]),
        media_type="application/json",
    )
