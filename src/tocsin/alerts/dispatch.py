"""The dispatcher: sends what is due, tries again with growing pauses, and gives up in the end with a signal."""

import concurrent.futures
import datetime as dt
import logging
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from tocsin.alerts.cap import Issuer, cap
from tocsin.alerts.queue import Due, Queue
from tocsin.alerts.wording import body, subject
from tocsin.channels import Delivery, Message, Post
from tocsin.errors import LedgerError

LEASE = dt.timedelta(minutes=2)
"""How long a program that died keeps what it was sending; more than the time limit of a channel."""
FIRST_PAUSE = dt.timedelta(seconds=5)
LONGEST_PAUSE = dt.timedelta(minutes=10)
GIVE_UP_AFTER = dt.timedelta(hours=24)
LOOK_EVERY = 0.1
"""Seconds between two looks at what is due."""

log = logging.getLogger("tocsin.alerts")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Dispatcher:
    """Sends the due messages of a ledger by a ``Post``. Several may run on one ledger, in one program or in many.

    A message carries one key however often it is sent, and is never sent again once a channel confirmed it. ``jitter``
    gives numbers from 0 to 1 that spread the pauses; ``lease`` must be longer than any channel's time limit.
    """

    def __init__(
        self,
        engine: sa.Engine,
        post: Post,
        issuer: Issuer,
        *,
        clock: Callable[[], dt.datetime] = _now,
        jitter: Callable[[], float] = random.random,
        lease: dt.timedelta = LEASE,
        give_up_after: dt.timedelta = GIVE_UP_AFTER,
        first_pause: dt.timedelta = FIRST_PAUSE,
    ) -> None:
        self._post, self._issuer, self._clock, self._jitter = post, issuer, clock, jitter
        self._give_up_after, self._first_pause = give_up_after, first_pause
        longest = max((each.timeout for each in post.channels.values()), default=0.0)
        lease = max(lease, dt.timedelta(seconds=longest + 10)) if lease == LEASE else lease
        self._queue = Queue(engine, owner=uuid.uuid4().hex, lease=lease)
        self._running: Counter[str] = Counter()
        self._guard = threading.Lock()

    def once(self) -> int:
        """Send everything that is due now, and return when all of it ended; how many tries that were."""
        tries = 0
        with concurrent.futures.ThreadPoolExecutor(self._most(), thread_name_prefix="alerts") as pool:
            while claimed := self._claim():
                concurrent.futures.wait([pool.submit(self._send, each) for each in claimed])
                tries += len(claimed)
        return tries

    def run(self, stop: threading.Event) -> None:
        """Send what is due whenever it is, until stopped; what runs then finishes."""
        with concurrent.futures.ThreadPoolExecutor(self._most(), thread_name_prefix="alerts") as pool:
            while not stop.is_set():
                try:
                    claimed = self._claim() if self._queue.waiting(self._clock()) else []
                except LedgerError:
                    log.exception("what is due could not be asked; it is asked again")
                    stop.wait(1.0)
                    continue
                for each in claimed:
                    pool.submit(self._send, each)
                if not claimed:
                    stop.wait(LOOK_EVERY)

    def _most(self) -> int:
        return max(1, sum(self._post.together(name) for name in self._post.channels) + 1)

    def _claim(self) -> list[Due]:
        now = self._clock()
        with self._guard:
            free = {name: self._post.together(name) - self._running[name] for name in self._queue.channels(now)}
            claimed = self._queue.claim(free, now)
            self._running.update(each.channel for each in claimed)
        return claimed

    def _send(self, due: Due) -> None:
        began = time.monotonic()
        try:
            done = self._post.send(due.channel, self.message(due))
            took = int((time.monotonic() - began) * 1000)
            self._queue.ended(due, done, milliseconds=took, again_at=self._again_at(due, done))
        except Exception:  # the lease ends by itself, and then it is tried again
            log.exception("the message %s could not be sent", due.key)
        finally:
            with self._guard:
                self._running[due.channel] -= 1

    def _again_at(self, due: Due, done: Delivery) -> dt.datetime | None:
        """When a try that did not succeed is followed by the next; ``None``: never."""
        if done.status != "retry" or done.at - due.made_at >= self._give_up_after:
            return None
        doubled: dt.timedelta = self._first_pause * (1 << min(due.tries, 12))
        pause = min(doubled, LONGEST_PAUSE) * (0.5 + self._jitter())
        asked = dt.timedelta(seconds=min(done.wait or 0.0, LONGEST_PAUSE.total_seconds()))
        return done.at + max(pause, asked)

    def message(self, due: Due) -> Message:
        """The message to send: the same bytes at every try, but for its clock."""
        channel = self._post.channels.get(due.channel)
        takes = len(due.alerts) == 1 and channel is not None and channel.takes_cap
        single = due.alerts[0] if takes and due.alerts[0].is_public else None
        return Message(
            key=due.key,
            to=due.receiver,
            subject=subject(due.alerts),
            body=body(due.alerts),
            link=f"{self._issuer.address.rstrip('/')}/alerts/open/{due.token}",
            urgent=any(each.grave for each in due.alerts),
            drill=any(each.drill for each in due.alerts),
            cap=cap(single, self._issuer) if single is not None else None,
            facts={"alerts": [msgspec.to_builtins(each) for each in due.alerts]},
        )
