"""Erasure and retention: the one place where rows go for good (``docs/decisions``, "Erasure")."""

import datetime as dt
import secrets
from collections.abc import Collection
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.errors import InputError
from tocsin.ledger import people_tables as tables
from tocsin.ledger.moments import utc
from tocsin.people import rows
from tocsin.people.model import Person, Stay, Viewer
from tocsin.people.store import People


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept of one person, for that person."""

    person: Person
    editions: tuple[tuple[dt.datetime, Person], ...]
    stays: tuple[tuple[dt.datetime, Stay], ...]
    answers: tuple[dict[str, Any], ...]
    asked: tuple[dict[str, Any], ...]
    views: tuple[dict[str, Any], ...]


class Retained(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows were past their time and are gone."""

    stays: int = 0
    editions: int = 0
    refused: int = 0
    answers: int = 0


def export(people: People, person: str, *, viewer: Viewer, at: dt.datetime) -> Export:
    """Everything that is kept of a person; that it was taken is kept too. Raises InputError for an unknown id."""
    standing = people.persons([person], viewer=viewer, at=at, did="export")
    if not standing:
        raise _unknown()
    keys = people.keys
    with people.reading() as connection:
        persons = connection.execute(_of(tables.persons, person).order_by(tables.persons.c.edition)).all()
        stays = connection.execute(_of(tables.stays, person).order_by(tables.stays.c.recorded_at)).all()
        answers = connection.execute(_of(tables.answers, person)).all()
        asked = connection.execute(_of(tables.sendings, person)).mappings().all()
    return Export(
        person=standing[0],
        editions=tuple((row.recorded_at, rows.person_of(row, keys)) for row in persons),
        stays=tuple((row.recorded_at, rows.stay_of(row, keys)) for row in stays),
        answers=tuple(
            {"campaign": row.campaign, "state": row.state, "at": row.at}
            | (msgspec.json.decode(keys.open(row.sealed)) if row.sealed else {})
            for row in answers
        ),
        asked=tuple({name: row[name] for name in ("campaign", "channel", "status", "at")} for row in asked),
        views=tuple(msgspec.to_builtins(view) for view in people.views(person)),
    )


def erase(people: People, person: str, *, viewer: Viewer, at: dt.datetime) -> None:
    """Delete what is personal of somebody for good: every edition, every stay, every note, and their links.

    What a check-in counted stays, under a name that stands for nobody. Raises InputError for an unknown id.
    """
    known = people.unseen([person])
    if not known:
        raise _unknown()
    nobody = f"erased-{secrets.token_hex(8)}"
    with people.writing() as connection:
        _delete_securely(connection)
        for table in (tables.persons, tables.stays, tables.search_words, tables.tickets):
            connection.execute(sa.delete(table).where(table.c.person == person))
        connection.execute(
            sa.update(tables.answers).where(tables.answers.c.person == person).values(person=nobody, sealed=None)
        )
        for column in (tables.sendings.c.person, tables.sendings.c.to_whom):
            connection.execute(sa.update(tables.sendings).where(column == person).values({column.name: nobody}))
        _forget_refused(people, connection, known[0])
        people.note(connection, [person], viewer=viewer, did="erase", at=at)
    _settle(people)


def retain(people: People, *, before: dt.datetime, viewer: Viewer, at: dt.datetime) -> Retained:
    """Delete what ended, or was superseded, before a moment: stays, older editions, refused rows, notes of answers."""
    before = utc(before)
    with people.writing() as connection:
        _delete_securely(connection)
        stays = _gone(connection, sa.delete(tables.stays).where(tables.stays.c.ends_at < before))
        editions = sum(_superseded(connection, table, before) for table in (tables.persons, tables.stays))
        refused = _gone(connection, sa.delete(tables.refused).where(tables.refused.c.recorded_at < before))
        noted = sa.update(tables.answers).where(tables.answers.c.at < before, tables.answers.c.sealed.is_not(None))
        answers = _gone(connection, noted.values(sealed=None))
        expired = sa.select(tables.campaigns.c.campaign).where(tables.campaigns.c.expires_at < before)
        connection.execute(sa.delete(tables.tickets).where(tables.tickets.c.campaign.in_(expired)))
        done = Retained(stays=stays, editions=editions, refused=refused, answers=answers)
        if any(msgspec.structs.astuple(done)):
            people.note(connection, ["-"], viewer=viewer, did="retain", at=at)
    _settle(people)
    return done


def _superseded(connection: sa.Connection, table: sa.Table, before: dt.datetime) -> int:
    """Delete the editions that a later one replaced before a moment."""
    key = next(iter(table.primary_key.columns)).name
    later = table.alias()
    replaced = sa.select(sa.literal(1)).where(
        later.c[key] == table.c[key], later.c.edition > table.c.edition, later.c.recorded_at < before
    )
    return _gone(connection, sa.delete(table).where(replaced.exists()))


def _forget_refused(people: People, connection: sa.Connection, person: Person) -> None:
    table = tables.refused
    kept = connection.execute(sa.select(table.c.key, table.c.sealed)).all()
    about = [row.key for row in kept if rows.mentions(msgspec.json.decode(people.keys.open(row.sealed)), person)]
    _delete_keys(connection, table, about)


def _delete_keys(connection: sa.Connection, table: sa.Table, keys: Collection[str]) -> None:
    for key in keys:
        connection.execute(sa.delete(table).where(table.c.key == key))


def _gone(connection: sa.Connection, statement: sa.Delete | sa.Update) -> int:
    return connection.execute(statement).rowcount


def _of(table: sa.Table, person: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.person == person)


def _delete_securely(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def _settle(people: People) -> None:
    """Bring what was overwritten out of SQLite's log into the file, so that no copy of it is left behind."""
    if people.engine.dialect.name == "sqlite":
        connection = people.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _unknown() -> InputError:
    return InputError("Nobody on the roster has this id: see 'tocsin people list'.")
