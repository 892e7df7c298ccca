"""What analysts judged, and the way to judge."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec
from litestar.params import HeaderParameter, JSONBody, QueryParameter
from msgspec import Meta

from tocsin.desk import Ruling
from tocsin.ledger import Judgement, JudgementKind, Ledger, Noted
from tocsin.ledger.posted import post_key
from tocsin.ledger.rows import keepable
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code
from tocsin.web.api.describing import Formed
from tocsin.web.api.posting import LONGEST_KEY, once
from tocsin.web.api.problem import documented
from tocsin.web.authors import Bench

CAP = 256 * 1024
"""The most bytes that one post may have."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst decided or noted, about one thing, at a moment. Nothing in the ledger is changed by it."""

    number: Annotated[int, Meta(description="Counts the judgements of the ledger.")]
    key: Annotated[str, Meta(description="Names the judgement for ever.")]
    at: Annotated[dt.datetime, Meta(description="From when on it counts, in UTC.")]
    author: Annotated[str, Meta(description="Who judged.")]
    kind: Annotated[JudgementKind, Meta(description="What was done.")]
    record: Annotated[str | None, Meta(description="The record that was judged.")]
    document: Annotated[str | None, Meta(description="The document that it stands in.")]
    claim: Annotated[str | None, Meta(description="The claim that it is about.")]
    host: Annotated[str | None, Meta(description="The country that it is of.")]
    reason: Annotated[str | None, Meta(description="Why, or the comment.")]
    made: Annotated[str | None, Meta(description="The record that came of it.")]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a judgement stands in the list: the latest first."""

    number: Annotated[int, Meta(ge=0, le=2**31)]


Name = Annotated[str | None, QueryParameter(description="Only by this author.")]
Of = Annotated[JudgementKind | None, QueryParameter(description="Only of this kind.")]
OfRecord = Annotated[str | None, QueryParameter(description="Only of this record.")]
HostField = Annotated[str | None, QueryParameter(name="host", description="Only of this country, by code or name.")]


@get("/judgements", sync_to_thread=True, operation_class=Formed, responses=documented(400, 404), tags=["desk"])
def judgements(
    asked: NamedDependency[Asked],
    *,
    host: HostField = None,
    author: Name = None,
    kind: Of = None,
    record: OfRecord = None,
) -> Response[Listing[Judged]]:
    """What analysts judged, the latest first."""

    def fetch(after: Place | None, limit: int) -> list[Judged]:
        found = asked.ledger.judgements.listed(
            kinds=() if kind is None else (kind,),
            author=keepable(author),
            host=None if host is None else host_code(host),
            about=None if record is None else Noted(record=keepable(record)),
            known_at=asked.seen_by,
            before=None if after is None else after.number,
            limit=limit,
        )
        return [_judged(each) for each in found]

    return asked.listing(fetch, lambda each: Place(each.number), Place)


@post(
    "/judgements",
    request_max_body_size=CAP,
    tags=["desk"],
    responses={
        201: ResponseSpec(data_container=Judged, description="It is judged so.", generate_examples=False),
        **documented(400, 409, 413),
    },
)
async def judge(
    request: Request[Any, Any, Any],
    *,
    data: JSONBody[Ruling],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[dt.datetime],
    bench: NamedDependency[Bench],
    idempotency_key: Annotated[
        str | None,
        HeaderParameter(
            name="Idempotency-Key",
            description="The same key with the same judgement again gets the same answer and judges nothing.",
            min_length=1,
            max_length=LONGEST_KEY,
        ),
    ] = None,
) -> Response[Judged]:
    """Reject, correct or restore a record, add one, pin or comment: in the name of who asks, from this moment on."""
    body = await request.body()

    def made() -> bytes:
        return msgspec.json.encode(_judged(bench.judge(data, at=now)))

    def answer() -> bytes:
        if idempotency_key is None:
            return made()
        found = once(ledger, post_key(bench.name, f"judgement {idempotency_key}"), body, made, at=now)
        if found is None:
            message = "Something else was judged under this Idempotency-Key: give each judgement a key of its own."
            raise HTTPException(message, status_code=409)
        return found

    kept: Response[Any] = Response(await sync_to_thread(answer), status_code=201, media_type="application/json")
    return kept


def _judged(judgement: Judgement) -> Judged:
    return Judged(**msgspec.structs.asdict(judgement))
