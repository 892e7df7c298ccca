"""Moments and days as people write them on the command line."""

import datetime as dt

from tocsin.errors import DateError


def moment(text: str, *, now: dt.datetime) -> dt.datetime:
    """A moment in UTC from ISO words: a day alone is the end of that day, a time without a zone is UTC, ``now`` is now.

    Raises DateError for other words, and for a moment that is still to come: nothing is known at it.
    """
    if text.strip().casefold() == "now":
        return now
    asked = _moment(text.strip())
    if asked.date() > now.date():
        message = f"{text} is still to come, and nothing is known at it: give a moment that is past."
        raise DateError(message)
    return min(asked, now)


def day(text: str) -> dt.date:
    """A day written as 2022-02-12; DateError for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        message = f"{text!r} is not a day: write it like 2022-02-12."
        raise DateError(message) from error


def _moment(text: str) -> dt.datetime:
    try:
        if len(text) == len("2022-02-12"):
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(23, 59, 59), dt.UTC)
        asked = dt.datetime.fromisoformat(text)
        return asked.replace(tzinfo=dt.UTC) if asked.tzinfo is None else asked.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        message = (
            f"{text!r} is not a moment: write it like 2022-02-12 or 2022-02-12T14:05 (UTC unless a zone is given)."
        )
        raise DateError(message) from error
