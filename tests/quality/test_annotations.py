"""The annotated texts keep their form: what the gate measures against must itself be sound."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pycountry
import pytest

from tocsin.records.model import VALUES

HERE = Path(__file__).parent
MODALITIES = {"fact", "planned", "considered", "denied"}
QUALIFIERS = {"more_than", "about", "up_to", "at_least", "exact"}
MODES = {"call", "meeting", "visit", "joint_press"}
STATES = {country.alpha_3 for country in pycountry.countries} | {"EU", "NATO", "UN", "XKX", None}
DATES = {"document": "published", "posture": "date", "statement": "date", "figure": "date", "contact": "date"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


INDEX = lines(HERE / "index.jsonl")
IDS = [entry["id"] for entry in INDEX]


def text_of(name: str) -> str:
    return (HERE / "docs" / f"{name}.txt").read_text(encoding="utf-8")


def gold_of(name: str) -> list[dict[str, Any]]:
    return lines(HERE / "gold" / f"{name}.jsonl")


def of_kind(name: str, kind: str) -> list[dict[str, Any]]:
    return [record for record in gold_of(name) if record["kind"] == kind]


def test_the_index_names_every_text_once() -> None:
    assert sorted(path.stem for path in (HERE / "docs").glob("*.txt")) == sorted(IDS)
    assert len(IDS) == len(set(IDS)) >= 60
    assert sum(entry["negative"] for entry in INDEX) >= 20


def test_odd_texts_are_for_work_and_even_texts_are_blind() -> None:
    assert {entry["id"]: entry["split"] for entry in INDEX} == {
        name: "dev" if int(name[1:]) % 2 else "blind" for name in IDS
    }


@pytest.mark.parametrize("name", IDS)
def test_each_text_has_its_document_record_first_and_once(name: str) -> None:
    assert [record["kind"] == "document" for record in gold_of(name)].index(True) == 0
    assert len(of_kind(name, "document")) == 1


@pytest.mark.parametrize("name", IDS)
def test_evidence_stands_in_its_text(name: str) -> None:
    text = text_of(name)
    assert [record["evidence"] for record in gold_of(name) if record["evidence"] not in text] == []


@pytest.mark.parametrize("name", IDS)
def test_dates_are_dates(name: str) -> None:
    for record in gold_of(name):
        date = record.get(DATES.get(record["kind"], "date"))
        assert date is None or dt.date.fromisoformat(date)


@pytest.mark.parametrize("name", IDS)
def test_postures_keep_to_the_vocabulary(name: str) -> None:
    for record in of_kind(name, "posture"):
        assert record["value"] in VALUES[record["type"]], record
        assert record["modality"] in MODALITIES, record
        assert record["host"] in STATES, record
        assert record["type"] == "carrier" or record["sender"] in STATES, record
        assert ("scope" in record) == (record["type"] == "advice"), record


@pytest.mark.parametrize("name", IDS)
def test_other_records_keep_to_their_vocabularies(name: str) -> None:
    assert all(record["qualifier"] in QUALIFIERS for record in of_kind(name, "figure"))
    assert all(record["mode"] in MODES for record in of_kind(name, "contact"))
    assert all(record["status"] in {"held", "planned"} for record in of_kind(name, "contact"))
    assert all(record["form"] in {"direct", "indirect"} for record in of_kind(name, "statement"))
    assert all(record["by_country"] in STATES for record in of_kind(name, "denial"))


@pytest.mark.parametrize("name", [entry["id"] for entry in INDEX if entry["negative"]])
def test_a_hard_negative_holds_no_posture_in_force(name: str) -> None:
    in_force = [r for r in of_kind(name, "posture") if r["modality"] == "fact" and not r.get("ambiguous")]
    assert in_force == []


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_every_value_of_posture_is_met_somewhere(kind: str) -> None:
    met = {r["value"] for name in IDS for r in of_kind(name, "posture") if r["type"] == kind}
    assert met == set(VALUES[kind])
