"""What could not be read or reached, and why."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.web.answers import KEPT
from tocsin.web.page import Page

AT_ONCE = 100
"""Signals on one page."""


@get("/signals", sync_to_thread=True, opt=KEPT)
def signals(page: NamedDependency[Page], start: FromQuery[int] = 0) -> Template:
    """The signals, newest first; a past moment shows those that were raised by then."""
    first = max(0, start)
    batch = page.ledger.signals(limit=AT_ONCE + 1, offset=first)
    context = {
        "page": page,
        "signals": [stored for stored in batch[:AT_ONCE] if stored.at <= page.known_at],
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if len(batch) > AT_ONCE else None,
    }
    return Template("signals.html", context=context)
