"""From how many independent origins the measures of a board are known, and which claims some records are in."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

import msgspec
import sqlalchemy as sa

from tocsin.board import Board, Cell
from tocsin.claims import Claim, OriginCount, origin_counts, told
from tocsin.claims.model import Told, Traces
from tocsin.ledger import KnownPosture, Ledger
from tocsin.ledger.engine import reading
from tocsin.ledger.picture_tables import contests, records
from tocsin.origins import Traced, origins
from tocsin.picture.asking import weighed
from tocsin.picture.opening import brought_up
from tocsin.picture.past import claims_then, sources
from tocsin.picture.settling import Kept
from tocsin.picture.statements import chunks

Heard = dict[tuple[str, ...], OriginCount]
"""The origins of each measure, by its evidence."""


def heard(
    ledger: Ledger, board: Board, postures: Mapping[str, KnownPosture], *, known_at: dt.datetime | None = None
) -> Heard:
    """The independent origins of every measure that a board shows.

    ``postures`` are those that the board was made from, by id. With ``known_at``, only what had been seen by then is
    looked at for copies; that reads the documents again, about five hundred a second.
    """
    used = {id_ for host in board.hosts for cell in host.cells for id_ in _evidence(cell) if id_ in postures}
    listed = {id_: told(postures[id_]) for id_ in sorted(used)}
    traces = _kept(ledger, listed) if known_at is None else _then(ledger, listed.values(), known_at)
    found: Heard = {}
    for host in board.hosts:
        for cell in host.cells:
            of_cell = [listed[id_] for id_ in sorted(_evidence(cell)) if id_ in listed]
            found |= {count.evidence: count for count in origin_counts(cell, of_cell, origins=traces)}
    return found


def claims_with(ledger: Ledger, ids: Collection[str], *, host: str, known_at: dt.datetime | None = None) -> list[Claim]:
    """The claims of a country that some records, by their ids, are evidence of or stand beside, in order of day."""
    wanted = set(ids)
    if known_at is not None:
        return [each for each in claims_then(ledger, host, known_at) if not wanted.isdisjoint(_all(each))]
    brought_up(ledger)
    with reading(ledger.engine) as connection:
        own: set[str] = set()
        for some in chunks(sorted(wanted)):
            own.update(connection.execute(sa.select(records.c.claim).where(records.c.id.in_(some))).scalars())
        beside: dict[str, str] = {}
        for some in chunks(sorted(own)):
            asked = sa.select(contests.c.denial, contests.c.target).where(contests.c.denial.in_(some))
            beside |= dict(connection.execute(asked).all())
        found = weighed(connection, {beside.get(id_, id_) for id_ in own})
    return sorted((each.claim for each in found), key=lambda claim: (claim.since or dt.date.max, claim.id))


def _all(claim: Claim) -> set[str]:
    return {*claim.evidence, *(id_ for contest in claim.contests for id_ in contest.evidence)}


def _evidence(cell: Cell) -> set[str]:
    every = (
        measure
        for standing in (*cell.standings, *cell.regional)
        for measure in (standing, *standing.others, *standing.disagreements, *standing.undated, *standing.press)
    )
    lapsed = (standing.lapsed for standing in (*cell.standings, *cell.regional) if standing.lapsed is not None)
    return {id_ for measure in (*every, *lapsed) for id_ in measure.evidence}


def _kept(ledger: Ledger, listed: Mapping[str, Told]) -> Kept:
    brought_up(ledger)
    kept = Kept()
    with reading(ledger.engine) as connection:
        for some in chunks(sorted(listed)):
            asked = sa.select(records.c.id, records.c.traced).where(records.c.id.in_(some))
            for id_, traced in connection.execute(asked):
                kept.put(listed[id_], msgspec.json.decode(traced, type=Traced))
    return kept


def _then(ledger: Ledger, listed: Iterable[Told], known_at: dt.datetime) -> Traces:
    brought_up(ledger)
    keys = {each.document_key for each in listed}
    keys |= sources(ledger, keys)
    found = (ledger.document(key, known_at=known_at) for key in sorted(keys))
    return origins(document for document in found if document is not None)
