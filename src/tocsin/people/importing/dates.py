"""Days as people write them in tables: ISO, numbers in either order, and with names of months in many languages."""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from typing import Literal

import babel
import msgspec
from babel.dates import get_month_names

from tocsin.people.importing.headers import plain
from tocsin.people.places import LANGUAGES

Order = Literal["day first", "month first"]

_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})\.?(?:[T ,]+\d{1,2}:\d{2}.*)?")
_DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s.-]*(?:de |of )?([^\W\d_]+)\.?,?[\s.-]*(?:de )?(\d{4})"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


class Days(msgspec.Struct, frozen=True):
    """The earliest and the latest day that a text can mean; the same where it means one."""

    earliest: dt.date
    latest: dt.date


def order_of(texts: Iterable[str]) -> Order | None:
    """Which order the dates of a file are in, where one of them tells; ``None`` where none does or two disagree."""
    found: set[Order] = set()
    for text in texts:
        numbers = _NUMBERS.fullmatch(text.strip())
        if numbers and int(numbers[1]) > 12:
            found.add("day first")
        elif numbers and int(numbers[2]) > 12:
            found.add("month first")
    return found.pop() if len(found) == 1 else None


def days(text: str, order: Order | None) -> Days | None:
    """What a date can mean; ``None`` where it cannot be read."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return _one(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(text):
        return _of_numbers(int(numbers[1]), int(numbers[2]), _year(numbers[3]), order)
    if named := _DAY_NAME_YEAR.fullmatch(text):
        return _one(int(named[3]), _months().get(plain(named[2]), 0), int(named[1]))
    if named := _NAME_DAY_YEAR.fullmatch(text):
        return _one(int(named[3]), _months().get(plain(named[1]), 0), int(named[2]))
    return None


def _of_numbers(one: int, two: int, year: int, order: Order | None) -> Days | None:
    day_first, month_first = _one(year, two, one), _one(year, one, two)
    if order == "day first":
        return day_first or month_first
    if order == "month first":
        return month_first or day_first
    if day_first and month_first:
        both = sorted((day_first.earliest, month_first.earliest))
        return Days(both[0], both[1])
    return day_first or month_first


def _one(year: int, month: int, day: int) -> Days | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return Days(found, found)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


@functools.cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, babel.Locale(language))
                for number, name in names.items():
                    found.setdefault(plain(name), number)
    return found
