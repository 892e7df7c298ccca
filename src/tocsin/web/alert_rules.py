"""The rules of alerts as pages: which stand, make one, edit one as a new edition, switch one off, try one."""

import datetime as dt
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from tocsin.alerts import Edition, Rule, drop_rule, editions, keep_rule, told_in, trial
from tocsin.errors import InputError
from tocsin.ledger import Ledger
from tocsin.people.whereabouts import exposed_count
from tocsin.web.alert_form import CHOICES, Alarm, Values, empty, rule_of, values_of
from tocsin.web.checkins import Form
from tocsin.web.doors import Doors
from tocsin.web.login import address_of
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk

Asking = Request[Any, Any, Any]
_NO_RULE = "No rule of this name was made on these pages."


@get("/alerts/rules", sync_to_thread=True)
def rules(page: NamedDependency[Page], alarm: NamedDependency[Alarm]) -> Template:
    """The rules that stand, those of the file and those made here, and those that were switched off."""
    latest = _latest(page.ledger)
    context = {
        "page": page,
        "alarm": alarm,
        "standing": [each for each in latest if each.rule is not None],
        "off": [each for each in latest if each.rule is None],
    }
    return Template("alert_rules.html", context=context)


@get("/alerts/rules/edit", sync_to_thread=True)
def rule_form(page: NamedDependency[Page], alarm: NamedDependency[Alarm], name: FromQuery[str] = "") -> Template:
    """The form, empty or with the last edition of a rule in it."""
    if not name:
        return _form(page, alarm, empty())
    before = _before(page.ledger, name)
    if before is None:
        raise NotFoundException(_NO_RULE)
    return _form(page, alarm, values_of(before), was=before.name, history=editions(page.ledger.engine, before.name))


@post("/alerts/rules/edit", sync_to_thread=True, status_code=303)
def rule_sent(
    request: Asking,
    *,
    page: NamedDependency[Page],
    desk: NamedDependency[Desk],
    alarm: NamedDependency[Alarm],
    doors: NamedDependency[Doors],
    now: NamedDependency[dt.datetime],
    data: Form,
) -> Template | Redirect:
    """Keep the rule as a new edition, or try it: what it would have rung for, without sending."""
    was = data.get("was", "")
    before = _before(page.ledger, was) if was else None
    try:
        rule = rule_of(data, alarm, before=before)
        _refuse_other_name(page.ledger, rule, was)
    except InputError as error:
        return _form(page, alarm, _sent(data), was=was, said=str(error), status=400)
    if data.get("do") != "keep":
        tried = trial(page.ledger, rule, now=now, exposed=counting(desk))
        told = {each.id: told_in(each) for each in tried.alerts}
        return _form(page, alarm, values_of(rule), was=was, tried=tried, told=told)
    keep_rule(page.ledger.engine, rule, at=now, by=who(request))
    noted(request, doors, "rule kept", rule.name, now)
    return Redirect("/alerts/rules", status_code=303)


@post("/alerts/rules/off", sync_to_thread=True, status_code=303)
def rule_off(
    request: Asking,
    ledger: NamedDependency[Ledger],
    doors: NamedDependency[Doors],
    now: NamedDependency[dt.datetime],
    data: Form,
) -> Redirect:
    """Switch a rule off: its editions stay, and it can be made to stand again."""
    before = _before(ledger, data.get("name", ""))
    if before is None:
        raise NotFoundException(_NO_RULE)
    drop_rule(ledger.engine, before.name, at=now, by=who(request))
    noted(request, doors, "rule switched off", before.name, now)
    return Redirect("/alerts/rules", status_code=303)


rule_pages: tuple[HTTPRouteHandler, ...] = (rules, rule_form, rule_sent, rule_off)


def counting(desk: Desk) -> Any:
    """Counts own people for those who may know; ``None`` for others, and where there is no roster."""
    if not desk.responds or not desk.ready:
        return None
    return lambda host, days: exposed_count(desk.people, host, now=desk.now(), days=days)


def who(request: Asking) -> str | None:
    """Who asks, where somebody had to say it."""
    return getattr(request.scope["state"].get("visitor"), "name", None) or None


def noted(request: Asking, doors: Doors, what: str, about: str, now: dt.datetime) -> None:
    """Keep in the log what was done to which rule."""
    if doors.accounts is not None:
        doors.accounts.note(who(request) or "", what, at=now, about=about, address=address_of(request))


def _latest(ledger: Ledger) -> list[Edition]:
    """The last edition of each rule, by name."""
    found: dict[str, Edition] = {}
    for each in editions(ledger.engine):
        found.setdefault(each.name, each)
    return [found[name] for name in sorted(found)]


def _before(ledger: Ledger, name: str) -> Rule | None:
    """The last edition of a rule that says anything."""
    return next((each.rule for each in editions(ledger.engine, name) if each.rule is not None), None)


def _refuse_other_name(ledger: Ledger, rule: Rule, was: str) -> None:
    if was and rule.name != was:
        raise InputError("A rule keeps its name, which its alerts carry: make another one, and switch this one off.")
    if not was and any(each.name == rule.name and each.rule is not None for each in _latest(ledger)):
        message = f"There is a rule called {rule.name!r}: edit that one, or give this another name."
        raise InputError(message)


def _sent(data: Values) -> Values:
    """What was sent; a box that was not ticked is not sent at all."""
    known = empty()
    boxes = {name: "" for name, value in known.items() if value == "1"}
    return known | boxes | {name: value for name, value in data.items() if name in known}


def _form(page: Page, alarm: Alarm, values: Values, *, status: int = 200, **more: Any) -> Template:
    context = {"page": page, "alarm": alarm, "values": values, "choices": CHOICES}
    given: dict[str, Any] = {"was": "", "said": "", "tried": None, "told": {}, "history": ()}
    return Template("alert_rule.html", context=context | given | more, status_code=status)
