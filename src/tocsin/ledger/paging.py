"""Lists of the ledger piece by piece: each goes on after the last place of the one before, whatever came in between."""

import datetime as dt
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from tocsin.ledger import queries, rows
from tocsin.ledger.engine import explained
from tocsin.ledger.judged import struck_ids
from tocsin.ledger.made import made_records
from tocsin.ledger.model import DocumentEntry, KnownRecord, StoredSignal
from tocsin.ledger.moments import utc
from tocsin.ledger.tables import documents, readings, records, sightings, signals

SPEAKERS = {
    "statement": "speaker",
    "denial": "by",
    "figure": "attributed_to",
    "warning": "speaker",
    "event": "said_by",
    "way": "said_by",
    "posture": "sender",
}
"""Where each kind names who says it."""


class RecordPlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a record stands in the list of its kind: the latest day first, the undated ones last."""

    day: dt.date | None
    document: str
    start: int
    id: str


class TimePlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a document or a signal stands in its list: the latest moment first."""

    at: dt.datetime
    key: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which records of one kind: of a host, a sender (or ``unnamed``), by who says it, of some days, known then."""

    kind: str
    host: str | None = None
    sender: str | None = None
    unnamed: bool = False
    speaker: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    known_at: dt.datetime | None = None


def records_after(engine: sa.Engine, asked: Asked, place: RecordPlace | None, limit: int) -> list[KnownRecord]:
    """At most ``limit`` records after a place (from the beginning: ``None``); fewer only where there are no more."""
    found: list[KnownRecord] = []
    with explained(engine.url), engine.connect() as connection, connection.begin():
        for places in _record_places(connection, asked, place, limit + limit // 4):
            found += _known(connection, places, asked.known_at)
            if len(found) >= limit:
                break
    return found[:limit]


def place_of(known: KnownRecord) -> RecordPlace:
    """Where a record stands in its list."""
    return RecordPlace(known.day, known.document_key, known.record.start, known.id)


def _record_places(
    connection: sa.Connection, asked: Asked, place: RecordPlace | None, limit: int
) -> Iterator[list[RecordPlace]]:
    """The places after one, so many at a time; of every reading, superseded ones too."""
    dated = place is None or place.day is not None
    while True:
        narrowed = _places(asked, place, dated=dated)
        if asked.speaker is not None:
            narrowed = narrowed.where(_says(asked, connection.dialect.name))
        found = connection.execute(narrowed.limit(limit)).all()
        places = [RecordPlace(row.day, row.document, row.start, row.id) for row in found]
        if places:
            yield places
            place = places[-1]
        if len(places) < limit:
            if not dated or asked.since is not None or asked.until is not None:
                return
            dated, place = False, None


def _places(asked: Asked, place: RecordPlace | None, *, dated: bool) -> queries.Select:
    every = records.c
    wanted = [every.kind == asked.kind, every.day.is_not(None) if dated else every.day.is_(None)]
    wanted += [column == value for column, value in ((every.host, asked.host), (every.sender, asked.sender)) if value]
    if asked.unnamed:
        wanted.append(every.sender.is_(None))
    if asked.since is not None:
        wanted.append(every.day >= asked.since)
    if asked.until is not None:
        wanted.append(every.day <= asked.until)
    if place is not None:
        later = sa.tuple_(every.document, every.start, every.id) > (place.document, place.start, place.id)
        wanted.append(sa.and_(every.day <= place.day, sa.or_(every.day < place.day, later)) if dated else later)
    first = (every.day.desc(),) if dated else ()
    return (
        sa.select(every.day, every.document, every.start, every.id)
        .where(*wanted)
        .order_by(*first, every.document, every.start, every.id)
    )


def _says(asked: Asked, dialect: str) -> sa.ColumnElement[bool]:
    field = SPEAKERS.get(asked.kind)
    if field is None:
        return sa.false()
    payload = records.c.payload
    as_json = sa.type_coerce(payload, sa.JSON) if dialect == "sqlite" else sa.cast(payload, sa.JSON)
    said: sa.ColumnElement[bool] = as_json[field].as_string() == asked.speaker
    return said


def _known(connection: sa.Connection, places: list[RecordPlace], known_at: dt.datetime | None) -> list[KnownRecord]:
    """Those of the places that are of a reading in force, in their order."""
    ids = [place.id for place in places]
    moment = None if known_at is None else utc(known_at)
    known = queries.known_documents(moment, sa.select(records.c.document).where(records.c.id.in_(ids)))
    asked: queries.Select = (
        sa.select(*queries.of_record(known), records.c.day, *queries.seen(known))
        .select_from(known)
        .join(readings, readings.c.key == known.c.reading)
        .join(records, records.c.reading == known.c.reading)
        .where(records.c.id.in_(ids), records.c.id.not_in(struck_ids(moment)))
    )
    made = made_records(records.c.id.in_(ids), known_at=moment)
    by_id = {row.id: rows.known_record(row) for each in (asked, made) for row in connection.execute(each)}
    return [by_id[each] for each in ids if each in by_id]


def documents_after(
    engine: sa.Engine, place: TimePlace | None, limit: int, *, known_at: dt.datetime | None = None
) -> list[DocumentEntry]:
    """At most ``limit`` documents after a place, the latest first seen first; as known at a moment."""
    moment = None if known_at is None else utc(known_at)
    with explained(engine.url), engine.connect() as connection, connection.begin():
        keys = [row.document for row in connection.execute(_first_seen(place, moment).limit(limit))]
        found = {
            row["key"]: DocumentEntry(**dict(row)) for row in connection.execute(_entries(keys, moment)).mappings()
        }
    return [found[key] for key in keys if key in found]


def _first_seen(place: TimePlace | None, known_at: dt.datetime | None) -> sa.Select[tuple[dt.datetime, str]]:
    every, earlier = sightings.c, sightings.alias("earlier")
    again = sa.exists().where(earlier.c.document == every.document, earlier.c.seen_at < every.seen_at)
    wanted: list[sa.ColumnElement[bool]] = [~again]
    if known_at is not None:
        wanted.append(every.seen_at <= known_at)
    if place is not None:
        of_one = sa.or_(every.seen_at < place.at, every.document > place.key)
        wanted.append(sa.and_(every.seen_at <= place.at, of_one))
    return (
        sa.select(every.seen_at, every.document)
        .where(*wanted)
        .distinct()
        .order_by(every.seen_at.desc(), every.document)
    )


def _entries(keys: list[str], known_at: dt.datetime | None) -> queries.Select:
    known = queries.known_documents(known_at, sa.select(documents.c.key).where(documents.c.key.in_(keys)))
    count = sa.select(sa.func.count()).where(records.c.reading == known.c.reading).scalar_subquery()
    of_reading = (getattr(readings.c, name) for name in ("publisher", "title", "published", "language", "live_blog"))
    return (
        sa.select(
            documents.c.key,
            documents.c.media_type,
            *of_reading,
            known.c.address,
            known.c.first_seen,
            known.c.last_seen,
            count.label("records"),
        )
        .select_from(known)
        .join(documents, documents.c.key == known.c.document)
        .join(readings, readings.c.key == known.c.reading)
    )


def signals_after(
    engine: sa.Engine, place: TimePlace | None, limit: int, *, known_at: dt.datetime | None = None
) -> list[tuple[TimePlace, StoredSignal]]:
    """At most ``limit`` signals after a place with their own, newest first; raised by a moment."""
    every = signals.c
    wanted: list[sa.ColumnElement[bool]] = []
    if known_at is not None:
        wanted.append(every.at <= utc(known_at))
    if place is not None:
        wanted.append(sa.and_(every.at <= place.at, sa.or_(every.at < place.at, every.key > place.key)))
    asked = (
        sa.select(signals, readings.c.document)
        .outerjoin(readings, readings.c.key == every.reading)
        .where(*wanted)
        .order_by(every.at.desc(), every.key)
        .limit(limit)
    )
    with explained(engine.url), engine.connect() as connection, connection.begin():
        found = connection.execute(asked).all()
    return [
        (
            TimePlace(row.at, row.key),
            StoredSignal(signal=rows.unpack_signal(row), at=row.at, document_key=row.document),
        )
        for row in found
    ]


def hosts_of_postures(engine: sa.Engine) -> list[str]:
    """The hosts that any posture is of, superseded readings' too, in order."""
    asked = sa.select(records.c.host).where(records.c.kind == "posture", records.c.host.is_not(None)).distinct()
    with explained(engine.url), engine.connect() as connection, connection.begin():
        return sorted(connection.execute(asked).scalars())


def began(engine: sa.Engine) -> dt.datetime | None:
    """The moment of the earliest sighting, or ``None`` where nothing was ever seen."""
    with explained(engine.url), engine.connect() as connection, connection.begin():
        return connection.execute(sa.select(sa.func.min(sightings.c.seen_at))).scalar()
