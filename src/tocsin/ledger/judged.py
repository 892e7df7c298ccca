"""Which records judgements strike out and which they bring in, as known at a moment: parts of other statements."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.judgement_model import DECIDING
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.tables import records

Select = sa.Select[Any]


def decisions(known_at: dt.datetime | None) -> sa.Subquery:
    """The judgement that decides about each record that was judged: its last one, by ``known_at``."""
    every, later = judgements.c, judgements.alias("later")
    overtaken = sa.exists().where(
        later.c.gist == every.gist,
        later.c.kind.in_(DECIDING),
        later.c.number > every.number,
        _by(later.c.at, known_at),
    )
    return (
        sa.select(judgements).where(every.kind.in_(DECIDING), _by(every.at, known_at), ~overtaken).subquery("decided")
    )


def struck_ids(known_at: dt.datetime | None, document: str | None = None) -> Select:
    """The ids of the records that count no more, with those that say the same in other readings of their document."""
    decided, target = decisions(known_at), records.alias("target")
    same = records.alias("same")
    here = sa.true() if document is None else decided.c.document == document
    return (
        sa.select(same.c.id)
        .select_from(decided)
        .join(target, target.c.id == decided.c.record)
        .join(same, sa.and_(same.c.document == decided.c.document, same.c.payload == target.c.payload))
        .where(decided.c.kind != "restore", here)
    )


def made_ids(known_at: dt.datetime | None, document: str | None = None) -> Select:
    """The ids of the records that analysts brought in and did not replace since."""
    every, decided = judgements.c, decisions(known_at)
    of_document = sa.true() if document is None else every.document == document
    added = sa.and_(every.kind == "add", _by(every.at, known_at))
    corrected = every.number.in_(sa.select(decided.c.number).where(decided.c.kind == "correct"))
    return sa.select(every.made).where(of_document, every.made.is_not(None), sa.or_(added, corrected))


def _by(moment: sa.ColumnElement[dt.datetime], known_at: dt.datetime | None) -> sa.ColumnElement[bool]:
    return sa.true() if known_at is None else moment <= known_at
