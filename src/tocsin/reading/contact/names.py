"""Where a sentence names people: full names, surnames of whom the document knows, initials, monarchs."""

import dataclasses
import re

from tocsin.reading.parse import Parsed
from tocsin.reading.statement.directory import Directory, Person

_POSSESSED = re.compile(r"['’]s |^(?:Mr|Mrs|Ms)\b")
_HONOUR = re.compile(r"\b(?:King|Queen|Emir|Prince|Princess|Sultan|Sheikh|Sheikha|Mullah|Pope) $")
_WORDS_TOO = frozenset({"An", "Ban", "Do", "Grant", "He", "Long", "Mark", "May", "So", "Will"})
_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*")


@dataclasses.dataclass(frozen=True, slots=True)
class Party:
    """One participant; ``named`` says that it is a person or a state and no mere description."""

    name: str
    country: str | None = None
    named: bool = True
    person: bool = False


def named(parsed: Parsed, directory: Directory) -> list[tuple[int, int, Party]]:
    """Where a sentence names people, by full name or surname."""
    found = [
        (start, end, _suffixed(person, parsed.text[end : end + 24]))
        for start, end, person in directory.spans(parsed.text)
        if not _POSSESSED.search(person.name)
        and not any(mention.kind == "airline" and mention.start <= start < mention.end for mention in parsed.mentions)
    ]
    found = [
        row
        for row in found
        if not any(
            other[0] <= row[0] and row[1] <= other[1] and other is not row and other[:2] != row[:2] for other in found
        )
    ]
    taken = [(start, end) for start, end, _ in found] + [(mention.start, mention.end) for mention in parsed.mentions]
    for match in _WORD.finditer(parsed.text):
        word = re.sub(r"['’]s$", "", match.group()).rstrip(".")
        if any(start <= match.start() < end for start, end in taken) or len(word) < 2:
            continue
        person = _short(word, directory, parsed.text[: match.start()])
        if person is not None:
            found.append((match.start(), match.start() + len(word), of_person(person)))
    return sorted(
        ((start, end, _crowned(party, parsed.text[:start])) for start, end, party in found), key=lambda row: row[0]
    )


def _short(word: str, directory: Directory, before: str) -> Person | None:
    """Whom a surname means, or a name that comes first: the family name "Xi", "Sheikh Tamim"."""
    person = directory.find(word) or (directory.called(word) if _HONOUR.search(before) else None)
    if person is None or _POSSESSED.search(person.name) or not (person.office or " " in person.name):
        return None
    if _fold(person.name).endswith(_fold(word)):
        return person if len(word) > 2 else None
    first = _fold(person.name).split()[0] == _fold(word)
    return person if first and (before or word not in _WORDS_TOO) else None


def _crowned(party: Party, before: str) -> Party:
    """A monarch is called by the title: "King Salman"."""
    title = re.search(r"\b(?:King|Queen|Emir|Prince|Princess|Sultan|Pope|Sheikh|Crown Prince)(?= $)", before)
    return (
        dataclasses.replace(party, name=f"{title.group()} {party.name}") if title and " " not in party.name else party
    )


def _suffixed(person: Person, after: str) -> Party:
    suffix = re.match(r",? (?:Jr|Sr|II|III|IV)\b\.?| (?:al|el|bin|ibn|ben|ould|ul|ur)[- ][A-ZÀ-Ž][\w-]+", after)
    return Party(person.name + suffix.group(), person.country, person=True) if suffix else of_person(person)


def _fold(name: str) -> str:
    return name.casefold().replace("’", "'")


def of_person(person: Person) -> Party:
    """Somebody of the directory as a participant."""
    return Party(person.name, person.country, person=True)
