"""Figures of one thing, with every value that anybody gives for it: rivals side by side, revisions as a series."""

import functools
from collections.abc import Iterable, Sequence
from typing import cast

from tocsin.claims.gather import Group, by_key, joined
from tocsin.claims.model import Told, Traces, Value
from tocsin.claims.voices import voices
from tocsin.claims.wording import content, person
from tocsin.records.model import Figure

TOLERANCE_DAYS = 10
"""Between two values of one series; a count that nobody gave for longer is begun anew."""
_UNITS = {
    "soldier": "troop",
    "serviceman": "troop",
    "personnel": "troop",
    "fighter": "troop",
    "people": "person",
    "civilian": "person",
    "citizen": "national",
}


def figure(told: Told) -> Figure:
    """The record as the figure that it is."""
    return cast(Figure, told.record)


def gather(records: Iterable[Told]) -> list[Group]:
    """Groups of one thing each: of one host, unit and way of counting, in words that are alike."""
    return [
        chain
        for _, group in sorted(by_key(records, shelf).items())
        for chain in joined(group, _same_thing, TOLERANCE_DAYS)
    ]


def values(group: Sequence[Told], origins: Traces) -> tuple[Value, ...]:
    """Each value of a thing by day and claimant, with its origins; what one claimant repeats that day is one."""

    def key(told: Told) -> tuple[str, str, str, str]:
        record = figure(told)
        day = told.day.isoformat() if told.day else "~"
        return day, person(record.attributed_to or ""), repr(record.value), record.qualifier

    return tuple(_value(same, origins) for _, same in sorted(by_key(group, key).items()))


def _value(same: Sequence[Told], origins: Traces) -> Value:
    record = figure(same[0])
    return Value(
        value=record.value,
        qualifier=record.qualifier,
        claimant=record.attributed_to,
        day=same[0].day,
        evidence=tuple(sorted(each.id for each in same)),
        voices=voices(same, origins),
    )


def shelf(told: Told) -> tuple[str, ...]:
    """Host, unit and way of counting: figures that differ in one of them are never one."""
    record = figure(told)
    unit = record.unit.casefold()
    return record.host or "", _UNITS.get(unit, unit), record.counting or "total"


def _same_thing(one: Told, other: Told) -> bool:
    first, second = _words(one), _words(other)
    both = first & second
    if first == second:
        return True
    return len(both) >= 2 and (both in (first, second) or len(both) >= 0.5 * len(first | second))


def _words(told: Told) -> frozenset[str]:
    record = figure(told)
    return _thing(record.what, record.unit)


@functools.lru_cache(maxsize=65536)
def _thing(what: str, unit: str) -> frozenset[str]:
    """The words that tell what is counted, without its unit."""
    return content(what) - content(unit)
