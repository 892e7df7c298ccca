"""The records that count, those that analysts brought in among them: read in one transaction."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from tocsin.ledger import queries
from tocsin.ledger.judged import made_ids, struck_ids
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.tables import readings, records

Rows = list[sa.Row[Any]]


def posture_rows(
    connection: sa.Connection, *, host: str | None, sender: str | None, known_at: dt.datetime | None
) -> Rows:
    """The postures that count, by id, with what a KnownPosture says of their document."""
    found = list(connection.execute(queries.postures(host=host, sender=sender, known_at=known_at)))
    wanted = queries.of_cell(host=host, sender=sender)
    made = connection.execute(made_records(wanted, known_at=known_at))
    return sorted([*found, *made], key=lambda row: row.id)


def told_rows(
    connection: sa.Connection,
    *,
    host: str | None,
    kinds: Collection[str],
    since: dt.date | None,
    until: dt.date | None,
    known_at: dt.datetime | None,
    limit: int | None,
) -> Rows:
    """The records that count, the latest day first, with what a KnownRecord says of them."""
    wanted = queries.of_days(host=host, kinds=kinds, since=since, until=until)
    found = list(connection.execute(queries.told(wanted, known_at=known_at, limit=limit)))
    made = list(connection.execute(made_records(wanted, known_at=known_at)))
    return sorted([*found, *made], key=_latest_first)[:limit] if made else found


def _latest_first(row: sa.Row[Any]) -> tuple[int, str, int, str]:
    return -(row.day or dt.date.min).toordinal(), row.document, row.start, row.id


def made_records(wanted: sa.ColumnElement[bool], *, known_at: dt.datetime | None) -> queries.Select:
    """The analysts' records that count: first seen when they were made, published by who made them."""
    counts = judgements.c.made.in_(made_ids(known_at))
    known = queries.known_documents(known_at, sa.select(judgements.c.document).where(counts))
    return (
        sa.select(
            *queries.of_record(known),
            records.c.day,
            records.c.start,
            judgements.c.at.label("first_seen"),
            judgements.c.at.label("last_seen"),
            judgements.c.author,
        )
        .select_from(judgements)
        .join(records, records.c.id == judgements.c.made)
        .join(readings, readings.c.key == records.c.reading)
        .join(known, known.c.document == records.c.document)
        .where(counts, records.c.id.not_in(struck_ids(known_at)), wanted)
    )
