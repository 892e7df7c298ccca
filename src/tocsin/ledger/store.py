"""The ledger: the append-only memory of documents, sightings, readings, records and signals."""

import datetime as dt
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from tocsin.documents.model import Document, Signal
from tocsin.ledger.model import Added, Counts, DocumentEntry, KnownPosture, StoredDocument, StoredRecord, StoredSignal
from tocsin.records.model import Record


class Ledger:
    """An open ledger. Use it in a ``with``; it may be shared by threads, and several processes may open one file.

    Every moment (``seen_at``, ``read_at``, ``known_at``, ``at``) is an aware datetime; a naive one is a DateError.
    Every method raises LedgerError where the database fails.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give every connection back."""
        raise NotImplementedError

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
        reading. ``read_at`` is when the reading was made (default: ``seen_at``). A record whose evidence is not
        ``text[start:end]`` is refused with LedgerError.
        """
        raise NotImplementedError

    def reread(self, document: Document, records: Sequence[Record], *, read_at: dt.datetime, reader: str) -> Added:
        """Remember a newer reading of a document that the ledger holds, without a sighting."""
        raise NotImplementedError

    def add_signal(self, signal: Signal, at: dt.datetime) -> bool:
        """Remember that something could not be read or reached; false where the same signal of that moment is known."""
        raise NotImplementedError

    def postures(
        self, *, host: str | None = None, sender: str | None = None, known_at: dt.datetime | None = None
    ) -> list[KnownPosture]:
        """The postures of the readings in force, by id; with ``known_at``, as the ledger knew them at that moment."""
        raise NotImplementedError

    def document(self, key: str, *, known_at: dt.datetime | None = None) -> StoredDocument | None:
        """One document with its sightings and records, or ``None``."""
        raise NotImplementedError

    def documents(self, *, limit: int = 50, offset: int = 0) -> list[DocumentEntry]:
        """The documents, latest first seen first."""
        raise NotImplementedError

    def record(self, id: str) -> StoredRecord | None:  # noqa: A002 - the word of the record itself
        """One record by its id, of a superseded reading too, or ``None``."""
        raise NotImplementedError

    def signals(self, *, limit: int = 100, offset: int = 0) -> list[StoredSignal]:
        """The signals, newest first: those of documents and those of sources."""
        raise NotImplementedError

    def counts(self) -> Counts:
        """How much the ledger holds."""
        raise NotImplementedError


def open_ledger(url: str) -> Ledger:
    """Open a ledger by SQLAlchemy URL (sqlite, postgresql) or by a plain path; make or migrate it where needed.

    Raises SettingsError for a URL that cannot be a ledger, LedgerError for one that cannot be opened, is corrupt,
    holds somebody else's tables, or was written by a newer Tocsin.
    """
    raise NotImplementedError
