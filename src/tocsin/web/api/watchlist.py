"""The hosts that who asks watches."""

import datetime as dt
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody
from msgspec import Meta

from tocsin.web.api.board import host_code
from tocsin.web.api.problem import documented
from tocsin.web.authors import Bench


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """The watchlist of one user; of the ledger, where there are no accounts."""

    hosts: Annotated[tuple[str, ...], Meta(description="The codes of the hosts, in order.")]


class Put(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A host to be watched, or no more."""

    host: Annotated[str, Meta(description="The country, by code or name.", max_length=200)]
    watched: Annotated[bool, Meta(description="Whether it is to be on the list.")] = True


@get("/watchlist", sync_to_thread=True, opt={"kept": False}, responses=documented(400), tags=["desk"])
def watchlist(bench: NamedDependency[Bench]) -> Watched:
    """The hosts on the watchlist of who asks."""
    return Watched(hosts=bench.watchlist.hosts())


@post(
    "/watchlist",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=4096,
    tags=["desk"],
    responses={
        200: ResponseSpec(data_container=Watched, description="The list as it is now.", generate_examples=False),
        **documented(400, 404, 413),
    },
)
def watch(data: JSONBody[Put], bench: NamedDependency[Bench], now: NamedDependency[dt.datetime]) -> Response[Watched]:
    """Put a host on the watchlist of who asks, or take it off."""
    bench.watch(host_code(data.host), on=data.watched, at=now)
    return Response(Watched(hosts=bench.watchlist.hosts()), status_code=200, media_type="application/json")
