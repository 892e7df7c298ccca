"""The server: Litestar around one ledger."""

import contextlib
import datetime as dt
import functools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from tocsin.accounts import Accounts, Patience
from tocsin.alerts import Issuer
from tocsin.changes import Memory
from tocsin.desk import DONE
from tocsin.errors import InputError, LedgerError
from tocsin.ledger import Beside, Ledger, open_ledger
from tocsin.ledger.pulse import Pulse
from tocsin.picture import keep
from tocsin.records import VALUES
from tocsin.web import api, form_tokens, headers, people_pages, problems
from tocsin.web.ahead import host_outlook, outlook
from tocsin.web.alert_form import Alarm
from tocsin.web.alert_rules import rule_pages
from tocsin.web.alerts import alert_pages
from tocsin.web.answers import Answers
from tocsin.web.authors import bench_of
from tocsin.web.boards import Boards
from tocsin.web.changes import changes, changes_files
from tocsin.web.charts import host_chart, host_charts
from tocsin.web.desk import PAGES as DESK_PAGES
from tocsin.web.document import document
from tocsin.web.documents import documents
from tocsin.web.doors import Doors
from tocsin.web.gates import OPEN, Gates
from tocsin.web.health import healthz
from tocsin.web.host import host
from tocsin.web.hosts import hosts
from tocsin.web.live import Live, Pace, live
from tocsin.web.log import log
from tocsin.web.login import by_provider, from_provider, log_in, log_out, login
from tocsin.web.names import country_name, name_of
from tocsin.web.page import Page, open_page
from tocsin.web.people_desk import Desk
from tocsin.web.printing import FILTERS
from tocsin.web.register import register
from tocsin.web.routing import Routes
from tocsin.web.rows import GOVERNMENT_TYPES
from tocsin.web.rules import guard
from tocsin.web.search import search_page
from tocsin.web.sections import section_pages
from tocsin.web.sender import sender
from tocsin.web.signals import signals
from tocsin.web.site import Site
from tocsin.web.sources import sources
from tocsin.web.stops import Finder, moment
from tocsin.web.wall import wall
from tocsin.web.why import why
from tocsin.web.words import ROLES, TYPES, tone, word
from tocsin.web.world.page import world

_HERE = Path(__file__).parent
NOBODY = Issuer(name="tocsin.invalid", address="http://127.0.0.1:8350")
"""Who sends alerts where the settings do not say."""
PAGES = (
    hosts,
    world,
    host,
    *section_pages,
    outlook,
    host_outlook,
    host_charts,
    host_chart,
    sender,
    why,
    document,
    documents,
    search_page,
    signals,
    changes,
    *changes_files,
    register,
    sources,
    moment,
    live,
    wall,
    *alert_pages,
    *rule_pages,
    healthz,
    login,
    log_in,
    log_out,
    by_provider,
    from_provider,
    log,
    *DESK_PAGES,
)


OF_PEOPLE = (("/people", "People"), ("/checkin", "Check-ins"))
MENU = (
    ("/", "Hosts"),
    ("/world", "World"),
    ("/outlook", "Outlook"),
    ("/changes", "Changes"),
    ("/alerts", "Alerts"),
    *OF_PEOPLE,
    ("/documents", "Documents"),
    ("/desk", "Desk"),
    ("/sources", "Sources"),
    ("/signals", "Signals"),
)
"""The main menu: addresses and what they are called."""


def app(
    ledger_url: str,
    *,
    now: Callable[[], dt.datetime],
    names: Sequence[str] = headers.LOOPBACK,
    reader: api.Reader | None = None,
    issuer: Issuer | None = None,
    alarm: Alarm | None = None,
    bell: Callable[[Callable[[], Ledger]], Beside] | None = None,
    gates: Gates = OPEN,
    desk: Callable[[Ledger], Desk] | None = None,
    pace: Pace | None = None,
) -> Litestar:
    """The pages over the ledger at ``ledger_url`` and its API, as an ASGI application.

    ``now`` tells the present (aware; the pages compute every age from it). ``names`` are the host names that it
    answers to, loopback's by default. ``reader`` reads the documents that are posted; without one none are taken.
    ``issuer`` is who sends alerts, ``alarm`` the channels and rules of the settings. ``bell`` makes, of the
    ledger once it is open, what rings in the transaction of a posted document or a judgement.
    ``gates`` say whether accounts are asked for, as on every address but loopback's.
    ``desk`` opens the pages of people over the ledger; without one they say that there is no key. ``pace`` is that of
    the live pages.
    Raises SettingsError or LedgerError where the ledger cannot be opened; the ledger is closed when the server stops.
    """
    ringing = [] if bell is None else [bell(lambda: ledger)]
    ledger, memory = open_ledger(ledger_url, beside=[keep, *ringing]), Memory()
    pulse = Pulse(ledger.engine)
    boards, finder = Boards(ledger, pulse), Finder(ledger)
    accounts = Accounts(ledger.engine) if gates.accounts else None
    doors = Doors(accounts, Patience(gates.requests_a_minute), pulse, now=now)
    lines = Live(pulse, now=now, pace=pace or Pace())
    opened = Desk(ledger=ledger, key=None, now=now) if desk is None else desk(ledger)

    @asynccontextmanager
    async def closing(_: Litestar) -> AsyncIterator[None]:
        with ledger, contextlib.closing(pulse), contextlib.closing(lines):
            yield

    def page(request: Request[Any, Any, Any]) -> Page:
        path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
        return open_page(ledger, dict(request.query_params), path=path, now=now(), finder=finder)

    site = Site(
        route_handlers=[Routes("/", route_handlers=PAGES), people_pages.routes(), _static(), api.routes()],
        dependencies={
            "page": Provide(page, sync_to_thread=True),
            "ledger": Provide(lambda: ledger, sync_to_thread=False),
            "memory": Provide(lambda: memory, sync_to_thread=False),
            "boards": Provide(lambda: boards, sync_to_thread=False),
            "finder": Provide(lambda: finder, sync_to_thread=False),
            "lines": Provide(lambda: lines, sync_to_thread=False),
            **people_pages.given(opened),
            **bench_of(ledger, doors),
            "reader": Provide(lambda: reader, sync_to_thread=False),
            "alarm": Provide(lambda: alarm or Alarm(), sync_to_thread=False),
            "issuer": Provide(lambda: issuer or NOBODY, sync_to_thread=False),
            "now": Provide(now, sync_to_thread=False),
            "doors": Provide(lambda: doors, sync_to_thread=False),
            "provider": Provide(lambda: gates.provider, sync_to_thread=False),
        },
        state=State({"provider": gates.provider, "live": lines}),
        guards=[guard],
        before_request=form_tokens.checked,
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment(roster=opened.ready))),
        exception_handlers={
            HTTPException: problems.http_problem,
            InputError: problems.input_problem,
            LedgerError: problems.ledger_problem,
            Exception: problems.any_problem,
        },
        before_send=[headers.secure],
        lifespan=[closing],
        include_in_schema=False,
        openapi_config=api.schema(),
        plugins=[api.Described()],
        logging_config=None,
    )
    return site.behind(Answers(pulse, now=now), doors, names, now=now)


@functools.cache
def environment(*, roster: bool = True) -> Environment:
    """The templates' environment: everything is escaped, and a name that is not there is a fault, not a blank.

    One a process, so that templates are compiled once. ``roster``: whether the menu leads to the pages of people, which
    need the key of a roster.
    """
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
        menu=MENU if roster else tuple(way for way in MENU if way not in OF_PEOPLE),
        form_token=form_tokens.form_token,
        visitor=form_tokens.visitor,
        responds=form_tokens.responds,
        has_roster=roster,
        done=DONE,
        posture_values=VALUES,
    )
    return found


def _static() -> Router:
    return create_static_files_router(path="/static", directories=[_HERE / "static"], router_class=Routes)
