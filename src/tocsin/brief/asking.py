"""What a brief is asked for, and the references that it gathers on the way."""

import datetime as dt
from collections.abc import Callable, Iterable

import msgspec

from tocsin.board import Board
from tocsin.brief.model import Reference, Sentence
from tocsin.brief.words import plain
from tocsin.ledger import KnownPosture, Ledger, Shown

CITED = 3
"""Places that one sentence is referred to; all others of its claim are in the ledger."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A host at a moment, from what had been seen by another; ``since`` is the day from which changes count.

    ``past`` is ``known_at`` where that is not now: then claims are made again from what was known. ``board``,
    ``postures`` (by id) and ``registers`` answer the same question. ``name`` gives the English name of a code.
    """

    host: str
    as_of: dt.datetime
    known_at: dt.datetime
    since: dt.date
    board: Board
    postures: dict[str, KnownPosture]
    name: Callable[[str | None], str]
    registers: tuple[Shown, ...] = ()
    past: dt.datetime | None = None


class References:
    """The places that sentences rest on, numbered in the order in which they are first named."""

    def __init__(self, ledger: Ledger, *, known_at: dt.datetime | None = None) -> None:
        self._ledger, self._known_at = ledger, known_at
        self._found: dict[tuple[str, int, int], Reference] = {}
        self._of: dict[str, int | None] = {}

    @property
    def all(self) -> tuple[Reference, ...]:
        """Every reference so far, by number."""
        return tuple(self._found.values())

    def said(self, text: str, evidence: Iterable[str], *, why: str | None = None) -> Sentence | None:
        """A sentence that rests on these records, the first of them named; ``None`` where none is in the ledger."""
        numbers: list[int] = []
        for record in dict.fromkeys(evidence):
            number = self._number(record)
            if number is not None and number not in numbers:
                numbers.append(number)
            if len(numbers) == CITED:
                break
        return Sentence(text=plain(text), refs=tuple(numbers), why=why) if numbers else None

    def quote(self, record: str) -> str | None:
        """The sentence of a record, as it stands in its document."""
        number = self._number(record)
        return None if number is None else next(each.quote for each in self.all if each.number == number)

    def _number(self, record: str) -> int | None:
        if record not in self._of:
            self._of[record] = self._place(record)
        return self._of[record]

    def _place(self, record: str) -> int | None:
        stored = self._ledger.record(record)
        held = None if stored is None else self._ledger.document(stored.document_key, known_at=self._known_at)
        if stored is None or held is None:
            return None
        where = (stored.document_key, stored.record.start, stored.record.end)
        if where not in self._found:
            document = held.document
            self._found[where] = Reference(
                number=len(self._found) + 1,
                record=record,
                key=stored.document_key,
                start=where[1],
                end=where[2],
                quote=document.text[where[1] : where[2]],
                publisher=document.publisher,
                title=document.title,
                published=document.published,
                address=next((each.address for each in held.sightings if each.address), None),
            )
        return self._found[where].number


def unknown(text: str, why: str) -> Sentence:
    """A sentence that only says that something is not known, and what was asked."""
    return Sentence(text=plain(text), rests="absence", why=why)
