"""Records of each kind: one list a kind, all made alike."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter
from msgspec import Meta

from tocsin.ledger import KnownRecord, StoredRecord, paging
from tocsin.records import AnyRecord, Contact, Denial, Event, Figure, Forewarning, Posture, Statement, Way
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code, sender_code
from tocsin.web.api.describing import Formed, OnMaps
from tocsin.web.api.problem import documented

R = TypeVar("R")


class Told(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """A record with the document that it stands in. Its evidence is the document's text from start to end."""

    id: Annotated[str, Meta(description="Names the record for ever.")]
    day: Annotated[dt.date | None, Meta(description="The day that it tells, else that of its post or document.")]
    document: Annotated[str, Meta(description="The key of the document.")]
    publisher: Annotated[str | None, Meta(description="Who published the document.")]
    title: Annotated[str | None, Meta(description="Its title.")]
    published: Annotated[dt.date | None, Meta(description="Its day of publication.")]
    address: Annotated[str | None, Meta(description="Where it was first seen.")]
    first_seen: Annotated[dt.datetime, Meta(description="When it was first seen, in UTC.")]
    last_seen: Annotated[dt.datetime, Meta(description="When it was last seen, in UTC.")]
    author: Annotated[str | None, Meta(description="The analyst who made it; null where it was read.")]
    record: Annotated[R, Meta(description="What the document says there.")]


class Single(msgspec.Struct, frozen=True, kw_only=True):
    """One record, of a superseded reading too, with who read it and when."""

    id: Annotated[str, Meta(description="Names the record for ever.")]
    document: Annotated[str, Meta(description="The key of the document.")]
    reader: Annotated[str, Meta(description="The revision of the reader, or who made it.")]
    read_at: Annotated[dt.datetime, Meta(description="When it was read, in UTC.")]
    record: Annotated[AnyRecord, Meta(description="What the document says there.")]


Day = dt.date | None
HostField = Annotated[str | None, QueryParameter(name="host", description="Only of this country, by code or name.")]
Since = Annotated[Day, QueryParameter(description="Only of this day and later.")]
Until = Annotated[Day, QueryParameter(description="Only of this day and earlier.")]
Speaker = Annotated[
    str | None, QueryParameter(description="Only what this one says (a sender's code for postures), as written.")
]


@get(
    "/records/{record:str}",
    sync_to_thread=True,
    operation_class=Formed,
    responses=documented(400, 404),
    tags=["records"],
)
def record(asked: NamedDependency[Asked], record: FromPath[str]) -> Response[Single]:
    """One record by its id."""
    found = asked.ledger.record(record)
    if found is None or (asked.seen_by is not None and found.read_at > asked.seen_by):
        raise NotFoundException("No record goes by this id at this moment.")
    return asked.one(single(found))


def single(stored: StoredRecord) -> Single:
    """A record of the ledger by itself."""
    return Single(
        id=stored.id,
        document=stored.document_key,
        reader=stored.reader,
        read_at=stored.read_at,
        record=stored.record,
    )


def told(known: KnownRecord) -> Told[Any]:
    """A record of the ledger as the API gives it."""
    return Told(
        id=known.id,
        day=known.day,
        document=known.document_key,
        publisher=known.publisher,
        title=known.title,
        published=known.published,
        address=known.address,
        first_seen=known.first_seen,
        last_seen=known.last_seen,
        author=known.author,
        record=known.record,
    )


def _list(kind: str, path: str, type_: Any, says: str) -> HTTPRouteHandler:
    """The list of one kind, the latest day first."""

    def listed(
        asked: NamedDependency[Asked],
        host: HostField = None,
        since: Since = None,
        until: Until = None,
        speaker: Speaker = None,
    ) -> Response[Any]:
        wanted = paging.Asked(
            kind=kind,
            host=None if host is None else host_code(host),
            speaker=sender_code(speaker) if speaker and kind == "posture" else speaker,
            since=since,
            until=until,
            known_at=asked.seen_by,
        )
        return asked.listing(_fetch(asked, wanted), _place, paging.RecordPlace, also=("geojson",))

    listed.__doc__ = says
    listed.__name__ = path.strip("/")
    listed.__annotations__["return"] = Response[Listing[Told[type_]]]
    return get(path, sync_to_thread=True, operation_class=OnMaps, responses=documented(400, 404), tags=["records"])(
        listed
    )


def _fetch(asked: Asked, wanted: paging.Asked) -> Callable[[paging.RecordPlace | None, int], list[Told[Any]]]:
    def fetch(after: paging.RecordPlace | None, limit: int) -> list[Told[Any]]:
        found = paging.records_after(asked.ledger.engine, wanted, after, limit)
        return [told(known) for known in asked.ledger.recognised(found, known_at=wanted.known_at)]

    return fetch


def _place(item: Told[Any]) -> paging.RecordPlace:
    return paging.RecordPlace(item.day, item.document, item.record.start, item.id)


LISTS = (
    _list("posture", "/postures", Posture, "What senders do about their people and missions, the latest day first."),
    _list("statement", "/statements", Statement, "Who says something, the latest day first."),
    _list("denial", "/denials", Denial, "Who denies or disputes what, the latest day first."),
    _list("figure", "/figures", Figure, "Forces, losses, people, aid: what is counted, the latest day first."),
    _list("contact", "/contacts", Contact, "Calls, meetings and visits, the latest day first."),
    _list("warning", "/warnings", Forewarning, "What somebody says may happen, the latest day first."),
    _list("event", "/events", Event, "Who is said to do what to whom, the latest day first."),
    _list("way", "/ways", Way, "What is said of ways out: airports, borders, roads, the latest day first."),
)
