"""What analysts judged, as it is asked for: lists, pins, the judgements of records, and what was struck out."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger import queries, rows
from tocsin.ledger.engine import explained
from tocsin.ledger.judged import decisions
from tocsin.ledger.judgement_model import Judgement, JudgementKind, Noted, Struck
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.moments import utc
from tocsin.ledger.tables import readings, records

AT_ONCE = 400
"""Records that are asked for in one statement."""


class Judgements:
    """The judgements of one ledger. With ``known_at`` (aware), those that were made by then."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def listed(
        self,
        *,
        kinds: Collection[JudgementKind] = (),
        author: str | None = None,
        host: str | None = None,
        about: Noted | None = None,
        known_at: dt.datetime | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> list[Judgement]:
        """The judgements, the latest first: of some kinds, by an author, of a host, about a thing, before a number."""
        every = judgements.c
        wanted = [
            every.kind.in_(sorted(kinds)) if kinds else sa.true(),
            sa.true() if author is None else every.author == author,
            sa.true() if host is None else every.host == host,
            sa.true() if known_at is None else every.at <= utc(known_at),
            sa.true() if before is None else every.number < before,
            *(getattr(every, name) == value for name, value in named(about)),
        ]
        return self._found(sa.select(judgements).where(*wanted).order_by(every.number.desc()).limit(limit))

    def pinned(self, *, known_at: dt.datetime | None = None) -> list[Judgement]:
        """What is pinned, the latest pin first."""
        every, later = judgements.c, judgements.alias("later")
        by = sa.true() if known_at is None else later.c.at <= utc(known_at)
        kinds = ("pin", "unpin")
        again = sa.exists().where(
            later.c.gist == every.gist, later.c.kind.in_(kinds), later.c.number > every.number, by
        )
        until = sa.true() if known_at is None else every.at <= utc(known_at)
        asked = sa.select(judgements).where(every.kind == "pin", until, ~again)
        return self._found(asked.order_by(every.number.desc()))

    def of_records(
        self, ids: Iterable[str], *, known_at: dt.datetime | None = None
    ) -> dict[str, tuple[Judgement, ...]]:
        """The judgements of some records or that made them, by record, the earliest first."""
        wanted, every = sorted(set(ids)), judgements.c
        found: dict[str, list[Judgement]] = {}
        until = sa.true() if known_at is None else every.at <= utc(known_at)
        for start in range(0, len(wanted), 400):
            some = wanted[start : start + 400]
            asked = sa.select(judgements).where(until, sa.or_(every.record.in_(some), every.made.in_(some)))
            for each in self._found(asked.order_by(every.number)):
                for id_ in {each.record, each.made} - {None}:
                    if id_ in some:
                        found.setdefault(str(id_), []).append(each)
        return {id_: tuple(each) for id_, each in found.items()}

    def _found(self, asked: sa.Select[Any]) -> list[Judgement]:
        with explained(self._engine.url), self._engine.connect() as connection, connection.begin():
            return [judgement(row) for row in connection.execute(asked)]

    def struck(
        self, *, host: str | None = None, sender: str | None = None, known_at: dt.datetime | None = None
    ) -> list[Struck]:
        """The postures of a host and a sender that count no more, with the judgement by which, the latest first."""
        moment = None if known_at is None else utc(known_at)
        decided = decisions(moment)
        wanted = sa.and_(queries.of_cell(host=host, sender=sender), decided.c.kind != "restore")
        among = sa.select(decided.c.document).where(decided.c.kind != "restore")
        known = queries.known_documents(moment, among)
        asked: queries.Select = (
            sa.select(
                *queries.of_record(known),
                records.c.day,
                *queries.seen(known),
                *(each.label(f"by_{each.name}") for each in decided.c),
            )
            .select_from(decided)
            .join(records, records.c.id == decided.c.record)
            .join(readings, readings.c.key == records.c.reading)
            .join(known, known.c.document == records.c.document)
            .where(wanted)
            .order_by(decided.c.number.desc())
        )
        with explained(self._engine.url), self._engine.connect() as connection, connection.begin():
            return [
                Struck(known=rows.known_record(row), by=judgement(row, before="by_"))
                for row in connection.execute(asked)
            ]


def judgement(row: Any, *, before: str = "") -> Judgement:
    """The judgement of a row whose columns are named so, ``before`` each name."""
    return Judgement(**{name: getattr(row, before + name) for name in Judgement.__struct_fields__})


def named(of: Noted | None) -> list[tuple[str, str]]:
    """The fields of what a pin or a comment is about."""
    return [] if of is None else [(name, value) for name, value in msgspec.structs.asdict(of).items() if value]
