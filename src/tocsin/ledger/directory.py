"""The directory as a ledger has it: what the readings in force introduce, kept with them and asked for by name.

Records are kept as their own document tells them. Who the people are whom they only name is worked out when they are
asked for, from what is known then; so the order in which documents came in changes nothing.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.documents.model import Document
from tocsin.errors import LedgerError
from tocsin.ledger.directory_tables import introductions
from tocsin.ledger.model import KnownRecord
from tocsin.ledger.queries import Select, known_documents
from tocsin.ledger.rows import Row, keepable
from tocsin.records.directory import SPAN, Directory, Introduced, sought
from tocsin.records.knowing import asked_of, recognised
from tocsin.records.model import DocumentRecord, Record
from tocsin.records.offices import sole
from tocsin.records.spelling import surname

_FIELDS = Introduced.__struct_fields__
AT_ONCE = 400
"""Names that one statement asks for."""


def introduction_rows(document: Document, reading: str, records: Iterable[Record]) -> list[Row]:
    """Whom the document introduces, by its own record among these. Raises LedgerError for evidence not in the text."""
    day = document.published
    told = [one for each in records if isinstance(each, DocumentRecord) for one in each.people]
    for one in told:
        if not one.evidence or document.text[one.start : one.end] != one.evidence:
            message = (
                f"An introduction at {one.start}-{one.end} of {document.key} has evidence that is not in the text."
            )
            raise LedgerError(message)
    if day is None:
        return []
    return [
        {
            "reading": reading,
            "place": place,
            "document": document.key,
            "day": day,
            "surname": surname(one.name),
            "post": "" if one.former else sole(one.office) or "",
            **{name: keepable(value) if isinstance(value, str) else value for name, value in _fields(one).items()},
        }
        for place, one in enumerate(told)
    ]


def _fields(told: msgspec.Struct) -> dict[str, Any]:
    return msgspec.structs.asdict(told)


def directory(
    connection: sa.Connection,
    *,
    name: str | None = None,
    country: str | None = None,
    until: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> Directory:
    """What was introduced up to a day, as known at a moment: of a surname, of a state, or all."""
    every = introductions.c
    wanted = sa.and_(
        sa.true() if name is None else every.surname == surname(name),
        sa.true() if country is None else every.country == country,
        sa.true() if until is None else every.day <= until,
    )
    return Directory(_told(connection, wanted, known_at))


def known_in(
    connection: sa.Connection, found: Sequence[KnownRecord], *, known_at: dt.datetime | None
) -> list[KnownRecord]:
    """The records with who their people are, by what other documents had introduced by then."""
    asked = [
        one
        for each in found
        for one in asked_of(each.record, day=each.published, document=each.document_key)
        if one.wants
    ]
    if not asked:
        return list(found)
    first, last = min(one.day for one in asked) - SPAN, max(one.day for one in asked)
    names, posts = sought(asked)
    every = introductions.c
    told = _among(connection, every.surname, names, (first, last), known_at)
    posts |= {(each.post, each.country) for each in told if each.post and each.country}
    others = _among(connection, sa.tuple_(every.post, every.country), posts, (first, last), known_at)
    book = Directory([_introduced(each) for each in (*told, *others)])
    return [_with(each, book) for each in found]


def _with(known: KnownRecord, book: Directory) -> KnownRecord:
    record = recognised(known.record, book, day=known.published, document=known.document_key)
    return known if record is known.record else msgspec.structs.replace(known, record=record)


def _among(
    connection: sa.Connection,
    column: sa.ColumnElement[Any],
    values: Collection[Any],
    days: tuple[dt.date, dt.date],
    known_at: dt.datetime | None,
) -> list[sa.Row[Any]]:
    """The introductions of some names or offices, between two days."""
    ordered = sorted(values)
    found: list[sa.Row[Any]] = []
    for at in range(0, len(ordered), AT_ONCE):
        wanted = sa.and_(column.in_(ordered[at : at + AT_ONCE]), introductions.c.day.between(*days))
        found += connection.execute(_asked(wanted, known_at)).all()
    return found


def _told(
    connection: sa.Connection, wanted: sa.ColumnElement[bool], known_at: dt.datetime | None
) -> Iterable[Introduced]:
    return (_introduced(row) for row in connection.execute(_asked(wanted, known_at)))


def _asked(wanted: sa.ColumnElement[bool], known_at: dt.datetime | None) -> Select:
    known = known_documents(known_at, sa.select(introductions.c.document).where(wanted))
    return (
        sa.select(*(introductions.c[name] for name in _FIELDS), introductions.c.post)
        .select_from(known)
        .join(introductions, introductions.c.reading == known.c.reading)
        .where(wanted)
    )


def _introduced(row: sa.Row[Any]) -> Introduced:
    return Introduced(**dict(zip(_FIELDS, row[: len(_FIELDS)], strict=True)))
