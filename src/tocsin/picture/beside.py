"""Denials and doubts put beside what they deny, again only where something moved."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.claims.contests import SHARED, WINDOW_DAYS, Asserted, Side
from tocsin.claims.rank import CONTESTED
from tocsin.ledger.picture_tables import NO_DAY, claims, contests, places, records
from tocsin.picture.statements import chunks

FEW = 400
"""Changed claims up to which it is asked which denials they may concern; from there on every denial is looked at."""


def stand_beside(connection: sa.Connection, *, gone: Collection[str], made: Mapping[str, Side]) -> None:
    """After these claims went and those came: settle again which claims each denial concerned contests."""
    denials = _concerned(connection, gone, made)
    before = _targets(connection, denials | set(gone)) | set(gone)
    for some in chunks(sorted(denials | set(gone))):
        connection.execute(sa.delete(contests).where(contests.c.denial.in_(some)))
    for some in chunks(sorted(gone)):
        connection.execute(sa.delete(contests).where(contests.c.target.in_(some)))
    sides = _sides(connection, denials)
    asserted = Asserted(_candidates(connection, sides.values()))
    links = [
        {"denial": id_, "target": target} for id_, each in sorted(sides.items()) for target in asserted.denied_by(each)
    ]
    if links:
        connection.execute(sa.insert(contests), links)
    moved = before | {link["target"] for link in links}
    _weigh(connection, moved)
    _hide(connection, denials)


def _concerned(connection: sa.Connection, gone: Collection[str], made: Mapping[str, Side]) -> set[str]:
    """The denials that what came or went may concern."""
    if len(made) + len(gone) > FEW:
        return set(connection.execute(sa.select(claims.c.id).where(claims.c.denies)).scalars())
    found = {id_ for id_, each in made.items() if each.denies}
    for some in chunks(sorted({*gone, *made})):
        linked = sa.select(contests.c.denial).where(contests.c.target.in_(some))
        found.update(connection.execute(linked).scalars())
    asserted = [each for each in made.values() if not each.denies]
    found.update(_in_documents(connection, {key for each in asserted for key in each.documents}, kind="denial"))
    measures = sorted({each.measure for each in asserted if each.measure})
    for some in chunks(measures):
        measured = sa.select(claims.c.id).where(claims.c.denies, claims.c.measure.in_(some))
        found.update(connection.execute(measured).scalars())
    for each in asserted:
        found.update(_in_words(connection, each))
    held = (sa.select(claims.c.id).where(claims.c.id.in_(some)) for some in chunks(sorted(found)))
    return {id_ for asked in held for id_ in connection.execute(asked).scalars()}


def _in_words(connection: sa.Connection, asserted: Side) -> Iterable[str]:
    """The denials of the days and the country of a claim that share enough words with it to be looked at."""
    window = _window([asserted])
    asked = (
        sa.select(claims.c.side)
        .join_from(places, claims, claims.c.id == places.c.claim)
        .where(
            places.c.place.in_(["", *asserted.places]),
            places.c.denies,
            places.c.kind == "denial",
            places.c.day <= window[1],
            places.c.last >= window[0],
        )
        .distinct()
    )
    words = set(asserted.words)
    for text in connection.execute(asked).scalars():
        denial = msgspec.json.decode(text, type=Side)
        if len(words.intersection(denial.words)) >= SHARED:
            yield denial.id


def _candidates(connection: sa.Connection, denials: Collection[Side]) -> list[Side]:
    """Every claim that one of the denials may deny."""
    pointing = [each for each in denials if each.kind == "denial"]
    ids = set(_in_documents(connection, {key for each in pointing for key in each.documents}))
    for some in chunks(sorted({each.measure for each in denials if each.measure})):
        measured = sa.select(claims.c.id).where(sa.not_(claims.c.denies), claims.c.measure.in_(some))
        ids.update(connection.execute(measured).scalars())
    if len(pointing) > FEW:
        ids.update(connection.execute(sa.select(claims.c.id).where(sa.not_(claims.c.denies))).scalars())
    else:
        ids.update(id_ for each in pointing for id_ in _about(connection, each))
    return list(_sides(connection, ids).values())


def _about(connection: sa.Connection, denial: Side) -> Iterable[str]:
    """The claims of the days and the country of a denial."""
    since, until = _window([denial])
    here = sa.true() if "" in denial.places else places.c.place.in_(denial.places)
    asked = sa.select(places.c.claim).where(
        here, sa.not_(places.c.denies), places.c.day <= until, places.c.last >= since
    )
    return connection.execute(asked.distinct()).scalars()


def _window(sides: Iterable[Side]) -> tuple[int, int]:
    """The days, as the picture counts them, that a group of undated or dated records reaches."""
    days = [
        (NO_DAY, NO_DAY)
        if each.since is None or each.until is None
        else (each.since.toordinal() - WINDOW_DAYS, each.until.toordinal() + WINDOW_DAYS)
        for each in sides
    ]
    return min(since for since, _ in days), max(until for _, until in days)


def _in_documents(connection: sa.Connection, keys: Collection[str], *, kind: str | None = None) -> set[str]:
    """The claims that have a record, of this kind, in one of the documents."""
    of_kind = sa.true() if kind is None else records.c.kind == kind
    asked = (
        sa.select(records.c.claim).where(records.c.document.in_(some), of_kind).distinct()
        for some in chunks(sorted(keys))
    )
    return {id_ for each in asked for id_ in connection.execute(each).scalars()}


def _targets(connection: sa.Connection, denials: Collection[str]) -> set[str]:
    asked = (sa.select(contests.c.target).where(contests.c.denial.in_(some)) for some in chunks(sorted(denials)))
    return {id_ for each in asked for id_ in connection.execute(each).scalars()}


def _sides(connection: sa.Connection, ids: Collection[str]) -> dict[str, Side]:
    asked = (sa.select(claims.c.side).where(claims.c.id.in_(some)) for some in chunks(sorted(ids)))
    found = (msgspec.json.decode(text, type=Side) for each in asked for text in connection.execute(each).scalars())
    return {each.id: each for each in found}


def _weigh(connection: sa.Connection, ids: Collection[str]) -> None:
    """What is contested weighs more."""
    count = sa.select(sa.func.count()).where(contests.c.target == places.c.claim).scalar_subquery()
    alone = sa.select(claims.c.weight).where(claims.c.id == places.c.claim).scalar_subquery()
    more = sa.case((count > 0, CONTESTED), else_=0)
    for some in chunks(sorted(ids)):
        moved = sa.update(places).where(places.c.claim.in_(some))
        connection.execute(moved.values(contested=count, weight=alone + more))


def _hide(connection: sa.Connection, denials: Collection[str]) -> None:
    """What stands beside another claim is none of its own."""
    stands: Any = sa.exists().where(contests.c.denial == places.c.claim)
    for some in chunks(sorted(denials)):
        connection.execute(sa.update(places).where(places.c.claim.in_(some)).values(beside=stands))
