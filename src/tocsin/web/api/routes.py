"""The table of resources, and the OpenAPI document of them."""

from typing import Any

import msgspec
from litestar import Request, Response, Router, get
from litestar._openapi.schema_generation.plugins.struct import StructSchemaPlugin
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Schema, Tag
from litestar.routes import BaseRoute
from litestar.typing import FieldDefinition

import tocsin
from tocsin.web.answers import KEPT
from tocsin.web.api import (
    asked,
    board,
    changes,
    claims,
    directory,
    documents,
    judgements,
    outlook,
    people,
    posting,
    records,
    rules,
    search,
    signals,
    sources,
    stix,
    watchlist,
    why,
)
from tocsin.web.routing import Routes

PATH = "/api/v1"
RESOURCES: tuple[HTTPRouteHandler, ...] = (
    board.boards,
    board.board,
    why.why,
    changes.changes,
    claims.claims,
    claims.timeline_of,
    outlook.outlooks,
    outlook.outlook,
    *records.LISTS,
    records.record,
    directory.directory,
    documents.documents,
    documents.document,
    documents.document_records,
    posting.posted,
    search.search,
    sources.sources,
    signals.signals,
    stix.stix,
    rules.rules,
    rules.rule_kept,
    rules.rule_tried,
    rules.rule_off,
    *people.PEOPLE,
    judgements.judgements,
    judgements.judge,
    watchlist.watchlist,
    watchlist.watch,
)
"""Every resource: a handler that takes ``asked`` and answers with it. Add one here and it is documented and kept."""

TAGS = {
    "board": "What senders do about their people and their missions, with the evidence.",
    "changes": "What moved in the registers of governments.",
    "claims": "What several documents say together: independent origins, denials, order.",
    "outlook": "Which named indicators are on, and why; no forecast.",
    "records": "What documents say, attributed and dated, with the sentence.",
    "desk": "What analysts judged of records, and the hosts that somebody watches.",
    "documents": "What was read; and putting a document in.",
    "search": "Words in everything that was read.",
    "people": "One's own people, for responders: who, where, whom something touches, who is safe.",
    "alerts": "Whom what is told: the rules.",
    "sources": "How each source is, and what could not be read.",
}


class Described(StructSchemaPlugin):
    """Schemas of structs with their docstrings."""

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """Litestar's own schema, and the struct's words beside it."""
        schema = super().to_openapi_schema(field_definition, schema_creator)
        told = (field_definition.origin or field_definition.annotation).__doc__ or ""
        if schema.description is None and told:
            schema.description = " ".join(told.split())
        return schema


def routes() -> Routes:
    """The resources under ``/api/v1``."""
    return Routes(
        PATH,
        route_handlers=[*RESOURCES, openapi],
        dependencies={"asked": Provide(asked.asked, sync_to_thread=True)},
        opt=KEPT,
        include_in_schema=True,
    )


def schema() -> OpenAPIConfig:
    """What the OpenAPI document says of itself. There is no page that explores it: it would load scripts."""
    return OpenAPIConfig(
        title="Tocsin",
        version=tocsin.__version__,
        summary="What each government does about its people and its missions in each country.",
        description=(
            "Every cell opens onto the sentence that it was read from. What could not be read is unknown, never safe. "
            "Lists come in pieces: ask again with cursor = next. Answers carry a strong ETag. "
            "Every error is problem details (RFC 9457)."
        ),
        tags=[Tag(name=name, description=says) for name, says in TAGS.items()],
        create_examples=False,
        use_handler_docstrings=True,
        openapi_router=_NoPages("/openapi", route_handlers=[]),
    )


class _NoPages(Router):
    """Takes none of the pages that Litestar would add beside its document."""

    def register(self, value: Any) -> list[BaseRoute]:
        """Nothing is registered."""
        return []


@get("/openapi.json", sync_to_thread=True, include_in_schema=False)
def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The OpenAPI 3.1 document of these resources."""
    document = msgspec.json.encode(request.app.openapi_schema.to_schema())
    return Response(document, media_type="application/vnd.oai.openapi+json")
