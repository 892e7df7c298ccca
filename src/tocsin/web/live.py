"""Live: one look at the ledger for all who listen, and a server-sent event to each when something was written."""

import asyncio
import datetime as dt
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from tocsin.errors import LedgerError
from tocsin.ledger.pulse import Pulse
from tocsin.web.doors import Doors

Event = ServerSentEventMessage


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How often the ledger is looked at, how often a listener hears that the line holds, and how soon a page may ask.

    In seconds; ``listeners`` is how many there may be at once.
    """

    look: float = 1.0
    beat: float = 10.0
    apart: float = 5.0
    listeners: int = 200


class Live:
    """Looks at the ledger while anybody listens. Belongs to one event loop."""

    def __init__(self, pulse: Pulse, *, now: Callable[[], dt.datetime], pace: Pace) -> None:
        self._pulse, self._now, self.pace = pulse, now, pace
        self._run, self._number = secrets.token_hex(4), 0
        self._word: str | None = None
        self._answers, self._open = True, True
        self._moved = asyncio.Event()
        self._listeners = 0
        self._looking: asyncio.Task[None] | None = None

    @property
    def full(self) -> bool:
        """Whether no more may listen, or none any more."""
        return self._listeners >= self.pace.listeners or not self._open

    def close(self) -> None:
        """Let every listener go; the server stops."""
        self._open = False
        self._wake()

    async def events(self, last: str | None, *, may: Callable[[], Awaitable[bool]]) -> AsyncIterator[Event]:
        """What one listener hears, who heard ``last`` before, for as long as it ``may``.

        ``hello`` at once; ``ledger`` with an id when something was written since ``last``, and at once where that is
        not known; ``away`` when the ledger does not answer; ``beat`` when nothing happened. All tell the server's time.
        """
        self._listeners += 1
        try:
            if self._looking is None:
                self._looking = asyncio.create_task(self._keep_looking())
            yield self._event("hello", every=self.pace.beat, apart=self.pace.apart)
            if self._word is None:
                await self._look()  # before the listener is told of the ledger as it is: what comes after is news
            answered = True
            while self._open:
                moved = self._moved
                if answered and not self._answers:
                    yield self._event("away")
                elif self._answers and last != self._id:
                    last = self._id
                    yield self._event("ledger", id_=last)
                answered = self._answers
                if not await self._moved_within(moved) and self._open:
                    if not await may():
                        return
                    yield self._event("beat" if self._answers else "away")
        finally:
            self._leave()

    @property
    def _id(self) -> str:
        return f"{self._run}-{self._number}"

    def _event(self, name: str, *, id_: str | None = None, **more: float) -> Event:
        told = {"at": self._now().isoformat(timespec="seconds")} | more
        return Event(data=msgspec.json.encode(told), event=name, id=id_)

    async def _moved_within(self, moved: asyncio.Event) -> bool:
        try:
            async with asyncio.timeout(self.pace.beat):
                return await moved.wait()
        except TimeoutError:
            return False

    async def _keep_looking(self) -> None:
        while self._open:
            await self._look()
            await asyncio.sleep(self.pace.look)

    async def _look(self) -> None:
        before, answered = self._word, self._answers
        try:
            self._word, self._answers = await sync_to_thread(self._pulse.word), True
        except LedgerError:
            self._answers = False
        moved = before is not None and self._word != before
        if moved:
            self._number += 1
        if moved or self._answers != answered:
            self._wake()

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    def _leave(self) -> None:
        self._listeners -= 1
        if self._listeners == 0 and self._looking is not None:
            self._looking.cancel()
            self._looking = None


@get("/live", media_type="text/event-stream")
async def live(
    request: Request[Any, Any, Any], lines: NamedDependency[Live], doors: NamedDependency[Doors]
) -> Response[Any]:
    """A stream of server-sent events; 503 where too many listen already."""
    if lines.full:
        told = "Too many listen already, or the server stops. Load the page again by hand."
        return Response(told, status_code=503, media_type=MediaType.TEXT, headers={"Retry-After": "30"})
    headers = dict(request.headers)

    async def may() -> bool:
        visitor = await doors.visitor(headers)
        return visitor is not None and "read" in visitor.powers

    return ServerSentEvent(lines.events(headers.get("last-event-id"), may=may), retry_duration=3000)
