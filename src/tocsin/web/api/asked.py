"""What every resource may be asked: as known at which moment, how much, from where on, in which form."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Stream
from msgspec import Meta

from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.web.api import cursors, forms
from tocsin.web.page import open_page

T = TypeVar("T")
P = TypeVar("P")

Form = Literal["json", "ndjson", "csv", "geojson", "atom"]
LIMIT = 100
MOST = 1_000
AT_ONCE = 500
"""Lines that a stream fetches from the ledger at a time."""


class Listing(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A piece of a list. Ask again with ``cursor`` = ``next`` for the piece after it; ``null``: this is the last."""

    as_of: Annotated[dt.datetime, Meta(description="The moment that is shown, in UTC.")]
    known_at: Annotated[dt.datetime, Meta(description="Only what had been seen by then counts, in UTC.")]
    items: Annotated[tuple[T, ...], Meta(description="The items of this piece, in the order of the list.")]
    next: Annotated[str | None, Meta(description="The cursor of the next piece.")] = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question to the API. ``seen_by`` is ``None`` for the present: all that the ledger holds."""

    ledger: Ledger
    path: str
    fields: dict[str, str]
    moment: dt.datetime
    known_at: dt.datetime
    present: bool
    limit: int | None
    cursor: str | None
    form: Form

    @property
    def seen_by(self) -> dt.datetime | None:
        """The moment to ask the ledger for; ``None`` for the present."""
        return None if self.present else self.known_at

    def place(self, type_: type[P]) -> P | None:
        """Where the list goes on; ``None`` from its beginning. InputError for a cursor that is not of this list."""
        return None if self.cursor is None else cursors.place(self._list, self.cursor, type_)

    def one(self, item: object) -> Response[Any]:
        """The answer that holds one thing."""
        return forms.one(item, self._takes("json", "ndjson", "csv"))

    def listing(
        self,
        fetch: Callable[[P | None, int], Sequence[T]],
        place_of: Callable[[T], P],
        type_: type[P],
        *,
        also: tuple[Form, ...] = (),
    ) -> Response[Any]:
        """The answer that holds a piece of a list; as JSON lines all of it, unless a limit is given.

        ``fetch`` brings so many items after a place, ``place_of`` tells the place of one. ``also`` are the forms that
        this list knows beside JSON, JSON lines and CSV.
        """
        form = self._takes("json", "ndjson", "csv", *also)
        after = self.place(type_)
        if form == "ndjson":
            return Stream(self._lines(fetch, place_of, after), media_type=forms.MEDIA_TYPES["ndjson"])
        limit = self.limit or LIMIT
        items = tuple(fetch(after, limit + 1))
        more = len(items) > limit
        items = items[:limit]
        found = Listing(
            as_of=self.moment,
            known_at=self.known_at,
            items=items,
            next=cursors.cursor(self._list, place_of(items[-1])) if more else None,
        )
        return forms.listing(found, form, following=self._following(found.next))

    def _lines(
        self, fetch: Callable[[P | None, int], Sequence[T]], place_of: Callable[[T], P], after: P | None
    ) -> Iterator[bytes]:
        left = self.limit
        while left is None or left > 0:
            size = AT_ONCE if left is None else min(left, AT_ONCE)
            items = fetch(after, size)
            if items:
                yield forms.lines(items)
                after = place_of(items[-1])
            if len(items) < size:
                return
            left = None if left is None else left - len(items)

    @property
    def _list(self) -> dict[str, str | None]:
        """What names this list: its path and every field but those that cut it into pieces."""
        return {"": self.path, **{name: value for name, value in self.fields.items() if name not in _OF_A_PIECE}}

    def _following(self, cursor: str | None) -> str | None:
        return None if cursor is None else f"{self.path}?{urlencode(self.fields | {'cursor': cursor})}"

    def _takes(self, *forms: Form) -> Form:
        if self.form not in forms:
            message = f"There is no {self.form} of this; format= takes {', '.join(forms)}."
            raise InputError(message)
        return self.form


_OF_A_PIECE = frozenset({"cursor", "limit", "format"})


def asked(
    request: Request[Any, Any, Any],
    ledger: NamedDependency[Ledger],
    now: NamedDependency[dt.datetime],
    *,
    as_of: Annotated[
        str | None, QueryParameter(description="The moment: 2022-02-12T14:05 (UTC), or a day. Alone: as known then.")
    ] = None,
    known_at: Annotated[
        str | None, QueryParameter(description="Use only what had been seen by then; now for all that is known.")
    ] = None,
    limit: Annotated[
        int | None,
        QueryParameter(
            ge=1,
            le=MOST,
            description=f"At most so many items: {LIMIT} unless told; JSON lines hold all unless told.",
        ),
    ] = None,
    cursor: Annotated[str | None, QueryParameter(description="next of the piece before, as it is.")] = None,
    format_: Annotated[
        Form | None, QueryParameter(name="format", description="The form of the answer; beats the Accept header.")
    ] = None,
) -> Asked:
    """The question of a request. Raises DateError or InputError where it cannot be understood."""
    fields = {name: str(value) for name, value in request.query_params.items()}
    page = open_page(ledger, {"as_of": as_of, "known_at": known_at}, path=request.scope["path"], now=now)
    return Asked(
        ledger=ledger,
        path=page.path,
        fields=fields,
        moment=page.moment,
        known_at=page.known_at,
        present=page.as_of is None and page.known_at == now,
        limit=limit,
        cursor=cursor or None,
        form=format_ or forms.accepted(request.headers.get("accept", "")),
    )
