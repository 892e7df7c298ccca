"""What is asked of the ledger, as statements: readings in force and sightings, as known at a moment."""

import datetime as dt
from typing import Any, NamedTuple

import sqlalchemy as sa

from tocsin.ledger.tables import documents, passages, reading_times, readings, records, sightings, signals

Select = sa.Select[Any]


def readings_in_force(known_at: dt.datetime | None, among: Select | None = None) -> sa.Subquery:
    """For each document (of ``among``) the reading made last by ``known_at``: columns of readings and ``made_at``."""
    made = (
        sa.select(reading_times.c.reading, sa.func.min(reading_times.c.read_at).label("made_at"))
        .group_by(reading_times.c.reading)
        .where(_by(reading_times.c.read_at, known_at))
        .subquery("made")
    )
    latest_first = (made.c.made_at.desc(), readings.c.precedence.desc(), readings.c.key.desc())
    ranked = (
        sa.select(
            readings,
            made.c.made_at,
            sa.func.row_number().over(partition_by=readings.c.document, order_by=latest_first).label("rank"),
        )
        .join(made, made.c.reading == readings.c.key)
        .where(sa.true() if among is None else readings.c.document.in_(among))
        .subquery("ranked")
    )
    return sa.select(ranked).where(ranked.c.rank == 1).subquery("in_force")


def sightings_by(known_at: dt.datetime | None, among: Select | None = None) -> sa.Subquery:
    """For each document (of ``among``) seen by ``known_at``: its first address, ``first_seen`` and ``last_seen``."""
    each = sightings.c.document
    ranked = (
        sa.select(
            each,
            sightings.c.address,
            sightings.c.seen_at.label("first_seen"),
            sa.func.max(sightings.c.seen_at).over(partition_by=each).label("last_seen"),
            sa.func.row_number()
            .over(partition_by=each, order_by=(sightings.c.seen_at, sightings.c.address, sightings.c.key))
            .label("rank"),
        )
        .where(_by(sightings.c.seen_at, known_at))
        .where(sa.true() if among is None else each.in_(among))
        .subquery("ranked_sightings")
    )
    return sa.select(ranked).where(ranked.c.rank == 1).subquery("seen")


def _by(moment: sa.ColumnElement[dt.datetime], known_at: dt.datetime | None) -> sa.ColumnElement[bool]:
    return sa.true() if known_at is None else moment <= known_at


def postures(*, host: str | None, sender: str | None, known_at: dt.datetime | None) -> Select:
    """The postures of the readings in force, with what a KnownPosture says of their document."""
    wanted = sa.and_(
        records.c.kind == "posture",
        sa.true() if host is None else records.c.host == host,
        sa.true() if sender is None else records.c.sender == sender,
    )
    among = None if host is None and sender is None else sa.select(records.c.document).where(wanted)
    reading, seen = readings_in_force(known_at, among), sightings_by(known_at, among)
    return (
        sa.select(
            records.c.id,
            records.c.document,
            records.c.payload,
            reading.c.publisher,
            reading.c.title,
            reading.c.published,
            seen.c.address,
            seen.c.first_seen,
            seen.c.last_seen,
        )
        .join(reading, reading.c.key == records.c.reading)
        .join(seen, seen.c.document == records.c.document)
        .where(wanted)
        .order_by(records.c.id)
    )


def document(key: str, known_at: dt.datetime | None) -> Select:
    """One document with its reading in force and its first address."""
    among = sa.select(documents.c.key).where(documents.c.key == key)
    reading, seen = readings_in_force(known_at, among), sightings_by(known_at, among)
    return (
        sa.select(
            documents.c.text,
            documents.c.raw,
            documents.c.media_type,
            documents.c.canonical,
            *(column for column in reading.c if column.name not in ("key", "rank")),
            reading.c.key.label("reading"),
            seen.c.address,
        )
        .join(reading, reading.c.document == documents.c.key)
        .join(seen, seen.c.document == documents.c.key)
    )


def document_list(limit: int, offset: int) -> Select:
    """The documents, latest first seen first, each with how many records its reading in force holds."""
    reading, seen = readings_in_force(None), sightings_by(None)
    count = sa.select(sa.func.count()).where(records.c.reading == reading.c.key).scalar_subquery()
    return (
        sa.select(
            documents.c.key,
            documents.c.media_type,
            reading.c.publisher,
            reading.c.title,
            reading.c.published,
            reading.c.language,
            reading.c.live_blog,
            seen.c.address,
            seen.c.first_seen,
            seen.c.last_seen,
            count.label("records"),
        )
        .join(reading, reading.c.document == documents.c.key)
        .join(seen, seen.c.document == documents.c.key)
        .order_by(seen.c.first_seen.desc(), documents.c.key)
        .limit(limit)
        .offset(offset)
    )


def recorded() -> Select:
    """Records with the reader that found them and when; narrow it with ``where``, it is in the order of the text."""
    made_at = (
        sa.select(sa.func.min(reading_times.c.read_at))
        .where(reading_times.c.reading == records.c.reading)
        .scalar_subquery()
    )
    return (
        sa.select(records, readings.c.reader, made_at.label("made_at"))
        .join(readings, readings.c.key == records.c.reading)
        .order_by(records.c.start, records.c.end, records.c.id)
    )


def signal_list(limit: int, offset: int) -> Select:
    """The signals, newest first, with the document that they concern."""
    return (
        sa.select(signals, readings.c.document)
        .outerjoin(readings, readings.c.key == signals.c.reading)
        .order_by(signals.c.at.desc(), signals.c.key)
        .limit(limit)
        .offset(offset)
    )


class OfReading(NamedTuple):
    """What hangs on one reading, each in the order of the text."""

    passages: Select
    records: Select
    signals: Select


def of_reading(reading: str) -> OfReading:
    """The passages, records and signals of one reading."""
    return OfReading(
        passages=sa.select(passages).where(passages.c.reading == reading).order_by(passages.c.place),
        records=recorded().where(records.c.reading == reading),
        signals=sa.select(signals).where(signals.c.reading == reading).order_by(signals.c.start, signals.c.key),
    )


def sightings_of(document: str, known_at: dt.datetime | None) -> Select:
    """The sightings of one document, oldest first."""
    every = sightings.c
    wanted = sa.and_(every.document == document, _by(every.seen_at, known_at))
    return sa.select(every.seen_at, every.address).where(wanted).order_by(every.seen_at, every.address, every.key)


def counts() -> Select:
    """How many rows each table holds, and how many of the records are postures."""
    tables = (documents, sightings, readings, records, signals)
    sizes = [sa.select(sa.func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables]
    of_postures = sa.select(sa.func.count()).select_from(records).where(records.c.kind == "posture")
    return sa.select(*sizes, of_postures.scalar_subquery().label("postures"))
