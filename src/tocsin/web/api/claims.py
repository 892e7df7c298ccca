"""Claims and the timeline of a country: what several documents say, with its independent origins and its denials."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from tocsin.claims import Claim, ClaimKind
from tocsin.picture import Asked as Wanted
from tocsin.picture import claims_of
from tocsin.timeline import Entry, atom, timeline
from tocsin.web.api import forms
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code
from tocsin.web.api.describing import Fed, Formed
from tocsin.web.api.problem import documented
from tocsin.web.api.records import Since, Until

T = TypeVar("T")
A_DAY = 10
Kinds = Annotated[list[ClaimKind] | None, QueryParameter(name="kind", description="Only these; may be repeated.")]
Contested = Annotated[bool, QueryParameter(description="Only what somebody denies, or tells otherwise.")]
ADay = Annotated[int, QueryParameter(ge=1, le=100, description="At most so many of a day, the weightiest first.")]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a claim stands: its day and its id."""

    day: dt.date | None
    claim: str


@get("/claims/{host:str}", sync_to_thread=True, operation_class=Formed, responses=documented(400, 404), tags=["claims"])
def claims(
    asked: NamedDependency[Asked],
    host: FromPath[str],
    *,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    contested: Contested = False,
) -> Response[Listing[Claim]]:
    """The claims of a country in order of their days, each with its origins and with what contests it."""
    wanted = Wanted(host=host_code(host), kinds=tuple(kind or ()), since=since, until=until, contested=contested)
    found = claims_of(asked.ledger, wanted, known_at=asked.seen_by)

    def fetch(after: Place | None, limit: int) -> list[Claim]:
        return _after(found, _claim, after)[:limit]

    return asked.listing(fetch, _claim, Place)


@get("/timeline/{host:str}", sync_to_thread=True, operation_class=Fed, responses=documented(400, 404), tags=["claims"])
def timeline_of(
    asked: NamedDependency[Asked],
    host: FromPath[str],
    *,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    a_day: ADay = A_DAY,
) -> Response[Listing[Entry]]:
    """What changed in a country, the latest day first, the weightiest of a day first; undated entries last."""
    found = timeline(
        asked.ledger,
        host_code(host),
        today=asked.moment.date(),
        since=since,
        until=until,
        kinds=tuple(kind or ()),
        a_day=a_day,
        known_at=asked.seen_by,
    )
    if asked.form == "atom":
        return forms.atom(atom(found, now=asked.moment))

    def fetch(after: Place | None, limit: int) -> list[Entry]:
        return _after(list(found.entries), _entry, after)[:limit]

    return asked.listing(fetch, _entry, Place, also=("atom",))


def _claim(claim: Claim) -> Place:
    return Place(claim.since, claim.id)


def _entry(entry: Entry) -> Place:
    return Place(entry.day, entry.claim)


def _after(items: list[T], place_of: Callable[[T], Place], after: Place | None) -> list[T]:
    """What comes after a place; where its claim has become another meanwhile, what comes after its day."""
    if after is None:
        return items
    places = [place_of(each) for each in items]
    if after in places:
        return items[places.index(after) + 1 :]
    same = [at for at, place in enumerate(places) if place.day == after.day]
    return items[same[-1] + 1 :] if same else []
