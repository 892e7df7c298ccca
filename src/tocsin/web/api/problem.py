"""What a program gets when it cannot be answered: RFC 9457 problem details, with a sentence that says what to do."""

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import ResponseSpec
from msgspec import Meta

MEDIA_TYPE = "application/problem+json"


class Wrong(msgspec.Struct, frozen=True, kw_only=True):
    """One field that does not fit."""

    field: Annotated[str, Meta(description="The name of the field.")]
    why: Annotated[str, Meta(description="What does not fit.")]


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why there is no answer (RFC 9457)."""

    title: Annotated[str, Meta(description="The name of the status.")]
    status: Annotated[int, Meta(description="The HTTP status.", ge=400, le=599)]
    detail: Annotated[str, Meta(description="A sentence that says what to do.")]
    type: Annotated[str, Meta(description="Always about:blank: the status says it all.")] = "about:blank"
    wrong: Annotated[tuple[Wrong, ...], Meta(description="The fields that do not fit.")] = ()


def problem(status: int, detail: str, wrong: tuple[Wrong, ...] = (), headers: Any = None) -> Response[bytes]:
    """The answer for a status and its sentence."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, wrong=wrong)
    body = msgspec.json.encode(told)
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def wrong_fields(error: HTTPException) -> tuple[Wrong, ...]:
    """The fields that a validation complains of."""
    if not isinstance(error, ValidationException) or not isinstance(error.extra, list):
        return ()
    each = (entry for entry in error.extra if isinstance(entry, dict))
    return tuple(Wrong(field=str(entry.get("key", "")), why=str(entry.get("message", ""))) for entry in each)


def asked_by_program(request: Request[Any, Any, Any]) -> bool:
    """Whether an answer is for the API's users, who want problem details and no page."""
    return request.scope["path"].startswith("/api/")


ANYWHERE = (401, 403, 429, 503)
"""Strangers, those who may not, those who ask too often; and where the ledger does not answer."""


def documented(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems that a handler may answer with, for the OpenAPI document; those of every handler beside them."""
    return {
        status: ResponseSpec(
            data_container=Problem,
            description=HTTPStatus(status).phrase,
            media_type=MEDIA_TYPE,
            generate_examples=False,
        )
        for status in (*statuses, *ANYWHERE)
    }
