"""Pieces of a month or a year: "the last week of August", "the first two weeks of May", "the week of Feb. 14"."""

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.dates import date_on, month_of_year
from tocsin.reading.when.durations import N, amount, away, length, unit_of
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_cell

grammar = Grammar(
    N=N,
    WHICH="(which:ORDINAL|which:last|which:final|which:opening|which:closing|which:NTH)",
    OFYEAR="((COMMA|of|in)? (year:Y4 era:ERA?|year:BCNUM era:ERA))",
    DAY="(day:DAYNUM|day:NTH)",
)
FROM_END = frozenset({"last", "final", "closing"})


@grammar.rule(
    "the {WHICH} {N}? (unit:UNITS|unit:UNIT) (of|in) month:MONTH {OFYEAR}?",
    "the {WHICH} {N}? (unit:UNITS|unit:UNIT) (of|in) {OFYEAR}",
)
def piece(found: Found, context: Context) -> Meaning | None:
    """the last week of August, the first two months of 1939: a length of time whose place is known."""
    unit = unit_of(found)
    if "n" in found.at and amount(found) is None:
        return None
    if unit not in {"day", "week", "weekend", "month"} or ("month" not in found.at and "year" not in found.at):
        return None
    year = found.year
    whole = month_of_year(found, context) if "month" in found.at else None
    cell = whole.cell if whole else Cell.part("year", year) if year is not None and "month" not in found.at else None
    if cell is None:
        return None
    return _placed(found, cell, unit, relative=whole.relative if whole else False)


def _placed(found: Found, cell: Cell, unit: str, *, relative: bool) -> Meaning | None:
    count = int(amount(found) or 1)
    from_end = found.said("which") in FROM_END
    number = found.value("which", "ORDINAL") or (found.number("which") or 1)
    if unit == "weekend":
        return _weekend(found, cell, number, from_end=from_end, relative=relative)
    first_day = Cell("day", cell.first)
    if from_end:
        first, last = away(Cell("day", cell.last + 1), -count, unit), cell.last
    else:
        first = away(first_day, (number - 1) * count, unit)
        last = away(first_day, number * count, unit) - 1
    if not cell.first <= first <= last <= cell.last + 7:
        return None
    if unit == "day" and count == 1:
        return of_cell(found, Cell("day", first), relative=relative)
    return Meaning(
        first=found.first,
        stop=found.stop,
        value=length(count, unit),
        kind="duration",
        precision=unit,
        relative=relative,
        days=(first, min(last, cell.last)),
        told=False,
    )


def _weekend(found: Found, cell: Cell, number: int, *, from_end: bool, relative: bool) -> Meaning:
    first = Cell("day", cell.first).within("weekend")
    first = first if first.first >= cell.first else first.shift(1)
    last = Cell("day", cell.last).within("weekend")
    last = last if last.first <= cell.last else last.shift(-1)
    return of_cell(found, last if from_end else first.shift(number - 1), relative=relative)


@grammar.rule(
    "the unit:UNIT (of|beginning|starting) month:MONTH DOT? {DAY} {OFYEAR}?",
    "the unit:UNIT (of|beginning|starting) {DAY} of? month:MONTH DOT? {OFYEAR}?",
)
def week_of_day(found: Found, context: Context) -> Meaning | None:
    """the week of Feb. 14, the weekend of 12 February."""
    unit = unit_of(found)
    day = date_on(found, context, found.number("day") or 0)
    if unit not in {"week", "weekend"} or day is None or day.cell is None:
        return None
    return of_cell(found, day.cell.within(unit), relative=day.relative)
