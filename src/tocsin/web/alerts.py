"""Alerts as pages: what rang, each with what it rests on; the feed and the CAP documents; the link of a message."""

import datetime as dt

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from tocsin.alerts import AlertLog, AlertRecord, Issuer, cap, feed, public, told_in
from tocsin.ledger import Ledger
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk

AT_ONCE = 50
"""Alerts on one page."""
IN_THE_FEED = 100
CAP = "application/cap+xml"
ATOM = "application/atom+xml"
_GONE = "No alert has this address. Perhaps the link was cut: open it from the message again."

Now = NamedDependency[dt.datetime]


@get("/alerts", sync_to_thread=True)
def alerts(
    page: NamedDependency[Page],
    desk: NamedDependency[Desk],
    start: FromQuery[int] = 0,
    unanswered: FromQuery[str] = "",
) -> Template:
    """What rang, newest first; ``unanswered`` leaves out what somebody acknowledged. Check-ins are for responders."""
    first = max(0, start)
    record = AlertRecord(page.ledger.engine)
    batch = record.alerts(limit=AT_ONCE + 1, offset=first, unanswered=bool(unanswered), public=not desk.responds)
    context = {
        "page": page,
        "logs": batch[:AT_ONCE],
        "told": {each.alert.id: told_in(each.alert) for each in batch},
        "unanswered": bool(unanswered),
        "writes": desk.writes,
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if len(batch) > AT_ONCE else None,
    }
    return Template("alerts.html", context=context)


@get("/alerts/{name:str}", sync_to_thread=True)
def alert(
    page: NamedDependency[Page], desk: NamedDependency[Desk], issuer: NamedDependency[Issuer], name: FromPath[str]
) -> Template | Response[bytes]:
    """One alert; with ``.cap`` after its id, as a CAP 1.2 document. Of one's own people only responders are told."""
    found = _found(page.ledger, name.removesuffix(".cap"))
    if not found.alert.is_public and (name.endswith(".cap") or not desk.responds):
        raise NotFoundException(_GONE)
    if name.endswith(".cap"):
        return Response(cap(public(found.alert), issuer), media_type=CAP)
    context = {"page": page, "log": found, "told": told_in(found.alert), "earlier": found.alert.earlier}
    return Template("alert.html", context=context | {"responds": desk.responds})


@get("/alerts.atom", sync_to_thread=True)
def alerts_feed(ledger: NamedDependency[Ledger], issuer: NamedDependency[Issuer], now: Now) -> Response[bytes]:
    """The newest alerts as an Atom feed whose entries lead to CAP documents; tests are not in it."""
    logs = AlertRecord(ledger.engine).alerts(limit=IN_THE_FEED, public=True)
    listed = [each.alert for each in logs if each.alert.kind != "test"]
    return Response(feed(listed, issuer, now=now), media_type=ATOM)


@get("/alerts/open/{token:str}", sync_to_thread=True)
def opened(page: NamedDependency[Page], token: FromPath[str], now: Now) -> Template:
    """What the link of one message leads to: its alerts, kept as opened, and a button to take care of them."""
    logs = AlertRecord(page.ledger.engine).opened(token, at=now)
    if not logs:
        raise NotFoundException(_GONE)
    context = {"page": page, "logs": logs, "told": {each.alert.id: told_in(each.alert) for each in logs}}
    return Template("alert_opened.html", context=context | {"token": token})


@post("/alerts/open/{token:str}/acknowledge", sync_to_thread=True, status_code=303)
def acknowledged(ledger: NamedDependency[Ledger], token: FromPath[str], now: Now) -> Redirect:
    """Whoever was sent the link takes care of it; whoever was to be told next is spared."""
    if not AlertRecord(ledger.engine).acknowledge_by_link(token, at=now):
        raise NotFoundException(_GONE)
    return Redirect(f"/alerts/open/{token}", status_code=303, media_type=MediaType.HTML)


alert_pages: tuple[HTTPRouteHandler, ...] = (alerts, alert, alerts_feed, opened, acknowledged)


def _found(ledger: Ledger, id_: str) -> AlertLog:
    found = AlertRecord(ledger.engine).alert(id_)
    if found is None or found.alert.id != id_:
        raise NotFoundException(_GONE)
    return found
