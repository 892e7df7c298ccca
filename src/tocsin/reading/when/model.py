"""The noun of this room: one temporal expression as written and as resolved."""

import datetime as dt
from typing import Literal

import msgspec

Kind = Literal["date", "time", "duration", "set"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """A temporal expression, ``text[start:end]``, and the days that it covers.

    ``value`` follows TIMEX3 ("2022-02-12", "2022-W06", "2022-02-12TMO", "P3D", "PRESENT_REF"; X where a digit is not
    known). ``first`` and ``last`` are the first and last day covered, ``None`` where the text does not allow one or
    the day lies before the year 1. ``precision`` is the unit that the wording is exact to ("minute", "hour",
    "part_of_day", "day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century",
    "vague"). ``relative`` is true where the publication date, or a date told earlier in the text, was needed.
    ``zone`` is the time zone as written.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    precision: str = "day"
    relative: bool = False
    zone: str | None = None


DAY_OR_FINER = frozenset({"day", "part_of_day", "hour", "minute"})


def day_of(when: When) -> dt.date | None:
    """The single day that the expression means, or ``None`` where it means more than one or none that is known."""
    return when.first if when.first is not None and when.first == when.last else None
