"""A host as STIX 2.1: valid by the official validator, every quote there, the same again, nothing that nobody said."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stix2
from click.testing import CliRunner
from litestar.testing import TestClient
from stix2validator import ValidationOptions, validate_string

from tocsin.cli.verbs import program
from tocsin.documents import Document
from tocsin.export import Asked, Marking, bundle
from tocsin.ledger import Ledger
from tocsin.picture import opened
from tocsin.records import Posture
from tocsin.web import app

from tests.fresh import make_fresh
from tests.niger import FIRST, SECOND, reports
from tests.web.registers import NOW, fill

OPTIONS = {
    "version": "2.1",
    "strict": True,
    "enforce_refs": True,
    "strict_types": True,
    "strict_properties": True,
    # Not asked for: that ids are random (103; ours are made from those of records, so that a later bundle updates), and
    # a hash of what stands at an address (302; an article is quoted here, not kept byte for byte).
    "disabled": "103,302",
}
HOSTILE = "Norland <script>alert(1)</script> told \x1b[31mits\x00 people “to” leave \u202eNiger & so on."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(make_fresh(tmp_path_factory.mktemp("stix") / "watch.sqlite"))
    with opened(made) as ledger:
        reports(ledger)
        fill(ledger)
    return made


@pytest.fixture(scope="module")
def ledger(place: str) -> Iterator[Ledger]:
    with opened(place) as ledger:
        yield ledger


def made(ledger: Ledger, host: str = "NER", **asked: Any) -> list[dict[str, Any]]:
    """The objects of a bundle, once the validator has nothing to say against it."""
    text = bundle(ledger, Asked(host=host, **({"as_of": NOW} | asked))).decode()
    result = validate_string(text, ValidationOptions(**OPTIONS))
    assert result.is_valid, [str(each) for each in result.errors]
    stix2.parse(text, version="2.1", allow_custom=False)
    objects: list[dict[str, Any]] = json.loads(text)["objects"]
    return objects


def of(objects: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [each for each in objects if each["type"] == kind]


@pytest.mark.parametrize("host", ["NER", "TCD", "FJI"])
@pytest.mark.parametrize("marking", [None, "amber"])
def test_the_bundle_is_valid_whatever_is_known(ledger: Ledger, host: str, marking: Marking | None) -> None:
    objects = made(ledger, host, marking=marking)
    assert len(of(objects, "report")) == 1
    marked = [each for each in objects if "object_marking_refs" in each]
    assert len(marked) == (0 if marking is None else len(objects) - 1)


def test_the_report_holds_every_other_object(ledger: Ledger) -> None:
    objects = made(ledger)
    (report,) = of(objects, "report")
    assert {*report["object_refs"], report["id"]} == {each["id"] for each in objects}


def test_what_is_in_force_is_a_relation_of_the_government_to_the_country_with_its_words(ledger: Ledger) -> None:
    objects = made(ledger)
    names = {each["id"]: each["name"] for each in objects if "name" in each}
    (closed,) = [each for each in of(objects, "relationship") if "closed" in each.get("labels", ())]
    assert (names[closed["source_ref"]], names[closed["target_ref"]]) == ("Government of Norway", "Niger")
    assert closed["start_time"] == "2026-04-24T00:00:00Z"
    (words,) = closed["external_references"]
    assert FIRST.splitlines()[0] in words["description"]
    assert (words["source_name"], words["url"]) == ("Harbour Wire", "https://h.example/1")


def test_every_record_that_is_referred_to_is_one_of_the_ledger_in_its_own_words(ledger: Ledger) -> None:
    objects = made(ledger)
    ids = {
        words["external_id"]: words["description"]
        for each in objects
        if each["type"] in ("note", "relationship", "opinion")
        for words in each.get("external_references", ())
    }
    assert ids
    for id_, words in ids.items():
        record = ledger.record(id_)
        assert record is not None
        assert f"“{record.record.evidence}”" in words


def test_what_is_only_considered_is_a_note_and_no_relation(ledger: Ledger) -> None:
    objects = made(ledger)
    names = {each.get("name"): each["id"] for each in objects}
    estonia = names["Government of Estonia"]
    relations = [each for each in of(objects, "relationship") if each["source_ref"] == estonia]
    assert not [each for each in relations if "closed" in each.get("labels", ())]
    assert [each for each in of(objects, "note") if "considered" in each["labels"]]


def test_a_denial_is_the_opinion_of_who_denies(ledger: Ledger) -> None:
    objects = made(ledger)
    (opinion,) = of(objects, "opinion")
    assert opinion["authors"] == ["the minister"]
    assert SECOND.splitlines()[0] in opinion["explanation"]
    (about,) = [each for each in objects if each["id"] in opinion["object_refs"]]
    assert FIRST.splitlines()[0] in about["content"]


def test_what_is_unknown_is_told_with_its_reason(ledger: Ledger) -> None:
    (report,) = of(made(ledger, "TCD"), "report")
    assert "no word of the scale" in report["description"]
    (report,) = of(made(ledger, "FJI"), "report")
    assert "no document tells" in report["description"]


def test_the_same_question_gives_the_same_bytes_and_more_documents_the_same_ids(tmp_path: Path) -> None:
    with opened(str(make_fresh(tmp_path / "one.sqlite"))) as ledger:
        reports(ledger)
        before = made(ledger)
        assert bundle(ledger, Asked(host="NER", as_of=NOW)) == bundle(ledger, Asked(host="NER", as_of=NOW))
        text = "Norland closed its embassy in Niamey, others said."
        words = {"start": 0, "end": len(text), "evidence": text, "date": dt.date(2026, 4, 24)}
        said = Posture(sender="NOR", host="NER", type="mission", value="closed", **words)  # type: ignore[arg-type]
        seen = NOW - dt.timedelta(hours=1)
        ledger.add(Document(text=text, publisher="Third"), [said], seen_at=seen, reader="made/1")
        after = {each["id"]: each for each in made(ledger)}
    assert {each["id"] for each in before} <= after.keys()
    changed = [each for each in before if each != after[each["id"]]]
    assert changed
    assert all(each["modified"] < after[each["id"]]["modified"] for each in changed)


def test_what_was_seen_later_is_not_in_it(ledger: Ledger) -> None:
    then = dt.datetime(2026, 4, 25, tzinfo=dt.UTC)
    objects = made(ledger, as_of=then, known_at=then)
    assert of(objects, "opinion") == []
    assert SECOND.splitlines()[0] not in json.dumps(objects, ensure_ascii=False)


def test_words_that_mean_harm_are_words(tmp_path: Path) -> None:
    with opened(str(make_fresh(tmp_path / "hostile.sqlite"))) as ledger:
        words = {"start": 0, "end": len(HOSTILE), "evidence": HOSTILE}
        said = Posture(sender="NOR", host="NER", type="directive", value="leave", **words)  # type: ignore[arg-type]
        document = Document(
            text=HOSTILE, publisher="<b>P</b>", title="=1+1", address="javascript:alert(1)", published=NOW.date()
        )
        ledger.add(document, [said], seen_at=NOW, reader="made/1")
        objects = made(ledger)
    assert any(each.get("content") == HOSTILE for each in objects)
    assert "javascript:" not in json.dumps([each.get("external_references") for each in objects])


def test_the_verb_writes_it_to_a_file(place: str, tmp_path: Path) -> None:
    out = tmp_path / "niger.json"
    words = ["--ledger", place, "export", "stix", "Niger", "--as-of", "2026-05-01", "--tlp", "green"]
    told = CliRunner().invoke(program, [*words, "--output", str(out)])
    assert told.exit_code == 0, told.output
    assert json.loads(out.read_text())["type"] == "bundle"
    told = CliRunner().invoke(program, [*words, "--output", str(tmp_path / "none" / "x.json")])
    assert told.exit_code == 2
    assert "name a file" in told.output


def test_the_api_answers_with_it(place: str) -> None:
    with TestClient(app(place, now=lambda: NOW), base_url="http://127.0.0.1") as client:
        answer = client.get("/api/v1/stix/Niger", params={"tlp": "green"})
        assert answer.headers["content-type"].startswith("application/stix+json")
        assert validate_string(answer.text, ValidationOptions(**OPTIONS)).is_valid
        assert client.get("/api/v1/stix/Atlantis").status_code == 404
        assert client.get("/api/v1/stix/NER", params={"tlp": "blue"}).status_code == 400
        assert client.get("/api/v1/stix/NER", params={"format": "csv"}).status_code == 400
