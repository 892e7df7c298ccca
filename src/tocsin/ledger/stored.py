"""One document whole, inside a transaction: its text, its sightings, the records that count and those struck out."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import queries, rows, tables
from tocsin.ledger.judged import made_ids, struck_ids
from tocsin.ledger.model import Sighting, StoredDocument
from tocsin.ledger.moments import utc


def document_in(connection: sa.Connection, key: str, *, known_at: dt.datetime | None = None) -> StoredDocument | None:
    """``Ledger.document`` inside a transaction of somebody who writes beside the ledger."""
    moment = None if known_at is None else utc(known_at)
    row = connection.execute(queries.document(key, moment)).first()
    return None if row is None else _stored_document(connection, row, moment)


def _stored_document(connection: sa.Connection, row: sa.Row[Any], known_at: dt.datetime | None) -> StoredDocument:
    found = queries.of_reading(row.reading)
    passages = [rows.unpack_passage(each) for each in connection.execute(found.passages)]
    signals = [rows.unpack_signal(each) for each in connection.execute(found.signals)]
    made = queries.recorded().where(tables.records.c.id.in_(made_ids(known_at, row.document)))
    every = [rows.stored_record(each) for asked in (found.records, made) for each in connection.execute(asked)]
    every.sort(key=lambda each: (each.record.start, each.record.end, each.id))
    struck = set(connection.execute(struck_ids(known_at, row.document)).scalars())
    seen = connection.execute(queries.sightings_of(row.document, known_at))
    return StoredDocument(
        document=rows.unpack_document(row, passages, signals),
        reader=row.reader,
        read_at=row.made_at,
        sightings=tuple(Sighting(seen_at=each.seen_at, address=each.address) for each in seen),
        records=tuple(each for each in every if each.id not in struck),
        struck=tuple(each for each in every if each.id in struck),
    )
