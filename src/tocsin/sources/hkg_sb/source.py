"""Hong Kong: lists by colour; what is shown in the index is in force, a title with brackets is for a part."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, rows, table
from tocsin.sources.model import Entry
from tocsin.sources.stating import entry, said


def read(desk: Desk) -> Iterator[Entry]:
    """The alerts that the index shows."""
    for group in rows(desk.json("index"), "otas"):
        words = table(group, of="list of a colour").get("level")
        shown = rows(group, "countries", of="list of a colour")
        yield from desk.each(shown, lambda row, words=words: _entry(desk, row, words))  # type: ignore[misc]


def _entry(desk: Desk, row: Any, words: Any) -> Entry | None:
    with desk.fields(row) as field:
        code, title = field.text("countryCode"), field.text("titleEn")
        shown, name = field.take("showInIndex", int), re.sub(r"\s*\([^)]*\)", "", title)
        page, day = field.maybe("countryFileName", str), field.maybe("updateDate", str) or ""
    if shown != 1:
        return None
    place = re.search(r"\(([^)]+)\)", title)
    level, why = said(desk, words if isinstance(words, str) else "", place=place[1] if place else None)
    moment = f"{day[:4]}-{day[4:6]}-{day[6:8]}T{day[8:10]}:{day[10:12]}" if len(day) == 14 else None
    return entry(
        desk,
        key=f"{page or name}" + (f" ({place[1]})" if place else ""),
        destination=name,
        hosts=desk.hosts.of(name, desk.hosts.coded(code)),
        level=None if place else level,
        parts=(level,) if place and level else (),
        why="the alert is for a part of the country" if place else why,
        silent=bool(place and level),
        wording=words if isinstance(words, str) else None,
        title=f"{title}: outbound travel alert",
        url="https://www.sb.gov.hk/eng/ota/",
        updated=moments.iso(moment, "Asia/Hong_Kong"),
        raw=raw_of(row),
        media_type="application/json",
    )
