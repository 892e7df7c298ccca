"""The moments at which the ledger came to know something: of a host, of a sender, one document, or at all."""

import bisect
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger.engine import explained
from tocsin.ledger.register_tables import editions, entry_hosts
from tocsin.ledger.tables import records, sightings

Select = sa.Select[Any]

MOST = 200
"""So many moments are told one by one; of more, fewer the further back they lie."""
SPARSE = 24
"""Of more than ``MOST``: none within a 24th of its distance from the newest."""
CLOSEST = dt.timedelta(minutes=5)


class Of(msgspec.Struct, frozen=True):
    """What the moments are of; nothing named: of the whole ledger."""

    host: str | None = None
    sender: str | None = None
    document: str | None = None


def arrivals(engine: sa.Engine, of: Of, *, until: dt.datetime) -> list[dt.datetime]:
    """When documents were first seen (editions of registers, sightings of one document), oldest first.

    At most two hundred moments up to ``until``, or some more of a long memory: close together lately, further apart
    long ago. Aware, in UTC.
    """
    with explained(engine.url), engine.connect() as connection, connection.begin():
        if of == Of():
            latest = sa.select(sightings.c.seen_at).where(sightings.c.seen_at <= until).distinct()
            found = _column(connection, latest.order_by(sightings.c.seen_at.desc()).limit(MOST + 1))
            return found[::-1] if len(found) <= MOST else _sparse(found[0], _last_seen(connection))
        found = sorted({each for asked in _of(of) for each in _column(connection, asked) if each <= until})
    return found if len(found) <= MOST else _sparse(found[-1], _last_of(found))


def told_days(engine: sa.Engine, of: Of, *, before: dt.date) -> list[dt.date]:
    """The days before one that postures are of, as ``arrivals``: for a ledger that began later than its texts."""
    of_posture = sa.select(records.c.day).where(records.c.kind == "posture", records.c.day < before)
    for column, wanted in ((records.c.host, of.host), (records.c.sender, of.sender), (records.c.document, of.document)):
        of_posture = of_posture if wanted is None else of_posture.where(column == wanted)
    latest = of_posture.distinct().order_by(records.c.day.desc())
    with explained(engine.url), engine.connect() as connection, connection.begin():
        found = list(connection.execute(latest.limit(10 * MOST)).scalars())[::-1]
    if len(found) <= MOST:
        return found
    moments = [dt.datetime.combine(day, dt.time.max, dt.UTC) for day in found]
    return [each.date() for each in _sparse(moments[-1], _last_of(moments))]


def _of(of: Of) -> Iterator[Select]:
    first = sa.select(sa.func.min(sightings.c.seen_at)).group_by(sightings.c.document)
    if of.document is not None:
        yield sa.select(sightings.c.seen_at).where(sightings.c.document == of.document)
    if of.host is not None:
        yield first.where(sightings.c.document.in_(sa.select(records.c.document).where(records.c.host == of.host)))
        here = (editions.c.source == entry_hosts.c.source) & (editions.c.entry == entry_hosts.c.entry)
        yield sa.select(editions.c.seen_at).join(entry_hosts, here).where(entry_hosts.c.host == of.host)
    if of.sender is not None:
        said = sa.and_(records.c.kind == "posture", records.c.sender == of.sender)
        yield first.where(sightings.c.document.in_(sa.select(records.c.document).where(said)))
        yield sa.select(editions.c.seen_at).where(editions.c.government == of.sender)


def _column(connection: sa.Connection, asked: Select) -> list[dt.datetime]:
    return list(connection.execute(asked).scalars())


Last = Callable[[dt.datetime], dt.datetime | None]
"""The last of all moments that is no later than one."""


def _last_seen(connection: sa.Connection) -> Last:
    def last(until: dt.datetime) -> dt.datetime | None:
        asked = sa.select(sa.func.max(sightings.c.seen_at)).where(sightings.c.seen_at <= until)
        return connection.execute(asked).scalar()

    return last


def _last_of(found: Sequence[dt.datetime]) -> Last:
    def last(until: dt.datetime) -> dt.datetime | None:
        place = bisect.bisect_right(found, until)
        return found[place - 1] if place else None

    return last


def _sparse(newest: dt.datetime, last: Last) -> list[dt.datetime]:
    kept, at = [], last(newest)
    while at is not None:
        kept.append(at)
        at = last(at - max(CLOSEST, (newest - at) / SPARSE))
    return kept[::-1]
