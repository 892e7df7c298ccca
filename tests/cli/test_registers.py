"""The verbs of registers: source, sources, watch, changes, and saved payloads by add."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tocsin.sources import sources

from tests.cli.conftest import Call, calling
from tests.fresh import make_fresh


def example(name: str, payload: str) -> Path:
    return Path(str(sources()[name].folder)) / "example" / payload


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger into which two editions of the Polish register were carried by hand, Mali's level between them moved."""
    folder = tmp_path_factory.mktemp("carried")
    place = make_fresh(folder / "watch.sqlite")
    first = example("pol_msz", "index.json").read_text(encoding="utf-8")
    second = first.replace("MSZ_ODRADZA_PODROZE_KTORE_NIE_SA_KONIECZNE", "MSZ_ODRADZA_WSZELKIE_PODROZE")
    for number, text in enumerate((first, second.replace("2026-05-20", "2026-05-28"))):
        payload = folder / f"profile-{number}.json"
        payload.write_text(text, encoding="utf-8")
        assert calling(folder)("add", "--register", "POL", str(payload)).exit_code == 0
    return place


@pytest.fixture
def saved(carried: Path, tmp_path: Path) -> Path:
    """A copy of that ledger, and the folder of both editions."""
    shutil.copytree(carried.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_list_of_sources_names_governments_by_alpha_3(tocsin: Call) -> None:
    listed = json.loads(tocsin("source", "list", "--format", "json").stdout)
    assert len({row["government"] for row in listed}) >= 28
    row = next(row for row in listed if row["source"] == "gbr_fcdo")
    assert (row["government"], row["format"], row["rows_min"], row["licence"]) == ("GBR", "json", 200, "OGL-UK-3.0")
    assert row["rhythm_minutes"] > 0


def test_sources_are_checked_by_name_and_a_fault_is_exit_code_1(tocsin: Call) -> None:
    assert tocsin("source", "check", "gbr_fcdo", "USA").exit_code == 0
    assert tocsin("source", "new", "xxx_test", "--into", "mine").exit_code == 0
    assert tocsin("source", "check", "xxx_test", "--sources", "mine").exit_code == 1
    assert tocsin("source", "check", "xxx_test", "--sources", "mine", "--write").exit_code == 0
    assert tocsin("source", "check", "nowhere").exit_code == 2


def test_what_moved_is_told_in_the_registers_words(tocsin: Call, saved: Path) -> None:
    told = json.loads(tocsin("changes", "--format", "json").stdout)
    assert [(row["destination"], row["before"], row["after"]) for row in told] == [
        ("Mali", "avoid_nonessential", "avoid_all")
    ]
    assert told[0]["after_words"] == "MSZ_ODRADZA_WSZELKIE_PODROZE"
    assert told[0]["host"] == ["MLI"]
    assert any("MSZ_ODRADZA_WSZELKIE_PODROZE" in line for line in told[0]["difference"])


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ((), 1),
        (("Mali",), 1),
        (("Niger",), 0),
        (("--sender", "POL"), 1),
        (("--sender", "GBR"), 0),
        (("--since", "2026-01-01"), 1),
    ],
)
def test_changes_are_asked_by_host_sender_and_time(
    tocsin: Call, saved: Path, options: tuple[str, ...], rows: int
) -> None:
    assert len(json.loads(tocsin("changes", *options, "--format", "json").stdout)) == rows


def test_changes_are_a_feed_that_parses(tocsin: Call, saved: Path) -> None:
    feed = etree.fromstring(tocsin("changes", "--format", "atom").stdout_bytes)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:entry/a:title", namespaces=names) == (
        "POL on Mali: MSZ_ODRADZA_PODROZE_KTORE_NIE_SA_KONIECZNE → MSZ_ODRADZA_WSZELKIE_PODROZE"
    )
    assert feed.findtext("a:entry/a:id", namespaces=names)


def test_what_is_no_change_is_remarked(tocsin: Call, saved: Path) -> None:
    remarks = json.loads(tocsin("changes", "--remarks", "--format", "json").stdout)
    assert {row["reason"] for row in remarks} == {"restamped"}


def test_an_empty_ledger_says_that_nothing_moved(tocsin: Call) -> None:
    done = tocsin("changes")
    assert done.exit_code == 0
    assert "Nothing moved" in done.stderr


def test_the_board_shows_what_a_saved_register_says(tocsin: Call, saved: Path) -> None:
    board = json.loads(tocsin("board", "UKR", "--format", "json").stdout)
    assert "POL" in json.dumps(board)


def test_health_of_all_sources_is_a_table(tocsin: Call) -> None:
    rows = json.loads(tocsin("sources", "--format", "json").stdout)
    assert {row["state"] for row in rows} == {"never"}
    assert "gbr_fcdo" in tocsin("sources").stdout


def test_a_saved_payload_that_holds_nothing_is_exit_code_2_and_a_signal(tocsin: Call, tmp_path: Path) -> None:
    place = tmp_path / "x.json"
    place.write_text("{}", encoding="utf-8")
    assert tocsin("add", "--register", "POL", str(place)).exit_code == 2
    assert "wrong_type" in tocsin("signals", "--format", "jsonl").stdout


def test_watch_refuses_a_register_that_is_not_there(tocsin: Call) -> None:
    done = tocsin("watch", "--once", "--no-prose", "ATLANTIS")
    assert done.exit_code == 2
    assert "no source 'ATLANTIS'" in done.stderr


@pytest.mark.usefixtures("saved")
class TestTheBoardOfARegister:
    def test_the_newest_edition_stands_and_names_its_register_and_what_was_before(self, tocsin: Call) -> None:
        board = json.loads(tocsin("board", "MLI", "--format", "json").stdout)
        (cell,) = board["hosts"][0]["cells"]
        found = cell["advice"]
        assert (cell["sender"], found["value"], found["state"]) == ("POL", "avoid_all", "in_force")
        assert found["before"]["value"] == "avoid_nonessential"
        assert found["register"]["source"] == "pol_msz"
        assert [board["evidence"][each]["official"]["source"] for each in found["evidence"]] == ["pol_msz"]

    def test_every_form_of_it_says_so(self, tocsin: Call) -> None:
        table = tocsin("board", "MLI").stdout
        assert "register, read" in table
        assert "was avoid nonessential" in table
        (row,) = csv.DictReader(io.StringIO(tocsin("board", "MLI", "--format", "csv").stdout))
        assert (row["value"], row["register"], row["press"], row["lead"]) == ("avoid_all", "pol_msz", "", "")
        assert "pol_msz" in tocsin("board", "MLI", "--format", "md").stdout

    def test_why_names_the_register_and_until_when_it_showed_each_edition(self, tocsin: Call) -> None:
        out = tocsin("why", "POL", "MLI").stdout
        assert "register pol_msz, shown when last read" in out
        assert "register pol_msz, shown until" in out

    def test_a_level_that_cannot_be_read_any_more_is_unknown_and_why_says_so(self, tocsin: Call, saved: Path) -> None:
        lost = (saved / "profile-1.json").read_text(encoding="utf-8").replace("MSZ_ODRADZA_WSZELKIE_PODROZE", "MSZ_NEW")
        (saved / "profile-2.json").write_text(lost, encoding="utf-8")
        tocsin("add", "--register", "POL", str(saved / "profile-2.json"))
        (cell,) = json.loads(tocsin("board", "MLI", "--format", "json").stdout)["hosts"][0]["cells"]
        assert (cell["advice"]["value"], cell["advice"]["state"]) == (None, "unknown")
        why = "the register uses words that are not in its card"
        assert cell["advice"]["register"]["why"] == why
        assert why in tocsin("why", "POL", "MLI").stdout
