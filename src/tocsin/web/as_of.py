"""The one question that every page takes: as known at which moment."""

import datetime as dt

from tocsin.errors import DateError

_DATE_ALONE = len("2022-02-12")


def parse_moment(field: str, text: str | None, *, now: dt.datetime) -> dt.datetime | None:
    """The moment that a field of the query asks for, in UTC; ``None`` where it is absent or empty.

    A date alone means the end of that day, a time without a zone is UTC, ``now`` is now. A moment still to come is a
    DateError, because nothing is known at it; the rest of today is now.
    """
    asked = (text or "").strip()
    if not asked:
        return None
    if asked == "now":
        return now
    moment = _moment(field, asked)
    if moment.date() > now.date():
        message = f"{shown(moment)} is still to come: give a moment that is past, or none for now."
        raise DateError(message)
    return min(moment, now)


def _moment(field: str, asked: str) -> dt.datetime:
    try:
        if len(asked) == _DATE_ALONE:
            return dt.datetime.combine(dt.date.fromisoformat(asked), dt.time(23, 59, 59), dt.UTC)
        moment = dt.datetime.fromisoformat(asked)
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as cause:
        message = f"The moment after {field}= was not understood: write it like 2022-02-12T14:05 (UTC) or 2022-02-12."
        raise DateError(message) from cause


def shown(moment: dt.datetime) -> str:
    """A moment for a person, in UTC: ``12 Feb 2022 14:05 UTC``."""
    at = moment.astimezone(dt.UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {at:%H:%M} UTC"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not by strftime: the locale of the machine has no say in the pages."""
