"""The outbox: alerts and the messages that they become, written in the transaction of the change."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.alerts.model import Alert, Moved
from tocsin.alerts.rules import Quiet, Rule, span, zone
from tocsin.board.facts import folded
from tocsin.board.rules import TYPES
from tocsin.ledger.alert_tables import alerts, contents, deliveries
from tocsin.ledger.rows import digest
from tocsin.ledger.writing import insert

Tokens = Callable[[], str]


def put(connection: sa.Connection, alert: Alert, rule: Rule, *, now: dt.datetime, tokens: Tokens) -> bool:
    """Write an alert and a message for each receiver of the rule; false where this alert is there already."""
    row = {
        "key": alert.id,
        "rule": alert.rule,
        "host": alert.host,
        "sender": alert.sender or "",
        "type": alert.type,
        "value": alert.value,
        "place": _place(alert),
        "at": alert.at,
        "document": alert.quotes[0].document if alert.quotes and alert.type in TYPES else None,
        "chain": alert.chain,
        "payload": msgspec.json.encode(alert).decode(),
    }
    if insert(connection, alerts, row) != 1:
        return False
    first_due = due(rule, alert, now)
    wait = span(rule.escalate_after) if rule.escalate_after else dt.timedelta()
    for step, receivers in enumerate(rule.steps):
        for receiver in receivers:
            message = _message(alert, rule, receiver, first_due + step * wait)
            message |= {"step": step, "token": tokens(), "made_at": now}
            insert(connection, deliveries, message)
            insert(connection, contents, {"delivery": message["key"], "alert": alert.id})
    return True


def _message(alert: Alert, rule: Rule, receiver: str, due_at: dt.datetime) -> dict[str, Any]:
    """A message of its own, or the digest of that hour or day, which more alerts may join until it is due."""
    channel, _, address = receiver.partition(":")
    once = alert.id if rule.mode == "immediate" else due_at.isoformat()
    return {
        "key": digest("message", rule.name, receiver, rule.mode, once)[:32],
        "rule": rule.name,
        "channel": channel,
        "receiver": address,
        "state": "pending",
        "due_at": due_at,
        "tries": 0,
    }


def due(rule: Rule, alert: Alert, now: dt.datetime) -> dt.datetime:
    """When the first of a rule is to be told: now, at the end of the quiet hours, or with the next digest."""
    if rule.mode == "hourly":
        return now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    if rule.mode == "daily":
        return _next(rule.at, rule.zone, now)
    quiet = rule.quiet
    if quiet is None or not is_quiet(quiet, now) or alert.grave:
        return now
    return _next(quiet.end, quiet.zone, now)


def is_quiet(quiet: Quiet, now: dt.datetime) -> bool:
    """Whether this moment is within the quiet hours, which may run over midnight."""
    clock = now.astimezone(zone(quiet.zone)).time()
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def _next(time: dt.time, name: str, now: dt.datetime) -> dt.datetime:
    """The next moment at which the clocks of a zone show this time."""
    here = now.astimezone(zone(name))
    day = here.date() if time > here.time() else here.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, time, zone(name)).astimezone(dt.UTC)


def cell_history(connection: sa.Connection, rule: str, found: Moved) -> list[Alert]:
    """What a rule told of one cell, type and place before, oldest first."""
    wanted = sa.and_(
        alerts.c.rule == rule,
        alerts.c.host == found.host,
        alerts.c.sender == (found.sender or ""),
        alerts.c.type == found.type,
        alerts.c.place == _place(found),
    )
    return decoded(connection, sa.select(alerts.c.payload).where(wanted).order_by(alerts.c.at, alerts.c.key))


def history(connection: sa.Connection, rule: str, host: str, kind: str) -> list[Alert]:
    """What a rule told of one host by type, whoever did it, oldest first."""
    wanted = sa.and_(alerts.c.rule == rule, alerts.c.host == host, alerts.c.type == kind)
    return decoded(connection, sa.select(alerts.c.payload).where(wanted).order_by(alerts.c.at, alerts.c.key))


def standing_of_document(connection: sa.Connection, document: str) -> list[Alert]:
    """The alerts that rest on a document and are the last of their chain, and were not withdrawn."""
    of_document = sa.select(alerts.c.chain).where(alerts.c.document == document).distinct()
    every = decoded(
        connection,
        sa.select(alerts.c.payload).where(alerts.c.chain.in_(of_document)).order_by(alerts.c.at, alerts.c.key),
    )
    last = {each.chain: each for each in every}
    return [each for each in last.values() if each.kind != "withdrawn" and _rests_on(each, document)]


def _rests_on(alert: Alert, document: str) -> bool:
    return bool(alert.quotes) and all(quote.document == document for quote in alert.quotes)


def decoded(connection: sa.Connection, select: sa.Select[Any]) -> list[Alert]:
    """The alerts that a question for their payloads brings."""
    return [msgspec.json.decode(row.payload, type=Alert) for row in connection.execute(select)]


def cell_of(what: Alert | Moved) -> tuple[str, str, str, str]:
    """What a cool-down is of: host, sender, type, and the part of the country."""
    return what.host, what.sender or "", what.type, _place(what)


def _place(what: Alert | Moved) -> str:
    """What keeps the parts of a country apart from it and from each other."""
    return folded(what.place) if what.regional else ""


def together(found: Sequence[Alert]) -> list[Alert]:
    """Alerts in the order in which they are told: the gravest first, then the latest."""
    return sorted(found, key=lambda each: (not each.grave, -each.at.timestamp(), each.id))
