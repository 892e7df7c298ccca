"""What of the registers need not be computed again: differences of texts that never change, days that were stamps."""

import datetime as dt
import itertools
import threading
from collections.abc import Collection

from tocsin.changes.series import BULK, BULK_LEAST
from tocsin.changes.texts import Texts
from tocsin.changes.wording import Difference, difference
from tocsin.ledger.register_history import RegisterHistory
from tocsin.ledger.register_queries import EVERY, Wanted

KEPT = 4_000
"""Differences that are remembered."""
SMALL = 20_000
"""Characters up to which a difference is remembered whole; of a longer one only whether it is of substance."""

Stamps = dict[str, frozenset[dt.date]]


class Memory:
    """Shared by threads. It holds nothing that the ledger would tell otherwise."""

    def __init__(self) -> None:
        self._differences: dict[tuple[str, str], tuple[bool, Difference | None]] = {}
        self._stamps: tuple[dt.datetime | None, Stamps] = (None, {})
        self._lock = threading.Lock()

    def knows(self, before: str, after: str) -> bool:
        """Whether it is remembered if these two documents differ in substance."""
        return (before, after) in self._differences

    def substance(self, texts: Texts, before: str, after: str) -> bool:
        """Whether a document differs from another in more than wording."""
        known = self._differences.get((before, after))
        return self.difference(texts, before, after).substance if known is None else known[0]

    def difference(self, texts: Texts, before: str, after: str) -> Difference:
        """What moved from one text to the other; nothing where one is not to be had."""
        known = self._differences.get((before, after))
        if known is not None and known[1] is not None:
            return known[1]
        old, new = texts[before], texts[after]
        found = Difference() if old is None or new is None else difference(old, new)
        small = sum(map(len, found.lines)) <= SMALL
        with self._lock:
            if len(self._differences) >= KEPT:
                for key in list(itertools.islice(self._differences, KEPT // 4)):
                    del self._differences[key]
            self._differences[before, after] = found.substance, found if small else None
        return found

    def stamps(self, past: RegisterHistory, sources: Collection[str], *, known_at: dt.datetime) -> Stamps:
        """The days that each source gave to very many of its entries, as seen by a moment."""
        newest = past.nth_latest(0, Wanted(known_at=known_at) if known_at else EVERY)
        with self._lock:
            of, known = self._stamps
            found = dict(known) if of == newest else {}
        new = set(sources) - set(found)
        if new:
            found |= past.stamps(new, known_at=known_at, least=BULK_LEAST, share=BULK)
            with self._lock:
                self._stamps = newest, found
        return found
