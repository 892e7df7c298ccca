"""Moments: every one is aware, and kept in UTC."""

import datetime as dt

from tocsin.errors import DateError


def utc(moment: dt.datetime) -> dt.datetime:
    """The same moment in UTC; a naive one is a DateError, because nobody can say when it was."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        message = f"The moment {moment.isoformat()} has no time zone; add one, such as {moment.isoformat()}+00:00."
        raise DateError(message)
    return moment.astimezone(dt.UTC)
