"""What could not be read or reached, and why."""

import datetime as dt
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta

from tocsin.ledger import paging
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be read or reached. It is never an all-clear."""

    key: Annotated[str, Meta(description="Names the signal.")]
    at: Annotated[dt.datetime, Meta(description="When it was raised, in UTC.")]
    code: Annotated[str, Meta(description="A short stable word for what is wrong.")]
    why: Annotated[str, Meta(description="What is wrong, in a sentence.")]
    source: Annotated[str | None, Meta(description="The source or the address that it concerns.")]
    document: Annotated[str | None, Meta(description="The key of the document that it concerns.")]
    start: Annotated[int | None, Meta(description="Where in the document it begins, in characters.")]
    end: Annotated[int | None, Meta(description="Where in the document it ends.")]


@get("/signals", sync_to_thread=True, operation_class=Formed, responses=documented(400), tags=["sources"])
def signals(asked: NamedDependency[Asked]) -> Response[Listing[Raised]]:
    """What could not be read or reached, newest first."""

    def fetch(after: paging.TimePlace | None, limit: int) -> list[Raised]:
        found = paging.signals_after(asked.ledger.engine, after, limit, known_at=asked.seen_by)
        return [
            Raised(
                key=place.key,
                at=each.at,
                code=each.signal.code,
                why=each.signal.why,
                source=each.signal.source,
                document=each.document_key,
                start=each.signal.start,
                end=each.signal.end,
            )
            for place, each in found
        ]

    return asked.listing(fetch, lambda each: paging.TimePlace(each.at, each.key), paging.TimePlace)
