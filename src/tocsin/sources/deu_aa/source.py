"""Germany: flags in a list, the prose in a detail; advice against travel may stand in the prose alone."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of, table
from tocsin.sources.hosts import fold
from tocsin.sources.markup import fragment
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.prose import heard
from tocsin.sources.stating import entry

_FLAGS = (
    ("warning", "Reisewarnung", False),
    ("situationWarning", "Reisewarnung", False),
    ("partialWarning", "Teilreisewarnung", True),
    ("situationPartWarning", "Teilreisewarnung", True),
)


def follow(desk: Desk) -> Iterator[Ask]:
    """A detail for each row of the list, with the second of its last change."""
    for key, row in _rows(table(desk.json("index"), "response", of="list")):
        stamp = str(row.get("lastModified")) if isinstance(row, dict) else None
        yield Ask(name=f"page/{key}", address=desk.card.pages["page"].replace("{id}", key), stamp=stamp)


def read(desk: Desk) -> Iterator[Entry]:
    """The rows of the list, each with its detail where that is here."""
    found: dict[str, Any] = {}
    for name in (*desk.names("index"), *desk.names("page")):
        found |= dict(_rows(table(desk.json(name), "response", of=name)))
    yield from desk.each(found.items(), lambda item: _entry(desk, *item))


def _rows(response: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, row) for key, row in response.items() if re.fullmatch(r"\d{1,9}", key))


def _entry(desk: Desk, key: str, row: Any) -> Entry:
    with desk.fields(row) as field:
        name, title = field.text("countryName"), field.text("title")
        raised = [(words, part) for flag, words, part in _FLAGS if field.take(flag, bool)]
        code, code3 = field.maybe("countryCode", str) or "", field.maybe("iso3CountryCode", str) or ""
        body = fragment(field.maybe("content", str) or "")
        updated = moments.seconds(field.maybe("lastModified", int))
    hosts = desk.hosts.of(name, desk.hosts.coded(code3), desk.hosts.coded(code))
    parts = [Said(value="avoid_all", wording=words) for words, part in raised if part][:1]
    level = next((Said(value="avoid_all", wording=words) for words, part in raised if not part), None)
    told = heard(body, desk.card, destination=name, hosts=hosts) if body else None
    if told is not None:
        parts += told.parts
        level = level or _milder(told.level)
    why = "its warning is for parts of the country only" if parts else "it raises no warning and has no words for less"
    return entry(
        desk,
        key=key,
        destination=name,
        hosts=hosts,
        level=level,
        why=None if level else why,
        silent=level is None and bool(body),
        wording=", ".join(words for words, _ in raised) or None,
        parts=tuple(parts),
        title=title,
        url=f"https://www.auswaertiges-amt.de/de/service/laender/{fold(name).replace(' ', '')}-node/{key}",
        updated=updated,
        body=body,
        raw=raw_of(row),
        media_type="application/json",
    )


def _milder(level: Said | None) -> Said | None:
    """Advice against travel is what prose may add; a warning for the whole country has its flag."""
    if level is None or level.value != "avoid_all":
        return level
    return msgspec.structs.replace(level, value="avoid_nonessential")
