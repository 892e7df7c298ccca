"""Who judges on the pages and by the API: an account by its name, or, on loopback, whoever they say they are."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from litestar import Request
from litestar.di import Provide

from tocsin.accounts import Visitor
from tocsin.desk import Ruling, Watchlist, judge
from tocsin.ledger import Judgement, Ledger
from tocsin.web.doors import Doors

NOBODY = "desk"
"""Who judges where nobody has to say who they are and gives no name."""


class Bench:
    """The desk as one visitor has it: their name, their watchlist, their judgements."""

    def __init__(self, ledger: Ledger, doors: Doors, visitor: Visitor | None, address: str) -> None:
        self._ledger, self._doors, self._visitor, self._address = ledger, doors, visitor, address

    @property
    def name(self) -> str:
        """The name of the account; nothing where there are none."""
        return self._visitor.name if self._visitor else ""

    @property
    def may_judge(self) -> bool:
        """Whether the visitor may judge: analysts and admins, and everybody on loopback."""
        return self._visitor is not None and "write" in self._visitor.powers

    @property
    def watchlist(self) -> Watchlist:
        """The visitor's own; on loopback the ledger's."""
        return Watchlist(self._ledger.engine, self.name)

    def judge(self, ruling: Ruling, *, given: str = "", at: dt.datetime) -> Judgement:
        """Judge in the visitor's name, or in the one that is ``given`` where there are no accounts; it is logged."""
        found = judge(self._ledger, ruling, author=self.name or given.strip() or NOBODY, at=at)
        about = found.record or found.made or found.document or found.claim or found.host or ""
        self._note(f"judged: {found.kind}", about, at)
        return found

    def watch(self, host: str, *, on: bool, at: dt.datetime) -> bool:
        """Put a host on the watchlist or take it off; it is logged."""
        moved = self.watchlist.put(host, on=on, at=at)
        self._note("watchlist: " + ("added" if on else "removed"), host, at)
        return moved

    def _note(self, what: str, about: str, at: dt.datetime) -> None:
        if self._doors.accounts is not None:
            self._doors.accounts.note(self.name, what, at=at, about=about, address=self._address)


def bench_of(ledger: Ledger, doors: Doors) -> dict[str, Provide]:
    """What the pages and the API ask for by name."""

    def bench(request: Request[Any, Any, Any]) -> Bench:
        address = request.client.host if request.client else ""
        return Bench(ledger, doors, request.scope["state"].get("visitor"), address)

    made: Callable[..., Bench] = bench
    return {"bench": Provide(made, sync_to_thread=False)}
