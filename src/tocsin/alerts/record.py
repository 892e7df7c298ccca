"""The record of alerts: what rang, what became of each message, who opened and acknowledged."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec
import sqlalchemy as sa

from tocsin.alerts.model import Alert, AlertLog, Answer, Attempt, DeliveryLog
from tocsin.alerts.outbox import Tokens, put
from tocsin.alerts.rules import Rule, span
from tocsin.errors import InputError
from tocsin.ledger.alert_tables import alerts, answers, attempts, contents, deliveries
from tocsin.ledger.engine import WRITING, explained
from tocsin.ledger.moments import utc
from tocsin.ledger.rows import digest
from tocsin.ledger.writing import insert


class AlertRecord:
    """The alerts of a ledger's database, to look at and to answer. It may be shared by threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def _connected(self, *, writing: bool = False) -> Iterator[sa.Connection]:
        engine = self._engine.execution_options(**{WRITING: writing})
        with explained(engine.url), engine.connect() as connection, connection.begin():
            yield connection

    def alerts(
        self, *, limit: int = 100, offset: int = 0, unanswered: bool = False, public: bool = False
    ) -> list[AlertLog]:
        """The alerts, latest first; with ``unanswered`` those that nobody acknowledged, with ``public`` those that
        strangers may be told of.
        """
        wanted = sa.select(alerts.c.key).order_by(alerts.c.at.desc(), alerts.c.key).limit(limit).offset(offset)
        if public:
            wanted = wanted.where(alerts.c.type != "checkin")
        if unanswered:
            said = sa.exists().where(answers.c.alert == alerts.c.key, answers.c.kind == "acknowledged")
            wanted = wanted.where(~said)
        with self._connected() as connection:
            return [_log(connection, key) for key in connection.execute(wanted).scalars().all()]

    def alert(self, id_: str) -> AlertLog | None:
        """One alert by its id, or by enough of its beginning that only one begins so."""
        wanted = sa.select(alerts.c.key).where(alerts.c.key.startswith(id_, autoescape=True)).limit(2)
        with self._connected() as connection:
            keys = connection.execute(wanted).scalars().all()
            return _log(connection, keys[0]) if len(keys) == 1 and id_ else None

    def acknowledge(self, id_: str, *, by: str, at: dt.datetime, note: str | None = None) -> AlertLog:
        """Keep that somebody takes care of an alert: whoever was to be told next is spared. Raises InputError."""
        found = self.alert(id_)
        if found is None:
            message = f"There is no alert {id_!r}, or more than one begins so: give its whole id."
            raise InputError(message)
        with self._connected(writing=True) as connection:
            _answer(connection, found.alert.id, "acknowledged", at, by=by, note=note)
        return self.alert(found.alert.id) or found

    def opened(self, token: str, *, at: dt.datetime) -> tuple[AlertLog, ...]:
        """The alerts of the message whose link was followed, kept as opened; none for a link that nobody was sent."""
        delivery = sa.select(deliveries.c.key).where(deliveries.c.token == token)
        with self._connected(writing=True) as connection:
            key = connection.execute(delivery).scalar() if token else None
            if key is None:
                return ()
            inside = sa.select(contents.c.alert).where(contents.c.delivery == key).order_by(contents.c.alert)
            found = connection.execute(inside).scalars().all()
            for each in found:
                _answer(connection, each, "opened", at, delivery=key)
            return tuple(_log(connection, each) for each in found)

    def acknowledge_by_link(self, token: str, *, at: dt.datetime, by: str | None = None) -> bool:
        """Acknowledge what the message with this link told; false for a link that nobody was sent."""
        of_link = (
            sa.select(contents.c.alert, deliveries.c.key, deliveries.c.channel, deliveries.c.receiver)
            .join(deliveries, deliveries.c.key == contents.c.delivery)
            .where(deliveries.c.token == token)
        )
        with self._connected(writing=True) as connection:
            found = connection.execute(of_link).all() if token else []
            for row in found:
                who = by or f"{row.channel}:{row.receiver}".rstrip(":")
                _answer(connection, row.alert, "acknowledged", at, by=who, delivery=row.key)
        return bool(found)

    def test(self, rule: Rule, *, now: dt.datetime, tokens: Tokens) -> Alert:
        """Send a test to the receivers of a rule, marked as one, to see whether it arrives."""
        alert = Alert(
            id=digest("test", rule.name, now.isoformat())[:24],
            rule=rule.name,
            at=now,
            host=rule.hosts[0] if rule.hosts else "UN",
            sender=None,
            type="advice",
            value="normal",
            kind="test",
            expires=now + span("1h"),
            grave=True,
            drill=True,
        )
        at_once = msgspec.structs.replace(rule, mode="immediate", quiet=None, escalate_after=None)
        with self._connected(writing=True) as connection:
            put(connection, alert, at_once, now=now, tokens=tokens)
        return alert


def _answer(
    connection: sa.Connection,
    alert: str,
    kind: Literal["opened", "acknowledged"],
    at: dt.datetime,
    *,
    by: str | None = None,
    note: str | None = None,
    delivery: str | None = None,
) -> None:
    moment = utc(at)
    key = digest(kind, alert, moment.isoformat(), by or "", delivery or "")
    row = {"key": key, "alert": alert, "delivery": delivery, "kind": kind, "at": moment, "by": by, "note": note}
    insert(connection, answers, row)


def _log(connection: sa.Connection, key: str) -> AlertLog:
    payload = connection.execute(sa.select(alerts.c.payload).where(alerts.c.key == key)).scalar_one()
    said = sa.select(answers).where(answers.c.alert == key).order_by(answers.c.at, answers.c.key)
    return AlertLog(
        alert=msgspec.json.decode(payload, type=Alert),
        deliveries=tuple(_deliveries(connection, key)),
        answers=tuple(
            Answer(kind=row.kind, at=row.at, by=row.by, note=row.note, delivery=row.delivery)
            for row in connection.execute(said)
        ),
    )


def _deliveries(connection: sa.Connection, alert: str) -> Iterator[DeliveryLog]:
    inside = sa.select(contents.c.delivery).where(contents.c.alert == alert)
    ordered = sa.select(deliveries).where(deliveries.c.key.in_(inside))
    tried = sa.select(attempts).where(attempts.c.delivery.in_(inside)).order_by(attempts.c.at, attempts.c.key)
    tries = connection.execute(tried).all()
    for row in connection.execute(ordered.order_by(deliveries.c.step, deliveries.c.channel, deliveries.c.receiver)):
        yield DeliveryLog(
            key=row.key,
            channel=row.channel,
            receiver=row.receiver,
            step=row.step,
            state=row.state,
            due_at=row.due_at,
            ended_at=row.ended_at,
            attempts=tuple(
                Attempt(at=each.at, status=each.status, why=each.why, milliseconds=each.milliseconds)
                for each in tries
                if each.delivery == row.key
            ),
        )
