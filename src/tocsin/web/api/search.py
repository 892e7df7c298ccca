"""The search: texts in which words stand, with the words around them."""

import datetime as dt
from typing import Annotated, Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from tocsin.search import Asked as Question
from tocsin.search import Hit, Kind, Order, Place
from tocsin.search import search as found_by
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code, sender_code
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented

SECONDS = 5.0
"""How long a question takes in what could not be searched yet."""
NOT_SEARCHED = "Tocsin-Not-Searched"
"""The header that says how many readings of the ledger could not be searched, where there are any."""

Words = Annotated[
    str,
    QueryParameter(
        description='Words that must all stand in the text; "a phrase", -without, OR, begin*. Anything else is plain.',
        max_length=500,
    ),
]
Host = Annotated[str | None, QueryParameter(description="Only texts with a record about it, or of a register on it.")]
Sender = Annotated[str | None, QueryParameter(description="Only texts with a posture of it, or of its register.")]
OfKind = Annotated[
    Kind | None, QueryParameter(description="Only sentences that became such a record, with the words in the sentence.")
]
Source = Annotated[str | None, QueryParameter(description="Only of this register or publisher.")]
Language = Annotated[str | None, QueryParameter(description="Only in this language: a code.")]
Since = Annotated[
    dt.date | None, QueryParameter(description="Only of this day and later; what is undated is left out.")
]
Until = Annotated[dt.date | None, QueryParameter(description="Only of this day and earlier.")]
Ordered = Annotated[Order, QueryParameter(description="What comes first: what fits best, or the newest.")]


@get("/search", sync_to_thread=True, operation_class=Formed, responses=documented(400, 404), tags=["search"])
def search(  # noqa: PLR0917 - one for each field of the query
    asked: NamedDependency[Asked],
    q: Words,
    host: Host = None,
    sender: Sender = None,
    kind: OfKind = None,
    source: Source = None,
    language: Language = None,
    since: Since = None,
    until: Until = None,
    order: Ordered = "best",
) -> Response[Listing[Hit]]:
    """Words in everything that was read, each text once and near-copies folded; at most 1,000 texts that fit."""
    question = Question(
        words=q,
        host=None if host is None else host_code(host),
        sender=None if sender is None else sender_code(sender),
        kind=kind,
        source=source,
        language=language,
        since=since,
        until=until,
        known_at=asked.seen_by,
        order=order,
    )
    places: dict[tuple[str, int, int], Place] = {}
    waiting = 0

    def fetch(after: Place | None, limit: int) -> list[Hit]:
        nonlocal waiting
        found = found_by(asked.ledger, question, limit=limit, place=after, seconds=SECONDS)
        waiting = found.waiting
        places.update({_name(hit): place for hit, place in zip(found.hits, found.places, strict=True)})
        return list(found.hits)

    answer: Response[Any] = asked.listing(fetch, lambda hit: places[_name(hit)], Place)
    if waiting:
        answer.headers[NOT_SEARCHED] = str(waiting)
    return answer


def _name(hit: Hit) -> tuple[str, int, int]:
    return hit.document, hit.start, hit.end
