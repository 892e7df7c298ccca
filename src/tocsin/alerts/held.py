"""What the ledger holds, read inside the transaction of an add: postures of a cell, documents for their origins."""

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from tocsin.alerts.model import Quote
from tocsin.board.picture import is_government
from tocsin.documents.model import Document, Passage, Role
from tocsin.ledger import Sighting, StoredDocument, queries, rows, tables
from tocsin.ledger.made import posture_rows
from tocsin.ledger.model import KnownPosture
from tocsin.ledger.register_model import Edition, Shown
from tocsin.ledger.register_tables import editions, rounds
from tocsin.ledger.shown import officials, shown, shown_entries
from tocsin.records.model import Posture

REGISTER = "register:"
"""How the canonical address of a register's page begins: ``register:GOVERNMENT/SOURCE/ENTRY``."""


class Register(NamedTuple):
    """The register whose page a document is: its source, and its own name of the destination."""

    source: str
    entry: str


def entries_of(
    connection: sa.Connection, host: str, sender: str | None, *, known_at: dt.datetime | None = None
) -> list[Shown]:
    """The entries of the sender's registers that are about a host, as they stand before this landing."""
    if not is_government(sender):
        return []
    return shown(connection, shown_entries(host=host, government=sender), known_at=known_at)


def last_edition(connection: sa.Connection, register: Register, *, before: dt.datetime | None = None) -> Edition | None:
    """What an entry of a register showed last, before this landing, or before a moment."""
    of_entry = sa.and_(editions.c.source == register.source, editions.c.entry == register.entry)
    if before is not None:
        of_entry = sa.and_(of_entry, editions.c.seen_at < before)
    latest = sa.select(editions.c.payload).where(of_entry).order_by(editions.c.seen_at.desc()).limit(1)
    payload = connection.execute(latest).scalar()
    return None if payload is None else msgspec.json.decode(payload, type=Edition)


def reader_of(connection: sa.Connection, reading: str) -> str | None:
    """The reader that made a reading."""
    wanted = sa.select(tables.readings.c.reader).where(tables.readings.c.key == reading)
    return connection.execute(wanted).scalar()


def postures_of(
    connection: sa.Connection, host: str, sender: str | None, entries: Iterable[Shown] = ()
) -> list[KnownPosture]:
    """The postures of one cell, that count, those of editions of registers marked."""
    found = posture_rows(connection, host=host, sender=sender, known_at=None)
    marks = officials(entries)
    known = []
    for row in found:
        posture = rows.unpack_record(row.payload)
        if isinstance(posture, Posture) and posture.sender == sender:
            known.append(
                KnownPosture(
                    id=row.id,
                    posture=posture,
                    document_key=row.document,
                    publisher=row.publisher,
                    title=row.title,
                    published=row.published,
                    address=row.address,
                    first_seen=row.first_seen,
                    last_seen=row.last_seen,
                    official=marks.get(row.document),
                    author=row.author,
                )
            )
    return known


def stored(connection: sa.Connection, keys: Iterable[str]) -> list[StoredDocument]:
    """These documents with their passages and sightings, without their records."""
    return [found for key in sorted(set(keys)) if (found := stored_one(connection, key)) is not None]


def stored_one(connection: sa.Connection, key: str) -> StoredDocument | None:
    """One document so, or ``None``."""
    row = connection.execute(queries.document(key, None)).first()
    if row is None:
        return None
    passages = [rows.unpack_passage(each) for each in connection.execute(queries.of_reading(row.reading).passages)]
    seen = connection.execute(queries.sightings_of(key, None))
    return StoredDocument(
        document=_document(row, passages),
        reader=row.reader,
        read_at=row.made_at,
        sightings=tuple(Sighting(seen_at=each.seen_at, address=each.address) for each in seen),
        records=(),
    )


def _document(row: sa.Row[tuple[object, ...]], passages: list[Passage]) -> Document:
    text = zlib.decompress(row.text).decode()
    whole = Passage(start=0, end=len(text), role=Role.BODY)
    return Document(
        text=text,
        canonical=row.canonical,
        address=row.address,
        publisher=row.publisher,
        title=row.title,
        published=row.published,
        published_at=row.published_at,
        live_blog=row.live_blog,
        passages=tuple(passages) or (whole,),
    )


def quotes(known: Iterable[KnownPosture]) -> tuple[Quote, ...]:
    """The words behind postures, the latest published first."""
    ordered = sorted(known, key=lambda each: (each.published or dt.date.min, each.first_seen, each.id), reverse=True)
    return tuple(
        Quote(
            record=each.id,
            document=each.document_key,
            start=each.posture.start,
            end=each.posture.end,
            words=each.posture.evidence,
            publisher=each.publisher,
            title=each.title,
            published=each.published,
            address=each.address,
        )
        for each in ordered
    )


def register_of(canonical: str | None) -> Register | None:
    """Which register's page a document is; ``None`` for the press."""
    parts = (canonical or "").removeprefix(REGISTER).split("/", 2)
    return Register(parts[1], parts[2]) if (canonical or "").startswith(REGISTER) and len(parts) == 3 else None


def visited(connection: sa.Connection, source: str, *, before: dt.datetime | None = None) -> bool:
    """Whether a round of this register ended before: until then everything in it is new and nothing is news."""
    found = sa.select(rounds.c.key).where(rounds.c.source == source, rounds.c.payload.not_like('%"failed"%')).limit(1)
    if before is not None:
        found = found.where(rounds.c.ended_at < before)
    return connection.execute(found).first() is not None


def canonicals(connection: sa.Connection, keys: Iterable[str]) -> dict[str, str | None]:
    """The canonical address of each document."""
    wanted = sa.select(tables.documents.c.key, tables.documents.c.canonical).where(
        tables.documents.c.key.in_(sorted(set(keys)))
    )
    return {row.key: row.canonical for row in connection.execute(wanted)}


def quoted(connection: sa.Connection, ids: Sequence[str]) -> tuple[Quote, ...]:
    """The words of records of any kind, in the order of their ids."""
    asked = (
        sa.select(
            tables.records.c.id, tables.records.c.payload, tables.records.c.document, tables.readings.c.publisher,
            tables.readings.c.title, tables.readings.c.published,
        )
        .join(tables.readings, tables.readings.c.key == tables.records.c.reading)
        .where(tables.records.c.id.in_(list(ids)))
    )  # fmt: skip
    found = {row.id: row for row in connection.execute(asked)}
    return tuple(_quote(found[each]) for each in ids if each in found)


def _quote(row: Any) -> Quote:
    record = rows.unpack_record(row.payload)
    return Quote(
        record=row.id,
        document=row.document,
        start=record.start,
        end=record.end,
        words=record.evidence,
        publisher=row.publisher,
        title=row.title,
        published=row.published,
    )
