"""Who is who: whom documents introduce, with their offices and the sentences."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from tocsin.records.entries import Entry, entries
from tocsin.records.spelling import surname
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.board import host_code
from tocsin.web.api.describing import Formed
from tocsin.web.api.problem import documented

Name = Annotated[str | None, QueryParameter(description="Only people of this surname, in any spelling.")]
Country = Annotated[str | None, QueryParameter(description="Only of this state, by code or name.")]


class EntryPlace(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Where somebody stands in the directory."""

    surname: str
    name: str
    country: str


@get("/directory", sync_to_thread=True, operation_class=Formed, responses=documented(400, 404), tags=["records"])
def directory(asked: NamedDependency[Asked], name: Name = None, country: Country = None) -> Response[Listing[Entry]]:
    """Who is who by what documents said when they introduced people, up to the day that is asked for, by surname."""
    code = None if country is None else host_code(country)

    def fetch(after: EntryPlace | None, limit: int) -> list[Entry]:
        kept = asked.ledger.directory(name=name, country=code, until=asked.moment.date(), known_at=asked.seen_by)
        found = sorted(entries(kept), key=_place)
        return [entry for entry in found if after is None or _place(entry) > after][:limit]

    return asked.listing(fetch, _place, EntryPlace)


def _place(entry: Entry) -> EntryPlace:
    return EntryPlace(surname(entry.name), entry.name, entry.country or "")
