"""The server as it is called. In front of Litestar's routes stand the gates: names, senders, visitors, what is kept."""

import datetime as dt
from collections.abc import Callable, Collection, Hashable
from typing import Any

from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.enums import ScopeType
from litestar.types import HTTPScope, Message, Receive, Send

from tocsin.accounts import Visitor
from tocsin.errors import LedgerError
from tocsin.web.answers import Answers
from tocsin.web.doors import Doors
from tocsin.web.foreign import SAFE, by_link, foreign
from tocsin.web.form_tokens import FIELD
from tocsin.web.headers import addressed
from tocsin.web.refusing import refuse

_FOREIGN = "Another site's page sent this, and nothing was done. Send it from a page of this server."
_NO_LEDGER = "The ledger does not answer, so nobody can be let in. Try again."
_TOO_OFTEN = "These were too many requests. Try again in {seconds} seconds."


class Site(Litestar):
    """Litestar behind the gates of this server. Make it with ``app``."""

    def behind(
        self, answers: Answers, doors: Doors, names: Collection[str], *, now: Callable[[], dt.datetime]
    ) -> "Site":
        """Put the gates in front; itself."""
        self._kept, self._doors, self._names, self._now = answers, doors, frozenset(names), now
        return self

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """A request goes through the gates, everything else straight on."""
        if scope["type"] != ScopeType.HTTP:
            await super().__call__(scope, receive, send)
            return
        await self._request(scope, receive, send)

    async def _request(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        if not addressed(headers.get("host", ""), self._names):
            names = ", ".join(sorted(self._names))
            await refuse(scope, send, 421, f"Tocsin answers here to {names} only.")
            return
        if foreign(scope["method"], headers) and not by_link(scope["path"]):
            await refuse(scope, send, 403, _FOREIGN)
            return
        try:
            visitor = await self._doors.visitor(headers)
        except LedgerError:
            await refuse(scope, send, 503, _NO_LEDGER)
            return
        client = scope.get("client")
        address = client[0] if client else ""
        seconds = self._doors.wait(visitor, address)
        if seconds:
            await refuse(scope, send, 429, _TOO_OFTEN.format(seconds=seconds), {"Retry-After": str(seconds)})
            return
        await self._let_in(scope, receive, send, visitor=visitor, address=address)

    async def _let_in(
        self, scope: HTTPScope, receive: Receive, send: Send, *, visitor: Visitor | None, address: str
    ) -> None:
        state: dict[str, Any] = scope.setdefault("state", {})
        state["visitor"], state[FIELD] = visitor, self._doors.form_token(visitor)
        if scope["method"] in SAFE:
            await self._kept(super().__call__, scope, receive, send, visitor=_sees(scope, visitor))
            return
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await super().__call__(scope, receive, noting)
        await self._note(scope, visitor, address, status)

    async def _note(self, scope: Any, visitor: Visitor | None, address: str, status: int) -> None:
        """Log what was changed and by whom, with the path as its route writes it: paths may hold secrets."""
        accounts, path = self._doors.accounts, scope.get("path_template", "")
        if accounts is None or visitor is None or path in ("/login", "/logout"):
            return
        what = f"{scope['method']} {path or 'of no route'}: {status}"
        await sync_to_thread(accounts.note, visitor.name, what, at=self._now(), address=address)


def _sees(scope: HTTPScope, visitor: Visitor | None) -> Hashable:
    """All that decides what an answer holds: for programs what they may do, for pages who looks."""
    if visitor is None:
        return "stranger"
    return visitor.powers if scope["path"].startswith("/api/") else (visitor.key, visitor.powers)


def headers_of(scope: HTTPScope) -> dict[str, str]:
    """The headers of a request by their names in small letters."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
