"""The server: Litestar around one ledger."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar, Request, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from tocsin.errors import InputError, LedgerError
from tocsin.ledger import open_ledger
from tocsin.web import headers, problems
from tocsin.web.document import document
from tocsin.web.documents import documents
from tocsin.web.health import healthz
from tocsin.web.host import host
from tocsin.web.hosts import hosts
from tocsin.web.names import country_name, name_of
from tocsin.web.page import Page, open_page
from tocsin.web.printing import FILTERS
from tocsin.web.rows import GOVERNMENT_TYPES
from tocsin.web.signals import signals
from tocsin.web.why import why
from tocsin.web.words import ROLES, TYPES, tone, word

_HERE = Path(__file__).parent


def app(ledger_url: str, *, now: Callable[[], dt.datetime], names: Sequence[str] = headers.LOOPBACK) -> Litestar:
    """The pages over the ledger at ``ledger_url``, as an ASGI application.

    ``now`` tells the present (aware; the pages compute every age from it). ``names`` are the host names that it
    answers to, loopback's by default. Raises SettingsError or LedgerError where the ledger cannot be opened; the
    ledger is closed when the server stops.
    """
    ledger = open_ledger(ledger_url)

    @asynccontextmanager
    async def closing(_: Litestar) -> AsyncIterator[None]:
        with ledger:
            yield

    def page(request: Request[Any, Any, Any]) -> Page:
        path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
        return open_page(ledger, dict(request.query_params), path=path, now=now())

    return Litestar(
        route_handlers=[hosts, host, why, document, documents, signals, healthz, _static()],
        dependencies={
            "page": Provide(page, sync_to_thread=True),
            "ledger": Provide(lambda: ledger, sync_to_thread=False),
        },
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment())),
        exception_handlers={
            HTTPException: problems.http_problem,
            InputError: problems.input_problem,
            LedgerError: problems.ledger_problem,
            Exception: problems.any_problem,
        },
        middleware=[DefineMiddleware(headers.OnlyHosts, names=names)],
        before_send=[headers.secure],
        lifespan=[closing],
        openapi_config=None,
        logging_config=None,
    )


def environment() -> Environment:
    """The templates' environment: everything is escaped, and a name that is not there is a fault, not a blank."""
    found = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    found.globals.update(
        country_name=country_name,
        name_of=name_of,
        word=word,
        tone=tone,
        types=TYPES,
        roles=ROLES,
        government_types=GOVERNMENT_TYPES,
    )
    return found


def _static() -> Router:
    return create_static_files_router(path="/static", directories=[_HERE / "static"])
