"""Adding rows: a row whose key is there already is no row, on both databases and under concurrent writers."""

import datetime as dt
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from tocsin.documents.model import Document
from tocsin.ledger import rows, tables
from tocsin.ledger.directory import introduction_rows
from tocsin.ledger.directory_tables import introductions
from tocsin.ledger.indexing import take_in
from tocsin.ledger.model import Added, Landing
from tocsin.records.model import Record

Beside = Callable[[sa.Connection, Landing], None]
"""What is written in the transaction of an ``add``, a ``reread`` or a judgement: both are kept, or neither."""


def insert(connection: sa.Connection, table: sa.Table, *new: rows.Row) -> int:
    """Add the rows that are not there yet; how many of one row were added (for many rows: not counted, -1)."""
    if not new:
        return 0
    if connection.dialect.name == "sqlite":
        statement: sa.Insert = sqlite.insert(table).on_conflict_do_nothing()
    else:
        statement = postgresql.insert(table).on_conflict_do_nothing()
    if len(new) > 1:
        connection.execute(statement, new)
        return -1
    return connection.execute(statement, new[0], execution_options={"preserve_rowcount": True}).rowcount


def insert_numbers(connection: sa.Connection, table: sa.Table, new: Sequence[tuple[int, ...]]) -> None:
    """Add many rows of whole numbers, a number for each column in its order; each must be new.

    Numbers are the same in Python and in every database: rows by the hundred go in without a look at each.
    """
    if new:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        names, marks = ", ".join(table.c.keys()), ", ".join([mark] * len(table.c))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(new))  # noqa: S608 - ours


class Reading:
    """What one reader made of one document, packed before the transaction begins so that the lock is held briefly."""

    def __init__(self, document: Document, records: Sequence[Record], *, reader: str, at: dt.datetime) -> None:
        self.row = rows.reading_row(document, reader)
        self.key: str = self.row["key"]
        self.document = document
        self.at = at
        self.passages = rows.passage_rows(self.key, document.passages)
        self.records = rows.record_rows(document, self.key, records)
        self.introductions = introduction_rows(document, self.key, records)
        self.signals = [rows.signal_row(signal, at, self.key) for signal in document.signals]

    def write(self, connection: sa.Connection) -> Added:
        """Add the reading with all that it found, or, where it is known, only that it was made at this moment too."""
        new = insert(connection, tables.readings, self.row) == 1
        if new:
            insert(connection, tables.passages, *self.passages)
            insert(connection, tables.records, *self.records)
            insert(connection, tables.signals, *self.signals)
            take_in(connection, self.document, self.key, self._said())
            insert(connection, introductions, *self.introductions)
        if new or self._is_earlier(connection):
            insert(connection, tables.reading_times, {"reading": self.key, "read_at": self.at})
        count = len(self.records) if new else 0
        return Added(key=self.row["document"], new_document=False, new_reading=new, records=count)

    def landing(self, added: Added, *, seen_at: dt.datetime | None) -> Landing:
        """What was written, for those who write beside it."""
        return Landing(
            document=self.document,
            reading=self.key,
            seen_at=seen_at,
            read_at=self.at,
            new_document=added.new_document,
            new_reading=added.new_reading,
            records={row["id"]: rows.unpack_record(row["payload"]) for row in self.records},
        )

    def _said(self) -> list[Record]:
        return [rows.unpack_record(row["payload"]) for row in self.records]

    def _is_earlier(self, connection: sa.Connection) -> bool:
        times = tables.reading_times.c
        known = connection.execute(sa.select(sa.func.min(times.read_at)).where(times.reading == self.key)).scalar()
        return known is None or self.at < known
