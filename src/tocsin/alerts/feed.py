"""The alerts as an Atom feed (RFC 4287) whose entries lead to CAP documents."""

import datetime as dt
from collections.abc import Iterable

import lxml.etree
import msgspec

from tocsin.alerts.cap import Issuer, identifier
from tocsin.alerts.model import Alert
from tocsin.alerts.wording import body, told_in

ATOM = "http://www.w3.org/2005/Atom"


def feed(alerts: Iterable[Alert], issuer: Issuer, *, now: dt.datetime) -> bytes:
    """The feed of these alerts, in their order; one's own people are never in it."""
    listed = list(alerts)
    root = lxml.etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(root, "id", f"urn:tocsin:alerts:{issuer.name}")
    _add(root, "title", "Alerts of Tocsin")
    _add(root, "updated", max((each.at for each in listed), default=now).isoformat(timespec="seconds"))
    _add(lxml.etree.SubElement(root, f"{{{ATOM}}}author"), "name", "Tocsin")
    _link(root, "self", f"{issuer.address.rstrip('/')}/alerts.atom", "application/atom+xml")
    for each in listed:
        entry = lxml.etree.SubElement(root, f"{{{ATOM}}}entry")
        _add(entry, "id", identifier(each.id))
        _add(entry, "title", ("EXERCISE - " if each.drill else "") + told_in(each).headline)
        _add(entry, "updated", each.at.isoformat(timespec="seconds"))
        _link(entry, "alternate", issuer.page(each), "text/html")
        _link(entry, "enclosure", f"{issuer.page(each)}.cap", "application/cap+xml")
        _add(entry, "content", body([public(each)]))
    written: bytes = lxml.etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def public(alert: Alert) -> Alert:
    """The alert as strangers may see it: without how many of one's own people it touches."""
    return msgspec.structs.replace(alert, exposed=None)


def _link(parent: lxml.etree._Element, relation: str, address: str, kind: str) -> None:
    lxml.etree.SubElement(parent, f"{{{ATOM}}}link", rel=relation, href=address, type=kind)


def _add(parent: lxml.etree._Element, name: str, text: str) -> None:
    clean = "".join(each if each in "\n\t" or each.isprintable() else "\ufffd" for each in text)
    lxml.etree.SubElement(parent, f"{{{ATOM}}}{name}").text = clean
