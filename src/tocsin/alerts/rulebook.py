"""The rules that people make while the program runs, kept in the ledger's database; the latest of a name stands."""

import datetime as dt

import msgspec
import sqlalchemy as sa

from tocsin.alerts.rules import Rule
from tocsin.ledger.alert_tables import rules as table
from tocsin.ledger.engine import explained, writing
from tocsin.ledger.moments import utc
from tocsin.ledger.rows import digest
from tocsin.ledger.writing import insert


def standing_rules(connection: sa.Connection) -> tuple[Rule, ...]:
    """The rules that stand, by name."""
    newest: dict[str, str | None] = {}
    for row in connection.execute(sa.select(table.c.name, table.c.payload).order_by(table.c.at, table.c.key)):
        newest[row.name] = row.payload
    return tuple(msgspec.json.decode(newest[name] or "", type=Rule) for name in sorted(newest) if newest[name])


def rules_kept(engine: sa.Engine) -> tuple[Rule, ...]:
    """The same, asked from outside of a transaction."""
    with explained(engine.url), engine.connect() as connection, connection.begin():
        return standing_rules(connection)


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as somebody made it at a moment; without ``rule`` it was switched off."""

    name: str
    at: dt.datetime
    by: str | None
    rule: Rule | None


def editions(engine: sa.Engine, name: str | None = None) -> list[Edition]:
    """Every edition of the rules that were made on pages, or of one, the latest first."""
    asked = sa.select(table).order_by(table.c.at.desc(), table.c.key.desc())
    with explained(engine.url), engine.connect() as connection, connection.begin():
        found = connection.execute(asked if name is None else asked.where(table.c.name == name)).all()
    return [
        Edition(
            name=row.name,
            at=row.at,
            by=row.by,
            rule=msgspec.json.decode(row.payload, type=Rule) if row.payload else None,
        )
        for row in found
    ]


def keep_rule(engine: sa.Engine, rule: Rule, *, at: dt.datetime, by: str | None = None) -> None:
    """Let a rule stand from now on, in place of an older one of its name. It has been ``checked`` before."""
    _write(engine, rule.name, msgspec.json.encode(rule).decode(), at, by)


def drop_rule(engine: sa.Engine, name: str, *, at: dt.datetime, by: str | None = None) -> None:
    """Let the rule of this name stand no more."""
    _write(engine, name, None, at, by)


def _write(engine: sa.Engine, name: str, payload: str | None, at: dt.datetime, by: str | None) -> None:
    moment = utc(at)
    key = digest("rule", name, moment.isoformat(), payload or "")
    with writing(engine) as connection:
        insert(connection, table, {"key": key, "name": name, "at": moment, "by": by, "payload": payload})
