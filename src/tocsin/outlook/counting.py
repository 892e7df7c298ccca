"""How much an indicator counts, day by day, and how usual that is: the arithmetic, without any record."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.outlook.model import Indicator

Series = npt.NDArray[np.float64]

SAMPLES = 12
"""How many times in the year before the window it is asked what was usual."""
APART = 30
"""Days between two of them."""
STEPS = 3
"""An indicator that is on has taken one step, two, or three."""
PLACES = 6
"""Counts are rounded to so many decimals, so that a sum is the same in any order."""


class Span(NamedTuple):
    """Days, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    def wider(self, by: int) -> "Span":
        """The same last day, and ``by`` more days before."""
        return Span(self.first - dt.timedelta(days=by), self.last)


class Lasting(NamedTuple):
    """A day on which a sign was given, and the first day on which it no longer counts, where there is one."""

    day: dt.date
    until: dt.date | None = None


def reach(indicator: Indicator) -> int:
    """How many days back from a moment an indicator can look, its year of comparison with it."""
    return 2 * indicator.window + APART * (SAMPLES - 1)


def counted(by_unit: Mapping[str, Iterable[Lasting]], indicator: Indicator, span: Span) -> Series:
    """For each day of the span: the units of its window, each by its latest sign, halved every ``half_life`` days."""
    total = np.zeros(span.days)
    fading = 0.5 ** (np.arange(indicator.window) / indicator.half_life)
    for unit in sorted(by_unit):
        places = sorted({_places(each, indicator, span) for each in by_unit[unit]})
        if len(places) == 1:
            _raise(total, places[0], fading, add=True)
            continue
        of_unit = np.zeros(span.days)
        for place in places:
            _raise(of_unit, place, fading, add=False)
        total += of_unit
    return np.round(total, PLACES)


def _places(sign: Lasting, indicator: Indicator, span: Span) -> tuple[int, int]:
    start = (sign.day - span.first).days
    end = start + indicator.window
    return start, end if sign.until is None else min(end, (sign.until - span.first).days)


def _raise(total: Series, place: tuple[int, int], fading: Series, *, add: bool) -> None:
    start, end = max(place[0], 0), min(place[1], total.size)
    if start < end:
        strength = fading[start - place[0] : end - place[0]]
        total[start:end] = total[start:end] + strength if add else np.maximum(total[start:end], strength)


def usual(counts: Series, indicator: Indicator) -> Series:
    """For each day: the mean of the counts at twelve moments of the year before its window; before that, zeros."""
    total = np.zeros_like(counts)
    for sample in range(SAMPLES):
        back = indicator.window + APART * sample
        if back < counts.size:
            total[back:] += counts[: counts.size - back]
    return np.round(total / SAMPLES, PLACES)


def needed(before: Series, indicator: Indicator) -> Series:
    """From how many on an indicator is on: its threshold above the usual and ``usual`` times its spread.

    What comes at random spreads by the square root of its mean (Poisson), so a country that is much in the news needs
    more above its mean than a quiet one.
    """
    if not indicator.usual:
        return np.full_like(before, indicator.threshold)
    return np.round(indicator.threshold + before + indicator.usual * np.sqrt(before), PLACES)


def steps(counts: Series, needed: Any, threshold: float) -> npt.NDArray[np.int64]:
    """0 below what is needed, 1 from it, 2 and 3 from one and three thresholds more."""
    above = counts - needed
    return np.where(above >= 3 * threshold, 3, np.where(above >= threshold, 2, np.where(above >= 0, 1, 0)))
