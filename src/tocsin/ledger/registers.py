"""What the ledger remembers of registers: each edition of each entry, each round of each source, each fetch."""

import datetime as dt
import hashlib
import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger import register_tables as tables
from tocsin.ledger.engine import reading, writing
from tocsin.ledger.moments import utc
from tocsin.ledger.register_dates import date_rows, dates
from tocsin.ledger.register_model import Edition, Fetch, Outcome, Part, Round, Shown
from tocsin.ledger.rows import digest, keepable
from tocsin.ledger.shown import shown, shown_entries
from tocsin.ledger.writing import insert

__all__ = ["Edition", "Fetch", "Outcome", "Part", "Registers", "Round", "Shown", "payload_key"]


class Registers:
    """The registers' part of an open ledger. Shared by threads as the ledger is."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add_editions(self, editions: Sequence[Edition]) -> int:
        """Remember editions, all or nothing; those that stand as they were are no row. How many were new."""
        if not editions:
            return 0
        standing = {edition.entry: edition for edition in self.standing(editions[0].source)}
        new = [each for each in editions if (old := standing.get(each.entry)) is None or not each.says_as(old)]
        with writing(self._engine) as connection:
            for edition in new:
                insert(connection, tables.editions, _edition_row(edition))
                insert(connection, tables.entry_hosts, *_host_rows(edition))
                insert(connection, dates, *date_rows(edition))
        return len(new)

    def standing(self, source: str) -> list[Edition]:
        """The latest edition of every entry of a source, by entry."""
        table = tables.editions
        latest = (
            sa.select(table.c.entry, sa.func.max(table.c.seen_at).label("seen_at"))
            .where(table.c.source == source)
            .group_by(table.c.entry)
            .subquery()
        )
        found = (
            sa.select(table.c.payload)
            .where(table.c.source == source)
            .join(latest, (table.c.entry == latest.c.entry) & (table.c.seen_at == latest.c.seen_at))
            .order_by(table.c.entry, table.c.key)
        )
        return self._editions(found)

    def editions(self, *, government: str | None = None, since: dt.datetime | None = None) -> list[Edition]:
        """Every edition by source, entry and time; with ``since``, of the entries that had one from then on."""
        table = tables.editions
        found = sa.select(table.c.payload).order_by(table.c.source, table.c.entry, table.c.seen_at, table.c.key)
        if government is not None:
            found = found.where(table.c.government == government)
        if since is not None:
            moved = sa.select(table.c.source, table.c.entry).where(table.c.seen_at >= utc(since)).distinct().subquery()
            found = found.join(moved, (table.c.source == moved.c.source) & (table.c.entry == moved.c.entry))
        return self._editions(found)

    def _editions(self, found: sa.Select[Any]) -> list[Edition]:
        with reading(self._engine) as connection:
            return [msgspec.json.decode(row.payload, type=Edition) for row in connection.execute(found)]

    def shown(
        self, *, host: str | None = None, government: str | None = None, known_at: dt.datetime | None = None
    ) -> list[Shown]:
        """The entries of registers as seen by ``known_at``, by source and entry: all, or those about a host or that
        say anything of it, or those of one government. Alerts are none.
        """
        moment = None if known_at is None else utc(known_at)
        with reading(self._engine) as connection:
            return shown(connection, shown_entries(host=host, government=government), known_at=moment)

    def add_round(self, done: Round, *, lost: Sequence[str] = ()) -> None:
        """Remember how a visit ended, and which of the entries that stood it did not read (a failed one: all)."""
        payload = msgspec.json.encode(done).decode()
        row = {"key": digest(done.source, done.ended_at.isoformat()), "source": done.source, "ended_at": done.ended_at}
        with writing(self._engine) as connection:
            insert(connection, tables.rounds, row | {"payload": payload})
            insert(connection, tables.losses, *_loss_rows(done, ("",) if done.outcome == "failed" else lost))

    def rounds(self, source: str, *, limit: int = 20) -> list[Round]:
        """The visits to a source, newest first."""
        table = tables.rounds
        found = sa.select(table.c.payload).where(table.c.source == source).order_by(table.c.ended_at.desc())
        with reading(self._engine) as connection:
            return [msgspec.json.decode(row.payload, type=Round) for row in connection.execute(found.limit(limit))]

    def fetches(self, source: str) -> dict[str, Fetch]:
        """The last fetch of each payload of a source, by name."""
        table = tables.fetches
        latest = (
            sa.select(table.c.name, sa.func.max(table.c.at).label("at"))
            .where(table.c.source == source)
            .group_by(table.c.name)
            .subquery()
        )
        found = (
            sa.select(table)
            .where(table.c.source == source)
            .join(latest, (table.c.name == latest.c.name) & (table.c.at == latest.c.at))
        )
        with reading(self._engine) as connection:
            rows = connection.execute(found).mappings().all()
        fields = Fetch.__struct_fields__
        return {row["name"]: Fetch(**{name: row[name] for name in fields}) for row in rows}

    def add_fetches(self, source: str, fetched: Sequence[tuple[Fetch, bytes]]) -> None:
        """Remember what was fetched and its bytes; one body is kept once."""
        with writing(self._engine) as connection:
            for fetch, body in fetched:
                if fetch.payload is not None:
                    insert(connection, tables.payloads, {"key": fetch.payload, "body": zlib.compress(body)})
                row = {name: getattr(fetch, name) for name in Fetch.__struct_fields__}
                key = digest(source, fetch.name, fetch.at.isoformat())
                insert(connection, tables.fetches, row | {"key": key, "source": source})

    def payload(self, key: str) -> bytes | None:
        """The bytes of a payload by its key, or ``None``."""
        found = sa.select(tables.payloads.c.body).where(tables.payloads.c.key == key)
        with reading(self._engine) as connection:
            body = connection.execute(found).scalar()
        return None if body is None else zlib.decompress(body)


def payload_key(body: bytes) -> str:
    """The name of these bytes."""
    return hashlib.sha256(body).hexdigest()[:32]


def _host_rows(edition: Edition) -> list[dict[str, Any]]:
    entry = {"source": edition.source, "entry": keepable(edition.entry)}
    return [entry | {"host": keepable(host)} for host in edition.hosts]


def _loss_rows(done: Round, lost: Sequence[str]) -> list[dict[str, Any]]:
    moment = done.ended_at.isoformat()
    round_ = {"source": done.source, "ended_at": done.ended_at}
    return [round_ | {"key": digest(done.source, moment, each), "entry": keepable(each)} for each in lost]


def _edition_row(edition: Edition) -> dict[str, Any]:
    payload = msgspec.json.encode(edition).decode()
    return {
        "key": digest(edition.source, edition.entry, edition.seen_at.isoformat(), payload),
        "source": edition.source,
        "government": edition.government,
        "entry": keepable(edition.entry),
        "seen_at": edition.seen_at,
        "document": edition.document,
        "payload": payload,
    }
