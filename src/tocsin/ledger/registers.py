"""What the ledger remembers of registers: each edition of each entry, each round of each source, each fetch."""

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from tocsin.ledger import register_tables as tables
from tocsin.ledger.engine import WRITING, explained
from tocsin.ledger.moments import utc
from tocsin.ledger.rows import digest, keepable
from tocsin.ledger.writing import insert

Outcome = Literal["whole", "unchanged", "partial", "failed"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A level for a part of a country, in the register's words."""

    value: str
    wording: str
    place: str | None = None


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What a register said of a destination from ``seen_at`` on. Kept whole: a later one replaces nothing.

    ``level`` is national, ``None`` unknown for the reason ``why``, or, where ``silent``, stated to be none.
    ``present`` is false for a row that is gone from a whole round. ``postures`` are what the reader made of its
    text beside the advice: ``type:value`` with ``@place``. ``revision`` is that of the code that read it,
    ``document`` the key of its text.
    """

    source: str
    government: str
    entry: str
    destination: str
    hosts: tuple[str, ...]
    seen_at: dt.datetime
    revision: str
    present: bool = True
    level: str | None = None
    wording: str | None = None
    why: str | None = None
    silent: bool = False
    parts: tuple[Part, ...] = ()
    postures: tuple[str, ...] = ()
    updated: dt.datetime | None = None
    document: str | None = None
    title: str | None = None
    url: str | None = None

    def says_as(self, other: "Edition") -> bool:
        """Whether both say the same, whenever they were seen."""
        return msgspec.structs.replace(self, seen_at=other.seen_at) == other


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One visit to one source: how it ended, and how many destinations it had.

    ``whole``: everything was read. ``unchanged``: the source says that nothing moved. ``partial``: something is lost,
    so nothing may be concluded from what is not there. ``failed``: nothing could be read. ``changed`` counts editions
    that were new, ``signals`` what was raised; ``wait`` is seconds that the source asked not to be visited.
    """

    source: str
    started_at: dt.datetime
    ended_at: dt.datetime
    outcome: Outcome
    rows: int = 0
    changed: int = 0
    signals: int = 0
    why: str | None = None
    wait: float = 0.0


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """The last fetch of one payload: what to send so that it is only sent again when it changed."""

    name: str
    at: dt.datetime
    payload: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None


class Registers:
    """The registers' part of an open ledger. Shared by threads as the ledger is."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explained(self._engine.url), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        engine = self._engine.execution_options(**{WRITING: True})
        with explained(self._engine.url), engine.connect() as connection, connection.begin():
            yield connection

    def add_editions(self, editions: Sequence[Edition]) -> int:
        """Remember editions, all or nothing; those that stand as they were are no row. How many were new."""
        if not editions:
            return 0
        standing = {edition.entry: edition for edition in self.standing(editions[0].source)}
        new = [each for each in editions if (old := standing.get(each.entry)) is None or not each.says_as(old)]
        with self._writing() as connection:
            for edition in new:
                insert(connection, tables.editions, _edition_row(edition))
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
        with self._reading() as connection:
            return [msgspec.json.decode(row.payload, type=Edition) for row in connection.execute(found)]

    def add_round(self, done: Round) -> None:
        """Remember how a visit ended."""
        payload = msgspec.json.encode(done).decode()
        row = {"key": digest(done.source, done.ended_at.isoformat()), "source": done.source, "ended_at": done.ended_at}
        with self._writing() as connection:
            insert(connection, tables.rounds, row | {"payload": payload})

    def rounds(self, source: str, *, limit: int = 20) -> list[Round]:
        """The visits to a source, newest first."""
        table = tables.rounds
        found = sa.select(table.c.payload).where(table.c.source == source).order_by(table.c.ended_at.desc())
        with self._reading() as connection:
            return [msgspec.json.decode(row.payload, type=Round) for row in connection.execute(found.limit(limit))]

    def vouched(self) -> dict[str, dt.datetime]:
        """For each document that a register still shows, the last moment that the register was read and showed it.

        A register's level holds while the register is alive: an old date on it is no sign of age.
        """
        with self._reading() as connection:
            names = connection.execute(sa.select(tables.rounds.c.source).distinct()).scalars().all()
        found: dict[str, dt.datetime] = {}
        for source in names:
            alive = next((each.ended_at for each in self.rounds(source, limit=50) if each.outcome != "failed"), None)
            shown = [edition for edition in self.standing(source) if edition.present and edition.document]
            found |= {edition.document: alive for edition in shown if alive is not None and edition.document}
        return found

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
        with self._reading() as connection:
            rows = connection.execute(found).mappings().all()
        fields = Fetch.__struct_fields__
        return {row["name"]: Fetch(**{name: row[name] for name in fields}) for row in rows}

    def add_fetches(self, source: str, fetched: Sequence[tuple[Fetch, bytes]]) -> None:
        """Remember what was fetched and its bytes; one body is kept once."""
        with self._writing() as connection:
            for fetch, body in fetched:
                if fetch.payload is not None:
                    insert(connection, tables.payloads, {"key": fetch.payload, "body": zlib.compress(body)})
                row = {name: getattr(fetch, name) for name in Fetch.__struct_fields__}
                key = digest(source, fetch.name, fetch.at.isoformat())
                insert(connection, tables.fetches, row | {"key": key, "source": source})

    def payload(self, key: str) -> bytes | None:
        """The bytes of a payload by its key, or ``None``."""
        found = sa.select(tables.payloads.c.body).where(tables.payloads.c.key == key)
        with self._reading() as connection:
            body = connection.execute(found).scalar()
        return None if body is None else zlib.decompress(body)


def payload_key(body: bytes) -> str:
    """The name of these bytes."""
    return hashlib.sha256(body).hexdigest()[:32]


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
