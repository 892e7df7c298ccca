"""What must hold of a source before anybody trusts it: its example reads as expected, nothing shows from nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.sources.catalogue import Read, Source
from tocsin.sources.model import Entry, Said
from tocsin.sources.pages import register_page

FLOOR = 0.8
"""The share of the rows of the last whole round under which a round is only a part of the register."""


def summary(read: Read) -> list[dict[str, object]]:
    """What a reading says, an entry a line and its signals last: the form of ``expected.jsonl``."""
    lines = [_line(entry) for entry in read.entries]
    codes = sorted(f"{signal.code}: {signal.why}" for signal in read.signals)
    told: list[dict[str, object]] = [{"signal": code} for code in codes]
    return [*lines, *told]


def _line(entry: Entry) -> dict[str, object]:
    moment = entry.updated or entry.published
    return {
        "key": entry.key,
        "destination": entry.destination,
        "hosts": list(entry.hosts),
        "level": None if entry.level is None else entry.level.value,
        "wording": entry.wording,
        "why": entry.why,
        "parts": [_part(part) for part in entry.parts],
        "updated": None if moment is None else moment.isoformat(),
        "url": entry.url,
    }


def _part(part: Said) -> dict[str, object]:
    return {"value": part.value, "wording": part.wording, "place": part.place}


def faults(source: Source) -> Iterator[str]:
    """Each thing that is wrong with a source, as a sentence; none for a source that may go to work."""
    example = source.example()
    if not example:
        yield f"{source.name} has no example: put payloads in its true form, written by yourself, into example/."
        return
    read = source.read(example)
    if summary(read) != source.expected():
        yield f"{source.name} does not read its example as expected.jsonl says; see 'tocsin source check --write'."
    if not any(entry.level or entry.parts for entry in read.entries) and source.card.kind == "register":
        yield f"{source.name} reads no level in its example."
    if source.read({}).entries:
        yield f"{source.name} has entries although it was given nothing."
    for entry in read.entries:
        page = register_page(entry, source.card)
        for posture in page.postures:
            if page.document.text[posture.start : posture.end] != posture.evidence or not posture.evidence:
                yield f"{source.name}: the evidence of {entry.destination} does not stand in its text."


def row_count(source: Source, rows: int, before: int | None) -> tuple[str, str] | None:
    """The signal of a round with too few or too many rows, by the card and by the last whole round, or ``None``."""
    least, most = source.card.rows
    if rows > most:
        return "many_rows", f"{source.name} has {rows} destinations, its card expects at most {most}."
    if rows < least:
        return "few_rows", f"{source.name} has {rows} destinations, its card expects at least {least}."
    if before and rows < before * FLOOR:
        return "few_rows", f"{source.name} has {rows} destinations after {before} in its last whole round."
    return None


def listed(known: Mapping[str, Source]) -> list[dict[str, Any]]:
    """The sources as a table: what their cards say."""
    return [
        {
            "source": source.name,
            "government": source.card.government,
            "publisher": source.card.publisher,
            "kind": source.card.kind,
            "format": source.card.format,
            "language": source.card.language,
            "rhythm_minutes": source.card.rhythm,
            "rows_min": source.card.rows[0],
            "rows_max": source.card.rows[1],
            "licence": source.card.licence,
            "needs_key": source.card.key,
            "revision": source.revision,
        }
        for source in known.values()
    ]
