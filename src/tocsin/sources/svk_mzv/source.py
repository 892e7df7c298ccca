"""Slovakia: a catalogue of resources, one a country, and one record each whose text names the step."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows
from tocsin.sources.markup import fragment
from tocsin.sources.model import Ask, Entry
from tocsin.sources.stating import told

_NAMED = re.compile(r"^traveling - (.+)$", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The record of each resource; its name carries the resource, which the catalogue names."""
    for key, _ in _resources(desk):
        yield Ask(name=f"page/{key}", address=desk.card.pages["page"].replace("{id}", key))


def read(desk: Desk) -> Iterator[Entry]:
    """The records that are here, named by the catalogue."""
    names = dict(_resources(desk)) if "index" in desk.payloads else {}
    yield from desk.each(desk.names("page"), lambda name: _entry(desk, name, names))


def _resources(desk: Desk) -> Iterator[tuple[str, str]]:
    for row in rows(desk.json("index"), "result", "resources", of="catalogue"):
        key, name = (row.get("id"), row.get("name")) if isinstance(row, dict) else (None, None)
        found = _NAMED.match(name.strip()) if isinstance(name, str) else None
        if isinstance(key, str) and found and re.fullmatch(r"[\w-]{4,60}", key):
            yield key, found[1]


def _entry(desk: Desk, name: str, names: dict[str, str]) -> Entry:
    key = name.rsplit("/", 1)[-1]
    listed = rows(desk.json(name), "result", "records", of="record")
    if not listed:
        raise Unreadable("empty", f"{name} has no record.")
    with desk.fields(listed[0], of="record") as field:
        body = fragment(field.maybe("Bezpecnostna situacia", str) or "")
        updated = moments.numbers(field.maybe("Datum zmeny", str), "dmy", "Europe/Bratislava")
        country = field.maybe("Krajina", str)
    destination = names.get(key) or country
    if not destination:
        raise Unreadable(
            "unknown_host", f"{name} names no country: give the catalogue with it (a folder with index.json)."
        )
    hosts = desk.hosts.named(destination)
    return told(
        desk,
        key=destination,
        destination=destination,
        hosts=hosts,
        body=body,
        title=f"{destination}: MZV SR",
        url="https://www.mzv.sk/cestovanie",
        updated=updated,
        raw=raw_of(listed[0]),
        media_type="application/json",
    )
