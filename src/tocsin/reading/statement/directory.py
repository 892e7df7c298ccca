"""Who is who in one document: people by their full names, and by the surnames and first names that it uses alone."""

import copy
import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

WORD = r"(?:(?:al|el|ad|as|an|ar|ash|at|az)-)?[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w’'.-]*[\w])?"
_WORDS = re.compile(WORD)


@dataclasses.dataclass(slots=True)
class Person:
    """Somebody whom the text names: ``office``, ``country`` (alpha-3), ``gender`` (m, f) where it tells them."""

    name: str
    office: str | None = None
    country: str | None = None
    gender: str | None = None


class Presented(NamedTuple):
    """A name beside an office, as a sentence (by its place) has them: the words and the state of the office."""

    sentence: int
    start: int
    name: str
    words: str
    country: str | None


class Directory:
    """Who is who in one document. A surname, or a first name where the text uses it alone, finds its person.

    ``presented`` are the names that the text sets beside an office, in the order of the text.
    """

    def __init__(self) -> None:
        self.presented: tuple[Presented, ...] = ()
        self._people: dict[str, Person] = {}
        self._last: dict[str, Person] = {}
        self._first: dict[str, Person] = {}

    def copy(self) -> "Directory":
        """Another of the same, to which more may be added."""
        twins = {id(person): copy.copy(person) for person in self._everybody()}
        other = Directory()
        other._people, other._last, other._first = (
            {key: twins[id(person)] for key, person in table.items()}
            for table in (self._people, self._last, self._first)
        )
        return other

    def _everybody(self) -> Iterator[Person]:
        return itertools.chain(self._people.values(), self._last.values(), self._first.values())

    def add(
        self, name: str, *, office: str | None = None, country: str | None = None, gender: str | None = None
    ) -> Person:
        """Enter a person, or tell more of one who is known."""
        key = fold(name)
        parts = key.split()
        person = self._people.get(key) or (self._last.get(parts[-1]) if len(parts) == 1 else None) or self._same(parts)
        if person is not None and " " not in person.name and len(parts) > 1:
            del self._people[fold(person.name)]
            person.name = name
            self._people[key] = person
            self._first.setdefault(parts[0], person)
        if person is None:
            person = self._people[key] = Person(name)
            self._last.setdefault(parts[-1], person)
            if len(parts) > 1:
                self._first.setdefault(parts[0], person)
        person.office = person.office or office
        person.country = person.country or country
        person.gender = person.gender or gender
        return person

    def _same(self, parts: list[str]) -> Person | None:
        known = self._last.get(parts[-1])
        first = self._first.get(parts[0])
        if first is not None and len(parts) > 1 and fold(first.name).startswith(" ".join(parts) + " "):
            return first  # the name was cut short
        return (
            known
            if known is not None and len(parts) > 1 and fold(known.name).split()[0] in (parts[0], parts[-1])
            else None
        )

    def find(self, name: str) -> Person | None:
        """The person of a full name, a surname, or a first name."""
        key = fold(name)
        parts = key.split()
        if not parts:
            return None
        if key in self._people:
            return self._people[key]
        known = self._last.get(parts[-1])
        if known is not None and (
            len(parts) == 1 or set(parts) <= set(fold(known.name).split()) or parts[0] == fold(known.name).split()[0]
        ):
            return known
        first = self._first.get(key) if len(parts) == 1 else None
        return first if first is not None and first.office else None

    def called(self, first: str) -> Person | None:
        """The person of a first name, as behind a title: "Sheikh Tamim"."""
        return self._first.get(fold(first))

    def people(self) -> Iterator[Person]:
        """Everybody, in the order of the text."""
        return iter(self._people.values())

    def spans(self, text: str) -> list[tuple[int, int, Person]]:
        """Where the text names people in full, in order."""
        found = []
        for person in self._people.values():
            at = text.find(person.name)
            while at >= 0:
                found.append((at, at + len(person.name), person))
                at = text.find(person.name, at + 1)
        return sorted(found, key=lambda span: span[0])

    def named(self, text: str) -> list[Person]:
        """The people whose surname stands in the text, in order."""
        found: list[Person] = []
        for word in _words(text) if self._last else ():
            person = self._last.get(word)
            if person is not None and person not in found:
                found.append(person)
        return found


@functools.lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    """The words of a sentence, folded; several kinds ask for the people of the same one."""
    return tuple(map(fold, _WORDS.findall(text)))


@functools.lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name as it is compared: no possessive, no capitals."""
    return name.replace("’", "'").removesuffix("'s").removesuffix("'").casefold()
