"""The charts of a host: a page with all of them, and each of the small ones as a picture that its page loads late."""

import datetime as dt
from collections.abc import Callable

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from tocsin.charts import Drawing, Past, advice, ahead, leaving, past, picture
from tocsin.ledger import KnownPosture
from tocsin.web.ahead import ahead_at, untaken
from tocsin.web.answers import KEPT
from tocsin.web.drawn import charts, figures_drawn
from tocsin.web.names import country_code, name_of
from tocsin.web.page import Page, elsewhere
from tocsin.web.sections.looking import Look

DAYS = 90
"""Days that the charts over time go back."""
BEFORE, AFTER = 14, 7
"""Days that they begin before the first that is known, and go on after the last."""
A_DAY = 15
"""Figures of a day, and days with figures, among which those to draw are looked for."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture is a document of its own: it may have the style of its letters and nothing else."""
PICTURES = {
    "leaving": "Governments that tell their people to leave",
    "advice": "Advice over time",
    "outlook": "Outlook over time",
}
"""The charts that a host's page shows, by their addresses."""


class _Looked(msgspec.Struct, frozen=True):
    """The past of a host with its last day, and whether that is before the moment of the page."""

    past: Past
    until: dt.date
    ended: bool


@get("/host/{code:str}/charts", sync_to_thread=True, opt=KEPT)
def host_charts(page: NamedDependency[Page], code: FromPath[str]) -> Template | Redirect:
    """What is known of a host, drawn: who tells people to leave, advice, outlook, figures with their rivals."""
    if (moved := elsewhere(page, code, "charts")) is not None:
        return moved
    looked = _looked(page, code)
    over_time = [_drawing(page, code, name, looked) for name in PICTURES]
    look = Look(page=page, code=code)
    told = look.days(("figure",), a_day=A_DAY, days=A_DAY)
    context = {
        "page": page,
        "code": code,
        "charts": charts(*over_time, *figures_drawn(each for of_day in told.values() for each in of_day)),
        "until": looked.until if looked.ended else None,
        "waiting": look.waiting,
    }
    return Template("charts.html", context=context)


@get("/host/{code:str}/chart/{name:str}", sync_to_thread=True, opt=KEPT)
def host_chart(page: NamedDependency[Page], code: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """One of the charts over time as a picture."""
    which, _, form = name.partition(".")
    if country_code(code) != code or which not in PICTURES or form != "svg":
        message = f"There is no such chart: those of a host are {', '.join(f'{each}.svg' for each in PICTURES)}."
        raise NotFoundException(message)
    drawing = _drawing(page, code, which, _looked(page, code) if which != "outlook" else None)
    body = picture(drawing, otherwise="Nothing is known of these days.")
    return Response(body, media_type="image/svg+xml", headers={"Content-Security-Policy": POLICY})


def _drawing(page: Page, code: str, which: str, looked: _Looked | None) -> Drawing | None:
    if looked is None or which == "outlook":
        return None if untaken(page) else ahead(ahead_at(page, code).days)
    drawn: dict[str, Callable[..., Drawing | None]] = {"advice": advice, "leaving": leaving}
    return drawn[which](looked.past, name=name_of)


def _looked(page: Page, code: str) -> _Looked:
    """The days before a page's moment, or, where what is known ended long before it, those before its end."""
    postures = page.postures(host=code)
    registers = page.ledger.registers.shown(host=code, known_at=page.known_at)
    today = page.moment.date()
    days = [day for each in postures if (day := _day(each)) is not None and day <= today] or [today]
    until = today if registers else min(today, max(days) + dt.timedelta(days=AFTER))
    back = DAYS if registers else min(DAYS, (until - min(days)).days + BEFORE)
    moment = page.moment if until == today else dt.datetime.combine(until, dt.time(23, 59, 59), dt.UTC)
    found = past(
        code,
        postures,
        registers,
        since=until - dt.timedelta(days=back),
        as_of=moment,
        known_at=page.known_at,
    )
    return _Looked(found, until, until < today)


def _day(known: KnownPosture) -> dt.date | None:
    return known.posture.date or known.published
