"""The pages of the roster: who is on it, and one person. Contact fields open with a reason, which is kept."""

from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from tocsin.people.exposure import touched, window
from tocsin.people.whereabouts import area
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk
from tocsin.web.printing import named_by

AT_ONCE = 100
"""Persons on one page."""


@get("/people", sync_to_thread=True)
def people(
    *,
    page: NamedDependency[Page],
    desk: NamedDependency[Desk],
    q: FromQuery[str] = "",
    group: FromQuery[str] = "",
    host: FromQuery[str] = "",
    start: FromQuery[int] = 0,
) -> Template:
    """The roster: names and groups, by words, by group, or by the country that touches them now."""
    roster = desk.people
    ids = roster.ids(group=group or None)
    if q.strip():
        found = set(roster.find(q))
        ids = [each for each in ids if each in found]
    code = country_code(host) if host.strip() else None
    if host.strip():
        exposed = {each.stay.person for each in touched(roster.stays(), area(code or "-"), window(desk.now()))}
        ids = [each for each in ids if each in exposed]
    first = max(0, min(start, len(ids)))
    shown = roster.unseen(ids[first : first + AT_ONCE])
    if shown:
        desk.noted("list", f"{len(shown)} names, by page")
    context = {
        "page": page,
        "persons": shown,
        "count": len(ids),
        "groups": roster.groups(),
        "asked": {"q": q, "group": group, "host": host},
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if first + AT_ONCE < len(ids) else None,
    }
    return Template("people.html", context=context)


@get("/people/{id_:str}", sync_to_thread=True)
def person(
    page: NamedDependency[Page], desk: NamedDependency[Desk], id_: FromPath[str], why: FromQuery[str] = ""
) -> Template:
    """One person with stays. With a reason, a responder sees contact fields too; that is kept."""
    name = named_by(id_) or "-"
    roster = desk.people
    known = roster.unseen([name])
    if not known:
        raise NotFoundException("Nobody on the roster has this id.")
    opened = desk.responds and bool(why.strip())
    shown = roster.persons([name], viewer=desk.looking(why), at=desk.now())[0] if opened else known[0]
    if not opened:
        desk.noted("name", "by page", persons=[name])
    context = {
        "page": page,
        "person": shown,
        "opened": opened,
        "responds": desk.responds,
        "stays": roster.stays([name]),
        "names": roster.names(roster.answering(shown)),
        "views": roster.views(name, limit=10) if desk.responds else [],
        "now": desk.now(),
    }
    return Template("person.html", context=context)
