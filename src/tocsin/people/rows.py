"""Between nouns and rows: what is personal is sealed on the way in and opened on the way out."""

import datetime as dt
import functools
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.errors import LedgerError
from tocsin.ledger.rows import digest
from tocsin.people.model import Person, Private, Spot, Stay
from tocsin.people.sealing import Keys, folded_words

Row = dict[str, Any]

_PLAIN = ("country", "region", "place", "lat", "lon", "precision_km")


class _Told(msgspec.Struct):
    """What is sealed of a stay."""

    stay: str
    written: str
    notes: str


def listed(names: Iterable[str]) -> str:
    """Names as one column keeps them."""
    return msgspec.json.encode(list(names)).decode()


@functools.lru_cache(maxsize=10_000)
def names_of(column: str) -> tuple[str, ...]:
    """The names that a column keeps."""
    return msgspec.json.decode(column, type=tuple[str, ...])


def person_mark(person: Person, keys: Keys) -> str:
    """What tells one edition of a person from another, and nothing of what it says."""
    return keys.blinded("person", msgspec.json.encode(person).decode())


def person_row(person: Person, keys: Keys, at: dt.datetime, origin: str) -> Row:
    """An edition of a person."""
    return {
        "person": person.id,
        "recorded_at": at,
        "origin": origin,
        "groups": listed(person.groups),
        "answers": listed(person.answered_by),
        "mark": person_mark(person, keys),
        "sealed": keys.seal(msgspec.json.encode(person)),
    }


def person_of(row: sa.Row[Any], keys: Keys) -> Person:
    """The person of a row. Raises LedgerError where the seal belongs to another row."""
    person = msgspec.json.decode(keys.open(row.sealed), type=Person)
    if person.id != row.person or person.private.person != row.person:
        raise LedgerError(_MOVED)
    return person


_MOVED = "A row of the roster holds what was sealed for another: the ledger is damaged, restore it from a copy."


def without_contacts(person: Person) -> Person:
    """The person as somebody sees them who may not see contact fields: with the name alone."""
    return msgspec.structs.replace(person, private=Private(person=person.id, name=person.name))


def search_words(person: Person, keys: Keys) -> set[str]:
    """What a person is found by: the words of the name, the addresses, the id."""
    addresses = [way.address.partition(":")[2] or way.address for way in person.ways]
    return keys.search_words(person.name, person.id, *addresses)


def stay_mark(stay: Stay, keys: Keys) -> str:
    """What tells one edition of a stay from another, and nothing of what it says."""
    return keys.blinded("stay", msgspec.json.encode(stay).decode())


def stay_row(stay: Stay, keys: Keys, at: dt.datetime, origin: str) -> Row:
    """An edition of a stay: where and when are plain so that they can be asked, the words as written are sealed."""
    told = msgspec.json.encode(_Told(stay=stay.id, written=stay.written, notes=stay.notes))
    return {
        "stay": stay.id,
        "person": stay.person,
        "recorded_at": at,
        "origin": origin,
        "kind": stay.kind,
        "cancelled": stay.cancelled,
        "first": stay.first,
        "last": stay.last,
        "begins_at": stay.begins_at,
        "ends_at": stay.ends_at,
        "claims": " ".join(stay.spot.claims) or None,
        **{name: getattr(stay.spot, name) for name in _PLAIN},
        "mark": stay_mark(stay, keys),
        "sealed": keys.seal(told),
    }


def placed_stay(row: sa.Row[Any]) -> Stay:
    """The stay of a row without what is sealed."""
    spot = Spot(claims=tuple((row.claims or "").split()), **{name: getattr(row, name) for name in _PLAIN})
    return Stay(
        id=row.stay,
        person=row.person,
        kind=row.kind,
        spot=spot,
        first=row.first,
        last=row.last,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        cancelled=row.cancelled,
    )


def stay_of(row: sa.Row[Any], keys: Keys) -> Stay:
    """The stay of a row with what was written. Raises LedgerError where the seal belongs to another row."""
    told = msgspec.json.decode(keys.open(row.sealed), type=_Told)
    if told.stay != row.stay:
        raise LedgerError(_MOVED)
    return msgspec.structs.replace(placed_stay(row), written=told.written, notes=told.notes)


def refused_row(refused: Row, keys: Keys, at: dt.datetime, file: str) -> Row:
    """A row that could not be read, named by what it holds, so that the same one is kept once."""
    whole = msgspec.json.encode(refused)
    key = keys.blinded("refused", digest(file), whole.decode())
    return {"key": key, "recorded_at": at, "file": file, "line": refused["line"], "sealed": keys.seal(whole)}


def mentions(refused: Row, person: Person) -> bool:
    """Whether a refused row speaks of a person: by id, by an address, or by the whole name."""
    values = folded_words(str(each) for each in refused.get("fields", {}).values())
    addresses = {way.address.partition(":")[2].casefold() for way in person.ways}
    name = folded_words([person.name])
    return person.id.casefold() in values or bool(addresses & values) or (bool(name) and name <= values)
