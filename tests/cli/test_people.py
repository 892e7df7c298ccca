"""The verbs of people: every row is accounted for, looks are kept, and an exercise says so first."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ROSTER = """id;name;group;mail;mobile;place;country;from;to
E1;Ada Example;Field;ada@home.example;+33 6 12 34 56 78;Niamey;Niger;2020-01-01;2099-01-01
E2;Bob Example;Field;;;Nowhere at all;;2020-01-01;2099-01-01
;;;;;Paris;France;;
"""


@pytest.fixture
def roster(tocsin: Call, tmp_path: Path) -> Call:
    (tmp_path / "r.csv").write_text(ROSTER)
    assert tocsin("people", "key").exit_code == 0
    done = tocsin("people", "import", "r.csv")
    assert done.exit_code == 2
    assert "3 rows: 1 read, 1 read with a doubt, 1 refused. 2 new persons" in done.stderr
    return tocsin


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_without_a_key_it_is_said_how_to_make_one(tocsin: Call) -> None:
    done = tocsin("people", "list")
    assert done.exit_code == 2
    assert "tocsin people key" in done.stderr


def test_refused_rows_come_back_with_why_and_can_be_mended(roster: Call, tmp_path: Path) -> None:
    kept = roster("people", "export", "--refused").stdout
    assert [(each["place"], "names nobody" in each["why"]) for each in rows(kept)] == [("Paris", True)]
    (tmp_path / "mend.csv").write_text(kept.replace("place,country,why", "place,country,name").replace("the row", "Cy"))
    assert "1 new persons" in roster("people", "import", "mend.csv").stderr


def test_exposure_lists_the_exposed_and_those_whom_nobody_could_place(roster: Call) -> None:
    found = rows(roster("exposure", "Niger", "--format", "csv").stdout)
    assert [(each["how"], each["person"]) for each in found] == [("within", "E1"), ("not placed", "E2")]
    assert roster("exposure", "Niger", "--region", "Atlantis").exit_code == 2


def test_a_drill_from_begin_to_muster_says_exercise_first(roster: Call, tmp_path: Path) -> None:
    id_ = roster("checkin", "begin", "Autumn", "--group", "Field", "--drill").stdout.strip()
    assert "mail, sms or chat" in roster("checkin", "ask", id_).stderr
    asked = roster("checkin", "ask", id_, TOCSIN_CHANNELS=f"mail=folder://{tmp_path}/out")
    assert asked.exit_code == 1
    assert asked.stderr.startswith("EXERCISE")
    assert "1 told, 0 could not be told, 1 have no way" in asked.stderr
    sent = json.loads(next((tmp_path / "out").glob("*.json")).read_text())
    assert "EXERCISE" in json.dumps(sent)[:600]
    assert roster("checkin", "answer", id_, "E1", "help", "--note", "n").exit_code == 0
    shown = roster("muster", id_)
    assert shown.stdout.startswith("EXERCISE")
    assert "1 help, 1 not reached" in shown.stdout
    calls = rows(roster("muster", id_, "--calls", "--why", "nobody answers", "--format", "csv").stdout)
    assert [(each["exercise"][:8], each["status"], each["person"]) for each in calls] == [
        ("EXERCISE", "help", "E1"),
        ("EXERCISE", "not reached", "E2"),
    ]
    kept = rows(roster("people", "export", "E1", "--views").stdout)
    assert ("call list", "nobody answers") in [(each["did"], each["why"]) for each in kept]


def test_erasure_asks_first_and_then_nothing_is_left(roster: Call) -> None:
    assert roster("people", "erase", "E1", stdin="n\n").exit_code == 1
    assert roster("people", "erase", "E1", "--yes").exit_code == 0
    assert "E1" not in roster("people", "list", "--format", "csv").stdout
    assert roster("people", "show", "E1").exit_code == 2
    assert roster("people", "retain", "--days", "0").exit_code == 0
