"""Documents: their list, one with its passages, its records; and posting one."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Meta

from tocsin.documents import Passage
from tocsin.ledger import DocumentEntry, Sighting, StoredDocument, paging
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented
from tocsin.web.api.records import Single, single


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A document whole, as its reading in force understood it. Every offset counts characters of ``text``."""

    key: Annotated[str, Meta(description="Names this edition: same canonical address and same text, same key.")]
    publisher: Annotated[str | None, Meta(description="Who published it.")]
    title: Annotated[str | None, Meta(description="Its title.")]
    bylines: Annotated[tuple[str, ...], Meta(description="Who wrote it, as written.")]
    published: Annotated[dt.date | None, Meta(description="Its day of publication; null where it is unknown.")]
    language: Annotated[str | None, Meta(description="Its language, a code.")]
    live_blog: Annotated[bool, Meta(description="Whether it is a live blog.")]
    canonical: Annotated[str | None, Meta(description="The address that it gives itself.")]
    sightings: Annotated[tuple[Sighting, ...], Meta(description="When and where it was seen, oldest first.")]
    reader: Annotated[str, Meta(description="The revision of the reader.")]
    read_at: Annotated[dt.datetime, Meta(description="When it was read, in UTC.")]
    text: Annotated[str, Meta(description="The text.")]
    passages: Annotated[tuple[Passage, ...], Meta(description="Its parts with their roles, in order.")]
    records: Annotated[int, Meta(description="How many records were read in it.")]


@get("/documents", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["documents"])
def documents(asked: NamedDependency[Asked]) -> Response[Listing[DocumentEntry]]:
    """What was read, the latest first seen first."""

    def fetch(after: paging.TimePlace | None, limit: int) -> list[DocumentEntry]:
        return paging.documents_after(asked.ledger.engine, after, limit, known_at=asked.seen_by)

    return asked.listing(fetch, lambda each: paging.TimePlace(each.first_seen, each.key), paging.TimePlace)


@get(
    "/documents/{key:str}",
    sync_to_thread=True,
    operation_class=Formed,
    responses=documented(400, 404),
    tags=["documents"],
)
def document(asked: NamedDependency[Asked], key: FromPath[str]) -> Response[Text]:
    """One document with its text and passages."""
    stored = _stored(asked, key)
    of_document = ("publisher", "title", "bylines", "published", "language", "live_blog", "canonical", "text")
    fields: dict[str, Any] = {name: getattr(stored.document, name) for name in of_document}
    return asked.one(
        Text(
            key=key,
            sightings=stored.sightings,
            reader=stored.reader,
            read_at=stored.read_at,
            passages=stored.document.passages,
            records=len(stored.records),
            **fields,
        )
    )


@get(
    "/documents/{key:str}/records",
    sync_to_thread=True,
    operation_class=Formed,
    responses=documented(400, 404),
    tags=["documents"],
)
def document_records(asked: NamedDependency[Asked], key: FromPath[str]) -> Response[Listing[Single]]:
    """The records of one document, in the order of the text."""
    found = [single(each) for each in _stored(asked, key).records]
    found.sort(key=_place)

    def fetch(after: tuple[int, int, str] | None, limit: int) -> list[Single]:
        left = found if after is None else [each for each in found if _place(each) > after]
        return left[:limit]

    return asked.listing(fetch, _place, tuple[int, int, str])


def _place(each: Single) -> tuple[int, int, str]:
    return each.record.start, each.record.end, each.id


def _stored(asked: Asked, key: str) -> StoredDocument:
    stored = asked.ledger.document(key, known_at=asked.seen_by)
    if stored is None:
        raise NotFoundException("No document goes by this key at this moment. /documents has those that were read.")
    return stored
