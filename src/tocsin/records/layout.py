"""What a document tells by its form alone: its own record, and each passage with its role."""

from tocsin.documents import Document
from tocsin.records.model import DocumentRecord, PassageRecord


def layout(document: Document) -> list[DocumentRecord | PassageRecord]:
    """The record of the document, then its passages in order: what every reader's records begin with."""
    return [_document(document), *_passages(document)]


def _passages(document: Document) -> list[PassageRecord]:
    return [
        PassageRecord(
            start=each.start,
            end=each.end,
            evidence=document.text[each.start : each.end],
            role=each.role.value,
            opens_post=each.opens_post,
        )
        for each in document.passages
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
