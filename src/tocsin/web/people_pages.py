"""All pages of people, and what they are given."""

from typing import Any

from litestar import Request
from litestar.di import Provide

from tocsin.web.checkins import PAGES as CHECKINS
from tocsin.web.people import people, person
from tocsin.web.people_desk import Desk
from tocsin.web.people_exposure import EXPOSURES
from tocsin.web.people_import import IMPORTS
from tocsin.web.roster_files import Tray
from tocsin.web.routing import Routes
from tocsin.web.safe import Gate, safe, safe_answer

PEOPLE = (people, person, *IMPORTS, *EXPOSURES, *CHECKINS, safe, safe_answer)


def routes() -> Routes:
    """The pages as one router, so that those with one path are registered together."""
    return Routes(path="/", route_handlers=list(PEOPLE))


def given(desk: Desk) -> dict[str, Provide]:
    """What the pages of people ask for by name."""
    gate, tray = Gate(), Tray()

    def seen(request: Request[Any, Any, Any]) -> Desk:
        return desk.seen_by(request.scope["state"].get("visitor"))

    return {
        "desk": Provide(seen, sync_to_thread=False),
        "tray": Provide(lambda: tray, sync_to_thread=False),
        "gate": Provide(lambda: gate, sync_to_thread=False),
    }
