"""An alert as a CAP 1.2 document (OASIS, Common Alerting Protocol, July 2010): one ``info`` a language.

The mapping is a table here and in ``docs/alerts.md``. A change for the better is never an all-clear.
"""

import datetime as dt
import functools
import importlib.resources

import lxml.etree
import msgspec

from tocsin.alerts.model import Alert
from tocsin.alerts.wording import LANGUAGES, Told, name_of, told_in
from tocsin.board.rules import rank

CAP = "urn:oasis:names:tc:emergency:cap:1.2"

RESPONSE: dict[str, str] = {
    "directive.leave": "Evacuate",
    "directive.consider_leaving": "Prepare",
    "directive.prepare": "Prepare",
    "directive.shelter": "Shelter",
    "directive.avoid_areas": "Avoid",
    "advice.avoid_all": "Avoid",
    "advice.avoid_nonessential": "Avoid",
    "mission.departure_ordered": "Prepare",
    "mission.closed": "Prepare",
}
"""What the receiver is asked to do; for every other value: Monitor."""

SEVERITY: dict[str, tuple[tuple[str, str], ...]] = {
    "advice": (("avoid_all", "Severe"), ("avoid_nonessential", "Moderate"), ("normal", "Minor")),
    "directive": (("shelter", "Extreme"), ("prepare", "Moderate"), ("stay_calm", "Minor")),
    "mission": (("departure_ordered", "Severe"), ("shelter", "Moderate"), ("open", "Minor")),
    "carrier": (("closed", "Severe"), ("suspended", "Moderate"), ("open", "Minor")),
    "military": (("withdrawn", "Moderate"), ("deployed", "Minor")),
}
"""For each type the CAP severity down to and including a value, the most severe first."""

OUTLOOK = {"high": "Moderate", "elevated": "Minor", "watch": "Minor", "quiet": "Minor"}
"""A level counts signs and is no event: it is never more than Moderate."""
URGENCY = {"Extreme": "Immediate", "Severe": "Immediate", "Moderate": "Expected", "Minor": "Future"}
LIFTED = ("eased", "lapsed", "withdrawn")


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends: ``name`` as CAP's sender (no spaces, commas, ``<`` or ``&``), ``address`` where the pages are."""

    name: str
    address: str

    def page(self, alert: Alert) -> str:
        """The alert's page."""
        return f"{self.address.rstrip('/')}/alerts/{alert.id}"


def cap(alert: Alert, issuer: Issuer) -> bytes:
    """The alert as a CAP 1.2 document; the same alert gives the same bytes."""
    root = lxml.etree.Element(f"{{{CAP}}}alert", nsmap={None: CAP})
    _add(root, "identifier", identifier(alert.id))
    _add(root, "sender", issuer.name)
    _add(root, "sent", moment(alert.at))
    _add(root, "status", _status(alert))
    _add(root, "msgType", _message_type(alert))
    _add(root, "scope", "Public")
    if alert.kind == "withdrawn":
        _add(root, "note", told_in(alert).changed)
    if alert.earlier:
        references = (f"{issuer.name},{identifier(each.id)},{moment(each.at)}" for each in alert.earlier)
        _add(root, "references", " ".join(references))
    for language in LANGUAGES:
        _info(root, alert, told_in(alert, language), issuer)
    written: bytes = lxml.etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def identifier(id_: str) -> str:
    """How CAP names an alert."""
    return f"urn:tocsin:alert:{id_}"


def moment(at: dt.datetime) -> str:
    """A moment as CAP wants it: whole seconds, and ``-00:00`` for UTC."""
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}-00:00"


def _status(alert: Alert) -> str:
    if alert.kind == "test":
        return "Test"
    return "Exercise" if alert.drill else "Actual"


def _message_type(alert: Alert) -> str:
    if alert.kind == "withdrawn":
        return "Cancel"
    return "Update" if alert.earlier else "Alert"


def severity(alert: Alert) -> str:
    """From Extreme to Minor by ``SEVERITY``; what was withdrawn has none, and what eased is Minor at most."""
    if alert.kind in ("lapsed", "withdrawn", "test") or alert.type == "checkin":
        return "Unknown"
    if alert.type == "outlook":
        return OUTLOOK[alert.value]
    found = (name for least, name in SEVERITY[alert.type] if rank(alert.type, alert.value) <= rank(alert.type, least))
    return next(found, "Unknown")


def urgency(alert: Alert) -> str:
    """Follows the severity; of what eased or was withdrawn nobody can say."""
    return "Unknown" if alert.kind in LIFTED else URGENCY.get(severity(alert), "Unknown")


def certainty(alert: Alert) -> str:
    """Observed on the sender's own page, Likely from two independent origins, Possible from one or where contested."""
    if alert.kind in ("lapsed", "withdrawn", "test"):
        return "Unknown"
    if alert.contested or alert.type == "outlook":
        return "Possible"
    if alert.official:
        return "Observed"
    return "Likely" if len(alert.origins) > 1 else "Possible"


def _info(root: lxml.etree._Element, alert: Alert, told: Told, issuer: Issuer) -> None:
    info = lxml.etree.SubElement(root, f"{{{CAP}}}info")
    _add(info, "language", told.language)
    _add(info, "category", "Transport" if alert.type == "carrier" else "Security")
    _add(info, "event", told.event)
    _add(info, "responseType", _response(alert))
    _add(info, "urgency", urgency(alert))
    _add(info, "severity", severity(alert))
    _add(info, "certainty", certainty(alert))
    _add(info, "effective", moment(alert.at))
    if alert.since is not None:
        _add(info, "onset", moment(dt.datetime.combine(alert.since, dt.time(), dt.UTC)))
    _add(info, "expires", moment(alert.expires))
    _add(info, "senderName", "Tocsin")
    _add(info, "headline", told.headline)
    _add(info, "description", _description(alert, told))
    _add(info, "instruction", told.instruction)
    _add(info, "web", issuer.page(alert))
    for name, value in _parameters(alert):
        parameter = lxml.etree.SubElement(info, f"{{{CAP}}}parameter")
        _add(parameter, "valueName", name)
        _add(parameter, "value", value)
    _area(info, alert, told.language)


def _response(alert: Alert) -> str:
    return "Monitor" if alert.kind in LIFTED else RESPONSE.get(f"{alert.type}.{alert.value}", "Monitor")


def _description(alert: Alert, told: Told) -> str:
    quotes = [f"“{' '.join(each.words.split())}” ({each.publisher or '-'})" for each in alert.quotes[:2]]
    return "\n".join([told.changed, *quotes, told.origins, told.unknown])


def _parameters(alert: Alert) -> list[tuple[str, str]]:
    found = [
        ("tocsin:sender", alert.sender or ""),
        ("tocsin:type", alert.type),
        ("tocsin:value", alert.value),
        ("tocsin:before", alert.before or ""),
        ("tocsin:origins", str(len(alert.origins))),
        ("tocsin:documents", str(alert.documents)),
        *(("tocsin:evidence", f"{each.document}#{each.start}-{each.end}") for each in alert.quotes[:2]),
    ]
    return [(name, value) for name, value in found if value]


def _area(info: lxml.etree._Element, alert: Alert, language: str) -> None:
    """The country, with polygons around it where the measure is of all of it; a part has no borders that are known."""
    area = lxml.etree.SubElement(info, f"{{{CAP}}}area")
    name = name_of(alert.host, language)
    _add(area, "areaDesc", f"{name}: {alert.place}" if alert.regional and alert.place else name)
    if not alert.regional:
        for ring in _areas().get(alert.host, ()):
            _add(area, "polygon", " ".join(f"{latitude},{longitude}" for latitude, longitude in ring))
    geocode = lxml.etree.SubElement(area, f"{{{CAP}}}geocode")
    _add(geocode, "valueName", "ISO 3166-1 alpha-3")
    _add(geocode, "value", alert.host)


@functools.cache
def _areas() -> dict[str, list[list[tuple[float, float]]]]:
    """Rough polygons around each country, made by ``scripts/areas.py`` from Natural Earth (public domain)."""
    data = importlib.resources.files("tocsin.alerts").joinpath("areas.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, list[list[tuple[float, float]]]])


def _add(parent: lxml.etree._Element, name: str, text: str) -> None:
    if not text.isprintable():
        text = "".join(each if each in "\n\t" or each.isprintable() else "\ufffd" for each in text)
    lxml.etree.SubElement(parent, f"{{{CAP}}}{name}").text = text
