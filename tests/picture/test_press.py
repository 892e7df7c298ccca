"""What the press tells to have changed, beside registers, and since one last looked; origins of a board's measures."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tocsin.board import board
from tocsin.changes.looks import last_look, looked
from tocsin.cli.verbs import program
from tocsin.ledger import Ledger
from tocsin.picture import claims_with, heard, opened, press_changes
from tocsin.records import Posture

from tests.claims.pairs.making import headed, pairs
from tests.claims.stored import posture_in, stored
from tests.fresh import make_fresh

TEXT = next(pair.one for pair in pairs() if pair.how == "retouched by hand")
NOON = dt.datetime(2022, 2, 12, 12, tzinfo=dt.UTC)


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(make_fresh(tmp_path / "ledger.sqlite"))


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with opened(place) as opened_:
        yield opened_


def told(
    ledger: Ledger, value: str, *, day: int, publisher: str = "The Noon Sample", text: str = "", **said: Any
) -> None:
    made = stored(f"News\n{text}\nNorland acted on its mission on day {day}.", publisher, day=day)
    record: Posture = posture_in(made, "Norland acted on its mission", value=value, **said)
    ledger.add(made.document, [record], seen_at=NOON.replace(day=day), reader="made/1")


def test_a_measure_is_a_change_once_however_often_it_is_told(ledger: Ledger) -> None:
    told(ledger, "reduced", day=1)
    told(ledger, "reduced", day=9)
    told(ledger, "closed", day=10, publisher="Harbour Wire")
    told(ledger, "closed", day=11)
    found = press_changes(ledger)
    assert [(each.before, each.after, each.origins, each.seen_at.day) for each in found] == [
        ("reduced", "closed", 2, 10),
        (None, "reduced", 1, 1),
    ]
    assert [each.after for each in press_changes(ledger, since=NOON.replace(day=5))] == ["closed"]
    assert press_changes(ledger, hosts=["POL"]) == []
    assert press_changes(ledger, senders=["GBR"]) == []


@pytest.mark.parametrize("said", [{"modality": "planned"}, {"scope": "regional", "place": "Est"}])
def test_what_is_planned_or_of_a_part_is_no_change(ledger: Ledger, said: dict[str, Any]) -> None:
    told(ledger, "closed", day=1, **said)
    assert press_changes(ledger) == []


def test_what_a_reader_has_seen_is_not_shown_again_and_another_reader_still_sees_it(place: str) -> None:
    with opened(place) as ledger:
        told(ledger, "closed", day=10)

    def changes(reader: str) -> str:
        asked = ["--ledger", place, "changes", "--since-last", "--as", reader, "--format", "csv"]
        found = CliRunner().invoke(program, asked)
        assert found.exit_code == 0, found.output
        return found.stdout

    assert "closed" in changes("anna")
    assert "closed" not in changes("anna")
    assert "closed" in changes("bela")


def test_a_look_is_remembered_by_its_latest_moment(ledger: Ledger) -> None:
    assert last_look(ledger, "anna") is None
    looked(ledger, "anna", NOON)
    looked(ledger, "anna", NOON - dt.timedelta(days=1))
    assert last_look(ledger, "anna") == NOON


def copies(ledger: Ledger) -> None:
    for hour, (publisher, text) in enumerate({"Harbour Wire": TEXT, "The Evening Sample": headed(TEXT)}.items()):
        made = stored(text, publisher, day=12, hour=hour)
        record = posture_in(made, "will move its embassy", date=dt.date(2022, 2, 12))
        ledger.add(made.document, [record], seen_at=made.first_seen, reader="made/1")


def test_the_board_counts_copies_as_one_now_and_as_then_known(ledger: Ledger) -> None:
    copies(ledger)
    postures = {each.id: each for each in ledger.postures()}
    shown = board(postures.values(), as_of=NOON)
    for known_at in (None, NOON):
        (count,) = heard(ledger, shown, postures, known_at=known_at).values()
        assert (count.documents, count.independent) == (2, 1)
    (claim,) = claims_with(ledger, list(postures), host="UKR")
    assert claims_with(ledger, list(postures), host="UKR", known_at=NOON) == [claim]
    assert claim.voices[0].folded[0].why.endswith("of its words stand in Harbour Wire, 2022-02-12")


def test_why_tells_who_had_it_first_and_which_copies_are_not_counted(place: str) -> None:
    with opened(place) as ledger:
        copies(ledger)
    found = CliRunner().invoke(program, ["--ledger", place, "why", "NOR", "UKR", "--origins"])
    assert found.exit_code == 0, found.output
    assert "1 independent origin" in found.stdout
    assert "first: Harbour Wire" in found.stdout
    assert "not counted: The Evening Sample" in found.stdout
    table = CliRunner().invoke(program, ["--ledger", place, "board", "UKR"])
    assert "2 (1)" in table.stdout


@pytest.mark.parametrize("form", ["table", "md", "json", "jsonl", "csv", "ics", "atom"])
def test_the_timeline_and_the_claims_are_printed_in_every_form(place: str, form: str) -> None:
    with opened(place) as ledger:
        told(ledger, "closed", day=10)
    shown = CliRunner().invoke(program, ["--ledger", place, "timeline", "UKR", "--format", form])
    assert (shown.exit_code, "closed" in shown.stdout) == (0, True), shown.output
    if form not in ("ics", "atom"):
        listed = CliRunner().invoke(program, ["--ledger", place, "claims", "UKR", "--format", form])
        assert (listed.exit_code, "closed" in listed.stdout) == (0, True), listed.output


def test_the_picture_says_how_much_it_holds_and_is_made_again(place: str) -> None:
    with opened(place) as ledger:
        copies(ledger)
    for options in ([], ["--rebuild"]):
        found = CliRunner().invoke(program, ["--ledger", place, "picture", *options])
        assert found.stdout.startswith("2 documents, 1 copied texts, 2 records in 1 claims, 0 of them contested")
