"""What a document tells by its form alone: its own record, and each passage with its role."""

from collections.abc import Container

from tocsin.documents import Document
from tocsin.records.model import DocumentRecord, PassageRecord


def layout(document: Document, read: Container[int] | None = None) -> list[DocumentRecord | PassageRecord]:
    """The record of the document, then its passages in order: what every reader's records begin with.

    ``read``: the places of the passages that were read for records; all of headings and body where it is not given.
    """
    return [_document(document), *_passages(document, read)]


def _passages(document: Document, read: Container[int] | None) -> list[PassageRecord]:
    return [
        PassageRecord(
            start=each.start,
            end=each.end,
            evidence=document.text[each.start : each.end],
            role=each.role.value,
            opens_post=each.opens_post,
            read=each.role.is_read and (read is None or at in read),
        )
        for at, each in enumerate(document.passages)
    ]


def _document(document: Document) -> DocumentRecord:
    title = document.title or ""
    start = document.text.find(title) if title else 0
    end = start + len(title) if start >= 0 else 0
    start = max(start, 0)
    return DocumentRecord(
        start=start,
        end=end,
        evidence=document.text[start:end],
        key=document.key,
        published=document.published,
        publisher=document.publisher,
        title=document.title,
        bylines=document.bylines,
        live_blog=document.live_blog,
        language=document.language,
        address=document.address,
        canonical=document.canonical,
    )
