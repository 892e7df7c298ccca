"""The outlook of hosts as a rule asks for it: the level that a host's outlook rises to, or falls from."""

import datetime as dt
import math
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from tocsin.alerts.bell import QUOTED, CountExposed, counted
from tocsin.alerts.held import quoted
from tocsin.alerts.model import Alert, Kind, references
from tocsin.alerts.rules import Rule, span
from tocsin.ledger.alert_tables import marks
from tocsin.ledger.rows import digest
from tocsin.ledger.writing import insert
from tocsin.outlook import Evidence, Outlook
from tocsin.outlook.model import LEVELS, Level

_BEGUN, _OF_A_HOST = "outlooks", "outlook:"


class Crossed(msgspec.Struct, frozen=True, kw_only=True):
    """The level of a host's outlook was ``before`` and is ``level`` now; ``number`` counts the crossings of the host.

    ``evidence`` is that of the indicators that are on, the latest first.
    """

    host: str
    level: Level
    before: Level
    number: int
    evidence: tuple[Evidence, ...] = ()


def crossed(connection: sa.Connection, found: Sequence[Outlook], *, now: dt.datetime) -> list[Crossed]:
    """The hosts whose level is another than at the last look, which is kept in the same transaction.

    At the first look of all everything is new and nothing is news. A host without a sign is quiet, and so was one that
    was not looked at before.
    """
    begun = insert(connection, marks, {"key": _BEGUN, "value": "", "at": now, "number": 0}) == 0
    asked = sa.select(marks).where(marks.c.key.startswith(_OF_A_HOST))
    known = {row.key.removeprefix(_OF_A_HOST): row for row in connection.execute(asked)}
    by_host = {each.host: each for each in found}
    moved = []
    for host in sorted({*known, *by_host}):
        row, outlook = known.get(host), by_host.get(host)
        before: Level = "quiet" if row is None else row.value
        level: Level = "quiet" if outlook is None else outlook.level
        if before == level or (row is not None and row.at > now):
            continue
        number = 1 if row is None else row.number + 1
        _mark(connection, _OF_A_HOST + host, level, now, number)
        evidence = () if outlook is None else _latest(outlook)
        moved.append(Crossed(host=host, level=level, before=before, number=number, evidence=evidence))
    return moved if begun else []


def _mark(connection: sa.Connection, key: str, level: str, now: dt.datetime, number: int) -> None:
    if insert(connection, marks, {"key": key, "value": level, "at": now, "number": number}) == 0:
        new = {"value": level, "at": now, "number": number}
        connection.execute(sa.update(marks).where(marks.c.key == key).values(**new))


def alert(
    connection: sa.Connection,
    rule: Rule,
    found: Crossed,
    earlier: Sequence[Alert],
    *,
    now: dt.datetime,
    exposed: CountExposed | None,
) -> Alert | None:
    """What a rule rings for a crossing; ``None`` where it does not ask for it, or nothing new is behind it.

    ``earlier`` is what it told of this host's outlook before, oldest first.
    """
    asked = _order(rule.outlook or "high")
    rises = _order(found.level) >= asked and _order(found.level) > _order(found.before)
    falls = rule.falls and _order(found.level) < asked <= _order(found.before)
    if (rule.hosts and found.host not in rule.hosts) or not (rises or falls):
        return None
    if falls and (not earlier or earlier[-1].kind == "eased"):
        return None
    people = counted(rule, found.host, exposed)
    if rises and (not _is_news(rule, found, earlier, now) or _too_few(rule, people)):
        return None
    kind: Kind = "worse" if rises else "eased"
    return Alert(
        id=digest("outlook", rule.name, found.host, str(found.number), found.level)[:24],
        rule=rule.name,
        at=now,
        host=found.host,
        sender=None,
        type="outlook",
        value=found.level,
        kind=kind,
        before=found.before,
        since=now.date(),
        expires=now + span(rule.expires),
        grave=rises and found.level == "high",
        drill=rule.drill,
        quotes=quoted(connection, [each.id for each in found.evidence[:QUOTED]]),
        origins=_voices(found),
        documents=len({each.id for each in found.evidence}),
        exposed=people,
        earlier=references(earlier),
    )


def _is_news(rule: Rule, found: Crossed, earlier: Sequence[Alert], now: dt.datetime) -> bool:
    """Whether something of the rule's window is behind it, from as many as it asks for, and it was not just told: old
    papers that are taken in now are no news.
    """
    days = math.ceil(span(rule.fresh) / dt.timedelta(days=1))
    if not found.evidence or (now.date() - found.evidence[0].day).days > days:
        return False
    if any(each.value == found.level and now - each.at < span(rule.cooldown) for each in earlier):
        return False
    return len(_voices(found)) >= rule.origins


def _too_few(rule: Rule, people: int | None) -> bool:
    return rule.exposed is not None and people is not None and people < rule.exposed.people


def _voices(found: Crossed) -> tuple[str, ...]:
    """Whose words or acts are behind it, each once."""
    return tuple(dict.fromkeys(each.voice.partition(":")[2] for each in found.evidence))


def _order(level: str) -> int:
    return LEVELS.index(level)


def until(found: Outlook, day: dt.date) -> tuple[Evidence, ...]:
    """The evidence of every indicator that was there on a day, on now or not, the latest first."""
    every = {one.id: one for shown in found.shown for one in shown.evidence if one.day <= day}
    return tuple(sorted(every.values(), key=lambda each: (-each.day.toordinal(), each.id)))


def _latest(found: Outlook) -> tuple[Evidence, ...]:
    every = {each.id: each for shown in found.on for each in shown.evidence}
    return tuple(sorted(every.values(), key=lambda each: (-each.day.toordinal(), each.id)))
