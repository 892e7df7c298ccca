"""The desk on the pages and by the API: judged in whose name, by whom, and what it shows."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.ledger import Ledger
from tocsin.web import app

from tests.desk.making import CLOSED, LATER, MOVED, document, filled
from tests.fresh import open_fresh
from tests.web.hostile import ALL
from tests.web.links import tree
from tests.web.test_hostile import FORBIDDEN

Client = TestClient[Litestar]
API = "/api/v1/judgements"


@pytest.fixture
def url(tmp_path: Any) -> str:
    return str(tmp_path / "desk.sqlite")


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with open_fresh(url) as opened:
        filled(opened)
        yield opened


@pytest.fixture
def client(url: str, ledger: Ledger) -> Iterator[Client]:
    with TestClient(app(url, now=lambda: LATER), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def closed(ledger: Ledger) -> str:
    return next(each.id for each in ledger.postures(sender="NOR"))


def send(client: Client, path: str = "/desk", /, **data: str) -> httpx.Response:
    """Send a form as a page of this server does."""
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/desk").text)
    assert token is not None
    return client.post(path, data={"form_token": token[1], **data}, follow_redirects=False)


def test_a_form_corrects_what_was_changed_in_it_and_nothing_else(client: Client, ledger: Ledger, closed: str) -> None:
    page = client.get(f"/desk/record/{closed}").text
    assert "It counts." in page
    fields = dict(re.findall(r'<input id="set-\w+" name="(set\.\w+)" value="([^"]*)"', page))
    assert fields["set.sender"] == "NOR"
    changed = fields | {"set.value": "relocated", "set.place": "Lviv"}
    answer = send(client, kind="correct", record=closed, reason="It only moved.", quote=MOVED, by="a.okafor", **changed)
    assert answer.status_code == 303
    (known,) = ledger.postures(sender="NOR")
    assert (known.posture.value, known.posture.place, known.author) == ("relocated", "Lviv", "a.okafor")
    assert answer.headers["location"] == f"/desk/record/{known.id}"
    why = client.get("/why/NOR/UKR").text
    assert "<strong>corrected</strong> by <bdi>a.okafor</bdi>" in why
    assert f"<s>{CLOSED}</s>" in why
    assert "By analysts" in client.get("/host/UKR").text
    paper = client.get(f"/document/{document()[0].key}").text
    assert 'class="struck"' in paper
    assert f"/desk/record/{closed}" in paper
    before = client.get("/why/NOR/UKR?as_of=2022-02-12T10:00").text
    assert "Struck out" not in before
    assert "Struck out: it decides nothing." in client.get(f"/desk/record/{closed}").text


def test_a_cell_of_which_all_was_struck_out_still_says_so(client: Client, closed: str) -> None:
    assert (
        send(client, kind="reject", record=closed, reason="It is about 2014.", back="/why/NOR/UKR").status_code == 303
    )
    why = client.get("/why/NOR/UKR").text
    assert "It is about 2014." in why
    assert send(client, kind="restore", record=closed).status_code == 303
    assert "It is about 2014." not in client.get("/why/NOR/UKR").text
    history = client.get(f"/desk/record/{closed}").text
    assert "It is about 2014." in history
    assert "taken back" in history


def test_a_form_adds_words_of_a_document_and_statements(client: Client, ledger: Ledger) -> None:
    key = document()[0].key
    fields = {"set.sender": "Sweden", "set.host": "UKR", "what": "mission closed", "set.place": ""}
    words = {"quote": "the embassy only moved to Lviv", "document": key}
    assert send(client, kind="add", of="posture", **words, **fields).status_code == 303
    stated = {"statement": "It is shut.", "source": "their desk", "published": "2022-02-12"}
    assert send(client, kind="add", of="posture", **stated, **(fields | {"set.sender": "FIN"})).status_code == 303
    assert {each.posture.sender for each in ledger.postures() if each.author} == {"SWE", "FIN"}
    assert "Statement of analyst desk" in client.get("/documents").text
    refused = send(client, kind="add", of="posture", **fields)
    assert refused.status_code == 400
    assert "Evidence is needed" in refused.text


def test_pins_comments_and_lists(client: Client, closed: str) -> None:
    assert send(client, kind="pin", host="Ukraine").status_code == 303
    assert send(client, kind="comment", record=closed, reason="Ask the ministry.").status_code == 303
    page = client.get("/desk").text
    assert "Pinned" in page
    assert "Ask the ministry." in page
    assert "Ask the ministry." not in client.get("/desk?kind=pin").text
    assert "Nothing fits." in client.get("/desk?author=nobody").text
    assert [each["kind"] for each in client.get("/desk.json?host=UKR").json()] == ["comment", "pin"]
    assert client.get("/desk?kind=verdict").status_code == 400
    assert send(client, kind="unpin", host="UKR").status_code == 303
    assert "Take the pin off" not in client.get("/desk").text


def test_the_watchlist_comes_first_and_narrows(client: Client) -> None:
    assert send(client, "/watchlist", host="UKR", on="1", back="/host/UKR").headers["location"] == "/host/UKR"
    assert "watched" in client.get("/").text
    assert "Take off the watchlist" in client.get("/host/UKR").text
    assert "on your watchlist" in client.get("/changes?watched=1").text
    assert "Only your watchlist" in client.get("/world?watched=1").text
    assert client.get("/api/v1/watchlist").json() == {"hosts": ["UKR"]}
    put = client.post("/api/v1/watchlist", json={"host": "Ukraine", "watched": False})
    assert put.json() == {"hosts": []}
    assert "watched" not in client.get("/").text


def test_a_form_of_another_page_judges_nothing(client: Client, ledger: Ledger, closed: str) -> None:
    data = {"kind": "reject", "record": closed, "reason": "x"}
    assert client.post("/desk", data=data).status_code == 403
    headers = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    assert client.post(API, json=data, headers=headers).status_code == 403
    assert client.post("/watchlist", data={"host": "UKR"}).status_code == 403
    assert ledger.judgements.listed() == []


def test_nothing_that_is_written_runs(client: Client, closed: str) -> None:
    answer = client.post(API, json={"kind": "reject", "record": closed, "reason": " ".join(ALL)})
    assert answer.status_code == 201
    for trick in ALL:
        assert client.post(API, json={"kind": "comment", "host": "UKR", "reason": trick}).status_code == 201
        assert client.post(API, json={"kind": "comment", "record": closed, "reason": trick}).status_code == 201
    for path in ("/desk", "/why/NOR/UKR", "/host/UKR", f"/desk/record/{closed}", f"/document/{document()[0].key}"):
        page = client.get(path).text
        assert "\u202e" not in page
        assert tree(page).xpath(FORBIDDEN) == []
        assert tree(page).xpath("//@*[starts-with(name(), 'on')] | //@style") == []


def test_the_api_judges_once_under_a_key(client: Client, ledger: Ledger, closed: str) -> None:
    body = {"kind": "reject", "record": closed, "reason": "It is about 2014."}
    first, again = (client.post(API, json=body, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert (first.status_code, again.content) == (201, first.content)
    assert first.json()["author"] == "desk"
    other = client.post(API, json=body | {"reason": "x"}, headers={"Idempotency-Key": "one"})
    assert other.status_code == 409
    refused = client.post(API, json=body)
    assert refused.status_code == 400
    assert "already" in refused.json()["detail"]
    assert client.post(API, json={"kind": "reject", "colour": "red"}).status_code == 400
    assert len(ledger.judgements.listed()) == 1


def test_the_api_lists_piece_by_piece_as_known_at_a_moment(client: Client, closed: str) -> None:
    for number in range(5):
        assert client.post(API, json={"kind": "comment", "record": closed, "reason": f"{number}"}).status_code == 201
    seen, cursor = [], None
    while True:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        piece = client.get(API, params=asked).json()
        seen += [each["reason"] for each in piece["items"]]
        cursor = piece["next"]
        if cursor is None:
            break
    assert seen == ["4", "3", "2", "1", "0"]
    assert client.get(API, params={"as_of": "2022-02-12T10:00"}).json()["items"] == []
    assert len(client.get(API, params={"record": closed, "kind": "comment", "host": "Ukraine"}).json()["items"]) == 5


def test_the_api_says_who_made_a_record(client: Client, closed: str) -> None:
    made = client.post(
        API, json={"kind": "correct", "record": closed, "reason": "It moved.", "fields": {"value": "relocated"}}
    ).json()["made"]
    (told,) = client.get("/api/v1/why/NOR/UKR").json()["items"]
    assert (told["id"], told["author"], told["publisher"]) == (made, "desk", "analyst desk")
    assert client.get(f"/api/v1/records/{made}").json()["reader"] == "analyst desk"
