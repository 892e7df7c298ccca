"""The roster in the database: editions of persons and stays, groups, refused rows, and who looked at what.

Nothing is changed in place: a changed row is a further edition. What is personal is sealed before it gets here and
opened only for a viewer, whose look is kept.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from tocsin.errors import SettingsError
from tocsin.ledger import people_tables as tables
from tocsin.ledger.engine import explained, writing
from tocsin.ledger.moments import utc
from tocsin.ledger.writing import insert
from tocsin.people import rows
from tocsin.people.model import Group, Person, Stay, Viewer
from tocsin.people.sealing import Keys, wrong_key

_LOCK = 0x70C52
"""The PostgreSQL advisory lock under which one process at a time adds editions."""
_MANY = 500
_NONE = (0, "")
_Marks = dict[str, tuple[int, str]]
_Thing = TypeVar("_Thing")
_Noun = TypeVar("_Noun", Person, Stay)


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """How many persons and stays were new, and how many of those known had changed."""

    new_persons: int = 0
    changed_persons: int = 0
    new_stays: int = 0
    changed_stays: int = 0

    def __bool__(self) -> bool:
        return any(msgspec.structs.astuple(self))


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One look at what is personal: who, what, when, why."""

    at: dt.datetime
    who: str
    did: str
    person: str
    why: str


class People:
    """The roster of a ledger, opened with its key. May be shared by threads.

    Raises SettingsError where the key is not the one that the roster was sealed with, LedgerError where the database
    fails.
    """

    def __init__(self, engine: sa.Engine, keys: Keys) -> None:
        self.engine, self.keys = engine, keys
        with self.reading() as connection:
            marks = set(connection.execute(sa.select(tables.key_marks.c.mark)).scalars())
        if marks and not marks & set(keys.marks):
            raise SettingsError(wrong_key(keys.path))

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that reads."""
        with explained(self.engine.url), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes; only one adds editions at a time."""
        with writing(self.engine, lock=_LOCK) as connection:
            yield connection

    def record(
        self, persons: Sequence[Person], stays: Sequence[Stay], *, at: dt.datetime, origin: str, whole: bool = False
    ) -> Added:
        """Remember persons and stays, all or nothing; what stands as it was is no row.

        ``whole`` says that these are all there are: those of the same ``origin`` that are missing are marked gone.
        """
        at = utc(at)
        with self.writing() as connection:
            self._mark(connection, at)
            of_persons = {each.id: each for each in persons}
            known = self._standing_marks(connection, tables.persons, "person", of_persons)
            fresh, changed = _moved(of_persons, known, lambda each: rows.person_mark(each, self.keys))
            made = [rows.person_row(each, self.keys, at, origin) for each in (*fresh, *changed)]
            self._add(connection, tables.persons, "person", made, known)
            self._index(connection, fresh, changed)
            of_stays = {each.id: each for each in stays}
            if whole:
                of_stays |= self._cancelled(connection, set(of_stays), origin)
            there = self._standing_marks(connection, tables.stays, "stay", of_stays)
            new_stays, changed_stays = _moved(of_stays, there, lambda each: rows.stay_mark(each, self.keys))
            made = [rows.stay_row(each, self.keys, at, origin) for each in (*new_stays, *changed_stays)]
            self._add(connection, tables.stays, "stay", made, there)
        return Added(
            new_persons=len(fresh),
            changed_persons=len(changed),
            new_stays=len(new_stays),
            changed_stays=len(changed_stays),
        )

    def _mark(self, connection: sa.Connection, at: dt.datetime) -> None:
        insert(connection, tables.key_marks, {"mark": self.keys.marks[0], "at": at})

    def _add(
        self, connection: sa.Connection, table: sa.Table, key: str, made: Sequence[rows.Row], known: _Marks
    ) -> None:
        """Add editions, each with the number after the last that is known."""
        numbered = [{**row, "edition": known.get(row[key], _NONE)[0] + 1} for row in made]
        for batch in _batches(numbered):
            insert(connection, table, *batch)

    def _standing_marks(self, connection: sa.Connection, table: sa.Table, key: str, names: Collection[str]) -> _Marks:
        column = table.c[key]
        found: _Marks = {}
        for batch in _batches(list(names)):
            query = sa.select(column, table.c.edition, table.c.mark).where(column.in_(batch)).order_by(table.c.edition)
            found |= {name: (edition, mark) for name, edition, mark in connection.execute(query)}
        return found

    def _index(self, connection: sa.Connection, fresh: Sequence[Person], changed: Sequence[Person]) -> None:
        """Make persons findable by the words of today."""
        table = tables.search_words
        for batch in _batches(changed):
            connection.execute(sa.delete(table).where(table.c.person.in_([each.id for each in batch])))
        for batch in _batches([*fresh, *changed]):
            words = ((each.id, word) for each in batch for word in sorted(rows.search_words(each, self.keys)))
            insert(connection, table, *({"person": person, "word": word} for person, word in words))

    def _cancelled(self, connection: sa.Connection, kept: set[str], origin: str) -> dict[str, Stay]:
        """The stays that a whole file of this origin no longer has, taken back."""
        table = tables.stays
        query = standing(table, "stay").where(table.c.origin == origin, sa.not_(table.c.cancelled))
        gone = [rows.stay_of(row, self.keys) for row in connection.execute(query) if row.stay not in kept]
        return {each.id: msgspec.structs.replace(each, cancelled=True) for each in gone}

    def ids(self, *, group: str | None = None) -> list[str]:
        """The ids of everybody on the roster, or of a group, in order."""
        table = tables.persons
        query = standing(table, "person").with_only_columns(table.c.person, table.c.groups).order_by(table.c.person)
        with self.reading() as connection:
            found = connection.execute(query).all()
        return [row.person for row in found if group is None or group in rows.names_of(row.groups)]

    def find(self, text: str) -> list[str]:
        """The ids of those whose name, address or id holds every word of a text."""
        words = self.keys.search_words(text)
        table = tables.search_words
        query = sa.select(table.c.person).where(table.c.word.in_(words)).group_by(table.c.person)
        with self.reading() as connection:
            found = connection.execute(query.having(sa.func.count() == len(words)).order_by(table.c.person))
            return list(found.scalars())

    def persons(
        self, ids: Collection[str] | None, *, viewer: Viewer, at: dt.datetime, did: str = "view"
    ) -> list[Person]:
        """Persons by id, or all, in the order of their ids. A responder sees all, and it is kept who looked and why.

        Somebody in another role sees names, never contact fields.
        """
        found = self.unseen(ids)
        if viewer.role != "responder":
            return [rows.without_contacts(each) for each in found]
        with self.writing() as connection:
            self.note(connection, (each.id for each in found), viewer=viewer, did=did, at=at)
        return found

    def unseen(self, ids: Collection[str] | None) -> list[Person]:
        """Persons for the machine's own use (to send, to compare): nobody looks, so nothing is noted."""
        table = tables.persons
        query = standing(table, "person").order_by(table.c.person)
        with self.reading() as connection:
            if ids is None:
                return [rows.person_of(row, self.keys) for row in connection.execute(query)]
            chosen = sorted(set(ids))
            batches = (connection.execute(query.where(table.c.person.in_(batch))) for batch in _batches(chosen))
            return [rows.person_of(row, self.keys) for batch in batches for row in batch]

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """The names of persons by id; those who are not on the roster are missing."""
        return {each.id: each.name for each in self.unseen(ids)}

    def note(self, connection: sa.Connection, ids: Iterable[str], *, viewer: Viewer, did: str, at: dt.datetime) -> None:
        """Remember that somebody saw or took what is personal."""
        seen = [{"at": utc(at), "who": viewer.name, "did": did, "person": each, "why": viewer.why} for each in ids]
        for batch in _batches(seen):
            connection.execute(sa.insert(tables.views), batch)

    def views(self, person: str | None = None, *, limit: int = 1000) -> list[View]:
        """Who looked, newest first; of one person or of all."""
        table = tables.views
        query = sa.select(table.c.at, table.c.who, table.c.did, table.c.person, table.c.why)
        if person is not None:
            query = query.where(table.c.person == person)
        with self.reading() as connection:
            found = connection.execute(query.order_by(table.c.number.desc()).limit(limit))
            return [View(**row) for row in found.mappings()]

    def stays(self, persons: Collection[str] | None = None) -> list[Stay]:
        """The stays that stand, of these persons or of all; with what was written, so for a viewer who may see it."""
        table = tables.stays
        query = standing(table, "stay").where(sa.not_(table.c.cancelled)).order_by(table.c.person, table.c.begins_at)
        with self.reading() as connection:
            if persons is None:
                return [rows.stay_of(row, self.keys) for row in connection.execute(query)]
            batches = (query.where(table.c.person.in_(batch)) for batch in _batches(sorted(set(persons))))
            return [rows.stay_of(row, self.keys) for batch in batches for row in connection.execute(batch)]

    def history(self, stay: str) -> list[tuple[dt.datetime, Stay]]:
        """Every edition of a stay with when it was recorded, oldest first."""
        table = tables.stays
        query = sa.select(table).where(table.c.stay == stay).order_by(table.c.edition)
        with self.reading() as connection:
            return [(row.recorded_at, rows.stay_of(row, self.keys)) for row in connection.execute(query)]

    def groups(self) -> list[Group]:
        """Every group that somebody is in or answers for, by name."""
        table = tables.groups
        with self.reading() as connection:
            stated = {row.group: row for row in connection.execute(standing(table, "group"))}
            named = connection.execute(standing(tables.persons, "person").with_only_columns(tables.persons.c.groups))
            names = {name for listed in set(named.scalars()) for name in rows.names_of(listed)}
        found = {name: Group(name=name) for name in names}
        found |= {name: Group(name=name, responsible=rows.names_of(row.responsible)) for name, row in stated.items()}
        return [found[name] for name in sorted(found)]

    def set_group(self, group: Group, *, at: dt.datetime) -> bool:
        """Remember who answers for a group; false where that stood already."""
        table = tables.groups
        with self.writing() as connection:
            last = connection.execute(standing(table, "group").where(table.c.group == group.name)).first()
            listed = rows.listed(group.responsible)
            if last is not None and last.responsible == listed:
                return False
            edition = 1 if last is None else last.edition + 1
            new = {"group": group.name, "edition": edition, "recorded_at": utc(at), "responsible": listed}
            return insert(connection, table, new) == 1

    def answering(self, person: Person) -> tuple[str, ...]:
        """The ids of those who answer for a person: their own, else those of their groups."""
        return self.answering_all([person])[0]

    def answering_all(self, persons: Sequence[Person]) -> list[tuple[str, ...]]:
        """For each person, in order, the ids of those who answer for them."""
        known = {group.name: group.responsible for group in self.groups()}
        found = []
        for person in persons:
            ofgroups = (each for name in person.groups for each in known.get(name, ()))
            found.append(tuple(each for each in dict.fromkeys(person.answered_by or ofgroups) if each != person.id))
        return found

    def groups_of(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The groups of these persons, in the order of their ids; none for one who is not on the roster any more."""
        table = tables.persons
        query = standing(table, "person").with_only_columns(table.c.person, table.c.groups)
        with self.reading() as connection:
            known = {row.person: rows.names_of(row.groups) for row in connection.execute(query)}
        return {each: known.get(each, ()) for each in sorted(ids)}

    def refuse(self, refused: Sequence[dict[str, Any]], *, file: str, at: dt.datetime) -> None:
        """Keep rows that could not be read: each with ``line``, ``why`` and its fields as they stood."""
        with self.writing() as connection:
            self._mark(connection, utc(at))
            for batch in _batches([rows.refused_row(each, self.keys, utc(at), file) for each in refused]):
                insert(connection, tables.refused, *batch)

    def refused(self) -> list[dict[str, Any]]:
        """The rows that could not be read, as they stood, by file and line; for a viewer who may see them."""
        table = tables.refused
        with self.reading() as connection:
            found = connection.execute(sa.select(table.c.sealed).order_by(table.c.file, table.c.line, table.c.key))
            return [msgspec.json.decode(self.keys.open(each)) for each in found.scalars()]

    def reseal(self) -> int:
        """Seal everything again with the first secret of the key file; how many rows."""
        done = 0
        with self.writing() as connection:
            for table in (tables.persons, tables.stays, tables.refused, tables.answers):
                keys = list(table.primary_key.columns)
                for row in connection.execute(sa.select(*keys, table.c.sealed).where(table.c.sealed.is_not(None))):
                    same = sa.and_(*(column == row._mapping[column.name] for column in keys))  # noqa: SLF001
                    sealed = self.keys.reseal(row.sealed)
                    connection.execute(sa.update(table).where(same).values(sealed=sealed))
                    done += 1
            connection.execute(sa.delete(tables.key_marks))
            self._mark(connection, dt.datetime.now(dt.UTC))
        return done


def _moved(made: Mapping[str, _Noun], known: _Marks, mark: Callable[[_Noun], str]) -> tuple[list[_Noun], list[_Noun]]:
    """Those that are new, and those that say something else than what stands."""
    fresh = [each for name, each in made.items() if name not in known]
    changed = [each for name, each in made.items() if name in known and known[name][1] != mark(each)]
    return fresh, changed


def standing(table: sa.Table, key: str) -> sa.Select[Any]:
    """The latest edition of everything in a table of editions."""
    later = table.alias()
    superseded = sa.select(sa.literal(1)).where(later.c[key] == table.c[key], later.c.edition > table.c.edition)
    return sa.select(table).where(~superseded.exists())


def _batches(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    for at in range(0, len(things), _MANY):
        yield things[at : at + _MANY]
