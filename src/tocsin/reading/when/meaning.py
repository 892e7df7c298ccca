"""What a rule gives: the value of an expression, the days that it covers, and whether others may lean on it."""

import datetime as dt
from dataclasses import dataclass, replace

from tocsin.reading.when.cells import Cell, date_of
from tocsin.reading.when.found import Found
from tocsin.reading.when.model import Kind, When
from tocsin.reading.when.tokens import Token

FINE = frozenset({"minute", "hour", "part_of_day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The meaning of the tokens ``first`` up to and without ``stop``.

    ``cell`` is the piece of the calendar that is meant, where one is; ``suffix`` what the value adds to it (a clock
    time, a part of the day). ``days`` narrows the days covered ("the end of May"). ``told`` is false for what a
    later "that year" cannot mean.
    """

    first: int
    stop: int
    value: str
    kind: Kind = "date"
    cell: Cell | None = None
    suffix: str = ""
    precision: str = "day"
    relative: bool = False
    days: tuple[int | None, int | None] = (None, None)
    zone: str | None = None
    told: bool = True
    floating: bool = False

    def on(self, day: Cell) -> "Meaning":
        """The same time of day on another day."""
        return replace(self, cell=day, value=day.value + self.suffix, days=(day.first, day.last), floating=False)

    def when(self, text: str, tokens: list[Token]) -> When:
        """The public form."""
        start, end = tokens[self.first].start, tokens[self.stop - 1].end
        return When(
            start=start,
            end=end,
            text=text[start:end],
            kind=self.kind,
            value=self.value,
            first=date_of(self.days[0]),
            last=date_of(self.days[1]),
            precision=self.precision,
            relative=self.relative,
            zone=self.zone,
        )


def of_cell(found: Found, cell: Cell, *, relative: bool = False, mod: str | None = None, told: bool = True) -> Meaning:
    """The meaning of a piece of the calendar; ``mod`` (start, mid, end) narrows the days to that third of it."""
    return Meaning(
        first=found.first,
        stop=found.stop,
        value=cell.value,
        cell=cell,
        precision=cell.unit,
        relative=relative,
        days=narrowed(cell, mod),
        told=told,
    )


def of_value(
    found: Found, value: str, *, kind: Kind = "date", precision: str = "vague", relative: bool = False
) -> Meaning:
    """The meaning of an expression that has a value but no place on the calendar."""
    return Meaning(
        first=found.first, stop=found.stop, value=value, kind=kind, precision=precision, relative=relative, told=False
    )


def narrowed(cell: Cell, mod: str | None) -> tuple[int, int]:
    """The days of a cell, or of its first, middle or last third."""
    first, last = cell.first, cell.last
    third = (last - first + 1) // 3
    if mod == "start":
        return first, first + max(third - 1, 0)
    if mod == "mid":
        return first + third, last - third
    if mod == "end":
        return last - max(third - 1, 0), last
    return first, last


def at_day(found: Found, day: Cell, suffix: str, *, precision: str, relative: bool, zone: str | None = None) -> Meaning:
    """The meaning of a time or a part of a known day."""
    return Meaning(
        first=found.first,
        stop=found.stop,
        value=day.value + suffix,
        kind="time",
        cell=day,
        suffix=suffix,
        precision=precision,
        relative=relative,
        days=(day.first, day.last),
        zone=zone,
    )


def ordinal(date: dt.date | None) -> int | None:
    """The number of a day."""
    return date.toordinal() if date else None
