"""From the ids of records to quotes: each a slice of a kept document, and never longer than a reader can use."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable

from tocsin.errors import LedgerError
from tocsin.ledger import KnownPosture, Ledger, StoredDocument
from tocsin.mcp.model import Quote

QUOTES = 3
"""Records that are quoted for one thing; how many more there are is told."""
NO_WORDS = "It stands in the data that the register gives, not in words of its text: see the document."
"""Said where there is nothing to quote."""
LONGEST = 1_000
"""Characters of one quote; a longer one ends sooner, and its ``end`` says where."""


class Quoting:
    """The quotes of one answer. Documents are fetched once each, as they were known at the moment asked about."""

    def __init__(self, ledger: Ledger, known_at: dt.datetime | None) -> None:
        self._ledger, self._known_at = ledger, known_at
        self._held: dict[str, StoredDocument | None] = {}

    def document(self, key: str) -> StoredDocument | None:
        """A document by its key; ``None`` where it was not known then."""
        if key not in self._held:
            self._held[key] = self._ledger.document(key, known_at=self._known_at)
        return self._held[key]

    def quotes(self, ids: Iterable[str], *, first: str | None = None) -> list[Quote]:
        """The first few of these records, ``first`` before the others."""
        ordered = [*([] if first is None else [first]), *(each for each in ids if each != first)]
        found = (self.quote(each) for each in ordered[:QUOTES])
        return [each for each in found if each is not None]

    def quote(self, id_: str) -> Quote | None:
        """One record by its id; ``None`` where its document was not known then."""
        stored = self._ledger.record(id_)
        held = None if stored is None else self.document(stored.document_key)
        if stored is None or held is None:
            return None
        kind = str(type(stored.record).__struct_config__.tag)
        quote = _quote(held, stored.record.start, stored.record.end, kind=kind)
        return dataclasses.replace(quote, record=stored.id, reader=stored.reader)

    def words(self, key: str | None, words: Iterable[str | None]) -> list[Quote]:
        """Where these words stand in an edition of a register, the first few that do; they are no record's."""
        held = None if key is None else self.document(key)
        if held is None:
            return []
        found = ((held.document.text.find(each), each) for each in words if each)
        return [_quote(held, at, at + len(each), kind="edition") for at, each in found if at >= 0][:QUOTES]

    def text(self, key: str, start: int, end: int) -> Quote:
        """A run of the text of a document that is known to be held."""
        held = self.document(key)
        if held is None:
            message = f"The document {key} is not known at this moment."
            raise LedgerError(message)
        return _quote(held, start, end, kind="text")

    def line(self, known: KnownPosture) -> str:
        """The line of the text that a posture stands in, as much of it as can be used."""
        held = self.document(known.document_key)
        if held is None:
            return known.posture.evidence[:LONGEST]
        text, start, end = held.document.text, known.posture.start, known.posture.end
        left = max(text.rfind("\n", 0, start) + 1, start - LONGEST)
        after = text.find("\n", end)
        return text[left : min(len(text) if after < 0 else after, left + 2 * LONGEST)]


def _quote(held: StoredDocument, start: int, end: int, *, kind: str) -> Quote:
    document, end = held.document, min(end, start + LONGEST)
    return Quote(
        record=None,
        kind=kind,
        quote=document.text[start:end],
        document=document.key,
        start=start,
        end=end,
        publisher=document.publisher,
        title=document.title,
        published=document.published,
        address=held.sightings[0].address,
        first_seen=held.first_seen,
        last_seen=held.last_seen,
        reader=held.reader,
    )


def left_out(ids: Collection[str]) -> int:
    """How many records are not quoted."""
    return max(0, len(ids) - QUOTES)
