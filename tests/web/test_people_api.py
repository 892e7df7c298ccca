"""The roster by page and by program: tried, then kept; seen by responders alone; every look kept, nothing cached."""

import datetime as dt
import io
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.accounts import Accounts, Role
from tocsin.ledger import Ledger
from tocsin.people import LOCAL, People, make_key, read_key
from tocsin.people.checkin import CheckIns
from tocsin.web import app
from tocsin.web.gates import Gates
from tocsin.web.people_desk import Desk

from tests.accounts.conftest import HASHER, PASSWORD
from tests.accounts.conftest import log_in as signed_in
from tests.fresh import make_fresh
from tests.people.making import SECRET_MAIL, SECRET_PHONE, person, stay

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)
SECRETS = (SECRET_MAIL, SECRET_PHONE, "penicillin", "X1234567", "1980-02-03")
Client = TestClient[Litestar]
CSV = (
    b"id,name,mail,groups,place,country,from,to\r\n"
    b"E7,Ada Sample,ada@example.org,Field,Niamey,Niger,2026-05-01,2026-05-20\r\n"
    b"E8,Bo Sample,bo@example.org,Desk,Nowhereton,Niger,2026-05-01,soon\r\n"
    b",,,,Lima,Peru,,\r\n"
)
PATHS = (
    "/api/v1/people",
    "/api/v1/people/E1",
    "/api/v1/people/E1?why=duty",
    "/api/v1/groups",
    "/api/v1/stays",
    "/api/v1/exposure?host=NER",
    "/api/v1/checkins",
    "/people",
    "/people/E1",
    "/people/exposure?host=NER",
    "/people/import",
)


class House:
    """Pages over a roster of two."""

    def __init__(self, folder: Path, *, gates: Gates | None = None) -> None:
        make_key(folder / "people.key")
        self.now, self.folder = NOON, folder
        names, given = (("watch.example",), {"gates": gates}) if gates else (("127.0.0.1",), {})
        base = "https://watch.example" if gates else "http://127.0.0.1"
        self.app = app(str(make_fresh(folder / "l.sqlite")), now=lambda: self.now, desk=self.desk, names=names, **given)  # type: ignore[arg-type]
        self.client: Client = TestClient(self.app, base_url=base)
        self.people.record([person(1), person(2, groups=("Desk",))], [stay(1)], at=NOON, origin="a")

    def desk(self, ledger: Ledger) -> Desk:
        self.people = People(ledger.engine, read_key(self.folder / "people.key"))
        return Desk(ledger=ledger, key=self.people.keys.path, now=lambda: self.now)

    def token(self) -> str:
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.client.get("/people/import").text)
        assert found
        return found[1]

    def send(self, raw: bytes, name: str = "r.csv", **data: str) -> Response:
        files = {"file": (name, io.BytesIO(raw), "application/octet-stream")}
        return self.client.post("/people/import", data=data | {"form_token": self.token()}, files=files)

    def keep(self, page: str) -> Response:
        word = re.search(r'name="word" value="([^"]+)"', page)
        data = {"word": word[1] if word else "", "form_token": self.token()}
        return self.client.post("/people/import/keep", data=data)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    with made.client:
        yield made


def test_a_roster_is_tried_first_reported_row_by_row_and_kept_when_asked(house: House) -> None:
    tried = house.send(CSV, name="..\\..\\<r>.csv")
    assert tried.status_code == 200
    assert "&lt;r&gt;.csv" in tried.text
    assert "Nothing is kept yet" in tried.text
    for word in ("names nobody", "not in the gazetteer", "the last day cannot be read"):
        assert word in tried.text
    assert "ada@example.org" not in tried.text
    assert house.people.ids() == ["E1", "E2"]
    kept = house.keep(tried.text)
    assert "It is kept" in kept.text
    assert house.people.ids() == ["E1", "E2", "E7", "E8"]
    assert [each["line"] for each in house.people.refused()] == [4]
    assert house.keep(tried.text).status_code == 400
    assert ("import", "import by page") in {(each.did, each.why) for each in house.people.views()}
    again = house.keep(house.send(CSV, name="..\\..\\<r>.csv").text)
    assert "0 new persons, 0 changed; 0 new stays, 0 changed" in again.text


def test_a_file_waits_for_its_sender_alone_and_not_for_long(house: House) -> None:
    page = house.send(CSV).text
    house.now += dt.timedelta(minutes=16)
    assert house.keep(page).status_code == 400
    assert house.people.ids() == ["E1", "E2"]


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"", "r.csv", "empty"),
        (b"a,b\r\n1,2\r\n", "r.csv", "names the columns"),
        (b"PK\x03\x04not a workbook", "r.xlsx", "workbook"),
    ],
)
def test_what_is_no_roster_is_said_in_a_sentence(house: House, raw: bytes, name: str, said: str) -> None:
    answer = house.send(raw, name=name)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert said in answer.text
    program = house.client.post(f"/api/v1/roster?name={name}", content=raw)
    assert (program.status_code, program.headers["content-type"]) == (400, "application/problem+json")


def test_a_program_tries_keeps_and_is_told_of_every_row(house: House) -> None:
    tried = house.client.post("/api/v1/roster?name=r.csv", content=CSV).json()
    assert (tried["kept"], tried["read"], tried["doubts"], tried["refused"]) == (False, 1, 1, 1)
    assert [each["line"] for each in tried["rows"]] == [2, 3, 4]
    assert house.people.ids() == ["E1", "E2"]
    kept = house.client.post("/api/v1/roster?name=r.csv&keep=true", content=CSV).json()
    assert (kept["kept"], kept["new_persons"], kept["new_stays"]) == (True, 2, 2)
    calendar = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260501T000000Z\r\n"
        b"DTSTART;VALUE=DATE:20260510\r\nDTEND;VALUE=DATE:20260512\r\nSUMMARY:Trip\r\nLOCATION:Bamako\\, Mali\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    got = house.client.post("/api/v1/roster?name=t.ics&keep=true&person=E1", content=calendar).json()
    assert (got["refused"], got["new_stays"]) == (0, 1)
    assert "MLI" in {each.spot.country for each in house.people.stays(["E1"])}


def test_the_api_tells_who_where_and_whom_it_touches(house: House) -> None:
    get = house.client.get
    assert [each["id"] for each in get("/api/v1/people").json()["items"]] == ["E1", "E2"]
    assert [each["id"] for each in get("/api/v1/people?q=number2").json()["items"]] == ["E2"]
    first = get("/api/v1/people?limit=1").json()
    assert [each["id"] for each in get(f"/api/v1/people?limit=1&cursor={first['next']}").json()["items"]] == ["E2"]
    plain = get("/api/v1/people/E1").text
    assert not any(each in plain for each in SECRETS)
    opened = get("/api/v1/people/E1?why=calling").json()
    assert opened["ways"][0]["address"] == f"mailto:1.{SECRET_MAIL}"
    assert get("/api/v1/people/E9").status_code == 404
    assert [each["name"] for each in get("/api/v1/groups").json()["items"]] == ["Desk", "Field"]
    assert [each["spot"]["country"] for each in get("/api/v1/stays?person=E1").json()["items"]] == ["NER"]
    for asked in ("host=NER", "host=Niger&region=Niamey", "near=13.51,2.11&km=30", "near=Niamey&host=NER&km=30"):
        touched = get(f"/api/v1/exposure?{asked}").json()
        assert [(each["person"], each["how"]) for each in touched["stays"]][:1] == [("E1", "within")], asked
    assert get("/api/v1/exposure?host=PER").json()["stays"] == []
    assert get("/api/v1/exposure?host=Atlantis").status_code == 400
    assert get("/api/v1/exposure?change=nothing").status_code == 400
    campaign = CheckIns(house.people).begin(["E1", "E2"], title="Shots", whom="all", by=LOCAL, at=NOON)
    assert [each["id"] for each in get("/api/v1/checkins").json()["items"]] == [campaign.id]
    board = get(f"/api/v1/checkins/{campaign.id}").json()
    assert board["counts"]["not reached"] == 2
    assert get("/api/v1/checkins/none").status_code == 404


def test_every_look_is_kept_with_who_and_what(house: House) -> None:
    campaign = CheckIns(house.people).begin(["E1"], title="Shots", whom="all", by=LOCAL, at=NOON)
    looks = (*PATHS[:3], *PATHS[4:6], *PATHS[7:10], f"/checkin/{campaign.id}", f"/checkin/{campaign.id}/person/E1")
    for path in (*looks, f"/checkin/{campaign.id}/calls", f"/api/v1/checkins/{campaign.id}"):
        before = len(house.people.views())
        assert house.client.get(path).status_code == 200, path
        assert len(house.people.views()) == before + 1, path
    assert {each.who for each in house.people.views()} == {LOCAL.name}


def test_nothing_personal_is_kept_between_two_answers(house: House) -> None:
    for path in (*PATHS, "/host/NER"):
        answer = house.client.get(path)
        assert answer.status_code == 200, path
        if path != "/host/NER":
            assert answer.headers["cache-control"] == "no-store", path
            assert "etag" not in answer.headers, path
    kept = house.app._kept  # type: ignore[attr-defined]
    held = b" ".join(each.body for each in kept._held.values()).decode()
    assert not any(each in held for each in (*SECRETS, "Number1", "Aïssa"))


def test_the_host_page_tells_responders_how_many_and_nobody_who(house: House) -> None:
    house.client.post("/api/v1/roster?name=r.csv&keep=true", content=CSV)
    page = house.client.get("/host/NER")
    shown = re.search(r'<p class="ours">.*?</p>', page.text, re.S)
    assert shown
    assert "3 persons of our own" in shown[0]
    assert "Number1" not in page.text


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Callable[[Role], House]]:
    made = House(tmp_path, gates=Gates(accounts=True, requests_a_minute=10_000))
    with made.client:

        def enter(role: Role) -> House:
            Accounts(made.people.engine, hasher=HASHER).add(role, role, now=NOON, password=PASSWORD)
            assert signed_in(made.client, role) == 303
            return made

        yield enter


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_others_see_nothing_of_people_not_even_how_many(guarded: Callable[[Role], House], role: Role) -> None:
    house = guarded(role)
    for path in PATHS:
        answer = house.client.get(path)
        assert answer.status_code == 403, path
        assert not any(each in answer.text for each in (*SECRETS, "Number1"))
    assert house.client.post("/api/v1/roster?keep=true", content=CSV).status_code == 403
    page = house.client.get("/host/NER").text
    assert "of our own" not in page
    assert "/people/exposure" not in house.client.get("/changes").text
    assert house.people.ids() == ["E1", "E2"]
    assert house.people.views() == []


def test_nothing_personal_goes_into_logs_when_a_roster_fails(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with house.people.writing() as connection:
        connection.exec_driver_sql("DROP TABLE people_stays")
    raw = CSV.replace(b"ada@example.org", SECRET_MAIL.encode())
    answers = [
        house.client.post("/api/v1/roster?keep=true", content=raw),
        house.client.get("/api/v1/exposure?host=NER"),
    ]
    assert {each.status_code for each in answers} <= {500, 503}
    logged = [f"{each.getMessage()} {each.exc_text}" for each in caplog.records if not each.name.startswith("httpx")]
    said = " ".join([*logged, *(each.text for each in answers)])
    assert [each for each in (*SECRETS, "Ada Sample", "Number1") if each in said] == []
