"""How Tocsin behaves as a guest: robots, one request at a time to a host, a pace, and patience when asked for it."""

import datetime as dt
import email.utils
import random
import threading
import time
import urllib.parse
import urllib.robotparser
from typing import Protocol

import msgspec

from tocsin.errors import Refused, Unreachable, WireError
from tocsin.wire import AGENT, Fetched

ROBOTS_HOLD = 24 * 3600.0
"""Seconds that a robots file is believed."""
ROBOTS_CAP = 500_000
"""Bytes of a robots file that are read."""
LONGEST_WAIT = 6 * 3600.0
"""Seconds that a host is left alone at most, whatever it asks."""
FIRST_WAIT = 30.0
"""Seconds after a first failure; each further one doubles it."""


class Getter(Protocol):
    """What manners are put around: the wire."""

    def get(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None, accept: str = "*/*"
    ) -> Fetched:
        """Fetch an address."""


class Stopped(Exception):
    """The watch was asked to stop while it waited; nothing is wrong."""


class _Host(msgspec.Struct):
    """What is known of a host: when it may next be asked, how often it failed, its robots file."""

    next_at: float = 0.0
    blocked_until: float = 0.0
    failures: int = 0
    robots: urllib.robotparser.RobotFileParser | None = None
    robots_until: float = 0.0


class Manners:
    """Wraps the wire. Safe to share between threads; a host is asked by one of them at a time.

    ``pace`` is the least time between two requests to a host in seconds (a robots file may ask for more), ``stop`` ends
    every wait, ``robots`` false is for servers of one's own.
    """

    def __init__(
        self,
        wire: Getter,
        *,
        pace: float = 1.0,
        robots: bool = True,
        stop: threading.Event | None = None,
        agent: str = AGENT,
    ) -> None:
        self._wire, self._pace, self._robots, self._agent = wire, pace, robots, agent
        self._stop = stop or threading.Event()
        self._hosts: dict[str, _Host] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch politely. Raises as the wire does, Refused also for what robots forbid, Stopped when asked to stop."""
        name = _host_of(address)
        with self._guard:
            host, lock = self._hosts.setdefault(name, _Host()), self._locks.setdefault(name, threading.Lock())
        self._enter(lock)
        try:
            self._allowed(host, address)
            return self._asked(host, address, etag, last_modified)
        finally:
            lock.release()

    def wait_for(self, address: str) -> float:
        """Seconds for which the host of an address must be left alone; 0 where it need not be."""
        host = self._hosts.get(_host_of(address))
        return 0.0 if host is None else max(0.0, host.blocked_until - time.monotonic())

    def _enter(self, lock: threading.Lock) -> None:
        while not lock.acquire(timeout=0.2):
            if self._stop.is_set():
                raise Stopped

    def _asked(self, host: _Host, address: str, etag: str | None, last_modified: str | None) -> Fetched:
        left = host.blocked_until - time.monotonic()
        if left > 0:
            message = f"{_host_of(address)} is left alone for another {left:.0f} seconds."
            raise Unreachable(message)
        self._sleep(host.next_at - time.monotonic())
        try:
            found = self._wire.get(address, etag=etag, last_modified=last_modified, accept="*/*")
        except WireError as error:
            self._failed(host, error)
            raise
        else:
            host.failures = 0
            return found
        finally:
            host.next_at = time.monotonic() + self._between(host)

    def _between(self, host: _Host) -> float:
        asked = host.robots.crawl_delay(self._agent) if host.robots else None
        return max(self._pace, min(float(asked or 0), 60.0))

    def _failed(self, host: _Host, error: WireError) -> None:
        """What a failure means for the host: only what the host says, or that it does not answer, keeps us away."""
        if isinstance(error, Refused) or (isinstance(error, Unreachable) and error.status in (401, 403, 404, 410)):
            return
        if not isinstance(error, Unreachable):
            return
        host.failures += 1
        asked = retry_after(error.retry_after)
        wait = (
            asked if asked is not None else FIRST_WAIT * 2 ** min(host.failures - 1, 10) if host.failures > 1 else 0.0
        )
        spread = 1 + random.random() / 10  # noqa: S311 - so that hosts behind one door are not asked together
        host.blocked_until = time.monotonic() + min(wait * spread, LONGEST_WAIT)

    def _allowed(self, host: _Host, address: str) -> None:
        if not self._robots:
            return
        if host.robots is None or host.robots_until < time.monotonic():
            host.robots, host.robots_until = self._rules(host, address), time.monotonic() + ROBOTS_HOLD
        if not host.robots.can_fetch(self._agent, address):
            message = f"The robots file of {_host_of(address)} asks not to fetch {address}."
            raise Refused(message)

    def _rules(self, host: _Host, address: str) -> urllib.robotparser.RobotFileParser:
        """The robots rules of a host: none where it has no such file, a host that cannot be asked fails (RFC 9309)."""
        rules = urllib.robotparser.RobotFileParser()
        parts = urllib.parse.urlsplit(address)
        try:
            found = self._asked(host, f"{parts.scheme}://{parts.netloc}/robots.txt", None, None)
        except Unreachable as error:
            if error.status is None or error.status >= 500 or error.status == 429:
                raise
            rules.parse([])
            return rules
        rules.parse(found.body[:ROBOTS_CAP].decode("utf-8", "replace").splitlines())
        return rules

    def _sleep(self, seconds: float) -> None:
        if self._stop.wait(max(0.0, seconds)):
            raise Stopped


def retry_after(told: str | None, now: dt.datetime | None = None) -> float | None:
    """Seconds that a ``Retry-After`` header asks for: a number of them, or a date."""
    words = (told or "").strip()
    if words.isdigit() and len(words) < 9:
        return float(words)
    try:
        moment = email.utils.parsedate_to_datetime(words)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - (now or dt.datetime.now(dt.UTC))).total_seconds())


def _host_of(address: str) -> str:
    try:
        return urllib.parse.urlsplit(address).netloc.lower()
    except ValueError:
        return ""
