"""The picture kept up: what a document changes of it, in the transaction in which the ledger takes it in."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec
import sqlalchemy as sa

from tocsin.claims.model import APART, Told, told_in
from tocsin.claims.shelves import KINDS, kind_name, kind_of, shelf_of
from tocsin.claims.voices import traced_to
from tocsin.ledger import Landing, Sighting, StoredDocument, StoredRecord
from tocsin.ledger import tables as ledger_tables
from tocsin.ledger.judgement_model import MOVING
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.picture_tables import NO_DAY, documents, records, stale
from tocsin.ledger.queries import known_documents
from tocsin.ledger.rows import keepable
from tocsin.ledger.stored import document_in
from tocsin.ledger.writing import insert
from tocsin.origins import Origins
from tocsin.origins.copies import Part
from tocsin.origins.trace import parts_of
from tocsin.picture import parts as kept_parts
from tocsin.records.model import AnyRecord

LOCK = 0x70C5117
"""The PostgreSQL advisory lock under which one transaction at a time changes the picture."""
TO_SETTLE = ""
"""The claim of a record that is still to be settled."""

Known = sa.Row[Any]


def keep(connection: sa.Connection, landing: Landing) -> None:
    """Take into the picture what an ``add`` or ``reread`` brings; to be named in ``open_ledger(beside=...)``.

    Who was copied from whom is settled here; the claims that the records touch are only marked, and settled when they
    are next asked for (``tocsin.picture.settle``).
    """
    refresh(connection, landing.document.key, landing)


def refresh(connection: sa.Connection, key: str, landing: Landing | None = None) -> None:
    """Bring the picture of one document to what the ledger knows of it; ``landing`` spares reading it again."""
    lock(connection)
    now = connection.execute(_in_force(), {"asked": key}).first()
    if now is None or now.reading is None:
        return
    before = connection.execute(sa.select(documents).where(documents.c.document == key)).first()
    if before is not None and _same(before, now):
        counted = {"landings": now.landings}
        connection.execute(sa.update(documents).where(documents.c.document == key).values(counted))
        if now.judged and before.landings != now.landings:
            _take_again(connection, key)
        return
    later: set[str] = set()
    roots: set[str] = set()
    if before is not None:
        later, roots = kept_parts.withdraw(connection, key)
        _forget(connection, key)
    stored = _stored(connection, now, landing)
    given = tuple(parts_of(stored))
    kept_parts.put(connection, given)
    insert(connection, documents, _document_row(key, now))
    seen = kept_parts.look(connection, given)
    changed = {part.name for part in given if kept_parts.link(connection, part, seen.near[part.name])}
    changed |= kept_parts.relink(connection, later | kept_parts.names_of(connection, seen.later))
    affected = kept_parts.reroot(connection, changed, roots=roots) if changed or roots else set()
    own = {part.name for part in given}
    origins = alone(given) if own.isdisjoint(affected) else _origins(connection, [stored])
    _take(connection, stored, origins)
    for other in sorted({name.rpartition(":")[0] for name in affected - own}):
        found = document_in(connection, other)
        if found is not None:
            _retrace(connection, found)


def lock(connection: sa.Connection) -> None:
    """One writer of the picture at a time, until the end of the transaction; SQLite has only one anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))


def mark(connection: sa.Connection, where: Iterable[tuple[str, int]]) -> None:
    """Note the shelves and days whose claims are to be made again."""
    rows = [{"shelf": shelf, "day": day, "reach": KINDS[kind_name(shelf)].reach} for shelf, day in sorted(set(where))]
    insert(connection, stale, *rows)


@functools.cache
def _in_force() -> sa.Select[Any]:
    """The reading in force of the document ``asked``, its first sighting, and how often it landed."""
    of_document = sa.select(ledger_tables.documents.c.key).where(
        ledger_tables.documents.c.key == sa.bindparam("asked", type_=ledger_tables.documents.c.key.type)
    )
    known = known_documents(None, of_document)
    return sa.select(
        known.c.document,
        known.c.reading,
        known.c.first_seen,
        known.c.address,
        ledger_tables.readings.c.publisher,
        landings(known.c.document).label("landings"),
        judged(known.c.document).label("judged"),
    ).join_from(known, ledger_tables.readings, ledger_tables.readings.c.key == known.c.reading)


def landings(document: sa.ColumnElement[str]) -> sa.ColumnElement[int]:
    """How many sightings, times of reading and judgements the ledger holds of a document."""
    times, readings, seen = ledger_tables.reading_times, ledger_tables.readings, ledger_tables.sightings
    read = (
        sa.select(sa.func.count())
        .select_from(times)
        .join(readings, readings.c.key == times.c.reading)
        .where(readings.c.document == document)
        .scalar_subquery()
    )
    sighted = sa.select(sa.func.count()).where(seen.c.document == document).scalar_subquery()
    return read + sighted + judged(document)


def judged(document: sa.ColumnElement[str]) -> sa.ColumnElement[int]:
    """How many judgements changed the records of a document."""
    moving = sa.and_(judgements.c.document == document, judgements.c.kind.in_(MOVING))
    return sa.select(sa.func.count()).where(moving).scalar_subquery()


def _same(before: Known, now: Known) -> bool:
    fields = ("reading", "first_seen", "address")
    return all(getattr(before, field) == getattr(now, field) for field in fields)


def _document_row(key: str, now: Known) -> dict[str, Any]:
    fields = ("reading", "publisher", "address", "first_seen", "landings")
    return {"document": key, **{field: getattr(now, field) for field in fields}}


def _stored(connection: sa.Connection, now: Known, landing: Landing | None) -> StoredDocument:
    """The document as its reading in force has it, from what just landed where that is it."""
    if landing is None or landing.reading != now.reading or now.judged:
        stored = document_in(connection, now.document)
        assert stored is not None, "it was in force a moment ago"  # noqa: S101
        return stored
    document = landing.document
    document = msgspec.structs.replace(
        document,
        address=now.address,
        publisher=keepable(document.publisher),
        canonical=keepable(document.canonical),
    )
    found = (
        StoredRecord(
            id=id_, document_key=now.document, reader="", read_at=landing.read_at, record=cast(AnyRecord, record)
        )
        for id_, record in landing.records.items()
        if not isinstance(record, APART)
    )
    return StoredDocument(
        document=document,
        reader="",
        read_at=landing.read_at,
        sightings=(Sighting(seen_at=now.first_seen, address=now.address),),
        records=tuple(found),
    )


def _forget(connection: sa.Connection, key: str) -> None:
    """Take a document and its records out."""
    _forget_records(connection, key)
    connection.execute(sa.delete(documents).where(documents.c.document == key))


def _forget_records(connection: sa.Connection, key: str) -> None:
    """Take a document's records out, and mark where they were."""
    gone = records.c.document == key
    mark(connection, connection.execute(sa.select(records.c.shelf, records.c.day).where(gone)))
    connection.execute(sa.delete(records).where(gone))


def _take_again(connection: sa.Connection, key: str) -> None:
    """The records of a document that was judged: its text, and so what was copied from whom, is as it was."""
    stored = document_in(connection, key)
    assert stored is not None, "it was in force a moment ago"  # noqa: S101
    _forget_records(connection, key)
    _take(connection, stored, _origins(connection, [stored]))


def _take(connection: sa.Connection, stored: StoredDocument, origins: Origins) -> None:
    """Keep a document's records with their origins, to be settled."""
    rows = [_record_row(told, origins) for told in told_in(stored)]
    insert(connection, records, *rows)
    mark(connection, ((row["shelf"], row["day"]) for row in rows))


def alone(given: Sequence[Part]) -> Origins:
    """The origins of a document that was copied from none."""
    signed = {part.name: part.signs for part in given if part.signs is not None}
    return Origins(given, copies={}, roots={part.name: part.name for part in given}, signed=signed)


def _retrace(connection: sa.Connection, stored: StoredDocument) -> None:
    """See whether the records of a document have other origins now than those that are kept."""
    origins = _origins(connection, [stored])
    now = {row["id"]: row for row in (_record_row(told, origins) for told in told_in(stored))}
    held = sa.select(records.c.id, records.c.traced).where(records.c.document == stored.document.key)
    listed = connection.execute(held)
    moved = [now[id_] for id_, traced in listed if id_ in now and now[id_]["traced"] != traced]
    for row in moved:
        changed = sa.update(records).where(records.c.id == row["id"]).values(traced=row["traced"])
        connection.execute(changed)
    mark(connection, ((row["shelf"], row["day"]) for row in moved))


def _origins(connection: sa.Connection, given: Iterable[StoredDocument]) -> Origins:
    """The origins of some documents, from what is kept of those that they were copied from."""
    texts = {stored.document.key: stored.document for stored in given}
    found = kept_parts.around(connection, texts)
    roots = {name: linked.root for name, linked in found.items()}
    return Origins(
        (_with_text(linked.part, texts) for linked in found.values()),
        copies={name: linked.copy for name, linked in found.items() if linked.copy is not None},
        roots=roots,
        signed={name: linked.signed for name, linked in found.items() if linked.signed is not None},
    )


def _with_text(part: Part, texts: Mapping[str, Any]) -> Part:
    document = texts.get(part.issue.key)
    return part if document is None else dataclasses.replace(part, document=document)


def _record_row(told: Told, origins: Origins) -> dict[str, Any]:
    return {
        "id": told.id,
        "document": told.document_key,
        "kind": kind_of(told).name,
        "shelf": keepable(shelf_of(told)),
        "day": ordinal(told.day),
        "published": told.published,
        "traced": msgspec.json.encode(traced_to(told, origins)).decode(),
        "claim": TO_SETTLE,
    }


def ordinal(day: dt.date | None) -> int:
    """A day as the picture counts it."""
    return NO_DAY if day is None else day.toordinal()
