"""Whom a country, a region of it, a radius or a change of advice touches: a list to act on, for responders."""

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.changes import sentence
from tocsin.errors import InputError
from tocsin.people.changed import change_of, exposed_by
from tocsin.people.exposure import Touch
from tocsin.people.whereabouts import area, exposed, exposed_count, listed
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk

SHOWN = 500
"""Stays on one page; the table of 'tocsin exposure' has all."""
SOON = 14
MOST_DAYS = 3660
_NO_COUNTRY = "No country goes by “{name}”: use its three letters (UKR) or its English name (Ukraine)."
Text = FromQuery[str]


@get("/people/exposure", sync_to_thread=True)
def exposure(
    *,
    page: NamedDependency[Page],
    desk: NamedDependency[Desk],
    host: Text = "",
    region: Text = "",
    near: Text = "",
    km: Text = "50",
    days: FromQuery[int] = 0,
    change: Text = "",
) -> Template:
    """The stays that are touched, the surest first. That they were looked at is kept."""
    if not desk.responds:
        raise HTTPException("Who is where is for responders.", status_code=403)
    asked = {"host": host, "region": region, "near": near, "km": km, "days": days, "change": change}
    context = {"page": page, "asked": asked, "called": "", "rows": (), "said": "", "shown": SHOWN}
    if any(each.strip() for each in (host, region, near, change)):
        try:
            called, touches = found(desk, page, host=host, region=region, near=near, km=km, days=days, change=change)
        except InputError as error:
            return Template("exposure.html", context=context | {"said": str(error)}, status_code=400)
        rows = listed(desk.people, touches)
        desk.noted("exposure", f"{len(rows)} stays, by page")
        context |= {"called": called, "rows": rows}
    return Template("exposure.html", context=context)


def found(
    desk: Desk, page: Page, *, host: str, region: str, near: str, km: str, days: int, change: str
) -> tuple[str, list[Touch]]:
    """What is asked about in words, and the stays that it touches. Raises InputError for what cannot be understood."""
    code = _country(host)
    ahead = max(0, min(days, MOST_DAYS))
    if change.strip():
        meant = change_of(page.ledger, change.strip(), now=desk.now(), host=code)
        return sentence(meant), exposed_by(desk.people, meant, now=desk.now(), days=ahead)
    asked = area(code, region=region.strip() or None, near=near.strip() or None, km=_number(km))
    return asked.called, exposed(desk.people, asked, now=desk.now(), days=ahead)


class Ours(msgspec.Struct, frozen=True, kw_only=True):
    """How many of one's own are in a country, surely, possibly or not placed: now, and within two weeks."""

    now: int
    soon: int


def ours(desk: Desk, code: str) -> Ours | None:
    """The counts for a host's page; ``None`` for those who may not know, and where there is no roster."""
    if not desk.responds or not desk.ready:
        return None
    here, ahead = (exposed_count(desk.people, code, now=desk.now(), days=days) for days in (0, SOON))
    return Ours(now=here, soon=ahead)


def _country(name: str) -> str | None:
    if not name.strip():
        return None
    code = country_code(name)
    if code is None:
        raise InputError(_NO_COUNTRY.format(name=name[:60]))
    return code


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputError("How many kilometres: write a number.") from error


EXPOSURES = (exposure,)
