"""Cells of the calendar: a day, a week, a month, a season, a year, a decade; numbered, so that they can be counted on.

A cell is its unit and its index on the line of such units, so "the month after" is the index plus one. Years before
the first are counted as astronomers do (1 BC is the year 0), decades and centuries before it as -1, -2 and so on.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Self

DAYS_OF_4000_YEARS = 1_460_970
"""Added to reach a year that ``datetime`` can hold: whole weeks and whole cycles of leap years."""

FIRST_YEAR, LAST_YEAR = -3000, 5000
"""Cells beyond these years are not placed on the calendar."""

SEASONS = ("SP", "SU", "FA", "WI")
PER_YEAR = {"month": 12, "season": 4, "quarter": 4, "half": 2, "year": 1}
UNITS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit of the calendar. ``unit`` is one of ``UNITS``."""

    unit: str
    index: int

    @classmethod
    def day(cls, year: int, month: int, day: int) -> Self | None:
        """The cell of a day, or ``None`` where the calendar has no such day (31 June)."""
        if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if not 1 <= day <= calendar.monthrange(year + 4000, month)[1]:
            return None
        return cls("day", dt.date(year + 4000, month, day).toordinal() - DAYS_OF_4000_YEARS)

    @classmethod
    def of_date(cls, date: dt.date) -> Self:
        """The cell of a date."""
        return cls("day", date.toordinal())

    @classmethod
    def part(cls, unit: str, year: int, number: int = 1) -> Self:
        """The numbered part of a year, counted from 1: ``part("month", 2022, 2)`` is February 2022."""
        per = PER_YEAR[unit]
        return cls(unit, year * per + number - 1)

    @classmethod
    def week(cls, year: int, number: int) -> Self:
        """The ISO week of a year after 0."""
        return cls("week", (dt.date.fromisocalendar(year, number, 1).toordinal() - 1) // 7)

    @property
    def placed(self) -> bool:
        """Whether it lies in the years that can be counted in."""
        per_year = {"day": 365, "week": 52, "weekend": 52, "decade": 0.1, "century": 0.01}.get(self.unit)
        return FIRST_YEAR < self.index / (per_year or PER_YEAR[self.unit]) < LAST_YEAR

    def shift(self, count: int) -> "Cell":
        """The cell that lies ``count`` units later (earlier where negative)."""
        return Cell(self.unit, self.index + count)

    @property
    def year(self) -> int:
        """The astronomical year in which the cell begins (for a week, the year of its Thursday)."""
        if self.unit in PER_YEAR:
            return self.index // PER_YEAR[self.unit]
        if self.unit in {"decade", "century"}:
            return self._years()[0]
        ordinal = self.index if self.unit == "day" else self.index * 7 + 4
        return _date(ordinal).year - 4000

    @property
    def month(self) -> int:
        """The month in which the cell begins, 1 to 12."""
        return _date(self.first).month

    @property
    def first(self) -> int:
        """The ordinal of its first day (as ``date.toordinal``; below 1 before the year 1)."""
        if self.unit == "day":
            return self.index
        if self.unit == "week":
            return self.index * 7 + 1
        if self.unit == "weekend":
            return self.index * 7 + 6
        if self.unit in {"decade", "century"}:
            return _ordinal(self._years()[0], 1)
        year, number = divmod(self.index, PER_YEAR[self.unit])
        month = number * 12 // PER_YEAR[self.unit] + 1
        return _ordinal(year, month + 2) if self.unit == "season" else _ordinal(year, month)

    @property
    def last(self) -> int:
        """The ordinal of its last day."""
        if self.unit == "day":
            return self.index
        if self.unit in {"week", "weekend"}:
            return self.index * 7 + 7
        if self.unit in {"decade", "century"}:
            return _ordinal(self._years()[1] + 1, 1) - 1
        return self.shift(1).first - 1

    def within(self, unit: str) -> "Cell":
        """The cell of a coarser unit that holds the first day of this one."""
        if unit == self.unit:
            return self
        if unit == "day":
            return Cell("day", self.first)
        if unit in {"week", "weekend"}:
            return Cell(unit, (self.first - 1) // 7)
        year = self.year
        if unit == "decade":
            return Cell(unit, year // 10 if year > 0 else -((1 - year) // 10) - 1)
        if unit == "century":
            return Cell(unit, year // 100 if year > 0 else -((-year) // 100) - 1)
        if unit == "season":
            shifted = year * 12 + self.month - 3
            return Cell(unit, shifted // 3)
        return Cell(unit, year * PER_YEAR[unit] + (self.month - 1) * PER_YEAR[unit] // 12)

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""
        if self.unit == "day":
            date = _date(self.index)
            return f"{_year(date.year - 4000)}-{date.month:02}-{date.day:02}"
        if self.unit in {"week", "weekend"}:
            year, week, _ = _date(self.index * 7 + 4).isocalendar()
            return f"{_year(year - 4000)}-W{week:02}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit in {"decade", "century"}:
            width = 3 if self.unit == "decade" else 2
            return f"{self.index:0{width}}" if self.index >= 0 else f"BC{-self.index - 1:0{width}}"
        year, number = divmod(self.index, PER_YEAR[self.unit])
        suffix = {
            "year": "",
            "month": f"-{number + 1:02}",
            "season": f"-{SEASONS[number % 4]}",
            "quarter": f"-Q{number + 1}",
            "half": f"-H{number + 1}",
        }
        return _year(year) + suffix[self.unit]

    def _years(self) -> tuple[int, int]:
        size = 10 if self.unit == "decade" else 100
        if self.index >= 0:
            return self.index * size, self.index * size + size - 1
        before = -self.index - 1
        late = 0 if self.unit == "decade" else 1
        return 1 - (before * size + size - 1 + late), 1 - (before * size + late)


def date_of(ordinal: int | None) -> dt.date | None:
    """The date of a day's ordinal; ``None`` before the year 1."""
    return dt.date.fromordinal(ordinal) if ordinal is not None and ordinal >= 1 else None


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def _date(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal + DAYS_OF_4000_YEARS)


def _ordinal(year: int, month: int) -> int:
    extra, month = divmod(month - 1, 12)
    return dt.date(year + extra + 4000, month + 1, 1).toordinal() - DAYS_OF_4000_YEARS
