"""Who comes in: by session, by token, or, on loopback, anybody."""

import collections
import datetime as dt
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie

from litestar.concurrency import sync_to_thread

from tocsin.accounts import LOCAL, Accounts, Patience, Visitor
from tocsin.accounts.store import digest
from tocsin.ledger.pulse import Pulse

COOKIE = "__Host-tocsin"
"""The prefix makes browsers refuse one that is not secure, or that another host set."""
SECONDS = 30.0
"""How long it is believed who somebody is while nothing is written."""
HELD = 2_000


class Doors:
    """Tells who sends a request. Without ``accounts`` it is whoever sits at this machine."""

    def __init__(
        self, accounts: Accounts | None, patience: Patience, pulse: Pulse, *, now: Callable[[], dt.datetime]
    ) -> None:
        self.accounts, self.patience = accounts, patience
        self._pulse, self._now = pulse, now
        self._secret = secrets.token_bytes(32)
        self._believed: collections.OrderedDict[str, tuple[str, float, Visitor | None]] = collections.OrderedDict()

    async def visitor(self, headers: Mapping[str, str]) -> Visitor | None:
        """Who showed a token or a session that holds; ``None`` for a stranger."""
        if self.accounts is None:
            return LOCAL
        token, session = bearer_of(headers), session_of(headers)
        shown = token or session
        if shown is None:
            return None
        key, word = digest(shown), self._pulse.word()
        believed = self._believed.get(key)
        if believed is not None and believed[0] == word and believed[1] > time.monotonic():
            return believed[2]
        ask = self.accounts.session if token is None else self.accounts.bearer
        found = await sync_to_thread(ask, shown, now=self._now())
        self._believed[key] = (word, time.monotonic() + SECONDS, found)
        while len(self._believed) > HELD:
            self._believed.popitem(last=False)
        return found

    def form_token(self, visitor: Visitor | None) -> str:
        """What every form of this visitor's pages carries, so that it is known to be ours."""
        return hmac.digest(self._secret, (visitor.key if visitor else "stranger").encode(), "sha256").hex()

    def wait(self, visitor: Visitor | None, address: str) -> int:
        """The seconds to wait for who asked too often; 0 for all others, and on loopback for everybody."""
        if self.accounts is None:
            return 0
        return self.patience.asked(visitor.key if visitor else address)


def bearer_of(headers: Mapping[str, str]) -> str | None:
    """The token of an ``Authorization`` header."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


def session_of(headers: Mapping[str, str]) -> str | None:
    """The id of the session that a browser shows."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found and found.value else None
