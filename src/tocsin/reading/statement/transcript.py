"""Transcripts: "MR. PRICE: …" gives every sentence up to the next label to one speaker, and questions to nobody."""

import re

from tocsin.documents import Document
from tocsin.reading.statement.directory import Directory
from tocsin.reading.statement.naming import of_person
from tocsin.reading.statement.people import learn
from tocsin.reading.statement.spoken import Line, Spoken
from tocsin.reading.statement.voice import Voice
from tocsin.reading.statement.words import words

_LABEL = re.compile(
    r"^(?:(?:MR|MS|MRS|DR|SEC|GEN|ADM|AMB|SECRETARY|PRESIDENT|MINISTER|AMBASSADOR|GENERAL|ADMIRAL|SENATOR|THE)\.? )*"
    r"(?P<name>[A-ZÀ-Ž][A-ZÀ-Ž.'’ -]{1,40}?):(?:\s|$)"
)
_QUESTION = re.compile(r"^(?:Q|QUESTION|REPORTER|PRESS|Q\.|MODERATOR)\b[.:]?\s")
_REMARKS = re.compile(
    r"^(?:Remarks|Statement|Address|Speech)(?: as (?:Delivered|Prepared))? (?:by|of|from) "
    r"(?P<name>.{4,80}?)(?: (?:[Oo]n|[Aa]t|[Pp]roviding|[Aa]fter|[Aa]nnouncing|[Bb]efore|to|in|regarding)\b|$)"
)
_FEWEST = 2


def label(lines: list[Line], document: Document, directory: Directory, sender: str | None) -> None:
    """Fill in who speaks where the document is a transcript or somebody's remarks, in place."""
    labelled = [index for index, line in enumerate(lines) if _label(line)]
    questions = [index for index, line in enumerate(lines) if _QUESTION.match(line.sentence.clean)]
    voice = _monologue(lines, document, directory, sender)
    if len(labelled) + len(questions) < _FEWEST and voice is None and not (labelled and sender):
        return
    for line in lines:
        found = _label(line)
        if _QUESTION.match(line.sentence.clean):
            voice = None
        elif found:
            voice = _voice(found, directory, sender)
        if voice is not None and line is not lines[0] and not line.spoken and len(line.sentence.clean.split()) > 2:
            line.spoken.append(Spoken(voice, ":", continuation=found is None))
            line.answering = True


def _label(line: Line) -> str | None:
    found = _LABEL.match(line.sentence.clean)
    return found["name"].strip() if found and not _QUESTION.match(line.sentence.clean) else None


def _monologue(lines: list[Line], document: Document, directory: Directory, sender: str | None) -> Voice | None:
    title = document.title or (lines[0].sentence.clean if lines else "")
    found = _REMARKS.match(title)
    if found is None:
        return None
    people = directory.named(found["name"]) or list(learn([(found["name"], [])]).people())
    return of_person(people[0], sender) if people else None


def _voice(name: str, directory: Directory, sender: str | None) -> Voice:
    person = directory.find(name.title())
    if person is not None:
        return of_person(person, sender)
    plain = name.capitalize() if name.casefold() in words("offices") else name.title()
    return Voice(
        plain.casefold() if name.casefold() in words("offices") else plain, "unnamed", sender, head=name.casefold()
    )
