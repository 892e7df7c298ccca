"""Days of the week and feasts: "Saturday", "next Friday", "Monday last week", "Tuesdays", "Christmas Eve"."""

from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import Grammar
from tocsin.reading.when.meaning import Meaning, of_cell, of_value
from tocsin.reading.when.years import candidates, placed, year_ahead

grammar = Grammar(
    MOD="(mod:EARLY DASH? on?)",
    WEEKDAY="(weekday:WEEKDAY DOT?|weekday:WEEKDAYSHORT DOT)",
    OFYEAR="COMMA? (of|in)? year:Y4",
)
NAMED = frozenset(
    {"black", "bloody", "super", "cyber", "ash", "palm", "maundy", "good", "holy", "giving", "casual", "ruby", "big"}
)
PAPERS = frozenset(
    {"times", "telegraph", "post", "mirror", "express", "mail", "star", "herald", "sun", "people", "world"}
)


@grammar.rule("{MOD}? (way:THIS|way:LAST|way:NEXT|way:THAT|the way:NEXT)? {WEEKDAY}")
def weekday(found: Found, context: Context) -> Meaning | None:
    """Saturday, last Friday, next Monday: the nearest at or before publication, unless the clause looks ahead."""
    number = _number(found)
    if context.key(found.first - 1) in NAMED or (context.key(found.stop) in PAPERS and context.code(found.stop) == "W"):
        return None
    base = context.dated if context.narrative else context.anchor
    if base is None:
        return of_value(found, f"XXXX-WXX-{number}", precision="day", relative=True)
    if context.narrative:
        return of_cell(found, base.shift((number - _of_week(base)) % 7), relative=True)
    return of_cell(found, _chosen(found, context, base, number), relative=True)


def _chosen(found: Found, context: Context, base: Cell, number: int) -> Cell:
    back = base.shift(-((_of_week(base) - number) % 7))
    ahead = base.shift((number - _of_week(base)) % 7)
    if found.value("way", "LAST"):
        return back if back != base else back.shift(-7)
    if found.value("way", "NEXT"):
        told = context.dated if found.said("way") == "following" else None
        if told:
            return told.shift((number - _of_week(told) - 1) % 7 + 1)
        return ahead if ahead != base else ahead.shift(7)
    if found.value("way", "THIS") is not None:
        return back if context.tense(found.first, found.stop) == "past" else ahead
    return ahead if context.tense(found.first, found.stop) == "future" else back


@grammar.rule(
    "{MOD}? {WEEKDAY} COMMA? (of|the)? (way:THIS|way:LAST|way:NEXT|way:THAT) week",
    "(way:LAST|way:NEXT|way:THIS) week (on|POSS)? {WEEKDAY}",
)
def weekday_of_week(found: Found, context: Context) -> Meaning | None:
    """Monday last week, next week on Tuesday."""
    base = context.anchor
    number = _number(found)
    if base is None or found.value("way", "THAT") is not None:
        return None
    step = found.step
    return of_cell(found, base.shift(7 * step + number - _of_week(base)), relative=True)


@grammar.rule("{MOD}? {WEEKDAY} COMMA? the day:NTH")
def weekday_the_nth(found: Found, context: Context) -> Meaning | None:
    """Friday the 13th: the nearest month in which that day is that weekday."""
    if context.anchor is None:
        return None
    month, number, day = context.anchor.within("month"), _number(found), found.number("day") or 0
    cells = (Cell.day(near.year, near.month, day) for near in (month.shift(step) for step in range(-9, 10)))
    fitting = [cell for cell in cells if cell and _of_week(cell) == number]
    cell = min(fitting, key=lambda cell: abs(cell.index - context.anchor.index), default=None)  # type: ignore[union-attr]
    return of_cell(found, cell, relative=True) if cell else None


@grammar.rule("(every|each|on)? weekday:WEEKDAYS", "(every|each) {WEEKDAY}")
def weekdays(found: Found, _: Context) -> Meaning:
    """Mondays, every Friday."""
    number = found.value("weekday", "WEEKDAYS") or _number(found)
    first = found.first + (
        found.at["weekday"] - found.first if found.text("weekday") and found.value("weekday", "WEEKDAYS") else 0
    )
    return of_value(found.part(first, found.stop), f"XXXX-WXX-{number}", kind="set", precision="day")


@grammar.rule(
    "(feast:HOLIDAY) (day:day|day:eve)? ({OFYEAR})?", "new (year|UNIT) (POSS|s) (day:day|day:eve) ({OFYEAR})?"
)
def feast(found: Found, context: Context) -> Meaning | None:
    """Christmas, Christmas Eve 1914, New Year's Day."""
    month, day = found.value("feast", "HOLIDAY") or (1, 1)
    step = -1 if found.said("day") == "eve" else 0
    year = found.number("year") or year_ahead(context, found.stop)
    if step and (month, day) == (1, 1):
        month, day, step = 12, 31, 0
    if not found.tokens[found.first].text[0].isupper():
        return None
    cell = Cell.day(year, month, day) if year else placed(context, found, candidates(context, found, "day", month, day))
    if cell is None:
        return of_value(found, f"XXXX-{month:02}-{day:02}", precision="day", relative=True)
    return of_cell(found, cell.shift(step), relative=year is None)


def _number(found: Found) -> int:
    return int(found.value("weekday", "WEEKDAY") or found.value("weekday", "WEEKDAYSHORT") or 0)


def _of_week(cell: Cell) -> int:
    return (cell.index - 1) % 7 + 1
