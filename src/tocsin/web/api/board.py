"""The board: what every sender does about its people and its mission in a host country."""

import bisect
import datetime as dt
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter
from msgspec import Meta

from tocsin.board import Cell, Measure
from tocsin.ledger.paging import hosts_of_postures
from tocsin.web.api.asked import Asked, Listing
from tocsin.web.api.describing import Formed, OnMaps
from tocsin.web.api.problem import documented
from tocsin.web.boards import Boards
from tocsin.web.names import country_code, country_name

Senders = Annotated[
    list[str] | None, QueryParameter(description="Only these senders, by code or name; may be repeated.")
]
AT_ONCE = 20
"""Hosts in a piece, unless told."""


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """The board of one host country. No cell of a sender means that nothing is known of it, not that all is well."""

    as_of: Annotated[dt.datetime, Meta(description="The moment that is shown, in UTC.")]
    known_at: Annotated[dt.datetime, Meta(description="Only what had been seen by then counts, in UTC.")]
    host: Annotated[str, Meta(description="The host, alpha-3.")]
    name: Annotated[str | None, Meta(description="Its English name.")]
    cells: Annotated[
        tuple[Cell, ...],
        Meta(description="One for each sender. evidence and publishers name ten at most; /why/SENDER/HOST has all."),
    ]

    def table_rows(self) -> list[dict[str, object]]:
        """A line for each thing that a cell says, the headlines of the whole country first."""
        return [
            _row(cell, standing.type, each, region=region)
            for cell in self.cells
            for standings, region in ((cell.standings, False), (cell.regional, True))
            for standing in standings
            for each in (standing, *standing.others)
        ]


def _row(cell: Cell, type_: str, measure: Measure, *, region: bool) -> dict[str, object]:
    shown = ("value", "state", "since", "ends", "repeated", "age_days", "place", "wording", "documents", "evidence")
    fields = {name: getattr(measure, name) for name in shown}
    return {"host": cell.host, "sender": cell.sender, "type": type_, "regional": region, **fields}


@get("/board", sync_to_thread=True, operation_class=OnMaps, responses=documented(400), tags=["board"])
def boards(
    asked: NamedDependency[Asked], boards: NamedDependency[Boards], sender: Senders = None
) -> Response[Listing[Host]]:
    """The boards of all hosts, twenty at a time unless told, in the order of their codes."""
    wanted = _senders(sender)

    def fetch(after: str | None, limit: int) -> list[Host]:
        hosts = hosts_of_postures(asked.ledger.engine)
        first = 0 if after is None else bisect.bisect_right(hosts, after)
        return [_host(asked, boards, code, wanted) for code in hosts[first : first + limit]]

    few = asked if asked.limit or asked.form == "ndjson" else msgspec.structs.replace(asked, limit=AT_ONCE)
    return few.listing(fetch, lambda host: host.host, str, also=("geojson",))


@get("/board/{host:str}", sync_to_thread=True, operation_class=Formed, responses=documented(400, 404), tags=["board"])
def board(
    asked: NamedDependency[Asked], boards: NamedDependency[Boards], host: FromPath[str], sender: Senders = None
) -> Response[Host]:
    """The board of one host, by its code or English name; empty where nothing is known of it."""
    return asked.one(_host(asked, boards, host_code(host), _senders(sender)))


def host_code(text: str) -> str:
    """The code of a host that was asked for by code or name; 404 where there is none."""
    code = country_code(text)
    if code is None:
        message = f"No country goes by “{text[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise NotFoundException(message)
    return code


def sender_code(text: str) -> str:
    """The code of a government, or the name of a carrier as it is."""
    return country_code(text) or text


def _senders(given: list[str] | None) -> frozenset[str]:
    return frozenset(map(sender_code, given or ()))


def _host(asked: Asked, boards: Boards, code: str, senders: frozenset[str]) -> Host:
    cells = boards.host(code, moment=asked.moment, known_at=asked.seen_by).cells
    return Host(
        as_of=asked.moment,
        known_at=asked.known_at,
        host=code,
        name=country_name(code),
        cells=tuple(cell for cell in cells if not senders or cell.sender in senders),
    )
