"""The server as it is called: in front of Litestar's routes stand the names that it answers to and what is kept."""

from collections.abc import Collection
from typing import Any

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import HTTPScope, Receive, Send

from tocsin.web.answers import Answers
from tocsin.web.foreign import foreign
from tocsin.web.headers import addressed
from tocsin.web.refusing import refuse

_FOREIGN = "Another site's page sent this, and nothing was done. Send it from a page of this server."


class Site(Litestar):
    """Litestar behind the gates of this server. Make it with ``app``."""

    def behind(self, answers: Answers, names: Collection[str]) -> "Site":
        """Put the gates in front; itself."""
        self._kept, self._names = answers, frozenset(names)
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
        elif foreign(scope["method"], headers):
            await refuse(scope, send, 403, _FOREIGN)
        else:
            await self._kept(super().__call__, scope, receive, send, visitor=None)


def headers_of(scope: HTTPScope) -> dict[str, str]:
    """The headers of a request by their names in small letters."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
