"""The API says what the pages say, in every form, piece by piece, and tells what is wrong as problem details."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import lxml.etree
import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.records import Introduction, Posture, Statement
from tocsin.records.layout import layout
from tocsin.web.api import coordinates

from tests.web import dossier
from tests.web.conftest import LOOPBACK, Pages
from tests.web.making import line, made

Client = TestClient[Litestar]
LISTS = ("postures", "statements", "denials", "figures", "contacts", "warnings", "events")


def pieces(client: Client, path: str, limit: int) -> Iterator[dict[str, Any]]:
    """Every item of a list, asked for so many at a time."""
    cursor: str | None = ""
    while cursor is not None:
        answer = client.get(path, params={"limit": limit, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert len(found["items"]) <= limit
        yield from found["items"]
        cursor = found["next"]


def test_the_board_of_a_host_says_who_does_what(client: Client) -> None:
    board = client.get("/api/v1/board/ukraine").json()
    assert (board["host"], board["name"]) == ("UKR", "Ukraine")
    cells = {cell["sender"]: cell for cell in board["cells"]}
    assert cells["USA"]["advice"]["value"] == "avoid_all"
    assert "advice" in cells["CHN"]["unknown"]
    assert cells["CHN"]["advice"] is None


def test_every_evidence_of_the_board_is_a_record_whose_words_stand_in_its_document(client: Client) -> None:
    cell = client.get("/api/v1/board/UKR", params={"sender": "United States"}).json()["cells"][0]
    for id_ in cell["mission"]["evidence"]:
        found = client.get(f"/api/v1/records/{id_}").json()
        record = found["record"]
        text = client.get(f"/api/v1/documents/{found['document']}").json()["text"]
        assert text[record["start"] : record["end"]] == record["evidence"]


def test_a_past_moment_shows_what_was_known_then(client: Client) -> None:
    then = client.get("/api/v1/board/UKR", params={"as_of": "2022-02-12T07:00"}).json()
    now = client.get("/api/v1/board/UKR").json()
    assert then["as_of"] == then["known_at"] == "2022-02-12T07:00:00Z"
    assert len(then["cells"]) < len(now["cells"])
    listed = client.get("/api/v1/postures", params={"as_of": "2022-02-12T07:00", "limit": 1000}).json()["items"]
    assert max(each["first_seen"] for each in listed) <= "2022-02-12T07:00:00Z"


@pytest.mark.parametrize("limit", [1, 2, 7])
@pytest.mark.parametrize("path", ["board", "postures", "documents", "signals", "sources", "why/USA/UKR"])
def test_pieces_make_the_whole_list_once_and_in_order(client: Client, path: str, limit: int) -> None:
    whole = client.get(f"/api/v1/{path}", params={"limit": 1000}).json()["items"]
    assert len(whole) > 1
    assert list(pieces(client, f"/api/v1/{path}", limit)) == whole


def test_a_list_goes_on_where_it_was_whatever_came_in_between(pages_of: Pages) -> None:
    days = [made(line(f"Word {n}.", f"GBR; UKR; directive leave; date=2022-02-0{n}")) for n in range(1, 6)]
    client = pages_of(*days)
    first = client.get("/api/v1/postures", params={"limit": 2}).json()
    late = made(line("Late word.", "FRA; UKR; directive leave; date=2022-02-09"))
    pages_of(late)
    rest = client.get("/api/v1/postures", params={"limit": 10, "cursor": first["next"]}).json()
    seen = [each["day"] for each in first["items"] + rest["items"]]
    assert seen == ["2022-02-05", "2022-02-04", "2022-02-03", "2022-02-02", "2022-02-01"]
    assert client.get("/api/v1/postures").json()["items"][0]["day"] == "2022-02-09"


def test_undated_records_come_last(client: Client) -> None:
    days = [each["day"] for each in client.get("/api/v1/postures", params={"limit": 1000}).json()["items"]]
    dated = [day for day in days if day]
    assert None in days
    assert days == sorted(dated, reverse=True) + [None] * (len(days) - len(dated))


def test_records_are_narrowed_by_host_days_and_who_says_it(client: Client, pages_of: Pages) -> None:
    narrowed = client.get("/api/v1/postures", params={"host": "Lebanon", "since": "2021-10-01", "until": "2021-10-31"})
    assert {each["record"]["host"] for each in narrowed.json()["items"]} == {"LBN"}
    calm = Statement(
        start=0, end=10, evidence="It is calm", speaker="M. Okafor", form="direct", cue="said", about="UKR"
    )
    other = Statement(
        start=11, end=19, evidence="It isn’t", speaker="L. Brandt", form="direct", cue="said", about="UKR"
    )
    document, _ = made(line("It is calm It isn’t"))
    own = pages_of((document, [calm, other]))
    found = own.get("/api/v1/statements", params={"speaker": "L. Brandt"}).json()["items"]
    assert [each["record"]["evidence"] for each in found] == ["It isn’t"]


def test_the_directory_tells_who_is_who_and_so_do_the_lists(pages_of: Pages) -> None:
    words = "Irish envoy Edna Marlow left."
    people = tuple(
        Introduction(name=name, office="envoy", country="IRL", start=0, end=len(words), evidence=words)
        for name in ("Edna Marlow", "Ivo Brandt", "Karl Oster")
    )
    document, _ = made(line(words), published=dossier.NOW.date())
    (of_document, *_) = layout(document)
    named, _ = made(line("Brandt left too."), published=dossier.NOW.date())
    said = Statement(
        start=0, end=16, evidence="Brandt left too.", speaker="Brandt", form="indirect", cue="said", about="IRL"
    )
    own = pages_of((document, [msgspec.structs.replace(of_document, people=people)]), (named, [said]))
    assert [each["name"] for each in pieces(own, "/api/v1/directory", 1)] == ["Ivo Brandt", "Edna Marlow", "Karl Oster"]
    found = own.get("/api/v1/directory", params={"name": "marlow", "country": "Ireland"}).json()["items"]
    assert [(each["name"], each["offices"][0]["evidence"]) for each in found] == [("Edna Marlow", words)]
    (statement,) = own.get("/api/v1/statements").json()["items"]
    assert statement["record"]["speaker_country"] == "IRL"
    assert statement["record"]["known"][0]["name"] == "Ivo Brandt"
    assert own.get("/api/v1/directory", params={"country": "Nowhere"}).status_code == 404


@pytest.mark.parametrize("kind", LISTS)
def test_every_kind_has_a_list(client: Client, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}")
    assert answer.status_code == 200
    assert isinstance(answer.json()["items"], list)


def test_json_lines_hold_all_of_it(client: Client) -> None:
    answer = client.get("/api/v1/postures", headers={"accept": "application/x-ndjson"})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    whole = client.get("/api/v1/postures", params={"limit": 1000}).json()["items"]
    assert [json.loads(each) for each in answer.text.splitlines()] == whole


def test_csv_has_a_line_for_each_item_and_begins_no_formula(pages_of: Pages) -> None:
    client = pages_of(made(line("=1+1 stopped its flights.", "=1+1; UKR; carrier suspended")))
    answer = client.get("/api/v1/postures", params={"format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert row["sender"] == "'=1+1"
    assert row["type"] == "carrier"
    [cell] = csv.DictReader(io.StringIO(client.get("/api/v1/board", params={"format": "csv"}).text))
    assert (cell["host"], cell["type"], cell["value"]) == ("UKR", "carrier", "suspended")


def test_geojson_puts_hosts_at_their_capitals(client: Client) -> None:
    found = client.get("/api/v1/board", params={"format": "geojson"}).json()
    kyiv = next(each for each in found["features"] if each["id"] == "UKR")
    assert kyiv["geometry"] == {"type": "Point", "coordinates": [30.524, 50.455]}
    assert kyiv["properties"]["cells"]


def test_every_capital_is_on_earth() -> None:
    assert coordinates.capital("GBR") == pytest.approx((-0.126, 51.509))
    assert coordinates.capital(None) is None
    assert coordinates.capital("ATA") is None


def test_changes_are_an_atom_feed_too(client: Client) -> None:
    answer = client.get("/api/v1/changes", headers={"accept": "application/atom+xml"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert lxml.etree.fromstring(answer.content).tag.endswith("feed")


def test_the_next_piece_of_a_table_stands_in_the_link_header(client: Client) -> None:
    answer = client.get("/api/v1/postures", params={"format": "csv", "limit": 3})
    following = client.get(answer.links["next"]["url"])
    assert len(list(csv.reader(io.StringIO(following.text)))) == 4


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/v1/nothing", 404, "Nothing stands"),
        ("/api/v1/board/ATLANTIS", 404, "No country"),
        ("/api/v1/why/GBR/ATLANTIS", 404, "No country"),
        ("/api/v1/records/0", 404, "No record"),
        ("/api/v1/documents/0", 404, "No document"),
        ("/api/v1/documents/0/records", 404, "No document"),
        ("/api/v1/board?as_of=yesterday", 400, "write it like"),
        ("/api/v1/board?as_of=2031-01-01", 400, "still to come"),
        ("/api/v1/changes?since=soon", 400, "write it like"),
        ("/api/v1/postures?limit=0", 400, "fields do not fit"),
        ("/api/v1/postures?limit=many", 400, "fields do not fit"),
        ("/api/v1/postures?since=soon", 400, "fields do not fit"),
        ("/api/v1/postures?cursor=abc", 400, "cursor"),
        ("/api/v1/postures?format=xml", 400, "fields do not fit"),
        ("/api/v1/documents?format=geojson", 400, "format= takes json"),
    ],
)
def test_what_cannot_be_answered_is_problem_details(client: Client, path: str, status: int, says: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == status
    assert says in found["detail"]


def test_the_field_that_does_not_fit_is_named(client: Client) -> None:
    assert client.get("/api/v1/postures?limit=0").json()["wrong"][0]["field"] == "limit"


def test_a_wrong_method_is_problem_details(client: Client) -> None:
    answer = client.delete("/api/v1/board")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_openapi_document_describes_every_resource_and_every_field(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {path.split("/")[1] for path in document["paths"]} == {"api"}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert all(each.get("description") or each["in"] == "path" for each in operation.get("parameters", []))
    assert document["components"]["schemas"]["Posture"]["description"]


def test_a_strong_etag_saves_the_body_until_the_ledger_changes(pages_of: Pages) -> None:
    client = pages_of(made(line("First word.", "GBR; UKR; directive leave")))
    first = client.get("/api/v1/board/UKR")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    again = client.get("/api/v1/board/UKR", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert "content-security-policy" in again.headers
    pages_of(made(line("Second word.", "FRA; UKR; directive leave")))
    changed = client.get("/api/v1/board/UKR", headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert {cell["sender"] for cell in changed.json()["cells"]} == {"GBR", "FRA"}


def test_the_pages_show_what_was_written_a_moment_ago(pages_of: Pages) -> None:
    client = pages_of(made(line("First word.", "GBR; UKR; directive leave")))
    assert "France" not in client.get("/host/UKR").text
    pages_of(made(line("Second word.", "FRA; UKR; directive leave")))
    assert "France" in client.get("/host/UKR").text


def test_one_question_in_two_forms_has_two_answers(client: Client) -> None:
    as_json = client.get("/api/v1/postures", params={"limit": 1})
    as_csv = client.get("/api/v1/postures", params={"limit": 1}, headers={"accept": "text/csv"})
    assert as_json.headers["content-type"] != as_csv.headers["content-type"]
    assert as_json.headers["vary"] == "Accept"


def test_a_document_goes_in_and_comes_out_read(posting: Client) -> None:
    answer = posting.post("/api/v1/documents", content="Leave now.", headers={"content-type": "text/plain"})
    assert answer.status_code == 201
    kept = answer.json()
    assert kept["new_document"] is True
    assert [each["record"]["evidence"] for each in kept["records"]] == ["Leave now."]
    listed = posting.get(f"/api/v1/documents/{kept['key']}/records").json()["items"]
    assert listed == kept["records"]


def test_json_tells_what_is_known_of_a_document(posting: Client) -> None:
    given = {"html": "<p>Leave now.</p>", "title": "A call", "publisher": "Harbour Post", "published": "2022-02-12"}
    key = posting.post("/api/v1/documents", json=given).json()["key"]
    found = posting.get(f"/api/v1/documents/{key}").json()
    assert (found["title"], found["publisher"], found["published"]) == ("A call", "Harbour Post", "2022-02-12")


def test_an_idempotency_key_gets_one_answer_and_adds_one_sighting(posting: Client) -> None:
    headers = {"content-type": "text/plain", "idempotency-key": "a-1"}
    first = posting.post("/api/v1/documents", content="Leave now.", headers=headers)
    again = posting.post("/api/v1/documents", content="Leave now.", headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    other = posting.post("/api/v1/documents", content="Stay here.", headers=headers)
    assert other.status_code == 409
    assert "key of its own" in other.json()["detail"]


@pytest.mark.parametrize(
    ("type_", "body", "status"),
    [
        ("text/plain", b"", 400),
        ("text/plain", b"\x00\x01\x02\x03" * 100, 400),
        ("text/plain", b"x" * (10 * 1024 * 1024 + 1), 413),
        ("application/json", b"{", 400),
        ("application/json", b"[]", 400),
        ("application/json", b'{"text": "a", "html": "b"}', 400),
        ("application/json", b'{"text": "a", "colour": "red"}', 400),
        ("application/json", b'{"text": "\\ud800"}', 400),
        ("application/pdf", b"%PDF", 415),
        ("", b"Leave now.", 415),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(refusing: Client, type_: str, body: bytes, status: int) -> None:
    answer = refusing.post("/api/v1/documents", content=body, headers={"content-type": type_})
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_server_without_a_reader_takes_no_documents(client: Client) -> None:
    answer = client.post("/api/v1/documents", content="Leave now.", headers={"content-type": "text/plain"})
    assert answer.status_code == 503


def test_another_site_cannot_post_into_a_ledger_of_this_machine(posting: Client) -> None:
    for foreign in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        answer = posting.post("/api/v1/documents", content="Leave.", headers={"content-type": "text/plain", **foreign})
        assert answer.status_code == 403
    own = {"content-type": "text/plain", "origin": LOOPBACK, "sec-fetch-site": "same-origin"}
    assert posting.post("/api/v1/documents", content="Leave.", headers=own).status_code == 201


def test_a_posture_keeps_all_of_its_fields(client: Client) -> None:
    found = client.get("/api/v1/postures", params={"limit": 1}).json()["items"][0]["record"]
    assert set(found) == {"kind", *Posture.__struct_fields__}
