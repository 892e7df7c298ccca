"""What the ledger gives back: documents as seen, records as known, and their counts."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from tocsin.documents.model import Document, Signal
from tocsin.records.model import AnyRecord, Posture, Record, Telling

Saying = Posture | Telling
"""A record that says something of the world, not of its own document."""
DESK = "desk"
"""The reader, and the publisher, of the documents that analysts write themselves."""


def analyst(name: str) -> str:
    """An analyst as a publisher, a reader and an origin: "analyst a.okafor"."""
    return f"analyst {name}"


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What one ``add`` brought: the key of the document, and whether it and its reading were new.

    ``records`` counts the records written by this call: zero where the reading was known already.
    """

    key: str
    new_document: bool
    new_reading: bool
    records: int


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """One document to be remembered: when it was seen, and what ``reader`` (its revision) read in it.

    ``read_at`` is when the reading was made; ``None``: when it was seen.
    """

    document: Document
    records: Sequence[Record]
    seen_at: dt.datetime
    reader: str
    read_at: dt.datetime | None = None


class Official(msgspec.Struct, frozen=True, kw_only=True):
    """The register that shows, or showed, a document: its government, its source, its own name of the destination.

    ``current``: its latest edition is this document. ``until`` is the last moment at which the register was read and
    showed it, in UTC.
    """

    government: str
    source: str
    entry: str
    current: bool
    until: dt.datetime


class KnownPosture(msgspec.Struct, frozen=True, kw_only=True):
    """A posture with the document it stands in and the times it was seen.

    ``id`` names the record for ever: same document, same reading, same words, same id. ``publisher``, ``title`` and
    ``published`` are of the document as that reading understood it. ``first_seen`` and ``last_seen`` are the earliest
    and latest sighting of the document in UTC, ``address`` that of the earliest. ``official`` is the register whose
    edition the document is, if it is one. ``author`` is the analyst who made the record; ``None`` where it was read.
    """

    id: str
    posture: Posture
    document_key: str
    publisher: str | None
    title: str | None
    published: dt.date | None
    address: str | None
    first_seen: dt.datetime
    last_seen: dt.datetime
    official: Official | None = None
    author: str | None = None


class KnownRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record of any kind with the document it stands in and the times it was seen, as in ``KnownPosture``.

    ``day`` is the day that it tells, else that of its post or its document.
    """

    id: str
    record: Saying
    day: dt.date | None
    document_key: str
    publisher: str | None
    title: str | None
    published: dt.date | None
    address: str | None
    first_seen: dt.datetime
    last_seen: dt.datetime
    author: str | None = None


class Landing(msgspec.Struct, frozen=True, kw_only=True):
    """What one ``add`` or ``reread`` writes, as those see it who write beside it in the same transaction.

    ``reading`` is the key of the reading; ``records`` are its records by id, in the order of the text, whether the
    reading is new (``new_reading``) or was known. ``seen_at`` is ``None`` for a reading without a sighting. ``judged``:
    it is no reading but an analyst's judgement of the document, ``reading`` its key, ``records`` what it brings in.
    """

    document: Document
    reading: str
    seen_at: dt.datetime | None
    read_at: dt.datetime
    new_document: bool
    new_reading: bool
    records: dict[str, Record]
    judged: bool = False


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """The document stood at this address at this moment (UTC)."""

    seen_at: dt.datetime
    address: str | None


class StoredRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record of any kind with its id, its document, and the reading that found it, or the analyst who made it."""

    id: str
    document_key: str
    reader: str
    read_at: dt.datetime
    record: AnyRecord
    author: str | None = None


class StoredDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document whole, as its reading in force understood it, with sightings (oldest first) and records in order.

    ``struck`` are the records that an analyst rejected or corrected: they decide nothing.
    """

    document: Document
    reader: str
    read_at: dt.datetime
    sightings: tuple[Sighting, ...]
    records: tuple[StoredRecord, ...]
    struck: tuple[StoredRecord, ...] = ()

    @property
    def first_seen(self) -> dt.datetime:
        """The earliest sighting, in UTC."""
        return self.sightings[0].seen_at

    @property
    def last_seen(self) -> dt.datetime:
        """The latest sighting, in UTC."""
        return self.sightings[-1].seen_at


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of documents; ``records`` counts those of the reading in force."""

    key: str
    publisher: str | None
    title: str | None
    published: dt.date | None
    language: str | None
    live_blog: bool
    media_type: str
    address: str | None
    first_seen: dt.datetime
    last_seen: dt.datetime
    records: int


class StoredSignal(msgspec.Struct, frozen=True, kw_only=True):
    """A signal, when it was raised (UTC), and the document that it concerns, if one."""

    signal: Signal
    at: dt.datetime
    document_key: str | None = None


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows the ledger holds. ``records`` and ``postures`` count every reading, superseded ones too."""

    documents: int
    sightings: int
    readings: int
    records: int
    postures: int
    signals: int
