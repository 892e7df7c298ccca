"""The alerts as an Atom feed whose entries lead to CAP documents."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from tocsin.alerts.cap import Issuer, identifier
from tocsin.alerts.model import Alert
from tocsin.alerts.wording import body, told_in
from tocsin.changes.feed import Entry, Link
from tocsin.changes.feed import feed as written


def feed(alerts: Iterable[Alert], issuer: Issuer, *, now: dt.datetime) -> bytes:
    """The feed of these alerts, in their order; one's own people are never in it."""
    itself = Link(f"{issuer.address.rstrip('/')}/alerts.atom", "self", "application/atom+xml")
    entries = [_entry(each, issuer) for each in alerts if each.is_public]
    return written(f"urn:tocsin:alerts:{issuer.name}", "Alerts of Tocsin", entries, now=now, links=[itself])


def _entry(alert: Alert, issuer: Issuer) -> Entry:
    page = issuer.page(alert)
    return Entry(
        name=identifier(alert.id),
        title=("EXERCISE - " if alert.drill else "") + told_in(alert).headline,
        updated=alert.at,
        content=body([public(alert)]),
        links=(Link(page, "alternate", "text/html"), Link(f"{page}.cap", "enclosure", "application/cap+xml")),
    )


def public(alert: Alert) -> Alert:
    """The alert as strangers may see it: without how many of one's own people it touches."""
    return msgspec.structs.replace(alert, exposed=None)
