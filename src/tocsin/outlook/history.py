"""The level of a host day by day: what its outlook would have said on each, from what is known at one moment."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from tocsin.outlook.counting import STEPS, Span, counted, needed, reach, steps, usual
from tocsin.outlook.model import LEVELS, Indicator, Indicators, Level, Rules
from tocsin.outlook.weighing import Gathered, Newsrooms, added, behind, is_young, leveled, wants_newsrooms

BACK = 90
"""Days that are looked back for how long a level has held."""


class Daily(msgspec.Struct, frozen=True, kw_only=True):
    """The level of one host on one day, and the names of the indicators that were on."""

    day: dt.date
    level: Level
    on: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How long a level has held: ``since`` a day, or for all of the days that were looked at where it is ``None``."""

    since: dt.date | None
    days: int


class _Steps(NamedTuple):
    indicator: Indicator
    by_day: npt.NDArray[np.int64]


def daily(
    gathered: Gathered, span: Span, *, began: dt.date | None, among: Indicators, newsrooms: Newsrooms | None = None
) -> tuple[Daily, ...]:
    """Each day of a span with its level, as ``weigh`` would give it for that day.

    ``gathered`` holds the signs that any of these days looks back to.
    """
    taken = [
        _Steps(each, _steps(gathered, each, span, began=began, rules=among.levels))
        for each in among.indicator
        if gathered.units[each.name]
    ]
    weight = np.zeros(span.days)
    for each in taken:
        worth = np.array([added(each.indicator.weight, step) for step in range(STEPS + 1)])
        weight += worth[each.by_day]
    found = []
    for place in range(span.days):
        on = {each.indicator.name: each.indicator for each in taken if each.by_day[place]}
        day = span.first + dt.timedelta(days=place)
        level = _level(gathered, on, day, float(weight[place]), rules=among.levels, newsrooms=newsrooms)
        found.append(Daily(day=day, level=level, on=tuple(on)))
    return tuple(found)


def standing(days: tuple[Daily, ...]) -> Standing:
    """How long the level of the last day has held."""
    since = next((at for at in range(len(days) - 1, -1, -1) if days[at].level != days[-1].level), None)
    return Standing(since=None if since is None else days[since + 1].day, days=len(days))


def _steps(
    gathered: Gathered, indicator: Indicator, span: Span, *, began: dt.date | None, rules: Rules
) -> npt.NDArray[np.int64]:
    """The steps of an indicator on each day; none where the ledger is too young to say what is usual."""
    counts = counted(gathered.units[indicator.name], indicator, span.wider(reach(indicator)))
    before = usual(counts, indicator) if indicator.usual else np.zeros_like(counts)
    counts, before = counts[-span.days :], before[-span.days :]
    if indicator.usual:
        days = [span.first + dt.timedelta(days=place) for place in range(span.days)]
        young = np.array([is_young(indicator, day, began, rules) for day in days])
        before = np.where(young & (counts > 0), 0.0, before)
        if indicator.group != "nationals":
            counts = np.where(young, 0.0, counts)
    found = steps(counts, needed(before, indicator), indicator.threshold)
    return np.where(counts < indicator.threshold, 0, found)


def _level(
    gathered: Gathered,
    on: Mapping[str, Indicator],
    day: dt.date,
    weight: float,
    *,
    rules: Rules,
    newsrooms: Newsrooms | None,
) -> Level:
    if weight < rules.elevated:
        return LEVELS[1] if weight >= rules.watch else LEVELS[0]
    who = behind(sign for each in on.values() for sign in gathered.counting(each, day))
    if newsrooms is not None and wants_newsrooms(weight, who, rules):
        who = who._replace(newsrooms=newsrooms({name: each.window for name, each in on.items()}, day))
    return leveled(weight, who, rules)[0]
