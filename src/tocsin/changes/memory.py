"""What of the registers need not be computed again: differences of texts that never change, days that were stamps."""

import datetime as dt
import itertools
import threading
from collections.abc import Collection

from tocsin.changes.series import BULK, BULK_LEAST
from tocsin.changes.texts import Texts
from tocsin.changes.wording import Difference, difference
from tocsin.ledger.register_history import RegisterHistory

KEPT = 20_000
"""Differences of which it is remembered whether they are of substance."""
CHARACTERS = 16_000_000
"""Characters of differences that are remembered whole."""

Stamps = dict[str, frozenset[dt.date]]


class Memory:
    """Shared by threads. It holds nothing that the ledger would tell otherwise."""

    def __init__(self) -> None:
        self._substance: dict[tuple[str, str], bool] = {}
        self._differences: dict[tuple[str, str], Difference] = {}
        self._size = 0
        self._stamps: tuple[dt.datetime | None, Stamps] = (None, {})
        self._lock = threading.Lock()

    def knows(self, before: str, after: str) -> bool:
        """Whether it is remembered if these two documents differ in substance."""
        return (before, after) in self._substance

    def substance(self, texts: Texts, before: str, after: str) -> bool:
        """Whether a document differs from another in more than wording."""
        known = self._substance.get((before, after))
        return self.difference(texts, before, after).substance if known is None else known

    def difference(self, texts: Texts, before: str, after: str) -> Difference:
        """What moved from one text to the other; nothing where one is not to be had."""
        known = self._differences.get((before, after))
        if known is not None:
            return known
        old, new = texts[before], texts[after]
        found = Difference() if old is None or new is None else difference(old, new)
        with self._lock:
            self._keep((before, after), found)
        return found

    def _keep(self, key: tuple[str, str], found: Difference) -> None:
        """Remember it, and forget the oldest where that is too much."""
        if len(self._substance) >= KEPT:
            for old in list(itertools.islice(self._substance, KEPT // 4)):
                del self._substance[old]
        self._substance[key] = found.substance
        if key not in self._differences:
            self._size += _size(found)
        self._differences[key] = found
        while self._size > CHARACTERS and self._differences:
            self._size -= _size(self._differences.pop(next(iter(self._differences))))

    def stamps(self, past: RegisterHistory, sources: Collection[str], *, known_at: dt.datetime) -> Stamps:
        """The days that each source gave to very many of its entries, as seen by a moment."""
        newest = past.latest(known_at=known_at)
        with self._lock:
            of, known = self._stamps
            found = dict(known) if of == newest else {}
        new = set(sources) - set(found)
        if new:
            found |= past.stamps(new, known_at=known_at, least=BULK_LEAST, share=BULK)
            with self._lock:
                self._stamps = newest, found
        return found


def _size(found: Difference) -> int:
    return 100 + sum(map(len, found.lines))
