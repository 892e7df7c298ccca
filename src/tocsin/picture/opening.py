"""A ledger opened so that its picture is kept, and a picture brought up or made again from the ledger."""

from collections.abc import Callable, Sequence

import msgspec
import sqlalchemy as sa

from tocsin.ledger import Beside, Ledger, open_ledger
from tocsin.ledger import tables as ledger_tables
from tocsin.ledger.engine import reading, writing
from tocsin.ledger.judgement_model import MOVING
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.picture_tables import TABLES, claims, contests, documents, parts, records, stale
from tocsin.picture.keeping import keep, landings, lock, refresh
from tocsin.picture.settling import settle

TOGETHER = 100
"""Documents that are taken in in one transaction, so that others may write between."""

Progress = Callable[[str, int, int], None]
"""Told what is done ("documents", "claims"), how many of them are, and of how many."""


def opened(url: str, *, beside: Sequence[Beside] = ()) -> Ledger:
    """Open a ledger whose picture is kept with every ``add`` and ``reread``: how every program that writes opens it."""
    return open_ledger(url, beside=(keep, *beside))


def brought_up(ledger: Ledger, *, progress: Progress | None = None) -> int:
    """Take in what was written without the picture, and settle what is marked; how many claims are new or changed.

    Everybody who asks the picture calls this first. Where nothing is to be done it only reads.
    """
    missing = _missing(ledger)
    for start in range(0, len(missing), TOGETHER):
        with writing(ledger.engine) as connection:
            for key in missing[start : start + TOGETHER]:
                refresh(connection, key)
        if progress is not None:
            progress("documents", min(start + TOGETHER, len(missing)), len(missing))
    if not missing and not _is_stale(ledger):
        return 0
    told = None if progress is None else lambda done, of: progress("claims", done, of)
    with writing(ledger.engine) as connection:
        return settle(connection, progress=told)


def rebuild(ledger: Ledger, *, progress: Progress | None = None) -> int:
    """Make the whole picture again from the documents and records of the ledger; how many claims there are."""
    with writing(ledger.engine) as connection:
        lock(connection)
        for table in TABLES:
            connection.execute(sa.delete(table))
    return brought_up(ledger, progress=progress)


def _is_stale(ledger: Ledger) -> bool:
    with reading(ledger.engine) as connection:
        return connection.execute(sa.select(stale.c.shelf).limit(1)).first() is not None


def behind(ledger: Ledger) -> int:
    """How many sightings, readings and judgements the picture has to take in: what ``brought_up`` works at."""
    with reading(ledger.engine) as connection:
        return _behind(connection)


def _behind(connection: sa.Connection) -> int:
    landed = sa.select(
        sa.select(sa.func.count()).select_from(ledger_tables.sightings).scalar_subquery()
        + sa.select(sa.func.count()).select_from(ledger_tables.reading_times).scalar_subquery()
        + sa.select(sa.func.count()).where(judgements.c.kind.in_(MOVING)).scalar_subquery()
    )
    return int(connection.execute(landed).scalar_one() - connection.execute(_taken_in()).scalar_one())


def _missing(ledger: Ledger) -> list[str]:
    """The documents that landed more often than the picture knows."""
    every = ledger_tables.documents.c.key
    with reading(ledger.engine) as connection:
        if _behind(connection) == 0:
            return []
        asked = (
            sa.select(every)
            .outerjoin(documents, documents.c.document == every)
            .where(sa.func.coalesce(documents.c.landings, 0) != landings(every))
            .order_by(every)
        )
        return list(connection.execute(asked).scalars())


def _taken_in() -> sa.Select[tuple[int]]:
    return sa.select(sa.func.coalesce(sa.func.sum(documents.c.landings), 0))


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """How much the picture holds."""

    documents: int
    copies: int
    records: int
    claims: int
    contested: int


def sizes(ledger: Ledger) -> Sizes:
    """How much the picture holds."""
    asked = {
        "documents": sa.select(sa.func.count()).select_from(documents),
        "copies": sa.select(sa.func.count()).where(parts.c.source.is_not(None)),
        "records": sa.select(sa.func.count()).select_from(records),
        "claims": sa.select(sa.func.count()).select_from(claims),
        "contested": sa.select(sa.func.count(contests.c.target.distinct())),
    }
    with reading(ledger.engine) as connection:
        return Sizes(**{name: connection.execute(each).scalar() or 0 for name, each in asked.items()})
