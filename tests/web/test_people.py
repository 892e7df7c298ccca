"""The pages of people over real HTTP: links answer for one person only, looking changes nothing, looks are kept."""

import datetime as dt
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.accounts import Visitor
from tocsin.channels import Delivery, Message
from tocsin.ledger import Ledger
from tocsin.people import LOCAL, People, Viewer, make_key, read_key
from tocsin.people.checkin import Campaign, CheckIns
from tocsin.web import app
from tocsin.web.people_desk import Desk
from tocsin.web.people_pages import PEOPLE
from tocsin.web.rules import rule_of

from tests.fresh import make_fresh
from tests.people.making import SECRET_MAIL, SECRET_PHONE, person, stay

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)
LOOPBACK = "http://127.0.0.1"
SECRETS = (SECRET_MAIL, SECRET_PHONE, "penicillin", "X1234567", "1980-02-03", "Villa Rouge")


class House:
    """Pages over a roster of two, with a clock and an outgoing tray."""

    def __init__(self, folder: Path) -> None:
        make_key(folder / "people.key")
        self.now = NOON
        self.sent: list[tuple[str, Message]] = []
        self.app = app(str(make_fresh(folder / "l.sqlite")), now=lambda: self.now, desk=self.desk)
        self.client: TestClient[Litestar] = TestClient(self.app, base_url=LOOPBACK)
        self.people.record([person(1), person(2, groups=("Desk",))], [stay(1)], at=NOON, origin="a")
        self.checkins = CheckIns(self.people)

    def desk(self, ledger: Ledger) -> Desk:
        self.people = People(ledger.engine, read_key(Path(str(ledger.engine.url.database)).with_name("people.key")))
        self.opened = Desk(
            ledger=ledger, key=self.people.keys.path, now=lambda: self.now, send=self.send, routes={"mail": "post"}
        )  # fmt: skip
        return self.opened

    def send(self, name: str, message: Message) -> Delivery:
        self.sent.append((name, message))
        return Delivery(status="confirmed", why="", at=self.now)

    def begin(self, *, drill: bool = False) -> Campaign:
        return self.checkins.begin(["E1", "E2"], title="Shots", whom="all", by=LOCAL, at=self.now, drill=drill)

    def post(self, path: str, page: str = "/checkin", **data: str) -> Response:
        """Send a form of a page with the token that the page gives it."""
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', self.client.get(page).text)
        return self.client.post(path, data=data | {"form_token": token[1] if token else ""}, follow_redirects=False)

    def link(self, campaign: Campaign, who: str = "E1") -> str:
        return urlsplit(self.checkins.link(self.checkins.tickets(campaign.id)[who], campaign, address=LOOPBACK)).path


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    with made.client:
        yield made


def test_looking_at_a_link_changes_nothing_and_posting_answers(house: House) -> None:
    campaign = house.begin()
    link = house.link(campaign)
    for _ in range(3):
        shown = house.client.get(link)
        assert shown.status_code == 200
    house.client.head(link)
    assert house.checkins.answers(campaign) == []
    done = house.client.post(link, data={"state": "help", "note": "door <b>blocked</b>", "place": "hotel"})
    assert done.status_code == 200
    assert "has arrived" in done.text
    kept = house.checkins.answers(campaign)
    assert [(each.person, each.state, each.note) for each in kept] == [("E1", "help", "door <b>blocked</b>")]
    house.client.post(link, data={"state": "safe"})
    assert [each.state for each in house.checkins.answers(campaign)] == ["help", "safe"]


def test_the_page_is_small_and_needs_no_script_file_or_cookie(house: House) -> None:
    for drill in (False, True):
        link = house.link(house.begin(drill=drill))
        answer = house.client.get(link)
        assert len(answer.content) + sum(len(k) + len(v) for k, v in answer.headers.items()) < 10_000
        assert not re.search(r"<script|<link|<img|src=|url\(|@import|https?://", answer.text)
        assert "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_every_link_that_opens_nothing_is_answered_alike(house: House) -> None:
    campaign, other = house.begin(), house.begin()
    link, second = house.link(campaign), house.link(other, "E2")
    house.checkins.revoke(other.id, "E2", by=LOCAL, at=NOON)
    swapped = link.rpartition(".")[0] + "." + second.rpartition(".")[2]
    house.now = NOON + dt.timedelta(days=2)
    bad = ["/c/x", "/c/" + "A" * 90, swapped, second, link]
    seen = [house.client.get(each) for each in bad] + [house.client.post(each, data={"state": "safe"}) for each in bad]
    assert {each.status_code for each in seen} == {404}
    assert len({each.content for each in seen}) == 1
    assert len({each.headers["content-security-policy"] for each in seen}) == 1
    assert house.checkins.answers(campaign) == []


def test_who_guesses_is_slowed_down_and_who_has_a_link_is_not(house: House) -> None:
    link = house.link(house.begin())
    found = [house.client.get(f"/c/guess{n}").status_code for n in range(40)]
    assert found[:30] == [404] * 30
    assert set(found[30:]) == {429}
    assert house.client.get(link).status_code == 200
    answers = [house.client.post(link, data={"state": "safe"}).status_code for _ in range(25)]
    assert answers == [200] * 20 + [429] * 5


def test_an_answer_without_a_choice_is_asked_for_again(house: House) -> None:
    campaign = house.begin()
    for data in ({}, {"state": "dead"}, {"state": "safe\x00"}):
        assert house.client.post(house.link(campaign), data=data).status_code in (400, 415)
    assert house.checkins.answers(campaign) == []


def test_an_old_browser_that_tells_nothing_or_null_can_answer_and_no_other_site_can_begin_one(house: House) -> None:
    campaign = house.begin()
    posted = house.client.post(house.link(campaign), data={"state": "safe"}, headers={"origin": "null"})
    assert posted.status_code == 200
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}):
        form = {"title": "x", "group": "Field"}
        assert house.client.post("/checkin", data=form, headers=headers).status_code == 403
    assert house.post("/checkin", title="x", group="Field").status_code == 303


def test_a_drill_says_so_first_on_every_page_of_it(house: House) -> None:
    drill = house.begin(drill=True)
    house.client.post(house.link(drill), data={"state": "help"})
    pages = [
        house.link(drill), f"/checkin/{drill.id}", f"/checkin/{drill.id}/calls", f"/checkin/{drill.id}/person/E1",
    ]  # fmt: skip
    for path in pages:
        text = house.client.get(path).text
        assert "EXERCISE" in text.partition("</title>")[0]
        body = re.sub(r"<[^>]+>", " ", text.partition('<main id="main"')[2] or text.partition("<body>")[2])
        assert body.split(">", 1)[-1].split()[0] == "EXERCISE"
    assert "EXERCISE" in house.client.get("/checkin").text
    real = house.begin()
    assert "EXERCISE" not in house.client.get(house.link(real)).text
    assert house.checkins.answers(real) == []


def test_the_board_counts_lists_and_keeps_answers_by_phone(house: House) -> None:
    made = house.post("/checkin", title="Shots", host="Niger", days="2", hours="4")
    address = made.headers["location"]
    assert house.post(f"{address}/ask").status_code == 303
    assert [message.to for _, message in house.sent] == [f"1.{SECRET_MAIL}"]
    assert "Not reached" in house.client.get(address).text
    house.post(f"{address}/person/E1", state="help", note="by landline")
    kept = house.client.get(f"{address}/person/E1").text
    assert "taken by" in kept
    assert "by landline" in kept
    board = house.client.get(address, params={"status": "help"}).text
    assert "Aïssa Number1" in board
    assert "1 of 1" in board
    assert house.client.get(f"{address}/person/E2").status_code == 404
    assert house.client.get("/checkin/nothing").status_code == 404
    assert house.post(f"{address}/explode").status_code == 404


def test_contact_fields_open_with_a_reason_that_is_kept(house: House) -> None:
    closed = house.client.get("/people/E1").text
    assert [each for each in SECRETS if each in closed] == []
    assert [(each.did, each.person) for each in house.people.views()] == [("name", "E1")]
    opened = house.client.get("/people/E1", params={"why": "not reached by mail"}).text
    assert [each for each in SECRETS if each not in opened] == []
    assert next((each.did, each.why) for each in house.people.views("E1")) == ("view", "not reached by mail")


def test_whoever_may_not_respond_is_shown_no_contact_field(house: House) -> None:
    may = {"read", "write"}
    reader = house.opened.seen_by(Visitor(name="v", powers=frozenset(may), key="k"))  # type: ignore[arg-type]
    stranger = house.opened.seen_by(None)
    responder = house.opened.seen_by(Visitor(name="r", powers=frozenset({"read", "respond"}), key="k"))
    assert [each.responds for each in (reader, stranger, responder)] == [False, False, True]
    assert responder.looking(" at   night ") == Viewer(name="r", why="at night")
    assert house.people.persons(["E1"], viewer=reader.looking("x"), at=NOON)[0].ways == ()


def test_every_page_of_people_needs_the_right_to_respond_and_links_need_none() -> None:
    needs = {
        (method, path): rule_of(method, path)
        for each in PEOPLE
        for path in each.paths
        for method in each.http_methods
        if method != "OPTIONS"
    }
    assert {rule for (_, path), rule in needs.items() if path.startswith("/c/")} == {"open"}
    assert {rule for (_, path), rule in needs.items() if not path.startswith("/c/")} == {"respond"}
    assert len(needs) == 16


def test_people_are_found_by_name_group_and_country(house: House) -> None:
    def shown(**query: str) -> list[str]:
        return re.findall(r"Aïssa Number(\d)</bdi></a></th>", house.client.get("/people", params=query).text)

    assert shown() == ["1", "2"]
    assert shown(q="number2") == ["2"]
    assert shown(group="Field") == ["1"]
    assert shown(host="Niger") == ["1"]
    assert shown(host="Atlantis") == []
    assert shown(q="x", start="-5") == []


def test_without_a_key_the_pages_say_how_to_make_one_and_the_board_still_stands(tmp_path: Path) -> None:
    with TestClient(app(str(make_fresh(tmp_path / "l.sqlite")), now=lambda: NOON), base_url=LOOPBACK) as client:
        assert "tocsin people key" in client.get("/people").text
        assert client.get("/c/anything").status_code == 404
        assert client.get("/").status_code == 200


def test_nothing_personal_is_logged_or_shown_when_a_page_fails(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    campaign = house.begin()
    link = house.link(campaign)
    with house.people.writing() as connection:
        connection.exec_driver_sql("DROP TABLE checkin_answers")
    failed = house.client.post(link, data={"state": "help", "note": "at the Villa Rouge", "place": "Villa Rouge"})
    assert failed.status_code in (500, 503)
    logged = [f"{each.getMessage()} {each.exc_text}" for each in caplog.records if not each.name.startswith("httpx")]
    said = " ".join([*logged, failed.text])
    assert logged
    assert [each for each in (*SECRETS, "Number1", link.rpartition("/")[2]) if each in said] == []
