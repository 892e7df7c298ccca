"""What is asked of the ledger, as statements: readings in force and sightings, as known at a moment."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

import sqlalchemy as sa

from tocsin.ledger.judged import struck_ids
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.tables import documents, passages, reading_times, readings, records, sightings, signals

Select = sa.Select[Any]

KINDS = frozenset({"posture", "statement", "denial", "figure", "contact", "warning", "event", "way"})
OLDEST_SIGHTING_FIRST = (sightings.c.seen_at, sightings.c.address.nulls_last(), sightings.c.key)


def known_documents(known_at: dt.datetime | None, among: Select | None = None) -> sa.CTE:
    """Each document (of ``among``) seen by ``known_at`` with the key of its ``reading`` in force, and its sightings.

    The reading in force is the one made last; of one moment, the one of the later revision. Columns: ``document``,
    ``reading``, ``first_seen``, ``last_seen``, ``address`` (of the first sighting). Every step is an index look-up for
    each document, so that the time grows with the documents asked for and not with the ledger. It is worked out once,
    before anything is joined to it: PostgreSQL else asks again for every pair of a record and a document.
    """
    here = documents.c.key
    of_document = sa.and_(sightings.c.document == here, _by(sightings.c.seen_at, known_at))
    first = sa.select(sightings.c.address).where(of_document).order_by(*OLDEST_SIGHTING_FIRST).limit(1)
    made_at = _made_at(readings.c.key, known_at)
    last_made_first = (made_at.desc(), readings.c.precedence.desc(), readings.c.key.desc())
    reading = (
        sa.select(readings.c.key)
        .where(readings.c.document == here, made_at.is_not(None))
        .order_by(*last_made_first)
        .limit(1)
    )
    return (
        sa.select(
            here.label("document"),
            reading.scalar_subquery().label("reading"),
            sa.select(sa.func.min(sightings.c.seen_at)).where(of_document).scalar_subquery().label("first_seen"),
            sa.select(sa.func.max(sightings.c.seen_at)).where(of_document).scalar_subquery().label("last_seen"),
            first.scalar_subquery().label("address"),
        )
        .where(sa.true() if among is None else here.in_(among))
        .where(sa.exists().where(of_document))
        .cte("known")
        .prefix_with("MATERIALIZED")
    )


def _made_at(reading: sa.ColumnElement[str], known_at: dt.datetime | None = None) -> sa.ScalarSelect[dt.datetime]:
    """When a reading was first made, by ``known_at``."""
    made = sa.and_(reading_times.c.reading == reading, _by(reading_times.c.read_at, known_at))
    return sa.select(sa.func.min(reading_times.c.read_at)).where(made).scalar_subquery()


def _by(moment: sa.ColumnElement[dt.datetime], known_at: dt.datetime | None) -> sa.ColumnElement[bool]:
    return sa.true() if known_at is None else moment <= known_at


def of_record(known: sa.CTE) -> tuple[sa.ColumnElement[Any], ...]:
    """What is told of a record and of the reading and document that it stands in."""
    of = readings.c
    return (records.c.id, records.c.document, records.c.payload, of.publisher, of.title, of.published, known.c.address)


def seen(known: sa.CTE) -> tuple[sa.ColumnElement[Any], ...]:
    """When a document was seen; no analyst is the author of what was read in it."""
    return known.c.first_seen, known.c.last_seen, sa.null().label("author")


def postures(*, host: str | None, sender: str | None, known_at: dt.datetime | None) -> Select:
    """The postures of the readings in force, with what a KnownPosture says of their document."""
    wanted = of_cell(host=host, sender=sender)
    among = None if host is None and sender is None else sa.select(records.c.document).where(wanted)
    known = known_documents(known_at, among)
    return (
        sa.select(*of_record(known), *seen(known))
        .select_from(known)
        .join(readings, readings.c.key == known.c.reading)
        .join(records, sa.and_(records.c.reading == known.c.reading, records.c.document == known.c.document))
        .where(wanted, records.c.id.not_in(struck_ids(known_at)))
        .order_by(records.c.id)
    )


def of_days(
    *, host: str | None, kinds: Collection[str], since: dt.date | None, until: dt.date | None
) -> sa.ColumnElement[bool]:
    """The records of a host, some kinds (none named: all that say something), some days."""
    every = records.c
    return sa.and_(
        sa.true() if host is None else every.host == host,
        every.kind.in_(sorted(kinds or KINDS)),
        sa.true() if since is None else every.day >= since,
        sa.true() if until is None else every.day <= until,
    )


def told(wanted: sa.ColumnElement[bool], *, known_at: dt.datetime | None, limit: int | None) -> Select:
    """The wanted records of the readings in force, with what a KnownRecord says of them, the latest day first."""
    every = records.c
    among = sa.select(every.document).where(wanted)
    known = known_documents(known_at, among)
    return (
        sa.select(*of_record(known), every.day, every.start, *seen(known))
        .select_from(known)
        .join(readings, readings.c.key == known.c.reading)
        .join(records, sa.and_(every.reading == known.c.reading, every.document == known.c.document))
        .where(wanted, every.id.not_in(struck_ids(known_at)))
        .order_by(every.day.desc().nulls_last(), every.document, every.start, every.id)
        .limit(limit)
    )


def of_cell(*, host: str | None, sender: str | None) -> sa.ColumnElement[bool]:
    """The postures of a host and a sender; ``None``: of all."""
    return sa.and_(
        records.c.kind == "posture",
        sa.true() if host is None else records.c.host == host,
        sa.true() if sender is None else records.c.sender == sender,
    )


def document(key: str, known_at: dt.datetime | None) -> Select:
    """One document with its reading in force and its first address."""
    known = known_documents(known_at, sa.select(documents.c.key).where(documents.c.key == key))
    return (
        sa.select(
            documents.c.text,
            documents.c.raw,
            documents.c.media_type,
            documents.c.canonical,
            *(column for column in readings.c if column.name != "key"),
            known.c.reading,
            known.c.address,
            _made_at(readings.c.key, known_at).label("made_at"),
        )
        .select_from(known)
        .join(documents, documents.c.key == known.c.document)
        .join(readings, readings.c.key == known.c.reading)
    )


def document_list(limit: int, offset: int) -> Select:
    """The documents, latest first seen first, each with how many records its reading in force holds."""
    known = known_documents(None)
    count = sa.select(sa.func.count()).where(records.c.reading == known.c.reading).scalar_subquery()
    return (
        sa.select(
            documents.c.key,
            documents.c.media_type,
            readings.c.publisher,
            readings.c.title,
            readings.c.published,
            readings.c.language,
            readings.c.live_blog,
            known.c.address,
            known.c.first_seen,
            known.c.last_seen,
            count.label("records"),
        )
        .select_from(known)
        .join(documents, documents.c.key == known.c.document)
        .join(readings, readings.c.key == known.c.reading)
        .order_by(known.c.first_seen.desc(), known.c.document)
        .limit(limit)
        .offset(offset)
    )


def recorded() -> Select:
    """Records with who found them and when; narrow it with ``where``, it is in the order of the text."""
    made_at = sa.func.coalesce(_made_at(records.c.reading), judgements.c.at, type_=judgements.c.at.type)
    return (
        sa.select(records, readings.c.reader, judgements.c.author, made_at.label("made_at"))
        .join(readings, readings.c.key == records.c.reading)
        .outerjoin(judgements, judgements.c.made == records.c.id)
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
    return sa.select(every.seen_at, every.address).where(wanted).order_by(*OLDEST_SIGHTING_FIRST)


def counts() -> Select:
    """How many rows each table holds, and how many of the records are postures."""
    tables = (documents, sightings, readings, records, signals)
    sizes = [sa.select(sa.func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables]
    of_postures = sa.select(sa.func.count()).select_from(records).where(records.c.kind == "posture")
    return sa.select(*sizes, of_postures.scalar_subquery().label("postures"))
