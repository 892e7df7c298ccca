"""Poland: a row a country with a code of four; a row without one is unknown."""

from collections.abc import Iterator
from typing import Any

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows
from tocsin.sources.model import Entry
from tocsin.sources.stating import stated


def read(desk: Desk) -> Iterator[Entry]:
    """The profiles."""
    yield from desk.each(rows(desk.json("index")), lambda row: _entry(desk, row))


def _entry(desk: Desk, row: Any) -> Entry:
    with desk.fields(row) as field:
        code, name = field.text("kodIso"), field.text("nazwa")
        words = field.maybe("bazowyKodPoziomuZagrozenia", str)
        approved = moments.iso(field.maybe("dataZatwierdzenia", str), "Europe/Warsaw")
    return stated(
        desk,
        key=code,
        destination=name,
        words=words or None,
        why=None if words else "the register states no level for it",
        hosts=desk.hosts.of(name, desk.hosts.coded(code)),
        title=f"{name}: Odyseusz",
        url="https://odyseusz.gov.pl/",
        updated=approved,
        raw=raw_of(row),
        media_type="application/json",
    )
