"""The level of an outlook over time, as steps."""

import itertools
from collections.abc import Iterable, Sequence

from tocsin.charts.model import Cell, Drawing, Levels
from tocsin.outlook import Daily, default
from tocsin.outlook.model import LEVELS

BEFORE = 14
"""Quiet days that are drawn before the first that is not."""


def ahead(days: Sequence[Daily]) -> Drawing | None:
    """The level of one host on each day, and which indicators were on; ``None`` where it was quiet all along.

    Of the quiet days that it begins with the last fourteen are drawn.
    """
    first = next((at for at, each in enumerate(days) if each.level != LEVELS[0]), None)
    if first is None:
        return None
    days = days[max(0, first - BEFORE) :]
    points = tuple({"day": each.day.isoformat(), "level": LEVELS.index(each.level)} for each in days)
    highest = max(days, key=lambda each: LEVELS.index(each.level))
    return Drawing(
        title="Outlook over time",
        words=f"{days[-1].level.capitalize()} on {days[-1].day}; at most {highest.level}, first on {highest.day}. "
        "A level orders countries for a reader; it is no forecast.",
        plot=Levels(points=points, names=LEVELS),
        columns=("Level", "From", "To", "Indicators that are on"),
        rows=tuple(_runs(days)),
    )


def _runs(days: Sequence[Daily]) -> Iterable[tuple[Cell, ...]]:
    titles = {each.name: each.title for each in default().indicator}
    for (level, on), run in itertools.groupby(days, key=lambda each: (each.level, each.on)):
        alike = list(run)
        shown = ", ".join(titles.get(name, name) for name in on)
        yield level, str(alike[0].day), str(alike[-1].day), shown or "none"
