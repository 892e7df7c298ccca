"""The picture of a host as STIX 2.1, for platforms that exchange it."""

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from msgspec import Meta

from tocsin.errors import InputError
from tocsin.export import Asked as Export
from tocsin.export import Marking, bundle
from tocsin.web.api.asked import Asked
from tocsin.web.api.board import host_code
from tocsin.web.api.problem import documented

MEDIA_TYPE = "application/stix+json;version=2.1"
Since = Annotated[
    dt.date | None, QueryParameter(description="Claims that begin on this day or later; 30 days unless told.")
]
Tlp = Annotated[Marking | None, QueryParameter(description="The marking that stands on every object.")]


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle of STIX 2.1."""

    type: Literal["bundle"]
    id: Annotated[str, Meta(description="The same for the same objects.")]
    objects: Annotated[list[dict[str, Any]], Meta(description="The objects, by id, as STIX 2.1 has them.")]


@get(
    "/stix/{host:str}",
    sync_to_thread=True,
    responses=documented(400, 404),
    tags=["board"],
    media_type=MEDIA_TYPE,
)
def stix(asked: NamedDependency[Asked], host: FromPath[str], since: Since = None, tlp: Tlp = None) -> Response[Bundle]:
    """What governments do about one host, and what is told of it, as one report with its evidence."""
    if asked.form != "json":
        raise InputError("There is one form of this: leave format= away.")
    wanted = Export(host=host_code(host), as_of=asked.moment, known_at=asked.seen_by, since=since, marking=tlp)
    made: Response[Any] = Response(bundle(asked.ledger, wanted), media_type=MEDIA_TYPE)
    return made
