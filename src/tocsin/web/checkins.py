"""The pages of check-ins: begin one, its muster board, one person in it, the list to call by."""

from typing import Annotated, Any

from litestar import get, post
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect, Template

from tocsin.errors import InputError
from tocsin.people.checkin import Campaign, CheckIns, ask, board_of, call_list, escalate
from tocsin.people.checkin.muster import STATUSES
from tocsin.people.exposure import Area
from tocsin.people.whereabouts import exposed
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk
from tocsin.web.printing import named_by, segment

AT_ONCE = 200
"""Persons on one page of a board."""
Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
TONES = {"help": "grave", "not reached": "serious", "no answer": "watch", "moving": "watch", "safe": "calm"}
STATES = ("safe", "help", "moving")


@get("/checkin", sync_to_thread=True)
def checkins(page: NamedDependency[Page], desk: NamedDependency[Desk]) -> Template:
    """The check-ins, newest first, and the form that begins one."""
    found = desk.checkins.campaigns()
    context = {"page": page, "campaigns": found, "groups": desk.people.groups(), "responds": desk.responds}
    return Template("checkins.html", context=context)


@post("/checkin", sync_to_thread=True, status_code=303)
def checkin_begin(desk: NamedDependency[Desk], data: Form) -> Redirect:
    """Begin a check-in of a group or of the exposed; nothing is sent yet."""
    title = data.get("title", "").strip()
    if not title:
        raise InputError("Say in a few words what it is about.")
    chosen, whom = _whom(desk, data)
    made = desk.checkins.begin(
        chosen,
        title=title,
        whom=whom,
        by=desk.looking("check-in"),
        at=desk.now(),
        hours=_number(data.get("hours", "24")),
        drill=data.get("drill") == "1",
    )
    return Redirect(f"/checkin/{made.id}", status_code=303)


def _whom(desk: Desk, data: Form) -> tuple[set[str], str]:
    group, host = data.get("group", ""), data.get("host", "").strip()
    if bool(group) == bool(host):
        raise InputError("Choose whom to ask: a group, or the people whom a country touches.")
    if group:
        return set(desk.people.ids(group=group)), f"group {group}"
    code = country_code(host)
    if code is None:
        raise InputError("No country goes by this name: use its three letters (UKR) or its English name (Ukraine).")
    days = int(_number(data.get("days", "0")))
    touches = exposed(desk.people, Area(country=code), now=desk.now(), days=max(0, min(days, 3660)))
    return {each.stay.person for each in touches}, f"exposed: {code} and not placed"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputError("Hours and days are numbers.") from error


@get("/checkin/{id_:str}", sync_to_thread=True)
def checkin(
    *,
    page: NamedDependency[Page],
    desk: NamedDependency[Desk],
    id_: FromPath[str],
    status: FromQuery[str] = "",
    group: FromQuery[str] = "",
    start: FromQuery[int] = 0,
) -> Template:
    """The muster board."""
    campaign = _campaign(desk.checkins, id_)
    board = board_of(desk.checkins, campaign)
    lines = [line for line in board.lines if status in ("", line.status) and (not group or group in line.groups)]
    first = max(0, min(start, len(lines)))
    shown = lines[first : first + AT_ONCE]
    desk.noted("muster", f"{len(shown)} names, by page")
    context = _about(page, desk, campaign) | {
        "board": board,
        "lines": shown,
        "names": desk.people.names([line.person for line in shown]),
        "asked": {"status": status, "group": group},
        "statuses": STATUSES,
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if first + AT_ONCE < len(lines) else None,
        "open": desk.now() < campaign.expires_at,
        "sends": desk.send is not None and bool(desk.routes),
    }
    return Template("checkin.html", context=context)


@post("/checkin/{id_:str}/{what:str}", sync_to_thread=True, status_code=303)
def checkin_send(desk: NamedDependency[Desk], id_: FromPath[str], what: FromPath[str]) -> Redirect:
    """Ask those who have not answered, or tell those who answer for them; it goes on after the answer to this."""
    campaign = _campaign(desk.checkins, id_)
    how = {"ask": ask, "escalate": escalate}.get(what)
    if how is None:
        raise NotFoundException("Nothing stands at this address.")
    if desk.send is None or not desk.routes:
        raise InputError("No channel is set that reaches people: name one mail, sms or chat in the setting channels.")
    task = BackgroundTask(
        how, desk.checkins, campaign, desk.send, routes=desk.routes, address=desk.address, clock=desk.now
    )
    return Redirect(f"/checkin/{campaign.id}", status_code=303, background=task)


@get("/checkin/{id_:str}/calls", sync_to_thread=True)
def checkin_calls(page: NamedDependency[Page], desk: NamedDependency[Desk], id_: FromPath[str]) -> Template:
    """The list to call by, to print: most urgent first. That it was opened is kept for each person on it."""
    campaign = _campaign(desk.checkins, id_)
    calls = call_list(desk.checkins, campaign, viewer=desk.looking("call list"), at=desk.now())
    return Template("calls.html", context=_about(page, desk, campaign) | {"calls": calls})


@get("/checkin/{id_:str}/person/{who:str}", sync_to_thread=True)
def checkin_person(
    page: NamedDependency[Page], desk: NamedDependency[Desk], id_: FromPath[str], who: FromPath[str]
) -> Template:
    """One person in a check-in: what they said, how they were told, and the form for an answer by phone."""
    campaign, name = _campaign(desk.checkins, id_), _asked(desk.checkins, id_, who)
    sendings = [each for each in desk.checkins.sendings(campaign.id) if each.person == name]
    desk.noted("answers", f"check-in {campaign.id}", persons=[name])
    context = _about(page, desk, campaign) | {
        "person": name,
        "name": desk.people.names([name]).get(name),
        "answers": list(reversed(desk.checkins.answers(campaign, name))),
        "sendings": sendings,
        "states": STATES,
    }
    return Template("checkin_person.html", context=context)


@post("/checkin/{id_:str}/person/{who:str}", sync_to_thread=True, status_code=303)
def checkin_answer(desk: NamedDependency[Desk], id_: FromPath[str], who: FromPath[str], data: Form) -> Redirect:
    """Keep an answer that was taken by phone."""
    campaign, name = _campaign(desk.checkins, id_), _asked(desk.checkins, id_, who)
    state = data.get("state", "")
    if state not in STATES:
        raise InputError("Choose one of the three: safe, help, moving.")
    desk.checkins.answer(
        campaign,
        name,
        state,  # type: ignore[arg-type]
        at=desk.now(),
        note=data.get("note", ""),
        place=data.get("place", ""),
        taken_by=desk.looking("phone"),
    )
    return Redirect(f"/checkin/{campaign.id}/person/{segment(name)}", status_code=303)


def _campaign(found: CheckIns, id_: str) -> Campaign:
    campaign = found.find(id_)
    if campaign is None:
        raise NotFoundException("There is no check-in at this address.")
    return campaign


def _asked(found: CheckIns, id_: str, who: str) -> str:
    name = named_by(who) or "-"
    if name not in found.asked(id_):
        raise NotFoundException("This person was not asked in this check-in.")
    return name


def _about(page: Page, desk: Desk, campaign: Campaign) -> dict[str, Any]:
    return {"page": page, "campaign": campaign, "responds": desk.responds, "tones": TONES}


PAGES = (checkins, checkin_begin, checkin, checkin_send, checkin_calls, checkin_person, checkin_answer)
