"""The entries of a timeline: paragraphs that each open with their day and a stroke or colon, and what follows them."""

import datetime as dt
import re

from tocsin.documents import Document
from tocsin.reading.when import day_of, find

_LEAST = 3
"""So many paragraphs that open with a day make a timeline."""
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_OPENS = re.compile(
    rf"\W{{0,3}}(?P<day>(?:[A-Z][a-z]+day,? )?(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?))"
    r"(?: ?[:–—]|,? -{1,2}|[*_]{0,2}$)(?=\s|$)"
)


def entries(document: Document) -> list[tuple[int, dt.date]]:
    """Where each entry starts in the text, with its day; empty where the text is no timeline.

    A day without a year is the nearest at or before the publication; days run one way, up or down.
    """
    found = []
    for passage in document.passages:
        if not passage.role.is_read:
            continue
        opens = _OPENS.match(document.text[passage.start : min(passage.end, passage.start + 60)])
        if opens:
            told = find(opens["day"], document.published)
            day = day_of(told[0]) if len(told) == 1 else None
            if day is not None:
                found.append((passage.start, day))
    days = [day for _, day in found]
    runs = days == sorted(days) or days == sorted(days, reverse=True)
    return found if len(set(days)) >= _LEAST and runs else []
