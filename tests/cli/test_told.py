"""``tocsin statements`` and its five sisters over a ledger that holds one record of each kind."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tocsin.documents import Document
from tocsin.records import Contact, Denial, Event, Figure, Forewarning, Statement

from tests.cli.conftest import Call
from tests.fresh import open_fresh

TEXT = """General Amadou Abdramane said the border is shut.
Niamey denied that soldiers had fired.
Some 1,200 people were flown out.
Paris and Abuja spoke by phone.
An attack may come within days, the union warned.
Police broke up a march \x1b[31min Niamey\x1b[0m.
"""
SEEN = dt.datetime(2023, 8, 3, 9, tzinfo=dt.UTC)


def _at(line: int) -> dict[str, Any]:
    words = TEXT.splitlines()[line]
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "evidence": words, "about": "NER"}


@pytest.fixture(autouse=True)
def told(tmp_path: Path) -> None:
    day = dt.date(2023, 8, 2)
    records = [
        Statement(**_at(0), speaker="Amadou Abdramane", speaker_country="NER", form="indirect", cue="said", date=day),
        Denial(**_at(1), by="Niamey", by_country="NER", claim="soldiers had fired", cue="denied"),
        Figure(
            **_at(2), value=1200, qualifier="about", unit="person", what="people", host="NER", wording="1,200 people"
        ),
        Contact(**_at(3), participants=("Paris", "Abuja"), countries=("FRA", "NGA"), mode="call", date=day),
        Forewarning(
            **_at(4), speaker="union", cue="warned", what="An attack may come", window="within days", host="NER"
        ),
        Event(**_at(5), type="COERCE", actor="Police", recipient="a march", host="NER", wording="broke up"),
    ]
    document = Document(text=TEXT, publisher="The Sahel Wire (sample)", published=dt.date(2023, 8, 1))
    with open_fresh(str(tmp_path / "watch.sqlite")) as ledger:
        ledger.add(document, records, seen_at=SEEN, reader="test/1")


KINDS = {
    "statements": "Amadou Abdramane",
    "denials": "soldiers had fired",
    "figures": "1,200 people",
    "contacts": "Paris, Abuja",
    "warnings": "within days",
    "events": "COERCE",
}


@pytest.mark.parametrize("verb", KINDS)
def test_each_verb_shows_its_kind_with_its_sentence_and_no_other(tocsin: Call, verb: str) -> None:
    out = tocsin(verb, "Niger").stdout
    assert KINDS[verb] in out
    assert not any(words in out for other, words in KINDS.items() if other != verb)
    assert "The Sahel Wire (sample)" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("verb", KINDS)
def test_programs_get_every_field_with_the_document(tocsin: Call, verb: str) -> None:
    (row,) = msgspec.json.decode(tocsin(verb, "NER", "--format", "json").stdout)
    assert row["evidence"] == TEXT[row["start"] : row["end"]]
    assert row["publisher"] == "The Sahel Wire (sample)"
    (line,) = csv.DictReader(io.StringIO(tocsin(verb, "NER", "--format", "csv").stdout))
    assert line["id"] == row["id"]
    assert tocsin(verb, "NER", "--format", "md").stdout.count("\n") == 3


def test_a_speaker_is_found_by_part_of_a_name_or_by_state(tocsin: Call) -> None:
    assert "Abdramane" in tocsin("statements", "NER", "--speaker", "abdra").stdout
    assert "Abuja" in tocsin("contacts", "NER", "--speaker", "nga").stdout
    assert tocsin("statements", "NER", "--speaker", "FRA").stdout == ""


def test_days_and_moments_narrow_what_is_shown(tocsin: Call) -> None:
    assert "Abdramane" in tocsin("statements", "--since", "2023-08-02", "--until", "2023-08-02").stdout
    assert tocsin("denials", "--since", "2023-08-02").stdout == ""
    assert tocsin("statements", "--known-at", "2023-08-02").stdout == ""


def test_a_record_without_a_day_of_its_own_stands_on_that_of_its_document(tocsin: Call) -> None:
    (row,) = msgspec.json.decode(tocsin("figures", "--format", "json").stdout)
    assert row["day"] == "2023-08-01"
    assert row["date"] is None


def test_nothing_known_is_said_to_be_no_all_clear(tocsin: Call) -> None:
    done = tocsin("warnings", "Chad")
    assert done.exit_code == 0
    assert "Unknown is not safe" in done.stderr


def test_a_limit_says_that_there_may_be_more(tocsin: Call) -> None:
    assert "--limit" in tocsin("events", "--limit", "1").stderr


@pytest.mark.parametrize(("words", "why"), [(("Nigeer",), "Niger"), (("--since", "soon"), "2022-02-12")])
def test_what_cannot_be_understood_is_refused_with_what_to_do(tocsin: Call, words: tuple[str, ...], why: str) -> None:
    done = tocsin("events", *words)
    assert done.exit_code == 2
    assert why in done.stderr
