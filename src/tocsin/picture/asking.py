"""What is asked of the picture: the claims of a country, the weightiest of each day, as known now or at a moment."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.claims.making import contested, in_order
from tocsin.claims.model import Claim, ClaimKind, Contest
from tocsin.claims.rank import openings, weight
from tocsin.ledger import Ledger
from tocsin.ledger.engine import reading
from tocsin.ledger.picture_tables import NO_DAY, claims, contests, places, records
from tocsin.picture.keeping import ordinal
from tocsin.picture.opening import brought_up
from tocsin.picture.past import claims_then
from tocsin.picture.statements import chunks


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its weight in a timeline; ``opening`` where it is its sender's first posture of that kind there."""

    claim: Claim
    weight: int
    opening: bool


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims: of a country, of some kinds, begun within some days (both included), only contested ones."""

    host: str
    kinds: tuple[ClaimKind, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    contested: bool = False


def claims_of(ledger: Ledger, asked: Asked, *, known_at: dt.datetime | None = None) -> list[Claim]:
    """The claims of a country, in order of day and id; with ``known_at``, made again from what was known then.

    What is known now is kept and read; what was known once is made from its records, which takes about a second for
    two thousand of them.
    """
    if known_at is not None:
        return [each for each in claims_then(ledger, asked.host, known_at) if _is_asked(each, asked)]
    brought_up(ledger)
    with reading(ledger.engine) as connection:
        ids = connection.execute(sa.select(places.c.claim).where(_wanted(asked))).scalars().all()
        return in_order(each.claim for each in weighed(connection, ids))


def weightiest(
    ledger: Ledger,
    asked: Asked,
    *,
    a_day: int | None = None,
    days: int | None = None,
    known_at: dt.datetime | None = None,
    settled: bool = False,
) -> dict[dt.date | None, list[Weighed]]:
    """The claims of a country by the day that they begin on, the weightiest of a day first, the latest day first.

    ``a_day`` is how many of each day at most, ``days`` how many of the latest days; undated claims come last, and only
    where ``days`` is not given.
    ``known_at`` as for ``claims_of``; ``settled`` where the caller has just brought the picture up.
    """
    if known_at is not None:
        return weightiest_among(claims_then(ledger, asked.host, known_at), asked, a_day=a_day, days=days)
    if not settled:
        brought_up(ledger)
    place = sa.func.row_number().over(
        partition_by=places.c.day, order_by=(places.c.weight.desc(), places.c.last.desc(), places.c.claim)
    )
    listed = sa.select(places.c.claim, places.c.day, place.label("place")).where(_wanted(asked))
    if days is not None:
        dated = sa.and_(_wanted(asked), places.c.day < NO_DAY)
        latest = sa.select(places.c.day).where(dated).distinct().order_by(places.c.day.desc()).limit(days)
        listed = listed.where(places.c.day.in_(latest))
    of_day = listed.subquery()
    chosen = sa.select(of_day.c.claim, of_day.c.day).order_by(of_day.c.day.desc(), of_day.c.place)
    if a_day is not None:
        chosen = chosen.where(of_day.c.place <= a_day)
    with reading(ledger.engine) as connection:
        rows = connection.execute(chosen).all()
        found = {each.claim.id: each for each in weighed(connection, [id_ for id_, _ in rows])}
    by_day: dict[dt.date | None, list[Weighed]] = {}
    for id_, _ in rows:
        by_day.setdefault(found[id_].claim.since, []).append(found[id_])
    undated = by_day.pop(None, [])
    return by_day | ({None: undated} if undated else {})


def weightiest_among(
    every: Sequence[Claim], asked: Asked, *, a_day: int | None = None, days: int | None = None
) -> dict[dt.date | None, list[Weighed]]:
    """The same of claims at hand, which are all those of the country."""
    opening = openings(every)
    by_day: dict[dt.date | None, list[Weighed]] = {}
    for each in every:
        if _is_asked(each, asked):
            first = each.id in opening
            found = Weighed(claim=each, weight=weight(each, opening=first), opening=first)
            by_day.setdefault(each.since, []).append(found)
    dated = sorted((day for day in by_day if day is not None), reverse=True)
    latest: list[dt.date | None] = [*dated[:days]]
    latest += [None] if days is None and None in by_day else []
    return {day: sorted(by_day[day], key=_weightiest_first)[:a_day] for day in latest}


def _weightiest_first(each: Weighed) -> tuple[int, int, str]:
    return -each.weight, -ordinal(each.claim.until), each.claim.id


def claim_of(ledger: Ledger, record: str) -> Claim | None:
    """The claim that a record, by its id, is evidence of, or that its denial stands beside; ``None`` for no such id."""
    brought_up(ledger)
    with reading(ledger.engine) as connection:
        own = connection.execute(sa.select(records.c.claim).where(records.c.id == record)).scalar()
        if own is None:
            return None
        beside = connection.execute(sa.select(contests.c.target).where(contests.c.denial == own)).scalars().first()
        found = weighed(connection, [beside or own])
    return found[0].claim if found else None


def _wanted(asked: Asked) -> sa.ColumnElement[bool]:
    return sa.and_(
        places.c.place == asked.host,
        places.c.beside == sa.false(),
        places.c.kind.in_(asked.kinds) if asked.kinds else sa.true(),
        places.c.contested > 0 if asked.contested else sa.true(),
        sa.true() if asked.since is None else places.c.day >= ordinal(asked.since),
        sa.true() if asked.until is None else places.c.day <= ordinal(asked.until),
    )


def _is_asked(claim: Claim, asked: Asked) -> bool:
    day = ordinal(claim.since)
    return (
        (not asked.kinds or claim.kind in asked.kinds)
        and (not asked.contested or bool(claim.contests))
        and (asked.since is None or day >= ordinal(asked.since))
        and (asked.until is None or day <= ordinal(asked.until))
    )


def weighed(connection: sa.Connection, ids: Collection[str]) -> list[Weighed]:
    """Claims by their ids, with what contests them, in no order."""
    beside = _contests(connection, ids)
    found: list[Weighed] = []
    for some in chunks(sorted(ids)):
        asked = sa.select(
            claims.c.id,
            claims.c.payload,
            claims.c.opening,
            sa.select(sa.func.max(places.c.weight))
            .where(places.c.claim == claims.c.id)
            .scalar_subquery()
            .label("weight"),
        ).where(claims.c.id.in_(some))
        found += (_made(row, beside.get(row.id, ())) for row in connection.execute(asked))
    return found


def _made(row: Any, beside: Iterable[Contest]) -> Weighed:
    claim = contested(msgspec.json.decode(row.payload, type=Claim), beside)
    return Weighed(claim=claim, weight=row.weight, opening=row.opening)


def _contests(connection: sa.Connection, ids: Collection[str]) -> dict[str, list[Contest]]:
    found: dict[str, list[Contest]] = {}
    for some in chunks(sorted(ids)):
        asked = (
            sa.select(contests.c.target, claims.c.contest)
            .join_from(contests, claims, claims.c.id == contests.c.denial)
            .where(contests.c.target.in_(some))
        )
        for target, text in connection.execute(asked):
            found.setdefault(target, []).append(msgspec.json.decode(text, type=Contest))
    return found
