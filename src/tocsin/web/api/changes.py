"""What moved in the registers of governments."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Meta

from tocsin.changes import AdviceChange, atom, sentence
from tocsin.changes import told as told_changes
from tocsin.web.api import forms
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import Senders, host_code, sender_code
from tocsin.web.api.describing import Fed
from tocsin.web.api.problem import documented
from tocsin.web.as_of import parse_moment

DAYS = 30
"""Days that are looked back over, unless told."""
Hosts = Annotated[list[str] | None, QueryParameter(name="host", description="Only about these; may be repeated.")]
Since = Annotated[
    str | None, QueryParameter(description=f"Only from this moment or day on; the last {DAYS} days unless told.")
]


class Change(AdviceChange, frozen=True, kw_only=True):
    """A change of advice with its sentence."""

    says: Annotated[str, Meta(description="The change in one line.")]


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a change stands in the list: the newest first."""

    seen_at: dt.datetime
    source: str
    entry: str


@get("/changes", sync_to_thread=True, operation_class=Fed, responses=documented(400, 404), tags=["changes"])
def changes(
    asked: NamedDependency[Asked], host: Hosts = None, sender: Senders = None, since: Since = None
) -> Response[Listing[Change]]:
    """What governments changed in their own advice, the newest first. Re-stamping, rewording and flapping are none."""
    start = parse_moment("since", since, now=asked.moment) or asked.moment - dt.timedelta(days=DAYS)
    found = told_changes(
        asked.ledger,
        now=asked.moment,
        since=start,
        hosts={host_code(each) for each in host or ()},
        senders={sender_code(each) for each in sender or ()},
    )
    found.changes = [each for each in found.changes if each.seen_at <= asked.known_at]
    if asked.form == "atom":
        return forms.atom(atom(found, now=asked.moment))
    items = [Change(**_fields(each), says=sentence(each)) for each in found.changes]
    items.sort(key=_order)

    def fetch(after: Place | None, limit: int) -> list[Change]:
        left = items if after is None else [each for each in items if _order(each) > _key(after)]
        return left[:limit]

    return asked.listing(fetch, lambda each: Place(each.seen_at, each.source, each.entry), Place, also=("atom",))


def _fields(change: AdviceChange) -> dict[str, Any]:
    return {name: getattr(change, name) for name in AdviceChange.__struct_fields__}


def _order(change: AdviceChange) -> tuple[float, str, str]:
    return -change.seen_at.timestamp(), change.source, change.entry


def _key(place: Place) -> tuple[float, str, str]:
    return -place.seen_at.timestamp(), place.source, place.entry
