"""The year that a date does not say: from the text around it, else from the publication date and the tense."""

import re
from functools import cache

from tocsin.reading.when import tense
from tocsin.reading.when.cells import Cell
from tocsin.reading.when.context import Context
from tocsin.reading.when.found import Found
from tocsin.reading.when.grammar import compiled

NEAR_FUTURE = 60
"""Days: a date that lies so near ahead, and whose last year's day is long gone, is the one ahead."""
LONG_GONE = 240
NEXT_YEAR = 6
"""Months: a history that steps back by more than these has stepped into the next year."""


@cache
def _followed() -> re.Pattern[str]:
    date = "(DAYNUM of? MONTH DOT?|MONTH DOT? DAYNUM|MONTH DOT?)"
    rule = compiled(f"COMMA? (DASH|to|and|or|until|through|COMMA) the? {date} COMMA? of? year:Y4", lambda _, __: None)
    return rule.pattern


def year_ahead(context: Context, stop: int) -> int | None:
    """The year of a date that follows at once in a range or a list: the 1950 of "12 June to 4 July 1950"."""
    match = _followed().match(context.codes, stop)
    return int(context.tokens[match.end() - 1].text) if match else None


def placed(context: Context, found: Found, choices: list[Cell], *, weekday: int | None = None) -> Cell | None:
    """The one of the same date's cells in consecutive years that the text means; ``None`` where it cannot be known."""
    fitting = [cell for cell in choices if (cell.index - 1) % 7 + 1 == weekday]
    near = context.topic if context.narrative else context.anchor
    if fitting and near:
        return min(fitting, key=lambda cell: abs(cell.index - near.first))
    ahead = year_ahead(context, found.stop)
    if ahead:
        return next((cell for cell in choices if cell.year == ahead), None)
    topic = context.topic
    if topic and (context.narrative or _of_that_year(context, found, topic)):
        return _told(choices, topic)
    if context.anchor is None:
        return None
    return _news(choices, context, found)


def candidates(context: Context, found: Found, unit: str, month: int, day: int = 1) -> list[Cell]:
    """The same month, season, or day of a month in the years that may be meant."""
    years = {cell.year for cell in (context.topic, context.anchor) if cell}
    ahead = year_ahead(context, found.stop)
    wanted = {year + step for year in years for step in (-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2)} | (
        {ahead} if ahead else set()
    )
    if unit != "day":
        return [Cell.part(unit, year, month) for year in sorted(wanted)]
    days = (Cell.day(year, month, day) for year in sorted(wanted))
    return [cell for cell in days if cell]


def nearest(choices: list[Cell], anchor: Cell, time: str | None, *, strict: bool = False) -> Cell | None:
    """The last choice at or before the anchor, or, in the future, the first at or after it."""
    if time == "future":
        later = [cell for cell in choices if cell.last > anchor.index or (not strict and cell.last == anchor.index)]
        return min(later, key=lambda cell: cell.first, default=None)
    earlier = [cell for cell in choices if cell.first < anchor.index or (not strict and cell.first == anchor.index)]
    return max(earlier, key=lambda cell: cell.first, default=None)


def _news(choices: list[Cell], context: Context, found: Found) -> Cell | None:
    anchor = context.anchor
    if anchor is None:
        return None
    time = context.tense(found.first, found.stop)
    if time == "future":
        ahead = nearest(choices, anchor, "future")
        back = nearest(choices, anchor, "past")
        if ahead and back and ahead.first - anchor.index > LONG_GONE and anchor.index - back.last < NEAR_FUTURE:
            return back
        return ahead
    back, ahead = nearest(choices, anchor, "past"), nearest(choices, anchor, "future")
    if back is None or ahead is None or (time == "past" and tense.plainly_past(context, found.first, found.stop)):
        return back
    close = ahead.first - anchor.index <= NEAR_FUTURE and anchor.index - back.last >= LONG_GONE
    return ahead if close else back


def _told(choices: list[Cell], topic: Cell) -> Cell | None:
    year = topic.year
    same = next((cell for cell in choices if cell.year == year), None)
    if topic.unit in {"day", "month"} and same and topic.month - same.month > NEXT_YEAR:
        return next((cell for cell in choices if cell.year == year + 1), same)
    return same


def _of_that_year(context: Context, found: Found, topic: Cell) -> bool:
    """Whether news tells a date of a far year, named before in the same sentence."""
    if context.anchor is None or abs(topic.year - context.anchor.year) <= 1:
        return context.anchor is None
    if any(tense.ends_sentence(context, at) for at in range(context.topic_stop, found.first)):
        return False
    return context.tense(found.first, found.stop) != "future"
