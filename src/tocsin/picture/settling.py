"""Claims made again where records came, went or changed their origin, and nowhere else."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.claims.contests import Side, contest, side
from tocsin.claims.gather import Group
from tocsin.claims.making import claim
from tocsin.claims.model import Told
from tocsin.claims.rank import openings, weight
from tocsin.claims.shelves import KINDS, kind_name
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.model import analyst
from tocsin.ledger.picture_tables import claims, documents, places, records, stale
from tocsin.ledger.rows import Row, unpack_record
from tocsin.ledger.tables import records as ledger_records
from tocsin.origins import Traced
from tocsin.origins.trace import UNKNOWN
from tocsin.picture.beside import stand_beside
from tocsin.picture.keeping import TO_SETTLE, lock, ordinal
from tocsin.picture.statements import chunks
from tocsin.records.model import Record

SHELVES = 200
"""Shelves that are settled together: enough that a statement is worth its while, few enough to hold their records."""
_NOT_KEPT = Traced(origin=UNKNOWN, why="its document is not in the picture")

Progress = Callable[[int, int], None]
"""Told how many of how many shelves are settled."""


class Kept:
    """Origins as they were found when the documents came."""

    def __init__(self) -> None:
        self._traced: dict[tuple[str, Record], Traced] = {}

    def put(self, told: Told, traced: Traced) -> None:
        """Keep the origin of one record."""
        self._traced[told.document_key, told.record] = traced

    def of(self, key: str, record: Record) -> Traced:
        """Whom a record is known from, and why; of a record that is not kept nobody knows."""
        return self._traced.get((key, record), _NOT_KEPT)


def settle(connection: sa.Connection, *, progress: Progress | None = None) -> int:
    """Make the marked claims again; how many claims are new or other than they were. In a transaction that writes."""
    lock(connection)
    shelves = connection.execute(sa.select(stale.c.shelf).distinct().order_by(stale.c.shelf)).scalars().all()
    gone: set[str] = set()
    made: dict[str, Side] = {}
    for start in range(0, len(shelves), SHELVES):
        left, new = _settle(connection, shelves[start : start + SHELVES])
        gone |= left
        made |= new
        if progress is not None:
            progress(min(start + SHELVES, len(shelves)), len(shelves))
    if shelves:
        stand_beside(connection, gone=gone, made=made)
        connection.execute(sa.delete(stale))
    return len(made)


def _settle(connection: sa.Connection, shelves: Sequence[str]) -> tuple[set[str], dict[str, Side]]:
    """Some shelves: the ids of claims that are no more as they were, and the claims that came instead."""
    before = _touched(connection, shelves)
    found = _records(connection, shelves, sorted(before))
    kept = Kept()
    for each in found:
        kept.put(each.told, each.traced)
    rows: dict[str, Row] = {}
    claim_of: dict[str, str] = {}
    for shelf, of_shelf in itertools.groupby(found, key=lambda each: each.shelf):
        for row, group in _rows(shelf, [each.told for each in of_shelf], kept):
            rows[row["id"]] = row
            claim_of |= {told.id: row["id"] for told in group}
    same = {id_ for id_, row in rows.items() if before.get(id_) == (row["payload"], row["side"], row["opening"])}
    gone = set(before) - same
    new = [row for id_, row in sorted(rows.items()) if id_ not in same]
    _replace(connection, sorted(gone), new)
    moved = [{"at": each.told.id, "to": to} for each in found if each.claim != (to := claim_of[each.told.id])]
    if moved:
        change = sa.update(records).where(records.c.id == sa.bindparam("at")).values(claim=sa.bindparam("to"))
        connection.execute(change, moved)
    return gone, {row["id"]: msgspec.json.decode(row["side"], type=Side) for row in new}


def _touched(connection: sa.Connection, shelves: Sequence[str]) -> dict[str, tuple[str, str, bool]]:
    """The claims that what is marked may change, as they are."""
    of_shelf = sa.and_(claims.c.shelf == stale.c.shelf, stale.c.shelf.in_(shelves))
    near = sa.and_(claims.c.last >= stale.c.day - stale.c.reach, claims.c.first <= stale.c.day + stale.c.reach)
    found: dict[str, tuple[str, str, bool]] = {}
    for within in (stale.c.reach.is_(None), sa.and_(stale.c.reach.is_not(None), near)):
        asked = (
            sa.select(claims.c.id, claims.c.payload, claims.c.side, claims.c.opening)
            .join_from(stale, claims, of_shelf)
            .where(within)
        )
        found |= {row.id: (row.payload, row.side, row.opening) for row in connection.execute(asked)}
    return found


class _Held(msgspec.Struct):
    """A record as the picture holds it."""

    shelf: str
    claim: str
    told: Told
    traced: Traced


def _records(connection: sa.Connection, shelves: Sequence[str], touched: Sequence[str]) -> list[_Held]:
    """The records of the touched claims and those that are in none yet, by shelf and id."""
    asked = (
        sa.select(
            records.c.id,
            records.c.document,
            records.c.shelf,
            records.c.claim,
            records.c.published,
            records.c.traced,
            documents.c.publisher,
            documents.c.first_seen,
            ledger_records.c.payload,
            judgements.c.author,
            judgements.c.at,
        )
        .join_from(records, documents, documents.c.document == records.c.document)
        .join(ledger_records, ledger_records.c.id == records.c.id)
        .outerjoin(judgements, judgements.c.made == records.c.id)
    )
    to_settle = sa.and_(records.c.claim == TO_SETTLE, records.c.shelf.in_(shelves))
    found = list(connection.execute(asked.where(to_settle)))
    for some in chunks(touched):
        found += connection.execute(asked.where(records.c.claim.in_(some)))
    return sorted((_held(row) for row in found), key=lambda each: (each.shelf, each.told.id))


def _held(row: Any) -> _Held:
    told = Told(
        id=row.id,
        record=unpack_record(row.payload),
        document_key=row.document,
        publisher=row.publisher if row.author is None else analyst(row.author),
        published=row.published,
        first_seen=row.first_seen if row.author is None else row.at,
        author=row.author,
    )
    return _Held(row.shelf, row.claim, told, msgspec.json.decode(row.traced, type=Traced))


def _rows(shelf: str, told: Sequence[Told], kept: Kept) -> Iterator[tuple[Row, Group]]:
    """The claims of a shelf as rows, each with its records."""
    kind = KINDS[kind_name(shelf)]
    groups = [(claim(kind.name, group, kept), group) for group in kind.gather(told)]
    opening = openings(made for made, _ in groups)
    for made, group in groups:
        of = side(kind.name, group)
        row = {
            "id": made.id,
            "kind": kind.name,
            "shelf": shelf,
            "first": ordinal(made.since),
            "last": ordinal(made.until),
            "denies": of.denies,
            "opening": made.id in opening,
            "weight": weight(made, opening=made.id in opening),
            "measure": of.measure or None,
            "side": msgspec.json.encode(of).decode(),
            "contest": msgspec.json.encode(contest(group, kept)).decode() if of.denies else None,
            "payload": msgspec.json.encode(made).decode(),
        }
        yield row, group


def _replace(connection: sa.Connection, gone: Sequence[str], new: Sequence[Row]) -> None:
    for some in chunks(gone):
        connection.execute(sa.delete(claims).where(claims.c.id.in_(some)))
        connection.execute(sa.delete(places).where(places.c.claim.in_(some)))
    if new:
        connection.execute(sa.insert(claims), list(new))
        connection.execute(sa.insert(places), [place for row in new for place in _place_rows(row)])


def _place_rows(row: Row) -> Iterator[Row]:
    for place in msgspec.json.decode(row["side"], type=Side).places:
        yield {
            "place": place,
            "claim": row["id"],
            "kind": row["kind"],
            "denies": row["denies"],
            "day": row["first"],
            "last": row["last"],
            "weight": row["weight"],
            "contested": 0,
            "beside": False,
        }
