"""Answers that are kept: the same question gets the same bytes for as long as nothing was written to the ledger."""

import asyncio
import collections
import datetime as dt
import hashlib
import time
from collections.abc import Callable, Hashable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.errors import LedgerError
from tocsin.ledger.pulse import Pulse

KEPT = {"kept": True}
"""The option of a route whose answers may be kept: they depend on the path, the query and the ledger alone."""
BYTES = 64 * 1024 * 1024
"""The most that is kept in all."""
LARGEST = 8 * 1024 * 1024
SECONDS = 60.0
"""How long an answer stands while nothing is written; one that was long in the making stands longer."""
TIMES = 100
"""It stands for so many times as long as it took, so that making answers never takes more than a hundredth."""
LONGEST = 900.0


class Answer(msgspec.Struct, frozen=True):
    """A whole answer, the word of the ledger that it was made from, and until when it stands."""

    word: str
    until: float
    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: bytes


class Answers:
    """Sits in front of the routes. One question is worked out once at a time; the others wait for it."""

    def __init__(self, pulse: Pulse, *, now: Callable[[], dt.datetime]) -> None:
        self._pulse, self._now = pulse, now
        self._held: collections.OrderedDict[Hashable, Answer] = collections.OrderedDict()
        self._size = 0
        self._working: dict[Hashable, asyncio.Future[None]] = {}
        self._word: str | None = None

    async def __call__(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, visitor: Hashable) -> None:
        """Answer from what is kept, or let ``app`` answer and keep it. ``visitor`` is what decides what one may see."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET":
            await app(scope, receive, send)
            return
        key = self._key(scope, visitor)
        while True:
            try:
                word = self._asked()
            except LedgerError:
                await app(scope, receive, send)
                return
            held = self._held.get(key)
            if held is not None and held.word == word and held.until > time.monotonic():
                self._held.move_to_end(key)
                await _send(held, scope, send)
                return
            if key not in self._working:
                break
            await self._working[key]
        await self._work_out(app, scope, receive, send, key=key, word=word)

    def _asked(self) -> str:
        """The word of now, asked once for all requests that are taken up in one turn of the loop.

        What is taken up in the same turn had come in before the word was asked, so that none gets an answer from before
        its question. LedgerError where the ledger does not answer.
        """
        if self._word is None:
            self._word = self._pulse.word()
            asyncio.get_running_loop().call_soon(self._forget)
        return self._word

    def _forget(self) -> None:
        self._word = None

    async def _work_out(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, key: Hashable, word: str
    ) -> None:
        done = self._working[key] = asyncio.get_running_loop().create_future()

        def let_others() -> None:
            if self._working.get(key) is done:
                del self._working[key]
                done.set_result(None)

        taking, begun = _Taking(scope, send, let_others), time.monotonic()
        try:
            await app(scope, receive, taking.send)
            if taking.whole:
                self._keep(key, taking.answer(word, took=time.monotonic() - begun))
        finally:
            let_others()

    def _keep(self, key: Hashable, answer: Answer) -> None:
        before = self._held.pop(key, None)
        self._size += len(answer.body) - (len(before.body) if before else 0)
        self._held[key] = answer
        while self._size > BYTES:
            _, oldest = self._held.popitem(last=False)
            self._size -= len(oldest.body)

    def _key(self, scope: Scope, visitor: Hashable) -> Hashable:
        query = scope.get("query_string", b"").decode("latin-1")
        asked = urlencode(sorted(parse_qsl(query, keep_blank_values=True))) if query else ""
        accept = b""
        if scope["path"].startswith("/api/"):
            accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
        return scope.get("raw_path", b""), asked, accept, visitor, self._now().date()


class _Taking:
    """Takes an answer on its way out: whole where it may be kept, otherwise it passes as it comes."""

    def __init__(self, scope: Scope, send: Send, let_others: Callable[[], None]) -> None:
        self._scope, self._send, self._let_others = scope, send, let_others
        self._start: Any = None
        self._body = b""
        self.whole = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._may_be_kept(message):
            self._start = message
            return
        if self._start is None:
            self._let_others()
            await self._send(message)
            return
        if message["type"] == "http.response.body" and not message.get("more_body") and not self.whole:
            self._body = message["body"]
            if len(self._body) <= LARGEST:
                self.whole = True
                await _send(self.answer(""), self._scope, self._send)
                return
        start, self._start = self._start, None
        self._let_others()
        await self._send(start)
        await self._send(message)

    def _may_be_kept(self, message: Any) -> bool:
        handler: Any = self._scope.get("route_handler")
        if message["status"] != 200 or handler is None or not handler.opt.get("kept"):
            return False
        return not any(name.lower() == b"set-cookie" for name, _ in message["headers"])

    def answer(self, word: str, *, took: float = 0.0) -> Answer:
        """What was taken, under a word of the ledger; ``took`` is how many seconds it was in the making."""
        etag = b'"' + hashlib.blake2b(self._body, digest_size=16).hexdigest().encode() + b'"'
        kept = [
            (name, value) for name, value in self._start["headers"] if name.lower() not in (b"etag", b"cache-control")
        ]
        kept += [(b"etag", etag), (b"cache-control", b"private, no-cache")]
        stands = min(LONGEST, max(SECONDS, TIMES * took))
        return Answer(word, time.monotonic() + stands, kept, self._body, etag)


async def _send(answer: Answer, scope: Scope, send: Send) -> None:
    asked = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
    if asked and (asked == b"*" or answer.etag in (each.strip().removeprefix(b"W/") for each in asked.split(b","))):
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _OF_A_BODY]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    await send({"type": "http.response.start", "status": 200, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


_OF_A_BODY = (b"content-length", b"content-type")
