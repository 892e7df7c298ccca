"""The directory as it is shown and handed on: a line for each person, with every sentence that introduces them."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from tocsin.errors import InputError
from tocsin.records.directory import Directory, Introduced, Person, Post


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An office that documents give somebody, from the first to the last day on which one did, and the last sentence.

    ``former``: it is told as one that is held no more.
    """

    office: str
    former: bool
    first: dt.date
    last: dt.date
    documents: int
    document: str
    start: int
    end: int
    evidence: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom documents introduce: the name most used, other spellings, the state where documents agree on it,
    the offices (what is held before what was, the latest first), and every introduction, the earliest first."""

    name: str
    spellings: tuple[str, ...]
    country: str | None
    offices: tuple[Held, ...]
    first: dt.date
    last: dt.date
    documents: int
    introductions: tuple[Introduced, ...]


def entries(directory: Directory, *, until: dt.date | None = None) -> list[Entry]:
    """Everybody in the directory, by surname; of a day: as documents up to that day introduce them."""
    return [_entry(person) for person in directory.people(until=until)]


def read_entries(data: bytes) -> Directory:
    """The directory that ``entries`` were made of, from their JSON. Raises InputError for anything else."""
    try:
        found = msgspec.json.decode(data, type=tuple[Entry, ...])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"That is no directory ({error}); make one with 'tocsin directory --format json'."
        raise InputError(message) from error
    return Directory(_told(found))


def _told(found: Iterable[Entry]) -> Iterable[Introduced]:
    return (each for entry in found for each in entry.introductions)


def _entry(person: Person) -> Entry:
    return Entry(
        name=person.name,
        spellings=person.spellings,
        country=person.country,
        offices=tuple(_held(post) for post in person.posts),
        first=person.told[0].day,
        last=person.told[-1].day,
        documents=person.documents,
        introductions=person.told,
    )


def _held(post: Post) -> Held:
    last = post.told[-1]
    return Held(
        office=post.office,
        former=post.former,
        first=post.first,
        last=post.last,
        documents=len({each.document for each in post.told}),
        document=last.document,
        start=last.start,
        end=last.end,
        evidence=last.evidence,
    )
