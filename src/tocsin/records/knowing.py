"""Records with what a directory tells of the people whom they name: what their own document says always stands."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from tocsin.records.directory import Asked, Directory, Introduced, introduced
from tocsin.records.model import DocumentRecord, Known, Record, Telling

R = TypeVar("R", bound=Record)


class _Place(NamedTuple):
    """Where a kind of record names somebody, with the fields of their state and office."""

    name: str
    country: str | None = None
    office: str | None = None

    @property
    def open(self) -> frozenset[str]:
        """What can be told there: the name in full, and what there is a field for."""
        fields = {"name": self.name, "country": self.country, "office": self.office}
        return frozenset(field for field, there in fields.items() if there)


_PLACES: dict[str, tuple[_Place, ...]] = {
    "statement": (_Place("speaker", "speaker_country", "office"),),
    "denial": (_Place("by", "by_country"),),
    "warning": (_Place("speaker", "speaker_country"),),
    "event": (
        _Place("actor", "actor_country"),
        _Place("recipient", "recipient_country"),
        _Place("said_by"),
        _Place("observed_by"),
    ),
    "figure": (_Place("attributed_to"),),
    "way": (_Place("said_by"),),
    "contact": (_Place("participants", "countries"),),
}


def introductions(records: Iterable[Record]) -> list[Introduced]:
    """Whom documents introduce, by their own records; a document without a day of publication tells nothing."""
    return [
        introduced(each, document=record.key, day=record.published)
        for record in records
        if isinstance(record, DocumentRecord) and record.published is not None
        for each in record.people
    ]


def asked_of(record: Record, *, day: dt.date | None, document: str) -> list[Asked]:
    """Whom a record of a document of that day names, to be asked of a directory; nobody where the day is not known."""
    if day is None or not isinstance(record, Telling) or record.known:
        return []
    return [one for _, _, one in _asked(record, day, document)]


def recognised(record: R, directory: Directory, *, day: dt.date | None, document: str) -> R:
    """The record with ``known``, and with the state and the office that its own document leaves open filled in."""
    if day is None or not isinstance(record, Telling) or record.known:
        return record
    changed: dict[str, Any] = {}
    found: list[Known] = []
    for place, at, one in _asked(record, day, document):
        known = directory.known(one)
        if known is None:
            continue
        found.append(known)
        if place.office and known.office:
            changed[place.office] = known.office
        if place.country and known.country:
            changed[place.country] = _with(getattr(record, place.country), at, known.country)
    return msgspec.structs.replace(record, known=tuple(found), **changed) if found else record


def _asked(record: Telling, day: dt.date, document: str) -> Iterator[tuple[_Place, int | None, Asked]]:
    for place in _PLACES.get(str(record.__struct_config__.tag), ()):
        names, states = getattr(record, place.name), getattr(record, place.country) if place.country else None
        several = isinstance(names, tuple)
        for at, name in enumerate(names if several else (names,)):
            if name is None:
                continue
            yield (
                place,
                at if several else None,
                Asked(
                    written=name,
                    day=day,
                    document=document,
                    country=(states[at] if at < len(states) else None) if isinstance(states, tuple) else states,
                    office=getattr(record, place.office) if place.office else None,
                    about=record.about,
                    open=place.open,
                ),
            )


def _with(states: Any, at: int | None, code: str) -> Any:
    """The states with one more known."""
    if at is None:
        return code
    filled = [*states, *[None] * (at + 1 - len(states))]
    filled[at] = code
    return tuple(filled)
