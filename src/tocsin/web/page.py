"""What every page knows: the ledger that it reads, the moment that it shows, and how to link without losing it."""

import dataclasses
import datetime as dt
import functools
from typing import Any
from urllib.parse import urlencode

from litestar.exceptions import NotFoundException
from litestar.response import Redirect

import tocsin
from tocsin.board import Board, board
from tocsin.ledger import Counts, KnownPosture, Ledger
from tocsin.ledger.paging import began
from tocsin.web.as_of import parse_moment, shown
from tocsin.web.names import country_code, no_country
from tocsin.web.stops import Finder, Stops, in_words, meant

_MENU = {
    "/document": "/documents",
    "/host": "/",
    "/record": "/documents",
    "/register": "/changes",
    "/sender": "/",
    "/why": "/",
}
"""The entry of the menu that a kind of page stands under, where it is not its own."""
OF_NOW = frozenset({"alerts", "checkin", "log", "people", "wall"})
"""The first segments of pages that know no past moment: they tell of people and of what was sent, always as of now."""
PART = 200_000
"""Characters of a document on one page; a longer document is shown in parts."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """One request's view of the ledger.

    ``as_of`` is the past moment that was asked for (``None``: the present); ``moment`` the one that is shown and
    ``known_at`` the one up to which documents had been seen, both in UTC. ``known_asked`` is ``known_at`` where the
    query named it; ``present`` is now. ``knows_all``: nothing that the ledger holds is left out. ``path`` is as the
    browser wrote it; ``finder`` finds the stops of the slider.
    """

    ledger: Ledger
    path: str
    moment: dt.datetime
    known_at: dt.datetime
    present: dt.datetime
    as_of: dt.datetime | None = None
    known_asked: str | None = None
    knows_all: bool = False
    finder: Finder | None = None
    version: str = tocsin.__version__

    @property
    def way(self) -> str:
        """The entry of the menu that this page stands under."""
        first = "/" + self.path.split("/")[1]
        return _MENU.get(first, first)

    @property
    def of_now(self) -> bool:
        """Whether this page shows the present whatever moment is asked for."""
        return self.path.split("/")[1] in OF_NOW

    @property
    def live(self) -> bool:
        """Whether this page keeps itself as the ledger is: not what was asked of a past moment or tells of people."""
        return self.as_of is None and self.known_asked is None and not self.of_now

    @functools.cached_property
    def stops(self) -> Stops:
        """The stops of the slider."""
        if self.finder is None or self.of_now:
            return Stops()
        return self.finder.stops(self.path, now=self.present)

    @property
    def stop(self) -> int:
        """The stop that is shown; one past the last for the present."""
        return self.stops.place(self.as_of)

    @property
    def stop_in_words(self) -> str:
        """What the slider says where it stands."""
        if self.as_of is None:
            return "now"
        at = self.stops.written[self.stop] if self.stops.written else ""
        return in_words(at) if at and meant(at) == self.as_of else shown(self.as_of)

    @property
    def seen_by(self) -> dt.datetime:
        """The moment after which nothing counts that a register said, whatever else is known in hindsight."""
        return min(self.moment, self.known_at)

    @property
    def hindsight(self) -> bool:
        """Whether documents count that were seen only after the moment that is shown."""
        return self.known_at > self.moment

    @functools.cached_property
    def counts(self) -> Counts:
        """How much the ledger holds now."""
        return self.ledger.counts()

    @property
    def as_of_field(self) -> str:
        """The moment as the date and time field of the form wants it; empty for the present."""
        return f"{self.as_of:%Y-%m-%dT%H:%M}" if self.as_of else ""

    def link(self, path: str, **more: str | int | None) -> str:
        """One of our own paths that keeps the moment; ``more`` are further fields of the query."""
        before, hash_mark, anchor = str(path).partition("#")
        query = {name: str(value) for name, value in more.items() if value is not None}
        if self.as_of:
            query["as_of"] = f"{self.as_of:%Y-%m-%dT%H:%M:%S}"
        if self.known_asked:
            query["known_at"] = self.known_asked
        return before + ("?" + urlencode(query) if query else "") + hash_mark + anchor

    def evidence(self, document_key: str, record: str, start: int) -> str:
        """The place in a document where a record was read."""
        return self.link(f"/document/{document_key}#r-{record}", part=start // PART + 1 if start >= PART else None)

    def postures(self, *, host: str | None = None) -> list[KnownPosture]:
        """The postures known at this page's moment."""
        return self.ledger.postures(host=host, known_at=self.known_at)

    def board(self, postures: list[KnownPosture], *, hosts: tuple[str, ...] = ()) -> Board:
        """The board of these postures at this page's moment, with what the registers showed then."""
        host = hosts[0] if len(hosts) == 1 else None
        registers = self.ledger.registers.shown(host=host, known_at=self.known_at)
        return board(postures, as_of=self.moment, known_at=self.known_at, hosts=hosts, registers=registers)


def open_page(
    ledger: Ledger, query: dict[str, Any], *, path: str, now: dt.datetime, finder: Finder | None = None
) -> Page:
    """The page that a query asks for by ``as_of`` and ``known_at``.

    ``as_of`` alone means: as known at that moment. A ledger that was not there yet at that moment can only answer
    from what it knows now. Raises DateError where either cannot be understood.
    """
    as_of = parse_moment("as_of", query.get("as_of"), now=now)
    known_at = parse_moment("known_at", query.get("known_at"), now=now)
    moment = as_of or now
    if known_at is None:
        known_at = now if _began_after(ledger, moment) else moment
    return Page(
        ledger=ledger,
        path="/" + path.lstrip("/"),
        moment=moment,
        known_at=known_at,
        present=now,
        as_of=as_of,
        known_asked=query.get("known_at") or None,
        knows_all=known_at >= now,
        finder=finder,
    )


def _began_after(ledger: Ledger, moment: dt.datetime) -> bool:
    first = began(ledger.engine)
    return first is not None and first > moment


def elsewhere(page: Page, code: str, tail: str) -> Redirect | None:
    """The page of a host under its code, where it was asked for by another of its names; ``None`` under its code.

    Raises NotFoundException where no country goes by the name.
    """
    host = country_code(code)
    if host is None:
        raise NotFoundException(no_country(code))
    return None if host == code else Redirect(page.link(f"/host/{host}/{tail}"))
