"""Seasons, quarters, halves and fiscal years: "the spring of 1794", "last summer", "the third quarter", "H1 2022"."""

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_cell, of_value
from tocsin.reading.when.years import candidates, placed

grammar = Grammar(
    MOD="(mod:EARLY DASH? (in|on)? the?|(the? mod:EDGE of the?))",
    OFYEAR="COMMA? (of|in)? (year:Y4 era:ERA?|year:BCNUM era:ERA)",
    NUMBER="(number:ORDINAL|number:NTH|number:latter|number:former|number:last|number:final)",
)


EVENTS = frozenset({"olympics", "olympic", "games", "paralympics", "palace", "school", "camp"})


@grammar.rule(
    "{MOD}? (the|way:THIS|way:LAST|way:NEXT|way:THAT)? season:SEASON {OFYEAR} (DASH TWO|DASH Y4)?",
    "{MOD}? the? (year:Y4) season:SEASON",
    "{MOD}? the? (way:THIS|way:LAST|way:NEXT|way:THAT) season:SEASON",
    "{MOD}? (the|that)? season:SEASON",
    "{MOD}? the season:SEASON of (the|way:THAT)? (way:THIS|way:LAST|way:NEXT|way:THAT) year",
)
def season_of_year(found: Found, context: Context) -> Meaning | None:
    """the spring of 1794, summer 2007, last winter, in the autumn."""
    number = found.value("season", "SEASON")
    mod = found.mod
    year = found.year
    if year is not None:
        return of_cell(found, Cell.part("season", year, number), mod=mod)
    if not _is_season(context, found):
        return None
    base = (context.topic or context.anchor) if context.narrative else context.anchor
    if base is None:
        return of_value(found, f"XXXX-{('SP', 'SU', 'FA', 'WI')[number - 1]}", precision="season", relative=True)
    step = found.step
    if context.key(found.stop - 1) == "year":
        cell: Cell | None = Cell.part("season", base.year + step, number)
    elif step:
        cell = _stepped(base, number, step)
    elif "way" in found.at:
        cell = _same(base, number)
    else:
        cell = placed(context, found, candidates(context, found, "season", number))
    return of_cell(found, cell, relative=True, mod=mod) if cell else None


@grammar.rule(
    "{MOD}? the? {NUMBER} DASH? (part:quarter|part:half) (of|in)? (the|fiscal|year:year)? (fiscal)? {OFYEAR}",
    "{MOD}? the? {NUMBER} (part:quarter|part:half) (of|in) (the|way:THIS|way:LAST|way:NEXT|way:THAT) year",
    "{MOD}? the? number:ORDINAL DASH? part:quarter",
    "(part:q|part:h) (digit:N12) ({OFYEAR})?",
)
def part_of_year(found: Found, context: Context) -> Meaning | None:
    """the first quarter of 2022, the second half of 2008, Q1, third-quarter."""
    word = found.said("part")
    unit = "quarter" if word in {"quarter", "q"} else "half"
    count = 4 if unit == "quarter" else 2
    number = found.value("number", "ORDINAL") or found.number("number") or found.number("digit") or count
    if found.said("number") == "second":
        number = 2
    if not 0 < number <= count or ("digit" in found.at and not found.tokens[found.first].text.isupper()):
        return None
    year = found.year
    if year is None:
        base = (context.topic or context.anchor) if context.narrative else context.anchor
        if base is None or (unit == "half" and "way" not in found.at and context.key(found.stop - 1) != "year"):
            return None
        year = base.year + found.step
        cell = Cell.part(unit, year, number)
        if "way" not in found.at and context.key(found.stop - 1) != "year" and cell.first > base.first:
            cell = cell.shift(-count)
        return of_cell(found, cell, relative=True)
    return of_cell(found, Cell.part(unit, year, number))


@grammar.rule(
    "(fiscal|fy|financial) year? year:Y4",
    "(fiscal|fy) year? short:TWO",
    "the (way:THIS|way:LAST|way:NEXT)? (fiscal|financial) year",
)
def fiscal(found: Found, context: Context) -> Meaning | None:
    """fiscal 2022, FY22: whose months differ by state, so no days are given."""
    year, short = found.number("year"), found.number("short")
    if year is None and short is not None and len(found.text("short") or "") == 2:
        year = 2000 + short
    if year is None and context.anchor and short is None:
        year = context.anchor.year + found.step
    return of_value(found, f"FY{year}", precision="year") if year else None


def _same(base: Cell, number: int) -> Cell:
    """The season of that name in the year of the base; a winter by its nearest."""
    here = base.within("season") if base.unit in {"day", "week", "month", "season"} else None
    if here and (here.index % 4) + 1 == number:
        return here
    return Cell.part("season", base.year, number)


def _stepped(base: Cell, number: int, step: int) -> Cell:
    """The season of that name before or after the one that holds the base."""
    if base.unit == "year":
        return Cell.part("season", base.year + step, number)
    here = base.within("season").index
    distance = (number - 1 - here) % 4 if step > 0 else -((here - number + 1) % 4)
    return Cell("season", here + (distance or 4 * step))


def _is_season(context: Context, found: Found) -> bool:
    """Whether spring and fall are seasons here, and not a leap, a source or a defeat."""
    word = found.said("season")
    at = found.at["season"]
    before = context.key(at - 1)
    if word == "fall":
        if context.key(found.stop) == "of":
            return False
        return (
            "way" in found.at
            or "mod" in found.at
            or (
                before == "the"
                and context.key(at - 2) in {"in", "by", "until", "since", "during", "throughout", "over"}
            )
        )
    if context.key(found.first - 1) in {"operation", "hundred"} or context.key(found.stop) in EVENTS:
        return False
    if word == "spring":
        arab = context.key(at - 1) in {"arab", "prague", "hot", "box"}
        return not arab and (found.first < at or context.code(at - 1) in "|." or found.tokens[at].text[0].isupper())
    return context.code(found.stop) != "W" or found.first < at
