"""Looking back over the registers: series of editions narrowed to what a page shows, and the state at a moment."""

import datetime as dt
import zlib
from collections.abc import Collection
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger import register_queries as queries
from tocsin.ledger.engine import reading
from tocsin.ledger.register_model import Edition, Round
from tocsin.ledger.register_queries import Wanted
from tocsin.ledger.tables import documents

AT_ONCE = 500
"""Keys in one question to the database."""


class RegisterHistory:
    """The registers' past in an open ledger. It only reads, and is shared by threads as the ledger is."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def _editions(self, found: sa.Select[Any]) -> list[Edition]:
        with reading(self._engine) as connection:
            return [msgspec.json.decode(row.payload, type=Edition) for row in connection.execute(found)]

    def series(
        self, wanted: Wanted, *, since: dt.datetime | None = None, until: dt.datetime | None = None
    ) -> list[Edition]:
        """The editions by source, entry and time; with ``since``, of the entries that had one in that time."""
        return self._editions(queries.series(wanted, since, until))

    def latest(self, *, known_at: dt.datetime) -> dt.datetime | None:
        """When the latest edition was seen that was seen by a moment."""
        with reading(self._engine) as connection:
            return connection.execute(queries.latest(Wanted(known_at=known_at))).scalar()

    def nth_new_text(self, number: int, wanted: Wanted) -> dt.datetime | None:
        """When the edition was seen that is so many before the latest, of those with a text that is new to their entry.

        ``None`` where there are not so many.
        """
        with reading(self._engine) as connection:
            return connection.execute(queries.nth_new_text(wanted, number)).scalar()

    def standing(self, *, known_at: dt.datetime) -> dict[str, list[Edition]]:
        """The latest edition by a moment of every entry, for every source."""
        found: dict[str, list[Edition]] = {}
        for edition in self._editions(queries.standing(Wanted(known_at=known_at))):
            found.setdefault(edition.source, []).append(edition)
        return found

    def rounds(self, *, known_at: dt.datetime, number: int) -> dict[str, list[Round]]:
        """The last visits to every source that had ended by a moment, newest first."""
        found: dict[str, list[Round]] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(queries.last_rounds(known_at, number)):
                done = msgspec.json.decode(row.payload, type=Round)
                found.setdefault(done.source, []).append(done)
        return found

    def stamps(
        self, sources: Collection[str], *, known_at: dt.datetime, least: int, share: float
    ) -> dict[str, frozenset[dt.date]]:
        """The days to which each register dated more than ``share`` of its entries, and more than ``least``."""
        wanted = Wanted(sources=frozenset(sources), known_at=known_at)
        with reading(self._engine) as connection:
            sizes = {row.source: row.number for row in connection.execute(queries.sizes(wanted))}
            days = connection.execute(queries.stamps(sources, known_at, least)).all()
        found: dict[str, set[dt.date]] = {source: set() for source in sources}
        for row in days:
            if row.number > share * sizes.get(row.source, 0):
                found[row.source].add(row.day)
        return {source: frozenset(stamped) for source, stamped in found.items()}

    def texts(self, keys: Collection[str]) -> dict[str, str]:
        """The texts of these documents by key, as far as the ledger holds them."""
        asked, found = sorted(set(keys)), {}
        with reading(self._engine) as connection:
            for start in range(0, len(asked), AT_ONCE):
                of = documents.c.key.in_(asked[start : start + AT_ONCE])
                for row in connection.execute(sa.select(documents.c.key, documents.c.text).where(of)):
                    found[row.key] = zlib.decompress(row.text).decode()
        return found
