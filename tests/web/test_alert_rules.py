"""The rules of alerts on pages and by the API: made, edited, switched off, tried; by whom, and kept in the log."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.accounts import Accounts
from tocsin.alerts import AlertRecord, Bell, editions, rule_from, rules_kept
from tocsin.web import app
from tocsin.web.alert_form import Alarm, empty, rule_of, values_of

from tests.accounts.conftest import HASHER, PASSWORD
from tests.accounts.conftest import log_in as signed_in
from tests.alerts.ringing import NOW, Desk, rule
from tests.fresh import open_fresh

Client = TestClient[Litestar]
HERE = "http://127.0.0.1"
ALARM = Alarm(channels=("out", "sms"), rules=(rule(name="of the file"),), file="alerts.toml")
GIVEN: dict[str, Any] = {
    "name": "Sahel <b>",
    "receivers": [["sms:+34", "out"], "out:duty@example.org"],
    "hosts": ["NER", "MLI"],
    "senders": ["FRA"],
    "places": ["Agadez"],
    "types": ["directive", "mission"],
    "reaches": {"advice": "avoid_all", "directive": "leave"},
    "origins": 2,
    "exposed": {"people": 3, "within_days": 7},
    "outlook": "elevated",
    "checkin_after": "30m",
    "regional": True,
    "falls": False,
    "lapses": False,
    "mode": "daily",
    "at": "06:30:00",
    "zone": "Europe/Madrid",
    "quiet": {"from": "22:00:00", "to": "06:00:00", "zone": "Europe/Paris"},
    "escalate_after": "10m",
    "drill": True,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(f"sqlite:///{tmp_path / 'rules.sqlite'}", [rule(hosts=["FJI"])])
    with made.ledger:
        yield made


@pytest.fixture
def client(desk: Desk, tmp_path: Path) -> Iterator[Client]:
    site = app(f"sqlite:///{tmp_path / 'rules.sqlite'}", now=desk.clock, alarm=ALARM)
    with TestClient(site, base_url=HERE) as opened:
        yield opened


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Desk]]:
    """One server for tests that send it nothing that it keeps."""
    url = f"sqlite:///{tmp_path_factory.mktemp('refusing') / 'rules.sqlite'}"
    made = Desk(url, [rule(hosts=["FJI"])])
    with made.ledger, TestClient(app(url, now=made.clock, alarm=ALARM), base_url=HERE) as opened:
        yield opened, made


def sent(client: Client, path: str, **data: str) -> Response:
    found = re.search(r'name="form_token" value="([0-9a-f]+)"', client.get("/alerts/rules/edit").text)
    assert found
    return client.post(path, data=data | {"form_token": found[1]}, follow_redirects=False)


def filled(**fields: str) -> dict[str, str]:
    ticked = {name: value for name, value in empty().items() if value}
    return ticked | {"name": "Leave", "receivers": "out", "hosts": "Niger", "do": "keep"} | fields


def test_the_form_says_all_that_a_rule_says() -> None:
    whole = rule_from(GIVEN, channels=ALARM.channels)
    assert rule_of(values_of(whole), ALARM, before=whole) == whole
    plain = rule_from({"name": "plain", "receivers": ["out"]})
    assert rule_of(values_of(plain), ALARM) == plain


def test_a_rule_is_made_edited_and_switched_off_and_every_edition_stays(client: Client, desk: Desk) -> None:
    assert sent(client, "/alerts/rules/edit", **filled()).status_code == 303
    assert [each.name for each in rules_kept(desk.ledger.engine)] == ["Leave"]
    assert "Leave" in client.get("/alerts/rules").text
    form = client.get("/alerts/rules/edit?name=Leave").text
    assert 'value="NER"' in form
    desk.clock.now += dt.timedelta(hours=1)
    assert sent(client, "/alerts/rules/edit", **filled(was="Leave", hosts="Western Africa")).status_code == 303
    assert len(rules_kept(desk.ledger.engine)[0].hosts) > 10
    desk.clock.now += dt.timedelta(hours=1)
    assert sent(client, "/alerts/rules/off", name="Leave").status_code == 303
    assert rules_kept(desk.ledger.engine) == ()
    assert "Switched off" in client.get("/alerts/rules").text
    assert [each.rule is None for each in editions(desk.ledger.engine, "Leave")] == [True, False, False]
    assert sent(client, "/alerts/rules/off", name="nothing").status_code == 404


def test_a_rule_of_the_page_rings_with_the_next_document(client: Client, desk: Desk, tmp_path: Path) -> None:
    sent(client, "/alerts/rules/edit", **filled())
    with open_fresh(f"sqlite:///{tmp_path / 'rules.sqlite'}", beside=[Bell((), clock=desk.clock)]) as ledger:
        desk.ledger, before = ledger, desk.ledger
        desk.paper("leave")
        desk.ledger = before
    (log,) = AlertRecord(desk.ledger.engine).alerts()
    assert log.alert.rule == "Leave"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hosts": "Atlantis"}, "Atlantis"),
        ({"receivers": "pigeon"}, "pigeon"),
        ({"name": "of the file"}, "of the file"),
        ({"name": ""}, "name"),
        ({"cooldown": "soon"}, "soon"),
        ({"origins": "two"}, "whole number"),
        ({"quiet_from": "22:00"}, "time of day"),
        ({"zone": "Mars/Olympus"}, "Mars"),
        ({"was": "Leave", "name": "Other"}, "keeps its name"),
    ],
)
def test_what_cannot_be_used_is_said_and_what_was_written_stays(
    refusing: tuple[Client, Desk], fields: dict[str, str], said: str
) -> None:
    client, desk = refusing
    answer = sent(client, "/alerts/rules/edit", **filled(places="<Agadez & more>", **fields))
    assert answer.status_code == 400
    alert = re.search(r'role="alert">([^<]*)<', answer.text)
    assert alert
    assert said in alert[1]
    assert "&lt;Agadez &amp; more&gt;" in answer.text
    assert rules_kept(desk.ledger.engine) == ()


def test_trying_shows_what_would_have_rung_and_keeps_and_sends_nothing(client: Client, desk: Desk) -> None:
    desk.paper("leave")
    desk.paper("closed", type_="mission", host="SDN")
    answer = sent(client, "/alerts/rules/edit", **filled(do="try"))
    assert answer.status_code == 200
    assert "It would have rung 1 time " in answer.text
    assert "nationals told to leave" in answer.text
    assert rules_kept(desk.ledger.engine) == ()
    assert AlertRecord(desk.ledger.engine).alerts() == []
    tried = client.post("/api/v1/rules/try", json={"name": "x", "receivers": ["out"]}).json()
    assert sorted(each["host"] for each in tried["alerts"]) == ["NER", "SDN"]


def test_the_api_keeps_lists_and_switches_off(client: Client, desk: Desk) -> None:
    kept = client.post("/api/v1/rules", json=GIVEN)
    assert kept.status_code == 201
    listed = client.get("/api/v1/rules").json()["items"]
    assert [(each["name"], each["file"]) for each in listed] == [("Sahel <b>", None), ("of the file", "alerts.toml")]
    assert listed[0]["rule"]["quiet"]["from"] == "22:00:00"
    desk.clock.now += dt.timedelta(seconds=1)
    assert client.post("/api/v1/rules", json=listed[0]["rule"]).status_code == 201
    desk.clock.now += dt.timedelta(seconds=1)
    assert client.delete("/api/v1/rules/Sahel%20%3Cb%3E").status_code == 204
    assert client.delete("/api/v1/rules/Sahel%20%3Cb%3E").status_code == 404
    assert rules_kept(desk.ledger.engine) == ()
    for wrong in ({}, {"name": 3}, {"name": "x", "receivers": ["pigeon"]}, {"name": "x", "nonsense": 1}):
        answer = client.post("/api/v1/rules", json=wrong)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_who_made_a_rule_stands_with_it_and_in_the_log(desk: Desk, tmp_path: Path) -> None:
    from tocsin.web.gates import Gates

    accounts = Accounts(desk.ledger.engine, hasher=HASHER)
    accounts.add("analyst", "analyst", now=NOW, password=PASSWORD)
    url = f"sqlite:///{tmp_path / 'rules.sqlite'}"
    site = app(url, now=desk.clock, names=("watch.example",), alarm=ALARM, gates=Gates(accounts=True))
    with TestClient(site, base_url="https://watch.example") as client:
        assert signed_in(client, "analyst") == 303
        assert client.post("/alerts/rules/edit", data=filled()).status_code == 403
        assert sent(client, "/alerts/rules/edit", **filled()).status_code == 303
    assert [each.by for each in editions(desk.ledger.engine)] == ["analyst"]
    assert ("analyst", "rule kept", "Leave") in [(each.who, each.what, each.about) for each in accounts.log(limit=20)]
