"""The list of documents."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.ledger import DocumentEntry, Ledger
from tocsin.web.answers import KEPT
from tocsin.web.page import Page

AT_ONCE = 50
"""Documents on one page."""


@get("/documents", sync_to_thread=True, opt=KEPT)
def documents(page: NamedDependency[Page], start: FromQuery[int] = 0) -> Template:
    """What was read, latest first seen first."""
    first = max(0, start)
    rows = list(islice(_seen_by(page.ledger, page.known_at), first, first + AT_ONCE + 1))
    context = {
        "page": page,
        "rows": rows[:AT_ONCE],
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if len(rows) > AT_ONCE else None,
    }
    return Template("documents.html", context=context)


def _seen_by(ledger: Ledger, known_at: dt.datetime) -> Iterator[DocumentEntry]:
    offset = 0
    while batch := ledger.documents(limit=500, offset=offset):
        yield from (entry for entry in batch if entry.first_seen <= known_at)
        offset += len(batch)
