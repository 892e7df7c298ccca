"""Headings: "Kremlin: no comment", "Attack possible any day: Biden"."""

import re

from tocsin.documents import Role
from tocsin.reading.statement.floor import Floor
from tocsin.reading.statement.naming import of_person
from tocsin.reading.statement.speakers import voice_of
from tocsin.reading.statement.spoken import Line, Spoken
from tocsin.reading.statement.voice import Turn, Voice

_HEAD = re.compile(r"^(?P<name>[A-Z][\w'.-]*(?: [\w'.-]+){0,4}): (?=.{8,})")
_TAIL = re.compile(r"(?:: | [–—-] )(?P<name>[A-Z][\w'.-]*(?: [\w'.-]+){0,3})$")


def heading(line: Line, floor: Floor, here: Turn) -> list[Spoken]:
    """The voice that a heading sets off by a colon, if it is one that can speak."""
    if line.sentence.role is not Role.HEADING or line.parsed is None:
        return []
    found = _HEAD.search(line.sentence.clean) or _TAIL.search(line.sentence.clean)
    if found is None:
        return []
    token = next(
        (
            part
            for part in reversed(list(line.parsed.doc))
            if part.idx < found.end("name") and part.pos_ in ("NOUN", "PROPN")
        ),
        None,
    )
    voice = _voice(found["name"], floor)
    mention = line.parsed.mention(token) if token is not None else None
    if (
        voice is None
        and token is not None
        and mention is not None
        and mention.kind in ("government", "capital")
        and mention.name.endswith(found["name"].removeprefix("The "))
    ):
        voice = voice_of(token, line.parsed, floor, here)
    return [Spoken(voice, ":", None)] if voice is not None and voice.kind in ("person", "institution") else []


def _voice(name: str, floor: Floor) -> Voice | None:
    person = floor.directory.find(name)
    return of_person(person) if person is not None else None
