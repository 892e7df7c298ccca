"""The log of what was done, for admins."""

import datetime as dt

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.accounts import Accounts
from tocsin.ledger import Ledger
from tocsin.web.as_of import parse_moment
from tocsin.web.page import Page

AT_ONCE = 200
"""Lines on one page."""


@get("/log", sync_to_thread=True)
def log(
    page: NamedDependency[Page],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[dt.datetime],
    before: FromQuery[str] = "",
) -> Template:
    """Who did what, when, from where; newest first."""
    lines = Accounts(ledger.engine).log(limit=AT_ONCE + 1, before=parse_moment("before", before, now=now))
    older = lines[AT_ONCE - 1].at.isoformat() if len(lines) > AT_ONCE else None
    return Template("log.html", context={"page": page, "lines": lines[:AT_ONCE], "older": older})
