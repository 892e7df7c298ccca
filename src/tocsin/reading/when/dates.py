"""Dates of the calendar: "24 June 2025", "Feb. 7", "in June", "10-12 June"."""

import re
from dataclasses import replace

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_cell, of_value
from tocsin.reading.when.years import candidates, placed

grammar = Grammar(
    MOD="(mod:EARLY DASH? (in|on)? the?|the? mod:EDGE of the?|the? (mod:early|mod:latter|mod:later) part of)",
    DAY="(day:DAYNUM|day:NTH)",
    DAYWORD="(day:DAYNUM|day:NTH|(the day:ORDINAL of))",
    MONTH="month:MONTH DOT?",
    OFYEAR="((COMMA|(of|in) (the year)?)? (year:Y4 era:ERA?|year:BCNUM era:ERA))",
    LINK="(DASH|and|to|or|through|until)",
    THAT="the? (that:THAT|that:THIS)",
    PREP="on|by|until|till|since|from|before|to|after|through|and",
    WEEKDAY="(weekday:WEEKDAY|weekday:WEEKDAYSHORT) DOT? COMMA? the?",
)
GOES_ON = frozenset({
    "and", "at", "in", "by", "after", "with", "when", "as", "but", "to", "the", "a", "he", "she", "they", "it",
    "that", "for", "on", "of", "while", "from", "or", "until", "before",
})  # fmt: skip
IN_MONTH = frozenset({
    "in", "since", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid", "circa",
    "around", "of", "between", "next", "this", "last", "coming", "previous", "following", "into", "throughout",
})  # fmt: skip


@grammar.rule("iso:ISO")
def iso_date(found: Found, _: Context) -> Meaning | None:
    """2022-02-12, 2022-02-12T11:04Z."""
    written = found.text("iso") or ""
    day = Cell.day(*map(int, written[:10].split("-")))
    if day is None:
        return None
    if len(written) == 10:
        return of_cell(found, day)
    clock = written[11:16]
    zone = re.search(r"(?:Z|[+-]\d\d:?\d\d)$", written[11:], re.IGNORECASE)
    return Meaning(
        first=found.first,
        stop=found.stop,
        value=f"{day.value}T{clock}",
        kind="time",
        cell=day,
        suffix=f"T{clock}",
        precision="minute",
        days=(day.first, day.last),
        zone=zone.group() if zone else None,
    )


@grammar.rule("date:SLASHED")
def slashed_date(found: Found, context: Context) -> Meaning | None:
    """24/06/2025, 6/24/2025, 24.6.2025, 2025/06/24; 01/02/2024 stays open, for who knows which is the month."""
    written = found.text("date") or ""
    parts = re.split(r"[/.]", written)
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        day = Cell.day(*numbers)
        return of_cell(found, day) if day else None
    if "." in written and len(parts[2]) == 2:
        return None
    one, two, year = numbers
    if len(parts[2]) == 2:
        year += 1900 if year > 69 else 2000
    clear_day = one > 12 or "." in written or one == two
    day = Cell.day(year, two, one) if clear_day else Cell.day(year, one, two) if two > 12 else None
    if day:
        return of_cell(found, day)
    if context.anchor and not clear_day and max(one, two) <= 12:
        return of_value(found, f"{year}-XX-XX", precision="day")
    return of_value(found, f"{year}-XX-XX", precision="day") if max(one, two) <= 12 else None


@grammar.rule(
    "{MOD}? {WEEKDAY}? {DAYWORD} (day)? of? {MONTH} {OFYEAR}?",
    "{DAY} {MONTH} {OFYEAR}? COMMA? weekday:WEEKDAY",
    "{MOD}? {WEEKDAY}? {MONTH} the? {DAY} {OFYEAR}?",
    "{MOD}? {MONTH} the? day:ORDINAL {OFYEAR}?",
    "the {DAY} (day)? of {MONTH} {OFYEAR}?",
    "the {DAY} {MONTH}",
)
def full_date(found: Found, context: Context) -> Meaning | None:
    """24 June 2025, June 24th, Tuesday, March 4."""
    day = found.value("day", "ORDINAL") or found.number("day")
    return date_on(found, context, day) if day and not _counted(context, found) else None


def date_on(found: Found, context: Context, day: int) -> Meaning | None:
    """The date of that day in the month, year and weekday that were found."""
    month = found.value("month", "MONTH")
    mod = found.mod
    year = found.year
    if year is not None:
        cell = Cell.day(year, month, day)
        return of_cell(found, cell, mod=mod) if cell else None
    weekday = found.value("weekday", "WEEKDAY") or found.value("weekday", "WEEKDAYSHORT")
    choices = candidates(context, found, "day", month, day)
    cell = placed(context, found, choices, weekday=weekday)
    if cell:
        return of_cell(found, cell, relative=True, mod=mod)
    return of_value(found, f"XXXX-{month:02}-{day:02}", precision="day", relative=True) if 1 <= day <= 31 else None


@grammar.rule(
    "(from|between)? the? (one:DAYNUM|one:NTH) {LINK} the? {DAY} of? {MONTH} {OFYEAR}?",
    "{MONTH} the? (one:DAYNUM|one:NTH) {LINK} the? {DAY} {OFYEAR}?",
    "(one:DAYNUM|one:NTH) COMMA (two:DAYNUM|two:NTH) COMMA? and {DAY} {MONTH} {OFYEAR}?",
)
def days_of_month(found: Found, context: Context) -> list[Meaning] | None:
    """10-12 June 1950; May 12 and 14; between 12 and 14 May: each end is an expression of its own."""
    numbers = [name for name in ("one", "two", "day") if name in found.at]
    stop = {name: found.at[name] + 1 for name in numbers}
    month_first = found.at["month"] < found.at["one"]
    meanings = []
    for name in numbers:
        part = found._replace(
            first=found.at["month"] if month_first and name == "one" else found.at[name],
            stop=found.stop if name == "day" else stop[name],
        )
        # The year is looked for beyond the whole range, so each end is placed with the range's own stop.
        meaning = date_on(part._replace(stop=found.stop), context, found.number(name) or 0)
        if meaning is None:
            return None
        meanings.append(_cut(meaning, part))
    return meanings


@grammar.rule(
    "{MOD}? {MONTH} {OFYEAR}",
    "{MOD}? {MONTH} (of|in) {THAT} year",
    "{MOD}? the? (way:LAST|way:NEXT|way:THIS) month:MONTH",
    "{MOD}? month:MONTH",
)
def month_of_year(found: Found, context: Context) -> Meaning | None:
    """June 2025, mid-January, the end of May, August of that year."""
    month = found.value("month", "MONTH")
    mod = found.mod
    year = found.year
    if year is None and "that" in found.at and context.topic:
        return of_cell(found, Cell.part("month", context.topic.year, month), relative=True, mod=mod)
    if year is not None:
        return of_cell(found, Cell.part("month", year, month), mod=mod)
    if not _is_month(context, found):
        return None
    cell = _beside(found, context, month) or placed(context, found, candidates(context, found, "month", month))
    if cell:
        return of_cell(found, cell, relative=True, mod=mod)
    return of_value(found, f"XXXX-{month:02}", precision="month", relative=True)


def _beside(found: Found, context: Context, month: int) -> Cell | None:
    """The month before or after, where "last" or "next" says so."""
    step = found.value("way", "LAST") or found.value("way", "NEXT")
    base = (context.topic or context.anchor) if context.narrative else context.anchor
    if not step or base is None or base.unit == "year":
        return Cell.part("month", base.year + step, month) if step and base else None
    here = base.within("month")
    distance = (month - 1 - here.index) % 12 if step > 0 else -((here.index - month + 1) % 12)
    return here.shift(distance or 12 * step)


@grammar.rule("one:MONTH {LINK} {MONTH} {OFYEAR}")
def months_of_year(found: Found, _: Context) -> list[Meaning] | None:
    """May and June 1940: two months of one year."""
    year = found.year
    if year is None:
        return None
    one, two = found.value("one", "MONTH"), found.value("month", "MONTH")
    first = of_cell(found.part(found.at["one"], found.at["one"] + 1), Cell.part("month", year - (one > two), one))
    return [first, of_cell(found.part(found.at["month"], found.stop), Cell.part("month", year, two))]


@grammar.rule("(?<={PREP}) the {DAY}")
def day_of_known_month(found: Found, context: Context) -> Meaning | None:
    """on the 16th: of the month last told, else of the publication's."""
    following = found.stop
    if context.code(found.at["day"]) != "t" or not (
        context.is_a(following, "PUNCT") or context.key(following) in GOES_ON
    ):
        return None
    day = found.number("day") or 0
    anchor = context.topic if context.narrative else context.anchor
    topic = context.topic if context.topic and context.topic.unit in {"day", "month"} else anchor
    if topic is None or (context.narrative and topic.unit not in {"day", "month"}):
        return of_value(found, f"XXXX-XX-{day:02}", precision="day", relative=True)
    time = context.tense(found.first, found.stop)
    cells = [
        Cell.day(month.year, month.month, day) for month in (topic.within("month").shift(step) for step in (-1, 0, 1))
    ]
    if context.narrative or topic is not anchor:
        return of_cell(found, cells[1], relative=True) if cells[1] else None
    chosen = cells[1]
    if chosen and time == "past" and chosen.index > topic.index:
        chosen = cells[0]
    elif chosen and time == "future" and chosen.index < topic.index:
        chosen = cells[2]
    return of_cell(found, chosen, relative=True) if chosen else None


def _cut(meaning: Meaning, part: Found) -> Meaning:
    return replace(meaning, first=part.first, stop=part.stop)


def _counted(context: Context, found: Found) -> bool:
    """Whether the number counts what follows: "in March 15 troops were killed"."""
    last = found.stop - 1
    if context.code(last) not in "123" or "year" in found.at:
        return False
    return context.code(found.stop) == "%" or (
        context.is_a(found.stop, "COUNTED") and context.code(found.stop) not in "w"
    )


def _is_month(context: Context, found: Found) -> bool:
    """Whether May, March and August are months here, and not a verb, a walk, or somebody's name."""
    token = found.tokens[found.at["month"]]
    if token.key not in {"^may", "^march", "^august", "april", "june"}:
        return token.key[0] != "^" or token.text[-1] == "." or context.code(found.stop) != "W"
    before = context.key(found.at["month"] - 1)
    if "mod" in found.at or before in IN_MONTH or context.is_a(found.at["month"] - 1, "LAST"):
        return True
    if token.key == "^august" and context.code(found.stop) != "W":
        return before not in {"an", "the"}
    if token.key in {"april", "june"}:
        return context.code(found.at["month"] - 1) != "W" and context.code(found.stop) != "W"
    return False
