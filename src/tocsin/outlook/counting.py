"""How much an indicator counts, day by day, and how usual that is: the arithmetic, without any record."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
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
    fading = 0.5 ** (np.arange(indicator.window) / indicator.half_life)
    once = np.zeros(span.days + indicator.window - 1)
    total = np.zeros(span.days)
    for unit in sorted(by_unit):
        places = _places(by_unit[unit], indicator, span)
        if any(end - start < indicator.window for start, end in places):
            total += _cut_short(places, fading, span)
        elif len(places) == 1:
            at = places[0][0] + indicator.window - 1
            if 0 <= at < once.size:
                once[at] += 1
        else:
            total += _repeated([start for start, _ in places], fading, span)
    if once.any():
        total += np.convolve(once, fading, "valid")
    return np.round(total, PLACES)


def _places(given: Iterable[Lasting], indicator: Indicator, span: Span) -> list[tuple[int, int]]:
    """When each sign of a unit begins to count and ends, in days of the span."""
    first, found = span.first.toordinal(), set()
    for day, until in given:
        start = day.toordinal() - first
        end = start + indicator.window
        found.add((start, end if until is None else min(end, until.toordinal() - first)))
    return sorted(found)


def _repeated(starts: Sequence[int], fading: Series, span: Span) -> Series:
    """One unit by its latest sign, each of which counts as long as it fades."""
    before = fading.size - 1
    latest = np.full(span.days + before, -fading.size)
    inside = [start + before for start in starts if 0 <= start + before < latest.size]
    latest[inside] = inside
    age = np.arange(latest.size) - np.maximum.accumulate(latest)
    return np.where(age < fading.size, fading[np.minimum(age, before)], 0.0)[before:]


def _cut_short(places: Iterable[tuple[int, int]], fading: Series, span: Span) -> Series:
    """One unit by its latest sign, where some do not count to the end of their window."""
    found = np.zeros(span.days)
    for place in places:
        start, end = max(place[0], 0), min(place[1], span.days)
        if start < end:
            found[start:end] = np.maximum(found[start:end], fading[start - place[0] : end - place[0]])
    return found


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
