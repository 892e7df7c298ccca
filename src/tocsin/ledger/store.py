"""The ledger: the append-only memory of documents, sightings, readings, records and signals."""

import datetime as dt
from collections.abc import Collection, Sequence
from types import TracebackType
from typing import Any, Self

import msgspec
import sqlalchemy as sa

from tocsin.documents.model import Document, Signal
from tocsin.errors import LedgerError
from tocsin.ledger import queries, rows, tables
from tocsin.ledger.directory import directory, known_in
from tocsin.ledger.engine import WRITING, connected, explained, ledger_url, reading, writing
from tocsin.ledger.judgements import Judgements
from tocsin.ledger.judging import Judging
from tocsin.ledger.made import posture_rows, told_rows
from tocsin.ledger.migrate import migrate
from tocsin.ledger.model import (
    Added,
    Counts,
    DocumentEntry,
    Incoming,
    KnownPosture,
    KnownRecord,
    Official,
    StoredDocument,
    StoredRecord,
    StoredSignal,
)
from tocsin.ledger.moments import utc
from tocsin.ledger.registers import Registers
from tocsin.ledger.shown import officials, shown, shown_entries
from tocsin.ledger.stored import document_in
from tocsin.ledger.writing import Beside, Reading, insert
from tocsin.records.directory import Directory
from tocsin.records.model import Posture, Record

PATIENCE = 30.0
"""Seconds that a transaction waits for another program's lock before it gives up."""


class Ledger:
    """An open ledger. Use it in a ``with``; it may be shared by threads, and several processes may open one file.

    Every moment (``seen_at``, ``read_at``, ``known_at``, ``at``) is an aware datetime; a naive one is a DateError.
    Every method raises LedgerError where the database fails.
    """

    def __init__(self, engine: sa.Engine, *, beside: Sequence[Beside] = ()) -> None:
        self._engine = engine
        self._beside = tuple(beside)

    @property
    def engine(self) -> sa.Engine:
        """The database, for the rooms that keep tables of their own beside the ledger's."""
        return self._engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def registers(self) -> Registers:
        """What the ledger remembers of the registers of governments."""
        return Registers(self._engine)

    @property
    def judgements(self) -> Judgements:
        """What analysts judged."""
        return Judgements(self._engine)

    @property
    def judging(self) -> Judging:
        """The way to judge; what stands beside the ledger is told, as of an ``add``."""
        return Judging(self._engine, beside=self._beside)

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    def add(
        self,
        document: Document,
        records: Sequence[Record],
        *,
        seen_at: dt.datetime,
        reader: str,
        read_at: dt.datetime | None = None,
    ) -> Added:
        """Remember one document, this sighting of it, and what ``reader`` (its revision) read in it: all or nothing.

        The same document again is one more sighting; the same reader with the same date of publication is no second
        reading. ``read_at`` is when the reading was made (default: ``seen_at``). Records of the document itself and of
        its passages are taken from ``document`` and need not be given. Raises LedgerError for a record whose evidence
        is not ``text[start:end]``, DocumentError for text with half characters.
        """
        one = Incoming(document=document, records=records, seen_at=seen_at, reader=reader, read_at=read_at)
        return self.add_all([one])[0]

    def add_all(self, incoming: Sequence[Incoming]) -> list[Added]:
        """Remember some documents as ``add`` does, in their order, in one transaction: all of them or none.

        Many that come at once are kept several times faster than one by one, and others wait so much longer.
        """
        packed = [_Packed(one) for one in incoming]
        with writing(self._engine) as connection:
            return [self._take(connection, each) for each in packed]

    def _take(self, connection: sa.Connection, packed: "_Packed") -> Added:
        new_document = insert(connection, tables.documents, packed.document) == 1
        insert(connection, tables.sightings, packed.sighting)
        added = msgspec.structs.replace(packed.reading.write(connection), new_document=new_document)
        self._tell(connection, packed.reading, added, packed.seen_at)
        return added

    def reread(self, document: Document, records: Sequence[Record], *, read_at: dt.datetime, reader: str) -> Added:
        """Remember a newer reading of a document that the ledger holds, without a sighting.

        Raises LedgerError where the ledger does not hold the document.
        """
        reading = Reading(document, records, reader=reader, at=utc(read_at))
        held = sa.select(tables.documents.c.key).where(tables.documents.c.key == document.key)
        with writing(self._engine) as connection:
            if connection.execute(held).first() is None:
                message = f"The ledger does not hold the document {document.key}; add it first."
                raise LedgerError(message)
            added = reading.write(connection)
            self._tell(connection, reading, added, None)
        return added

    def _tell(self, connection: sa.Connection, reading: Reading, added: Added, seen_at: dt.datetime | None) -> None:
        if self._beside:
            landing = reading.landing(added, seen_at=seen_at)
            for write in self._beside:
                write(connection, landing)

    def add_signal(self, signal: Signal, at: dt.datetime) -> bool:
        """Remember that something could not be read or reached; false where the same signal of that moment is known."""
        row = rows.signal_row(signal, utc(at))
        with writing(self._engine) as connection:
            return insert(connection, tables.signals, row) == 1

    def writable(self) -> bool:
        """Whether this ledger can be written now; asks by a write that is taken back."""
        row = rows.signal_row(Signal(code="probe", why="Can this be written?"), dt.datetime(1, 1, 1, tzinfo=dt.UTC))
        engine = self._engine.execution_options(**{WRITING: True})
        try:
            with explained(self._engine.url), engine.connect() as connection:
                transaction = connection.begin()
                insert(connection, tables.signals, row)
                transaction.rollback()
        except LedgerError:
            return False
        return True

    def postures(
        self, *, host: str | None = None, sender: str | None = None, known_at: dt.datetime | None = None
    ) -> list[KnownPosture]:
        """The postures of the readings in force, by id; with ``known_at``, as the ledger knew them at that moment."""
        moment = None if known_at is None else utc(known_at)
        with reading(self._engine) as connection:
            found = posture_rows(connection, host=host, sender=sender, known_at=moment)
            shown_ = shown(connection, shown_entries(host=host, government=sender), known_at=moment)
        official = officials(shown_)
        return [_known_posture(row, official.get(row.document)) for row in found]

    def told(
        self,
        *,
        host: str | None = None,
        kinds: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
        known_at: dt.datetime | None = None,
        limit: int | None = None,
    ) -> list[KnownRecord]:
        """The records of the readings in force that are of a host, the latest day first; undated ones come last.

        ``kinds`` are those of ``AnyRecord`` (none named: all that say something of the world); ``since`` and ``until``
        are days of the record, both included; with ``known_at``, as the ledger knew them at that moment.
        """
        moment = None if known_at is None else utc(known_at)
        with reading(self._engine) as connection:
            found = told_rows(
                connection, host=host, kinds=kinds, since=since, until=until, known_at=moment, limit=limit
            )
        return [rows.known_record(row) for row in found]

    def recognised(self, found: Sequence[KnownRecord], *, known_at: dt.datetime | None = None) -> list[KnownRecord]:
        """The records with who the people are whom they only name, by what other documents introduce (``known``).

        Only introductions of a document published on or before the day of the record's own document count, as the
        ledger knew them at ``known_at``. The same documents give the same, in whatever order they came in.
        """
        moment = None if known_at is None else utc(known_at)
        with reading(self._engine) as connection:
            return known_in(connection, found, known_at=moment)

    def directory(
        self,
        *,
        name: str | None = None,
        country: str | None = None,
        until: dt.date | None = None,
        known_at: dt.datetime | None = None,
    ) -> Directory:
        """Whom documents introduce: of a surname in any spelling, of a state, of documents up to a day; or all."""
        moment = None if known_at is None else utc(known_at)
        with reading(self._engine) as connection:
            return directory(connection, name=name, country=country, until=until, known_at=moment)

    def document(self, key: str, *, known_at: dt.datetime | None = None) -> StoredDocument | None:
        """One document with its sightings and records (as known at that moment), or ``None``."""
        with reading(self._engine) as connection:
            return document_in(connection, key, known_at=known_at)

    def documents(self, *, limit: int = 50, offset: int = 0) -> list[DocumentEntry]:
        """The documents, latest first seen first."""
        with reading(self._engine) as connection:
            found = connection.execute(queries.document_list(limit, offset)).mappings().all()
        return [DocumentEntry(**dict(row)) for row in found]

    def record(self, id: str) -> StoredRecord | None:  # noqa: A002 - the record's own word
        """One record by its id, of a superseded reading too, or ``None``."""
        with reading(self._engine) as connection:
            row = connection.execute(queries.recorded().where(tables.records.c.id == id)).first()
        return None if row is None else rows.stored_record(row)

    def signals(self, *, limit: int = 100, offset: int = 0) -> list[StoredSignal]:
        """The signals, newest first: those of documents and those of sources."""
        with reading(self._engine) as connection:
            found = connection.execute(queries.signal_list(limit, offset)).all()
        return [StoredSignal(signal=rows.unpack_signal(row), at=row.at, document_key=row.document) for row in found]

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with reading(self._engine) as connection:
            row = connection.execute(queries.counts()).mappings().one()
        return Counts(**dict(row))


class _Packed:
    """A document as rows, made before the transaction begins so that the lock is held briefly."""

    def __init__(self, one: Incoming) -> None:
        self.seen_at = utc(one.seen_at)
        self.document = rows.document_row(one.document)
        self.sighting = rows.sighting_row(one.document, self.seen_at)
        read_at = self.seen_at if one.read_at is None else utc(one.read_at)
        self.reading = Reading(one.document, one.records, reader=one.reader, at=read_at)


def _known_posture(row: sa.Row[Any], official: Official | None) -> KnownPosture:
    posture = rows.unpack_record(row.payload)
    if not isinstance(posture, Posture):
        message = (
            f"The record {row.id} is kept as a posture and is none; the ledger is damaged, restore it from a copy."
        )
        raise LedgerError(message)
    return KnownPosture(
        id=row.id,
        posture=posture,
        document_key=row.document,
        publisher=row.publisher,
        title=row.title,
        published=row.published,
        address=row.address,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        official=official,
        author=row.author,
    )


def open_ledger(url: str, *, patience: float = PATIENCE, beside: Sequence[Beside] = ()) -> Ledger:
    """Open a ledger by SQLAlchemy URL (sqlite, postgresql) or by a plain path; make or migrate it where needed.

    ``patience`` is how many seconds to wait for another program's lock. ``beside`` are called in the transaction of
    every ``add`` and ``reread``, in their order, with what it wrote. Raises SettingsError for a URL that cannot be
    a ledger, LedgerError for one that cannot be opened, is corrupt, holds somebody else's tables, or was written by a
    newer Tocsin.
    """
    place = ledger_url(url)
    engine = connected(place, patience)
    try:
        with explained(place):
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, beside=beside)
