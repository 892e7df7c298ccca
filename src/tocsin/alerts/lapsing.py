"""What rang and may not hold any more: nobody repeats it, its register is silent, or its last day is over."""

import datetime as dt
from collections.abc import Collection, Iterator

import msgspec
import sqlalchemy as sa

from tocsin.alerts import held
from tocsin.alerts.model import Alert, Reference
from tocsin.alerts.moving import in_force
from tocsin.alerts.outbox import decoded
from tocsin.board import board
from tocsin.board.facts import folded
from tocsin.board.model import Cell
from tocsin.board.rules import TYPES
from tocsin.ledger.alert_tables import alerts
from tocsin.ledger.rows import digest

LOOKED_BACK = dt.timedelta(days=400)
SOONEST = dt.timedelta(days=7)
"""No register is silent, and no press stale, sooner than so; what names its last day may lapse on the next."""
_LAPSED = frozenset({"stale", "lapsed", "unknown"})


def lapsed(connection: sa.Connection, rules: Collection[str], *, now: dt.datetime) -> Iterator[Alert]:
    """For each alert of these rules that stands and has lapsed, the alert that says so: one for each, for ever."""
    for alert in _standing(connection, now):
        if alert.rule not in rules or not _is_due(alert, now):
            continue
        cell = _cell(connection, alert, now)
        if in_force(cell, alert.type, alert.value, place=alert.place, regional=alert.regional) or not _has_lapsed(
            cell, alert
        ):
            continue
        yield msgspec.structs.replace(
            alert,
            id=digest("lapsed", alert.id)[:24],
            at=now,
            kind="lapsed",
            grave=False,
            earlier=(*alert.earlier, Reference(id=alert.id, at=alert.at)),
            expires=now + (alert.expires - alert.at),
        )


def _standing(connection: sa.Connection, now: dt.datetime) -> list[Alert]:
    """The last alert of each chain about a measure, where it says that one stands."""
    wanted = sa.and_(alerts.c.at >= now - LOOKED_BACK, alerts.c.type.in_(TYPES))
    every = decoded(connection, sa.select(alerts.c.payload).where(wanted).order_by(alerts.c.at, alerts.c.key))
    last = {each.chain: each for each in every}
    return [each for each in last.values() if each.kind in ("new", "worse")]


def _is_due(alert: Alert, now: dt.datetime) -> bool:
    return now - alert.at >= SOONEST or (alert.ends is not None and alert.ends < now.date())


def _cell(connection: sa.Connection, alert: Alert, now: dt.datetime) -> Cell | None:
    entries = held.entries_of(connection, alert.host, alert.sender)
    known = held.postures_of(connection, alert.host, alert.sender, entries)
    seen_by = dt.datetime.max.replace(tzinfo=dt.UTC)
    found = board(known, as_of=now, known_at=seen_by, hosts=[alert.host], registers=entries)
    return found.cell(alert.sender, alert.host)


def _has_lapsed(cell: Cell | None, alert: Alert) -> bool:
    """Whether time did it: what another measure has ended is told by that one."""
    if cell is None:
        return False
    if alert.regional:
        place = folded(alert.place)
        found = [each for each in cell.regional if each.type == alert.type and folded(each.place) == place]
    else:
        found = [each for each in cell.standings if each.type == alert.type]
    return any(each.state in _LAPSED for each in found)
