"""``tocsin ways`` over a ledger that holds three ways out."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tocsin.documents import Document
from tocsin.records import Way

from tests.cli.conftest import Call
from tests.fresh import open_fresh

TEXT = """The Adré crossing into Chad is open.
The Adré crossing was shut, \x1b[31mothers\x1b[0m said.
The road to Port Sudan is unsafe.
"""
DAY = dt.date(2023, 4, 24)


@pytest.fixture(autouse=True)
def three(tmp_path: Path) -> None:
    lines = TEXT.splitlines()
    spans = [(TEXT.index(line), TEXT.index(line) + len(line)) for line in lines]
    at: list[dict[str, Any]] = [{"start": start, "end": end, "evidence": TEXT[start:end]} for start, end in spans]
    records = [
        Way(
            **at[0],
            mode="border",
            state="open",
            name="Adré crossing",
            host="SDN",
            beyond="TCD",
            date=DAY,
            wording="open",
        ),
        Way(**at[1], mode="border", state="closed", name="Adré crossing", host="SDN", date=DAY, wording="shut"),
        Way(**at[2], mode="road", state="unsafe", name="road to Port Sudan", host="SDN", date=DAY, wording="unsafe"),
    ]
    with open_fresh(str(tmp_path / "watch.sqlite")) as ledger:
        ledger.add(
            Document(text=TEXT, publisher="The Sahel Wire (sample)", published=DAY),
            records,
            seen_at=dt.datetime(2023, 4, 24, 9, tzinfo=dt.UTC),
            reader="test/1",
        )


def test_the_table_shows_each_way_once_with_its_disagreement(tocsin: Call) -> None:
    out = tocsin("ways", "Sudan", "--as-of", "2023-04-25").stdout
    assert out.count("Adré crossing") == 1
    assert "≠" in out
    assert "Chad" in out
    assert "unsafe" in out
    assert "\x1b" not in out


def test_what_is_old_is_stale(tocsin: Call) -> None:
    assert "stale" in tocsin("ways", "SDN", "--as-of", "2023-06-01").stdout


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "md"])
def test_programs_get_the_evidence(tocsin: Call, form: str) -> None:
    out = tocsin("ways", "SDN", "--as-of", "2023-04-25", "--format", form).stdout
    assert "road to Port Sudan" in out
    assert "The road to Port Sudan is unsafe." in out


def test_json_is_a_list_of_ways(tocsin: Call) -> None:
    found = msgspec.json.decode(tocsin("ways", "SDN", "--as-of", "2023-04-25", "--format", "json").stdout)
    assert [each["means"] for each in found] == ["border", "road"]


def test_nothing_known_is_not_open(tocsin: Call) -> None:
    done = tocsin("ways", "Chad")
    assert done.exit_code == 0
    assert "Unknown is not open" in done.stderr
