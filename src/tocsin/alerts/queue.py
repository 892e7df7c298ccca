"""The messages that are due: claimed under a lease by one of any number of programs, and what came of each try."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.alerts.model import Alert
from tocsin.alerts.outbox import together
from tocsin.channels import Delivery
from tocsin.documents.model import Signal
from tocsin.ledger.alert_tables import alerts, answers, attempts, contents, deliveries
from tocsin.ledger.engine import WRITING, explained
from tocsin.ledger.rows import digest, signal_row
from tocsin.ledger.tables import signals
from tocsin.ledger.writing import insert


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A message that this program may send now, and nobody else until ``lease_until``."""

    key: str
    channel: str
    receiver: str
    step: int
    token: str
    tries: int
    made_at: dt.datetime
    alerts: tuple[Alert, ...]


class Queue:
    """The due messages of a ledger's database; it may be shared by threads and opened by several programs."""

    def __init__(self, engine: sa.Engine, *, owner: str, lease: dt.timedelta) -> None:
        self._engine, self._owner, self._lease = engine, owner, lease

    def waiting(self, now: dt.datetime) -> bool:
        """Whether anything is due; asks without taking a lock."""
        with explained(self._engine.url), self._engine.connect() as connection, connection.begin():
            return connection.execute(sa.select(deliveries.c.key).where(_due(now)).limit(1)).first() is not None

    def claim(self, free: Mapping[str, int], now: dt.datetime) -> list[Due]:
        """Take what is due on these channels, at most so many of each, the earliest due first.

        What waits for somebody to acknowledge and was acknowledged is spared.
        """
        with explained(self._engine.url), self._writing() as connection, connection.begin():
            keys = [key for channel, room in free.items() if room > 0 for key in _keys(connection, channel, room, now)]
            if not keys:
                return []
            lease = {"lease_by": self._owner, "lease_until": now + self._lease}
            connection.execute(sa.update(deliveries).where(deliveries.c.key.in_(keys)).values(**lease))
            found = [_message(connection, key) for key in keys]
            spared = [each for each in found if each.step > 0 and _acknowledged(connection, each.key)]
            for each in spared:
                connection.execute(_end(each.key, "spared", now))
            return [each for each in found if each not in spared]

    def channels(self, now: dt.datetime) -> list[str]:
        """The channels on which something is due."""
        with explained(self._engine.url), self._engine.connect() as connection, connection.begin():
            return list(connection.execute(sa.select(deliveries.c.channel).where(_due(now)).distinct()).scalars())

    def ended(self, due: Due, done: Delivery, *, milliseconds: int, again_at: dt.datetime | None) -> None:
        """Keep how a try ended. ``again_at`` is when it is tried again; ``None``: given up, which is a signal."""
        row = {
            "key": digest(due.key, str(due.tries), self._owner, done.at.isoformat()),
            "delivery": due.key,
            "at": done.at,
            "status": done.status,
            "why": done.why,
            "milliseconds": milliseconds,
        }
        with explained(self._engine.url), self._writing() as connection, connection.begin():
            insert(connection, attempts, row)
            if done.status == "confirmed":
                connection.execute(_end(due.key, "confirmed", done.at))
            elif again_at is None:
                connection.execute(_end(due.key, "failed", done.at))
                insert(connection, signals, signal_row(_undelivered(due, done), done.at))
                _hasten(connection, due, done.at)
            else:
                again = {"due_at": again_at, "tries": due.tries + 1, "lease_by": None, "lease_until": None}
                pending = sa.and_(deliveries.c.key == due.key, deliveries.c.state == "pending")
                connection.execute(sa.update(deliveries).where(pending).values(**again))

    def _writing(self) -> sa.Connection:
        return self._engine.execution_options(**{WRITING: True}).connect()


def _due(now: dt.datetime) -> sa.ColumnElement[bool]:
    free = sa.or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until < now)
    return sa.and_(deliveries.c.state == "pending", deliveries.c.due_at <= now, free)


def _keys(connection: sa.Connection, channel: str, room: int, now: dt.datetime) -> list[str]:
    wanted = sa.select(deliveries.c.key).where(deliveries.c.channel == channel, _due(now))
    ordered = wanted.order_by(deliveries.c.due_at, deliveries.c.key).limit(room)
    return list(connection.execute(ordered.with_for_update(skip_locked=True)).scalars())


def _message(connection: sa.Connection, key: str) -> Due:
    row = connection.execute(sa.select(deliveries).where(deliveries.c.key == key)).one()
    inside = sa.select(alerts.c.payload).join(contents, contents.c.alert == alerts.c.key)
    found = connection.execute(inside.where(contents.c.delivery == key).order_by(alerts.c.at, alerts.c.key))
    return Due(
        key=row.key,
        channel=row.channel,
        receiver=row.receiver,
        step=row.step,
        token=row.token,
        tries=row.tries,
        made_at=row.made_at,
        alerts=tuple(together([msgspec.json.decode(each.payload, type=Alert) for each in found])),
    )


def _acknowledged(connection: sa.Connection, key: str) -> bool:
    """Whether somebody acknowledged every alert of a message."""
    said = sa.exists().where(answers.c.alert == contents.c.alert, answers.c.kind == "acknowledged")
    open_ = sa.select(contents.c.alert).where(contents.c.delivery == key, ~said).limit(1)
    return connection.execute(open_).first() is None


def _end(key: str, state: str, at: dt.datetime) -> sa.Update:
    pending = sa.and_(deliveries.c.key == key, deliveries.c.state == "pending")
    ended: dict[str, Any] = {"state": state, "ended_at": at, "lease_by": None, "lease_until": None}
    return sa.update(deliveries).where(pending).values(**ended)


def _hasten(connection: sa.Connection, due: Due, now: dt.datetime) -> None:
    """Where nobody of a turn can be reached, the next turn is told at once."""
    same = sa.select(contents.c.alert).where(contents.c.delivery == due.key)
    beside = sa.select(contents.c.delivery).where(contents.c.alert.in_(same))
    of_alert = deliveries.c.key.in_(beside)
    hopeful = sa.and_(of_alert, deliveries.c.step == due.step, deliveries.c.state != "failed")
    if connection.execute(sa.select(deliveries.c.key).where(hopeful).limit(1)).first() is None:
        next_turn = sa.and_(of_alert, deliveries.c.step == due.step + 1, deliveries.c.state == "pending")
        connection.execute(sa.update(deliveries).where(next_turn, deliveries.c.due_at > now).values(due_at=now))


def _undelivered(due: Due, done: Delivery) -> Signal:
    names = ", ".join(each.id for each in due.alerts)
    why = f"The alert {names} did not reach {due.channel} after {due.tries + 1} tries: {done.why}"
    return Signal(code="undelivered", why=why, source=f"channel:{due.channel}")
