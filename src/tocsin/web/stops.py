"""The stops of the slider: when what a page shows may have changed, and the way from a stop to its page."""

import datetime as dt
import re
import threading
import time
from typing import Any
from urllib.parse import unquote, urlencode

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Redirect

from tocsin.errors import DateError
from tocsin.ledger import Ledger
from tocsin.ledger.arrivals import Of, arrivals, told_days
from tocsin.ledger.paging import began
from tocsin.web.as_of import parse_moment, shown
from tocsin.web.printing import day

TIMES = 100
"""What was found stands for so many times as long as it took: looking for moments never takes more than a hundredth."""
HELD = 1_000
A_MINUTE = dt.timedelta(minutes=1)
_OUR_PATH = re.compile(r"/(?![/\\])[!-~]*")
"""A path as a browser writes it: of no other server, without what would end a header."""


class Stops(msgspec.Struct, frozen=True):
    """Moments for ``as_of``, oldest first: a minute (``2022-02-12T06:01``, UTC) or, for its end, a day."""

    written: tuple[str, ...] = ()

    def place(self, as_of: dt.datetime | None) -> int:
        """Which stop a moment stands at: the last that is not later, or one past the end for the present."""
        if as_of is None:
            return len(self.written)
        return max(0, sum(meant(each) <= as_of for each in self.written) - 1)

    @property
    def last(self) -> str:
        """The newest stop; empty where there is none."""
        return self.written[-1] if self.written else ""


class Finder:
    """Finds the stops of a page, or has them at hand. Shared by threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._held: dict[tuple[Of, dt.datetime | None], tuple[float, Stops]] = {}

    def stops(self, path: str, *, now: dt.datetime, until: dt.datetime | None = None) -> Stops:
        """The stops of the page at ``path``, past ones only; with ``until``, as they were when that was the newest."""
        key = (about(path), until)
        with self._lock:
            held = self._held.get(key)
        if held is None or held[0] < time.monotonic():
            begun = time.monotonic()
            found = self._found(key[0], until or now)
            ended = time.monotonic()
            held = (ended + TIMES * (ended - begun), found)
            with self._lock:
                if len(self._held) >= HELD:
                    self._held.clear()
                self._held[key] = held
        return Stops(tuple(each for each in held[1].written if meant(each) <= now))

    def _found(self, of: Of, until: dt.datetime) -> Stops:
        engine = self._ledger.engine
        first = began(engine)
        if first is None:
            return Stops()
        days = [each.isoformat() for each in told_days(engine, of, before=first.date())]
        moments = dict.fromkeys(_minute(each) for each in arrivals(engine, of, until=until))
        return Stops((*days, *moments))


def about(path: str) -> Of:
    """What the page at a path tells of: a host, a sender, a document, or everything."""
    kind, *names = [unquote(each) for each in path.strip("/").split("/")]
    if kind == "host" and names:
        return Of(host=names[0])
    if kind in ("why", "register") and len(names) > 1:
        return Of(host=names[1])
    if kind == "sender" and names:
        return Of(sender=names[0])
    if kind == "document" and names:
        return Of(document=names[0])
    return Of()


def meant(written: str) -> dt.datetime:
    """The moment of a stop; a day means its end, as everywhere on the pages."""
    if "T" in written:
        return dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC)
    return dt.datetime.combine(dt.date.fromisoformat(written), dt.time(23, 59, 59), dt.UTC)


def in_words(written: str) -> str:
    """A stop for a person: ``12 Feb 2022 06:01 UTC``, or ``12 Feb 2022``."""
    return shown(meant(written)) if "T" in written else day(dt.date.fromisoformat(written))


def _minute(moment: dt.datetime) -> str:
    """The first whole minute by which a moment has been."""
    whole = moment.replace(second=0, microsecond=0)
    return f"{whole if whole == moment else whole + A_MINUTE:%Y-%m-%dT%H:%M}"


@get("/moment", sync_to_thread=True)
def moment(
    request: Request[Any, Any, Any], finder: NamedDependency[Finder], now: NamedDependency[dt.datetime]
) -> Redirect:
    """From a stop of the slider to its page, for browsers without scripts: ``path``, ``stop``, and ``of``, the last."""
    query = dict(request.query_params)
    path, stop, of = query.pop("path", "/"), query.pop("stop", ""), query.pop("of", "")
    if not _OUR_PATH.fullmatch(path) or "?" in path or "#" in path:
        message = "The page after path= is none of this server's: it begins with one slash."
        raise DateError(message)
    found = finder.stops(path, now=now, until=parse_moment("of", of, now=now)).written
    if stop and not stop.isdecimal():
        message = "The place after stop= was not understood: it is a whole number, counted from the oldest."
        raise DateError(message)
    if stop and int(stop) < len(found):
        query["as_of"] = found[int(stop)]
    return Redirect(path + ("?" + urlencode(query) if query else ""), status_code=303)
