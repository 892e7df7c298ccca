"""Refusals that stand before any route: a sentence, as problem details for programs and as plain text for people."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from litestar.types import Scope, Send

from tocsin.web.api.problem import MEDIA_TYPE, Problem
from tocsin.web.headers import HEADERS


async def refuse(scope: Scope, send: Send, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
    """Answer with a status and its sentence."""
    by_program = scope["path"].startswith("/api/")
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    body = msgspec.json.encode(problem) if by_program else f"{detail}\n".encode()
    told = {
        "Content-Type": MEDIA_TYPE if by_program else "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        **HEADERS,
        **(headers or {}),
    }
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body, "more_body": False})
