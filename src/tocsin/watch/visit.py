"""One visit to one source: fetch what moved, read it, keep its editions; killed anywhere, the next one ends it."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import msgspec

from tocsin.documents.model import Signal
from tocsin.errors import WireError
from tocsin.ledger import Fetch, Ledger, Round
from tocsin.ledger.registers import Outcome, payload_key
from tocsin.sources import Ask, Source
from tocsin.sources.catalogue import Read
from tocsin.sources.checks import row_count
from tocsin.watch.keeping import Keeping, Read_
from tocsin.watch.manners import Manners

HOPS = 4
"""How many times one payload may lead to others: a list, a hub, a page, and one for good measure."""
MOST = 2_000
"""Payloads of one source in one visit, beyond which something floods."""
RECHECK = dt.timedelta(days=7)
"""After this time a payload is asked for although its stamp did not move."""
LOSSES = frozenset(
    "broken challenge empty encoding few_rows fault lost_field missing_field refused too_long truncated unlisted_word "
    "unreachable wrong_language wrong_type".split()
)
"""Signals after which a round is only a part of the register, and nothing follows from what is not there."""


class Visit:
    """One visit. ``clock`` tells the time, ``reader`` reads English prose, ``key`` is the publisher's, if any."""

    def __init__(
        self,
        source: Source,
        ledger: Ledger,
        manners: Manners,
        *,
        clock: Callable[[], dt.datetime],
        reader: Read_ | None = None,
        key: str | None = None,
    ) -> None:
        self._source, self._ledger, self._manners = source, ledger, manners
        self._clock, self._reader, self._key = clock, reader, key
        self._signals: list[Signal] = []
        self._fetched: list[tuple[Fetch, bytes]] = []
        self._payloads: dict[str, bytes] = {}
        self._known = ledger.registers.fetches(source.name)
        self._moved = False

    def run(self) -> tuple[Round, tuple[Signal, ...]]:
        """Visit the source; how it ended, and what was raised. Raises LedgerError, and Stopped when asked to stop."""
        started = self._clock()
        standing = self._ledger.registers.standing(self._source.name)
        present = [edition for edition in standing if edition.present]
        self._fetch()
        reread = any(edition.revision != self._source.revision for edition in present)
        if present and self._payloads and not (self._moved or reread or self._signals):
            self._ledger.registers.add_fetches(self._source.name, self._fetched)
            return self._ended(started, "unchanged", rows=len(present)), ()
        read = self._source.read(self._payloads) if self._payloads else Read(entries=(), signals=())
        self._signals += read.signals
        self._count(read)
        partial = any(signal.code in LOSSES for signal in self._signals)
        keeping = Keeping(self._source, self._ledger, reader=self._reader)
        changed = keeping.keep(
            read.entries, now=self._clock(), whole=not partial and self._source.card.kind == "register"
        )
        self._ledger.registers.add_fetches(self._source.name, self._fetched)
        outcome: Outcome = "failed" if not read.entries else "partial" if partial else "whole"
        here = {entry.key for entry in read.entries}
        lost = tuple(edition.entry for edition in present if partial and edition.entry not in here)
        done = self._ended(started, outcome, rows=len(read.entries), changed=changed, lost=lost)
        return done, tuple(self._signals)

    def _ended(
        self, started: dt.datetime, outcome: Outcome, *, rows: int, changed: int = 0, lost: Sequence[str] = ()
    ) -> Round:
        waits = [self._manners.wait_for(address) for address in self._source.card.addresses.values()]
        done = Round(
            source=self._source.name,
            started_at=started,
            ended_at=self._clock(),
            outcome=outcome,
            rows=rows,
            changed=changed,
            signals=len(self._signals),
            why=self._signals[0].why if self._signals and outcome != "whole" else None,
            wait=max(waits, default=0.0),
        )
        self._ledger.registers.add_round(done, lost=lost)
        return done

    def _fetch(self) -> None:
        """The register's own addresses, then what they lead to."""
        card = self._source.card
        if card.key and not self._key:
            self._raise("refused", f"{card.name} wants a key: set keys.{card.government} in tocsin.toml.")
            return
        for name in [name for name in card.addresses if name not in card.fallback]:
            self._take_named(name)
        if card.fallback and not (self._payloads and self._source.read(self._payloads).entries):
            for name in card.fallback:
                self._take_named(name)
        for _ in range(HOPS):
            new = [ask for ask in self._follow() if ask.name not in self._payloads and ask.name not in self._tried]
            if not new:
                return
            for ask in new:
                self._take(ask)

    def _take_named(self, name: str) -> None:
        """Fetch one of the register's own addresses, with the publisher's key where it wants one."""
        address = self._source.card.addresses[name]
        self._take(Ask(name=name, address=address.replace("{key}", self._key or "")))

    def _follow(self) -> Iterator[Ask]:
        asks, _ = self._source.follow(self._payloads)
        if len(asks) > MOST:
            self._raise("many_rows", f"{self._source.name} leads to {len(asks)} payloads; only {MOST} are asked for.")
        yield from asks[:MOST]

    @property
    def _tried(self) -> set[str]:
        return {signal.source or "" for signal in self._signals}

    def _take(self, ask: Ask) -> None:
        """Fetch one payload, or take what is kept of it where it did not move."""
        known = self._known.get(ask.name)
        kept = self._ledger.registers.payload(known.payload) if known and known.payload else None
        now = self._clock()
        if known and kept is not None and ask.stamp and ask.stamp == known.stamp and now - known.at < RECHECK:
            self._payloads[ask.name] = kept
            return
        try:
            found = self._manners.get(
                ask.address,
                etag=known.etag if known and kept is not None else None,
                last_modified=known.last_modified if known and kept is not None else None,
            )
        except WireError as error:
            where = f"{self._source.name}/{ask.name}"
            self._raise("unreachable", str(error).replace(self._key or "\0", "***"), where)
            self._signals[-1] = msgspec.structs.replace(self._signals[-1], source=ask.name)
            return
        body = kept if found.unchanged and kept is not None else found.body
        digest = payload_key(body)
        self._moved = self._moved or known is None or known.payload != digest
        self._payloads[ask.name] = body
        fetch = Fetch(
            name=ask.name,
            at=now,
            payload=digest,
            etag=found.etag or (known.etag if found.unchanged and known else None),
            last_modified=found.last_modified or (known.last_modified if found.unchanged and known else None),
            stamp=ask.stamp,
        )
        if known is None or msgspec.structs.replace(fetch, at=known.at) != known or now - known.at >= RECHECK:
            self._fetched.append((fetch, body))

    def _raise(self, code: str, why: str, source: str | None = None) -> None:
        self._signals.append(Signal(code=code, why=why, source=source or self._source.name))

    def _count(self, read: Read) -> None:
        rounds = self._ledger.registers.rounds(self._source.name)
        before = next((done.rows for done in rounds if done.outcome == "whole"), None)
        fault = row_count(self._source, len(read.entries), before)
        if fault is not None and (read.entries or not self._signals):
            self._raise(*fault)
