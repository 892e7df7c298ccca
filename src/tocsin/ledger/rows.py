"""Between nouns and rows: pack a document and its records for the tables, and unpack them again."""

import bisect
import datetime as dt
import hashlib
import re
import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.documents.model import Document, Passage, Role, Signal
from tocsin.errors import DocumentError, LedgerError
from tocsin.ledger.model import KnownRecord, Saying, StoredRecord
from tocsin.records.model import AnyRecord, DocumentRecord, PassageRecord, Record

Row = dict[str, Any]

_record: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


def digest(*parts: str) -> str:
    """Thirty-two hex digits that name these parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def keepable(text: str | None) -> str | None:
    """Text that both databases can hold: no NUL, no half characters (a path may have them)."""
    if text is None:
        return None
    return text.replace("\0", "�").encode("utf-8", "backslashreplace").decode()


def reading_key(document: Document, reader: str) -> str:
    """The name of what this reader makes of this document with this date of publication."""
    return digest(document.key, reader, str(document.published or ""))


def precedence(document: Document, reader: str) -> str:
    """What decides between two readings made at one moment: the later revision, then one that knows its date."""
    revision = re.sub(r"\d+", lambda number: number[0].zfill(12), reader)
    return f"{keepable(revision)}|{document.published or ''}"


def document_row(document: Document) -> Row:
    """The document with its text and raw bytes compressed. Raises DocumentError for text that is not text."""
    try:
        text = document.text.encode()
    except UnicodeEncodeError as error:
        message = f"The document {document.title or document.key} holds half characters; decode its bytes again."
        raise DocumentError(message) from error
    return {
        "key": document.key,
        "text": zlib.compress(text),
        "raw": zlib.compress(document.raw),
        "media_type": document.media_type,
        "canonical": keepable(document.canonical),
    }


def sighting_row(document: Document, seen_at: dt.datetime) -> Row:
    """The document stood at its address at that moment."""
    address = keepable(document.address)
    key = digest(document.key, address or "", seen_at.isoformat())
    return {"key": key, "document": document.key, "address": address, "seen_at": seen_at}


def reading_row(document: Document, reader: str) -> Row:
    """What the reader took the document to be."""
    return {
        "key": reading_key(document, reader),
        "document": document.key,
        "reader": keepable(reader),
        "precedence": precedence(document, reader),
        "publisher": keepable(document.publisher),
        "title": keepable(document.title),
        "bylines": msgspec.json.encode(document.bylines).decode(),
        "published": document.published,
        "published_at": document.published_at,
        "language": keepable(document.language),
        "live_blog": document.live_blog,
    }


def passage_rows(reading: str, passages: Sequence[Passage]) -> list[Row]:
    """The passages of one reading, in order."""
    return [
        {
            "reading": reading,
            "place": place,
            "start": passage.start,
            "end": passage.end,
            "role": passage.role.value,
            "opens_post": passage.opens_post,
            "published": passage.published,
        }
        for place, passage in enumerate(passages)
    ]


def record_rows(document: Document, reading: str, records: Sequence[Record]) -> list[Row]:
    """The records of one reading, each once. Those of the document itself and its passages have tables of their own.

    Raises LedgerError for a record whose evidence does not stand in the text, or that does not fit its kind.
    """
    kept = (record for record in records if not isinstance(record, DocumentRecord | PassageRecord))
    posts = [(passage.start, passage.published) for passage in document.passages if passage.opens_post]
    rows = (_record_row(document, reading, record, _said_on(document, posts, record)) for record in kept)
    return list({row["id"]: row for row in rows}.values())


def _said_on(document: Document, posts: Sequence[tuple[int, dt.date | None]], record: Record) -> dt.date | None:
    """The day of the post that a record stands in, else of its document."""
    at = bisect.bisect_right(posts, record.start, key=lambda post: post[0])
    return (posts[at - 1][1] if at else None) or document.published


def _record_row(document: Document, reading: str, record: Record, said_on: dt.date | None) -> Row:
    if not record.evidence or document.text[record.start : record.end] != record.evidence:
        message = f"A record at {record.start}-{record.end} of {document.key} has evidence that is not in the text."
        raise LedgerError(message)
    payload = msgspec.json.encode(record).decode()
    return {
        "id": digest(reading, payload)[:24],
        "reading": reading,
        "document": document.key,
        "kind": type(unpack_record(payload)).__struct_config__.tag,
        "start": record.start,
        "end": record.end,
        "host": getattr(record, "host", None) or getattr(record, "about", None),
        "sender": keepable(getattr(record, "sender", None)),
        "type": getattr(record, "type", None),
        "date": getattr(record, "date", None),
        "day": getattr(record, "date", None) or said_on,
        "payload": payload,
    }


def unpack_record(payload: str) -> AnyRecord:
    """The record as it was added. Raises LedgerError for a kind that this program does not know."""
    try:
        return _record.decode(payload)
    except msgspec.ValidationError as error:
        message = f"A record does not fit any kind that this Tocsin knows ({error}); upgrade Tocsin."
        raise LedgerError(message) from error


def stored_record(row: sa.Row[Any]) -> StoredRecord:
    """A row of records joined with its reading, as a StoredRecord."""
    return StoredRecord(
        id=row.id,
        document_key=row.document,
        reader=row.reader,
        read_at=row.made_at,
        record=unpack_record(row.payload),
        author=row.author,
    )


def known_record(row: sa.Row[Any]) -> KnownRecord:
    """A row of records joined with its document as known, as a KnownRecord."""
    record = unpack_record(row.payload)
    if not isinstance(record, Saying):
        message = f"The record {row.id} is of no kind that is told; the ledger is damaged, restore it from a copy."
        raise LedgerError(message)
    return KnownRecord(
        id=row.id,
        record=record,
        day=row.day,
        document_key=row.document,
        publisher=row.publisher,
        title=row.title,
        published=row.published,
        address=row.address,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        author=row.author,
    )


def signal_row(signal: Signal, at: dt.datetime, reading: str | None = None) -> Row:
    """A signal, named by all that it says, so that the same one of the same moment is kept once."""
    said = msgspec.json.encode([signal.code, keepable(signal.why), keepable(signal.source), signal.start, signal.end])
    return {
        "key": digest(said.decode(), "" if reading else at.isoformat(), reading or ""),
        "reading": reading,
        "at": at,
        "code": signal.code,
        "why": keepable(signal.why),
        "source": keepable(signal.source),
        "start": signal.start,
        "end": signal.end,
    }


def unpack_signal(row: sa.Row[Any]) -> Signal:
    """The signal of a row."""
    return Signal(code=row.code, why=row.why, source=row.source, start=row.start, end=row.end)


def unpack_passage(row: sa.Row[Any]) -> Passage:
    """The passage of a row."""
    return Passage(
        start=row.start, end=row.end, role=Role(row.role), opens_post=row.opens_post, published=row.published
    )


def unpack_document(row: sa.Row[Any], passages: Sequence[Passage], signals: Sequence[Signal]) -> Document:
    """The document as its reading understood it, at the address of its earliest sighting."""
    return Document(
        text=zlib.decompress(row.text).decode(),
        raw=zlib.decompress(row.raw),
        media_type=row.media_type,
        address=row.address,
        canonical=row.canonical,
        publisher=row.publisher,
        title=row.title,
        bylines=msgspec.json.decode(row.bylines, type=tuple[str, ...]),
        published=row.published,
        published_at=row.published_at,
        language=row.language,
        live_blog=row.live_blog,
        passages=tuple(passages),
        signals=tuple(signals),
    )
