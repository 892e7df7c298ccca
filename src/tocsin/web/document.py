"""One document: its passages by role, with the evidence of each record marked in place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from tocsin.documents import Document, Passage, Role
from tocsin.ledger import Noted, StoredDocument, StoredRecord
from tocsin.records import DocumentRecord, PassageRecord, Posture
from tocsin.web.answers import KEPT
from tocsin.web.marking import Piece, pieces
from tocsin.web.page import PART, Page

NOTES = 50
"""Pins and comments on one page."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A record with its id and its place in the text: its posture, or its kind and who says it."""

    id: str
    start: int
    end: int
    kind: str
    posture: Posture | None = None
    by: str | None = None
    author: str | None = None
    struck: bool = False


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A passage as the page prints it: its pieces, and the records that open in it."""

    role: Role
    start: int
    opens_post: bool
    pieces: tuple[Piece[Mark], ...]
    opens: tuple[Mark, ...]
    published: str | None = None


@get("/document/{key:str}", sync_to_thread=True, opt=KEPT)
def document(page: NamedDependency[Page], key: FromPath[str], part: FromQuery[int] = 1) -> Template:
    """The text as kept, part by part where it is long; the records read from it stand beside their sentences."""
    stored = page.ledger.document(key, known_at=page.known_at)
    if stored is None:
        message = "No document goes by this key at this moment. The list of documents has those that were read."
        raise NotFoundException(message)
    length = len(stored.document.text)
    parts = max(1, -(-length // PART))
    shown = min(max(1, part), parts)
    marks = _marks(stored)
    context = {
        "page": page,
        "key": key,
        "stored": stored,
        "document": stored.document,
        "blocks": list(_blocks(stored.document, marks, (shown - 1) * PART, min(length, shown * PART))),
        "marks": marks,
        "notes": page.ledger.judgements.listed(
            kinds=("pin", "unpin", "comment"),
            about=Noted(document=key),
            known_at=None if page.knows_all else page.known_at,
            limit=NOTES,
        ),
        "part": shown,
        "parts": parts,
    }
    return Template("document.html", context=context)


def _marks(stored: StoredDocument) -> list[Mark]:
    counting = [_mark(each) for each in stored.records if not isinstance(each.record, DocumentRecord | PassageRecord)]
    struck = [_mark(each, struck=True) for each in stored.struck]
    return sorted([*counting, *struck], key=lambda mark: (mark.start, mark.end, mark.id)) if struck else counting


def _mark(stored: StoredRecord, *, struck: bool = False) -> Mark:
    record = stored.record
    said_by = (getattr(record, name, None) for name in ("speaker", "by", "said_by", "attributed_to", "actor"))
    return Mark(
        id=stored.id,
        start=record.start,
        end=record.end,
        kind=str(record.__struct_config__.tag),
        posture=record if isinstance(record, Posture) else None,
        by=next((name for name in said_by if name), None),
        author=stored.author,
        struck=struck,
    )


def _blocks(document: Document, marks: Sequence[Mark], start: int, end: int) -> Iterator[Block]:
    """The passages between ``start`` and ``end``, cut at both, with what no passage covers as noise between them."""
    for passage in _with_gaps(document):
        left, right = max(passage.start, start), min(passage.end, end)
        if left >= right or not document.text[left:right].strip():
            continue
        yield Block(
            role=passage.role,
            start=left,
            opens_post=passage.opens_post and passage.start >= start,
            published=passage.published.isoformat() if passage.published else None,
            pieces=tuple(pieces(document.text, left, right, marks)),
            opens=tuple(mark for mark in marks if left <= mark.start < right),
        )


def _with_gaps(document: Document) -> Iterator[Passage]:
    """Every character in exactly one passage; a document that was never cut into passages is all body."""
    length = len(document.text)
    if not document.passages:
        yield Passage(start=0, end=length, role=Role.BODY)
        return
    edges = [(0, 0), *((passage.start, passage.end) for passage in document.passages), (length, length)]
    passages = iter(document.passages)
    for (_, left), (right, _) in pairwise(edges):
        if left < right:
            yield Passage(start=left, end=right, role=Role.NOISE)
        if (passage := next(passages, None)) is not None:
            yield passage
