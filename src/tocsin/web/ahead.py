"""The outlook on the pages: of all hosts, and of one with the sentences behind every indicator."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from tocsin.charts import ahead as drawn
from tocsin.outlook import Ahead, Level, Outlook, Shown, ahead_of, all_ahead, standing, taken_in, waiting
from tocsin.web.answers import KEPT
from tocsin.web.drawn import Chart, charts
from tocsin.web.names import name_of
from tocsin.web.page import Page, elsewhere

WAITING = 400
"""Sightings and readings that a page looks through itself; beyond it says that somebody should."""
TONES: dict[Level, str] = {"quiet": "unknown", "watch": "watch", "elevated": "serious", "high": "grave"}
"""The tone of a level. Quiet is unknown, never calm: it says only that nobody was read who tells of a sign."""
STATES = {
    "on": "on",
    "usual": "no more than is usual there",
    "unknown": "over its threshold, and the ledger is too young to say what is usual there",
    "off": "off",
}


class HostAhead(msgspec.Struct, frozen=True, kw_only=True):
    """The outlook of one host as a page prints it; ``since`` is ``None`` for a level that held all ``days``."""

    outlook: Outlook
    since: dt.date | None
    days: int

    @property
    def host(self) -> str:
        """The host's code."""
        return self.outlook.host

    @property
    def unlike(self) -> tuple[Shown, ...]:
        """The indicators over their thresholds that do not count: what is usual there, or cannot be compared."""
        return tuple(each for each in self.outlook.shown if each.state in ("usual", "unknown"))

    @property
    def latest(self) -> dt.date | None:
        """The day of the latest sign of the indicators that are on."""
        return self.outlook.latest


def untaken(page: Page) -> int:
    """How much is still to be looked through, where that is more than a page should wait for; else 0, and it is."""
    found = waiting(page.ledger)
    if found > WAITING:
        return found
    if found:
        taken_in(page.ledger)
    return 0


def ahead_at(page: Page, code: str) -> Ahead:
    """The outlook of a host at a page's moment."""
    return ahead_of(page.ledger, code, as_of=page.moment.date(), known_at=known_at(page))


def hosts_ahead(page: Page) -> list[HostAhead]:
    """Every host with a sign at a page's moment, the highest level first."""
    return list(map(told, all_ahead(page.ledger, as_of=page.moment.date(), known_at=known_at(page))))


def told(found: Ahead) -> HostAhead:
    """An outlook with how long its level has held."""
    held = standing(found.days)
    return HostAhead(outlook=found.outlook, since=held.since, days=held.days)


def known_at(page: Page) -> dt.datetime | None:
    """The moment to ask for; ``None`` for all that is known."""
    return None if page.knows_all else page.known_at


@get("/outlook", sync_to_thread=True, opt=KEPT)
def outlook(page: NamedDependency[Page]) -> Template:
    """Which indicators are on, host by host, the highest level first."""
    behind = untaken(page)
    found = [] if behind else hosts_ahead(page)
    context = {
        "page": page,
        "waiting": behind,
        "hosts": [each for each in found if each.outlook.level != "quiet" or each.outlook.on],
        "quiet": sorted((each.host for each in found if _is_quiet(each)), key=name_of),
        "level_tones": TONES,
    }
    return Template("outlook.html", context=context)


@get("/host/{code:str}/outlook", sync_to_thread=True, opt=KEPT)
def host_outlook(page: NamedDependency[Page], code: FromPath[str]) -> Template | Redirect:
    """Every indicator of one host with what it counts, what is usual, and the sentences behind it."""
    if (moved := elsewhere(page, code, "outlook")) is not None:
        return moved
    behind = untaken(page)
    found = None if behind else ahead_at(page, code)
    drawing: Sequence[Chart] = charts(drawn(found.days)) if found else ()
    context = {
        "page": page,
        "code": code,
        "waiting": behind,
        "it": told(found) if found else None,
        "charts": drawing,
        "level_tones": TONES,
        "states": STATES,
    }
    return Template("host_outlook.html", context=context)


def _is_quiet(each: HostAhead) -> bool:
    return each.outlook.level == "quiet" and not each.outlook.on
