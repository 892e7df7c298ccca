"""From what a model told to records: the words found in the text, the fields held to their types, or dropped."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from tocsin.assistant.form import OURS
from tocsin.assistant.parts import Part
from tocsin.documents import Document
from tocsin.records import VALUES, Contact, Denial, Event, Figure, Forewarning, Posture, Statement, Way
from tocsin.records.codes import stray_code

Told = Posture | Statement | Denial | Figure | Contact | Forewarning | Event | Way
Reason = Literal["no evidence", "not in the text", "does not fit", "told twice"]


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a model told and that is no record: the reason, one sentence on it, and what was told."""

    reason: Reason
    why: str
    told: Any


class Verifier:
    """Holds what is told of one document to its text. Records of a kind are taken to come in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._seen: set[Told] = set()
        self._at: dict[str, int] = {}

    def checked(self, told: Any, part: Part) -> Told | Dropped:
        """The record, with its place in the text, or why it is none."""
        evidence = told.get("evidence") if isinstance(told, dict) else None
        if not isinstance(evidence, str) or not evidence.strip():
            return Dropped(reason="no evidence", why="It quotes nothing.", told=told)
        spans = list(self._places(evidence, part))
        if not spans:
            return Dropped(reason="not in the text", why=f"The text does not say {evidence[:120]!r}.", told=told)
        try:
            records = [self._record(told, start, end) for start, end in spans]
        except (msgspec.ValidationError, ValueError) as error:
            return Dropped(reason="does not fit", why=f"{error}.", told=told)
        return self._first(records) or Dropped(reason="told twice", why="The same was told before.", told=told)

    def _places(self, quote: str, part: Part) -> Iterator[tuple[int, int]]:
        """Where a quote stands in what was shown; white space may differ, nothing else."""
        words = re.compile(r"\s+".join(map(re.escape, quote.split())))
        for start, end in _runs(part):
            yield from (found.span() for found in words.finditer(self._text, start, end))

    def _record(self, told: dict[str, Any], start: int, end: int) -> Told:
        evidence = self._text[start:end]
        fields = {name: _or_nothing(value) for name, value in told.items() if name not in OURS}
        record: Told = msgspec.convert(fields | {"start": start, "end": end, "evidence": evidence}, Told)
        _check(record, fields)
        return record

    def _first(self, records: Sequence[Told]) -> Told | None:
        """The first place, at or behind the last record of the kind, at which the same has not been told yet."""
        new = [record for record in records if record not in self._seen]
        if not new:
            return None
        kind = type(new[0]).__name__
        behind = [record for record in new if record.start >= self._at.get(kind, 0)]
        record = (behind or new)[0]
        self._seen.add(record)
        self._at[kind] = record.start
        return record


def _or_nothing(value: Any) -> Any:
    """A blank says as much as null."""
    return None if isinstance(value, str) and not value.strip() else value


def _runs(part: Part) -> Iterator[tuple[int, int]]:
    """The runs of the text that the part shows without a gap."""
    start, end = part.units[0].start, part.units[0].end
    for unit in part.units[1:]:
        if unit.start != end:
            yield start, end
            start = unit.start
        end = unit.end
    yield start, end


def _check(record: Told, fields: dict[str, Any]) -> None:
    """What the types do not say. Raises ValueError with the reason."""
    if isinstance(record, Posture):
        if record.value not in VALUES[record.type]:
            message = f"{record.value!r} is no value of {record.type}"
            raise ValueError(message)
        if record.type != "advice" and record.scope is not None:
            message = f"a {record.type} has no scope"
            raise ValueError(message)
    if stray := stray_code(fields):
        message = f"{stray[0]} {stray[1]!r} is no country"
        raise ValueError(message)
    if isinstance(record, Figure) and not all(map(math.isfinite, _numbers(record))):
        raise ValueError("its value is no number")
    wording = getattr(record, "wording", None)
    if wording is not None and " ".join(wording.split()) not in " ".join(record.evidence.split()):
        message = f"its wording {wording[:80]!r} is not in its evidence"
        raise ValueError(message)


def _numbers(figure: Figure) -> tuple[float, ...]:
    return figure.value if isinstance(figure.value, tuple) else (figure.value,)
