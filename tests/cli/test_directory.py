"""``tocsin directory``, and what it adds to ``tocsin statements`` and ``tocsin read``."""

import itertools
from pathlib import Path

import msgspec
import pytest

from tocsin.records import Known, Statement

from tests.cli.conftest import Call

YESTERDAY = "Embassy warned\n\nIrish Foreign Minister Edna Marlow said the embassy in Kyiv stays open.\n"
TODAY = "Embassy closes\n\nMarlow said the embassy in Kyiv would close. The staff left for Lviv.\n"
OTHER = "Embassy opens\n\nUkrainian president Andrii Halenskyy said the embassy in Kyiv was welcome.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    written = {"a.txt": (YESTERDAY, "4 May 2022"), "b.txt": (TODAY, "5 May 2022"), "c.txt": (OTHER, "5 May 2022")}
    for name, (text, day) in written.items():
        title, body = text.split("\n\n")
        (tmp_path / name).write_text(f"{title}\n\n{day}\n\n{body}", encoding="utf-8")
    return list(written)


def said(out: str) -> list[Statement]:
    return [msgspec.json.decode(line, type=Statement) for line in out.splitlines() if '"kind":"statement"' in line]


def offices(out: str) -> dict[str, str | None]:
    return {each.speaker: each.office for each in said(out)}


def test_files_that_are_read_together_help_each_other_in_any_order(tocsin: Call, files: list[str]) -> None:
    assert offices(tocsin("read", "b.txt").stdout) == {"Marlow": None}
    for order in itertools.permutations(files[:2]):
        assert offices(tocsin("read", *order).stdout)["Marlow"] == "Foreign Minister"


def test_a_later_file_does_not_help_an_earlier_one(tocsin: Call, files: list[str], tmp_path: Path) -> None:
    late = (tmp_path / "a.txt").read_text(encoding="utf-8").replace("4 May", "6 May")
    (tmp_path / "a.txt").write_text(late, encoding="utf-8")
    assert offices(tocsin("read", "a.txt", "b.txt").stdout)["Marlow"] is None


def test_the_ledger_tells_what_the_files_tell(tocsin: Call, files: list[str]) -> None:
    together = {each.evidence: each for each in said(tocsin("read", *files).stdout)}
    assert tocsin("add", *files).exit_code == 0
    rows = msgspec.json.decode(tocsin("statements", "--format", "json").stdout)
    assert len(rows) == len(together)
    for row in rows:
        assert row["office"] == together[row["evidence"]].office
        assert msgspec.convert(row["known"], tuple[Known, ...]) == together[row["evidence"]].known


def test_a_speaker_is_found_by_full_name_and_in_any_spelling(tocsin: Call, files: list[str]) -> None:
    tocsin("add", *files)
    for name, speakers in (
        ("Edna", {"Edna Marlow", "Marlow"}),
        ("Halensky", {"Andrii Halenskyy"}),
        ("Halen", {"Andrii Halenskyy"}),
    ):
        rows = msgspec.json.decode(tocsin("statements", "--speaker", name, "--format", "json").stdout)
        assert {row["speaker"] for row in rows} == speakers
    table = tocsin("statements", "--speaker", "Marlow", COLUMNS="400").stdout
    assert "Marlow, Foreign Minister (IRL) [Edna Marlow, by another document]" in table


def test_the_directory_shows_who_is_who_with_the_sentence(tocsin: Call, files: list[str]) -> None:
    tocsin("add", *files)
    (entry,) = msgspec.json.decode(tocsin("directory", "Ireland", "--format", "json").stdout)
    (office,) = entry["offices"]
    assert (entry["name"], entry["country"], office["office"]) == ("Edna Marlow", "IRL", "Foreign Minister")
    assert office["evidence"] in YESTERDAY
    assert "Halenskyy" in tocsin("directory", "halensky").stdout
    assert "2022-05-04" in tocsin("directory", "--format", "csv").stdout
    assert len(tocsin("directory", "--format", "jsonl").stdout.splitlines()) == 2


def test_a_directory_is_given_to_a_reading(tocsin: Call, files: list[str], tmp_path: Path) -> None:
    tocsin("add", "a.txt")
    (tmp_path / "who.json").write_text(tocsin("directory", "--format", "json").stdout, encoding="utf-8")
    assert offices(tocsin("read", "b.txt", "--directory", "who.json").stdout) == {"Marlow": "Foreign Minister"}


@pytest.mark.parametrize(
    ("content", "says"), [(b"{}", "is no directory"), (b"\xff", "is no directory"), (None, "cannot be read")]
)
def test_what_is_no_directory_is_said(
    tocsin: Call, files: list[str], tmp_path: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / "who.json").write_bytes(content)
    result = tocsin("read", "b.txt", "--directory", "who.json")
    assert result.exit_code == 2
    assert says in result.stderr
    assert "tocsin directory --format json" in result.stderr


def test_nobody_known_is_said(tocsin: Call, files: list[str]) -> None:
    tocsin("add", "b.txt")
    result = tocsin("directory", "Chad")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert "Nobody is introduced" in result.stderr
