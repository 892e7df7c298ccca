"""When each source is visited: in its own rhythm, at once where it is due, many together, until somebody says stop."""

import concurrent.futures
import datetime as dt
import logging
import random
import threading
from collections.abc import Callable, Mapping

from tocsin.documents.model import Signal
from tocsin.errors import LedgerError, TocsinError
from tocsin.ledger import Ledger, Round
from tocsin.sources import Source
from tocsin.watch.context import Context, ContextVisit
from tocsin.watch.keeping import Read_
from tocsin.watch.manners import Manners, Stopped
from tocsin.watch.visit import Visit

TOGETHER = 12
"""Sources that are visited at one time."""
JITTER = 0.1
"""The share of a rhythm by which a visit may come earlier or later, so that not all come together."""
SLOWEST = dt.timedelta(hours=12)
"""However often a source fails, it is tried again after this time."""

log = logging.getLogger("tocsin.watch")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Watch:
    """The loop over some sources. ``told`` is called after each visit, on the thread of that visit.

    ``stop`` ends it from anywhere: no new visit begins, waits end, what runs finishes its step.
    """

    def __init__(
        self,
        sources: Mapping[str, Source | Context],
        ledger: Ledger,
        manners: Manners,
        *,
        stop: threading.Event,
        reader: Read_ | None = None,
        keys: Mapping[str, str] | None = None,
        clock: Callable[[], dt.datetime] = _now,
        told: Callable[[Round], None] | None = None,
        together: int = TOGETHER,
    ) -> None:
        self._sources, self._ledger, self._manners, self._stop = dict(sources), ledger, manners, stop
        self._reader, self._keys, self._clock, self._told = _one_at_a_time(reader), dict(keys or {}), clock, told
        self._together = together
        self._raised: set[tuple[str, str, str | None]] = set()
        self._guard = threading.Lock()

    def once(self) -> list[Round]:
        """Visit every source one time; the rounds in the order in which they ended."""
        with concurrent.futures.ThreadPoolExecutor(self._together, thread_name_prefix="watch") as pool:
            running = [pool.submit(self.visit, source) for source in self._sources.values()]
            found = [future.result() for future in concurrent.futures.as_completed(running)]
        return [done for done in found if done is not None]

    def run(self) -> None:
        """Visit each source when it is due, until stopped. What was due while the program was down is due now."""
        due = {name: self._due(source) for name, source in self._sources.items()}
        running: dict[str, concurrent.futures.Future[Round | None]] = {}
        with concurrent.futures.ThreadPoolExecutor(self._together, thread_name_prefix="watch") as pool:
            while not self._stop.is_set():
                for name in [name for name, future in running.items() if future.done()]:
                    running.pop(name).result()
                    due[name] = self._due(self._sources[name])
                now = self._clock()
                for name, moment in sorted(due.items(), key=lambda each: each[1]):
                    if moment <= now and name not in running:
                        running[name] = pool.submit(self.visit, self._sources[name])
                self._stop.wait(0.2 if running else self._until(due, now))

    def visit(self, source: Source | Context) -> Round | None:
        """One visit; whatever goes wrong in it stays in it. ``None`` where it was stopped."""
        started = self._clock()
        if self._stop.is_set():
            return None
        try:
            done, signals = self._visit(source)
        except Stopped:
            return None
        except LedgerError:
            raise
        except Exception as error:  # noqa: BLE001 - the one place where a source's fault is kept from the others
            done, signals = self._fault(source, started, error)
        self._keep(signals)
        if self._told is not None:
            self._told(done)
        return done

    def _visit(self, source: Source | Context) -> tuple[Round, tuple[Signal, ...]]:
        if isinstance(source, Context):
            found = ContextVisit(source, self._ledger, self._manners, clock=self._clock, reader=self._reader)
            return found.run()
        key = self._keys.get(source.card.government)
        return Visit(source, self._ledger, self._manners, clock=self._clock, reader=self._reader, key=key).run()

    def _fault(
        self, source: Source | Context, started: dt.datetime, error: Exception
    ) -> tuple[Round, tuple[Signal, ...]]:
        log.error("%s could not be visited", source.name, exc_info=error)
        words = str(error) if isinstance(error, TocsinError) else f"{type(error).__name__} in the code of the source"
        why = f"{source.name} could not be visited: {words}."
        done = Round(
            source=source.name, started_at=started, ended_at=self._clock(), outcome="failed", why=why, signals=1
        )
        self._ledger.registers.add_round(done)
        return done, (Signal(code="fault", why=why, source=source.name),)

    def _keep(self, signals: tuple[Signal, ...]) -> None:
        """Into the ledger, each once while this program runs: what stays broken is not said at every visit."""
        for signal in signals:
            word = (signal.code, signal.why, signal.source)
            with self._guard:
                new = word not in self._raised
                self._raised.add(word)
            if new:
                self._ledger.add_signal(signal, self._clock())

    def _due(self, source: Source | Context) -> dt.datetime:
        """When a source is next to be visited: its rhythm after the last visit, later the more often it failed."""
        rounds = self._ledger.registers.rounds(source.name, limit=8)
        if not rounds:
            return self._clock()
        last = rounds[0]
        failed = next((at for at, done in enumerate(rounds) if done.outcome != "failed"), len(rounds))
        usual = dt.timedelta(minutes=source.card.rhythm)
        slowed = min(usual * 2**failed, max(SLOWEST, usual))
        spread = 1 + JITTER * (2 * random.random() - 1)  # noqa: S311 - not a secret
        wait: dt.timedelta = max(dt.timedelta(seconds=last.wait), slowed * spread)
        return last.ended_at + wait

    def _until(self, due: Mapping[str, dt.datetime], now: dt.datetime) -> float:
        soonest = min(due.values(), default=now + dt.timedelta(minutes=1))
        return min(60.0, max(0.2, (soonest - now).total_seconds()))


def _one_at_a_time(reader: Read_ | None) -> Read_ | None:
    """The reader for one thread at a time: parsing is bound by the processor and gains nothing from more."""
    if reader is None:
        return None
    lock = threading.Lock()

    def read(document):  # type: ignore[no-untyped-def]
        with lock:
            return reader(document)

    return read
