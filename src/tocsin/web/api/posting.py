"""``POST /documents``: a document goes in, is read, and is answered with its records."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)
from litestar.params import HeaderParameter
from msgspec import Meta

from tocsin.documents import Document
from tocsin.documents.load import from_bytes
from tocsin.errors import DocumentError, LedgerError
from tocsin.ledger import Ledger
from tocsin.ledger.posted import Post, answered, keep_answer, post_key
from tocsin.records import Record
from tocsin.web.api.problem import documented
from tocsin.web.api.records import Single, single

CAP = 10 * 1024 * 1024
"""The most bytes that one post may have."""
LONGEST_KEY = 200


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in a document, and the revision of what read it."""

    records: Sequence[Record]
    revision: str


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads what is posted; called by several threads at once."""

    read: Callable[[Document], Reading]


class Given(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document as JSON: its ``text`` or its ``html``, and what is known of it, which beats what it tells itself."""

    text: Annotated[str | None, Meta(description="The text, plain.")] = None
    html: Annotated[str | None, Meta(description="The page, as HTML.")] = None
    title: Annotated[str | None, Meta(description="Its title.")] = None
    publisher: Annotated[str | None, Meta(description="Who published it.")] = None
    published: Annotated[dt.date | None, Meta(description="Its day of publication; weekdays count from it.")] = None
    address: Annotated[Annotated[str, Meta(max_length=2_000)] | None, Meta(description="Where it was read.")] = None
    language: Annotated[Annotated[str, Meta(max_length=35)] | None, Meta(description="Its language, a code.")] = None


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a posted document."""

    key: Annotated[str, Meta(description="The key of the document.")]
    new_document: Annotated[bool, Meta(description="Whether the ledger did not hold it before.")]
    new_reading: Annotated[bool, Meta(description="Whether it was not read so before.")]
    records: Annotated[tuple[Single, ...], Meta(description="What was read in it, in the order of the text.")]


def _properties() -> dict[str, Schema | Reference]:
    """The fields of ``Given`` for the OpenAPI document, out of msgspec's own schema of it."""
    _, components = msgspec.json.schema_components([Given])
    found: dict[str, Schema | Reference] = {}
    for name, said in components["Given"]["properties"].items():
        dated = any(each.get("format") == "date" for each in said["anyOf"])
        longest = next((each["maxLength"] for each in said["anyOf"] if "maxLength" in each), None)
        found[name] = Schema(
            type=[OpenAPIType.STRING, OpenAPIType.NULL],
            format=OpenAPIFormat.DATE if dated else None,
            max_length=longest,
            description=said.get("description"),
        )
    return found


TEXT = Schema(type=OpenAPIType.STRING, min_length=1)
GIVEN = Schema(
    type=OpenAPIType.OBJECT,
    title="Given",
    description="A document: its text or its html, and what is known of it, which beats what it tells itself.",
    additional_properties=False,
    properties=_properties(),
)


@dataclass
class Posting(Operation):
    """The operation with the bodies that it takes."""

    def __post_init__(self) -> None:
        """Name the media types."""
        given = {"application/json": GIVEN, "text/plain": TEXT, "text/html": TEXT}
        content = {name: OpenAPIMediaType(schema=schema) for name, schema in given.items()}
        self.request_body = RequestBody(content=content, required=True, description="The document.")


@post(
    "/documents",
    operation_class=Posting,
    request_max_body_size=CAP,
    tags=["documents"],
    responses={
        201: ResponseSpec(data_container=Kept, description="The document is kept.", generate_examples=False),
        **documented(400, 409, 413, 415),
    },
)
async def posted(
    request: Request[Any, Any, Any],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[dt.datetime],
    reader: NamedDependency[Reader | None],
    idempotency_key: Annotated[
        str | None,
        HeaderParameter(
            name="Idempotency-Key",
            description="The same key with the same document again gets the same answer and adds nothing.",
            min_length=1,
            max_length=LONGEST_KEY,
        ),
    ] = None,
) -> Response[Kept]:
    """Put a document in: as plain text, as HTML, or as JSON with what is known of it. It is read at once."""
    body = await request.body()
    what, parameters = request.content_type
    kind = what.lower()
    form = f"{kind};charset={parameters['charset']}" if "charset" in parameters else kind
    if kind not in ("application/json", "text/plain", "text/html"):
        message = "A document is posted as application/json, text/plain or text/html: say which in Content-Type."
        raise HTTPException(message, status_code=415)
    if reader is None:
        raise HTTPException("This server reads nothing: documents are added with tocsin add.", status_code=503)
    posting = _Posting(ledger, reader, now, who=asked_by(request), key=idempotency_key)
    answer = await sync_to_thread(posting.answer, body, form)
    kept: Response[Any] = Response(answer, status_code=201, media_type="application/json")
    return kept


def asked_by(request: Request[Any, Any, Any]) -> str:
    """Who asks, as far as the server knows: a name, or nothing where nobody has to say it."""
    return str(getattr(request.scope["state"].get("visitor"), "name", None) or "")


def once(ledger: Ledger, key: str, asked: bytes, make: Callable[[], bytes], *, at: dt.datetime) -> bytes | None:
    """The answer that stands under an idempotency key, else what ``make`` answers; ``None`` where it stands under the
    key for something else than was ``asked``.
    """
    digest = hashlib.sha256(asked).hexdigest()
    before = answered(ledger.engine, key)
    if before is None:
        before = keep_answer(ledger.engine, key, Post(body=digest, answer=make()), at=at)
    return before.answer if before.body == digest else None


class _Posting:
    """One post on its way through the reader into the ledger."""

    def __init__(self, ledger: Ledger, reader: Reader, now: dt.datetime, *, who: str, key: str | None) -> None:
        self._ledger, self._reader, self._now = ledger, reader, now
        self._key = None if key is None else post_key(who, key)

    def answer(self, body: bytes, form: str) -> bytes:
        """The answer: what stood under the key, or what becomes of this post."""
        if self._key is None:
            return self._add(body, form)
        asked = form.encode() + b"\0" + body
        found = once(self._ledger, self._key, asked, lambda: self._add(body, form), at=self._now)
        if found is None:
            message = "Another document was posted under this Idempotency-Key: give each document a key of its own."
            raise HTTPException(message, status_code=409)
        return found

    def _add(self, body: bytes, form: str) -> bytes:
        document = _document(body, form)
        found = self._reader.read(document)
        added = self._ledger.add(document, found.records, seen_at=self._now, reader=found.revision)
        stored = self._ledger.document(added.key)
        if stored is None:
            message = f"The document {added.key} was kept and is not there; look at the ledger."
            raise LedgerError(message)
        kept = Kept(
            key=added.key,
            new_document=added.new_document,
            new_reading=added.new_reading,
            records=tuple(map(single, stored.records)),
        )
        return msgspec.json.encode(kept)


def _document(body: bytes, form: str) -> Document:
    if not form.startswith("application/json"):
        return from_bytes(body, media_type=form, cap=CAP)
    try:
        given = msgspec.json.decode(body, type=Given)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        message = f"This is no document as JSON ({error}): give text or html, and what is known of it."
        raise DocumentError(message) from error
    if (given.text is None) == (given.html is None):
        raise DocumentError("Give either text or html.")
    return _told(given)


def _told(given: Given) -> Document:
    """The document with what was given of it."""
    words = given.text if given.html is None else given.html
    try:
        raw = (words or "").encode()
    except UnicodeEncodeError as error:
        raise DocumentError("The text holds half characters; write it again as UTF-8.") from error
    document = from_bytes(
        raw, address=given.address, published=given.published, media_type="text/plain; charset=utf-8", cap=CAP
    )
    fields = {name: value for name in ("title", "publisher", "language") if (value := getattr(given, name))}
    return msgspec.structs.replace(document, **fields)
