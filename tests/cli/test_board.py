"""``tocsin board``, ``why`` and ``signals`` over a ledger that holds two documents of one August."""

import csv
import io
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import NEXT, Call, on_terminal

WAS = ("--as-of", "2023-08-04")


@pytest.mark.usefixtures("morning")
class TestBoard:
    def test_json_names_each_cell_by_codes_and_carries_the_sentences(self, tocsin: Call) -> None:
        board = msgspec.json.decode(tocsin("board", "NER", *WAS, "--format", "json").stdout)
        cells = {cell["sender"]: cell for host in board["hosts"] for cell in host["cells"]}
        assert set(cells) == {"ESP", "GBR", "ITA", "KLM"}
        assert {cell["host"] for cell in cells.values()} == {"NER"}
        (record,) = cells["ESP"]["mission"]["evidence"]
        assert board["evidence"][record]["posture"]["evidence"] == NEXT

    def test_jsonl_is_a_cell_a_line(self, tocsin: Call) -> None:
        lines = tocsin("board", *WAS, "--format", "jsonl").stdout.splitlines()
        assert [msgspec.json.decode(line)["sender"] for line in lines] == ["ESP", "GBR", "ITA", "KLM"]

    def test_csv_has_a_row_for_each_thing_that_stands(self, tocsin: Call) -> None:
        rows = list(csv.DictReader(io.StringIO(tocsin("board", *WAS, "--format", "csv").stdout)))
        said = {(row["sender"], row["type"], row["value"], row["state"]) for row in rows}
        assert ("ESP", "directive", "leave", "in_force") in said
        assert ("KLM", "carrier", "suspended", "in_force") in said
        assert len(rows) == 5

    def test_markdown_cannot_be_broken_by_a_document(self, tocsin: Call) -> None:
        table = tocsin("board", *WAS, "--format", "md").stdout.splitlines()
        assert {line.replace("\\|", "").count("|") for line in table} == {table[0].count("|")}
        assert not any("<b>" in line or "\x1b" in line for line in table)

    def test_the_table_says_who_does_what_and_unknown_where_nobody_said(self, tocsin: Call) -> None:
        out = tocsin("board", "Niger", *WAS).stdout
        assert "Niger (NER)" in out
        for words in ("Spain", "leave", "closed", "United Kingdom", "reduced (Niamey)", "KLM: suspended"):
            assert words in out
        assert "unknown" in out
        assert "\x1b" not in out

    def test_as_of_shows_what_was_known_then_and_not_what_came_later(self, tocsin: Call) -> None:
        out = tocsin("board", "NER", "--as-of", "2023-08-02T14:05", "--format", "jsonl").stdout
        spain = msgspec.json.decode(out.splitlines()[0])
        assert spain["directive"]["value"] == "leave"
        assert spain["mission"] is None

    def test_known_at_now_shows_that_day_from_all_that_is_known_since(self, tocsin: Call) -> None:
        words = (
            "board",
            "NER",
            "--as-of",
            "2023-08-02T14:05",
            "--known-at",
            "now",
            "--sender",
            "es",
            "--format",
            "jsonl",
        )
        (line,) = tocsin(*words).stdout.splitlines()
        assert msgspec.json.decode(line)["mission"]["value"] == "closed"

    def test_a_day_before_the_ledger_is_answered_with_hindsight_and_says_so(self, tocsin: Call) -> None:
        result = tocsin("board", "NER", "--as-of", "2023-08-01", "--format", "jsonl")
        assert "2023-08-02" in result.stderr
        assert len(result.stdout.splitlines()) > 0

    def test_a_host_that_nobody_spoke_of_is_unknown_and_never_safe(self, tocsin: Call) -> None:
        result = tocsin("board", "CHE", *WAS)
        assert result.exit_code == 0
        assert "unknown" in result.stdout.casefold()
        assert "normal" not in result.stdout

    @pytest.mark.parametrize("when", ["yesterday", "2023-13-01", "2999-01-01", ""])
    def test_a_moment_that_cannot_be_is_exit_2(self, tocsin: Call, when: str) -> None:
        assert tocsin("board", "--as-of", when).exit_code == 2


def test_colours_are_for_a_terminal_that_wants_them(morning: Path) -> None:
    words = ("board", "NER", *WAS, "--ledger", str(morning))
    assert "31mclosed" in on_terminal(*words)
    plain = on_terminal(*words, NO_COLOR="1")
    assert "closed" in plain
    assert "31m" not in plain


@pytest.mark.usefixtures("morning")
class TestWhy:
    def test_the_sentence_is_shown_with_its_evidence_marked_and_its_document(self, tocsin: Call) -> None:
        out = tocsin("why", "GBR", "NER", *WAS).stdout
        assert "[[The British embassy in Niamey is reduced to a core team, while Italy’s stays open.]]" in out
        assert "The Sahel Wire (sample)" in out
        assert "https://wire.example/niger" in out

    def test_a_document_cannot_steer_the_terminal(self, tocsin: Call) -> None:
        out = tocsin("why", "ESP", "NER", "--type", "mission", *WAS).stdout
        assert "on Wednesday" in out
        assert "\x1b" not in out

    def test_json_gives_offsets_that_slice_the_evidence(self, tocsin: Call) -> None:
        (row,) = msgspec.json.decode(tocsin("why", "Italy", "ne", *WAS, "--format", "json").stdout)
        line = row["line"]
        assert line["text"][line["start"] : line["end"]] == row["evidence"]

    def test_an_airline_is_a_sender(self, tocsin: Call) -> None:
        assert "suspended" in tocsin("why", "klm", "Niger", *WAS).stdout

    def test_nothing_known_is_exit_1_and_not_an_all_clear(self, tocsin: Call) -> None:
        result = tocsin("why", "SWE", "NER", *WAS)
        assert result.exit_code == 1
        assert "Unknown is not safe" in result.stderr

    def test_a_sender_that_is_nobody_is_exit_2_with_near_ones(self, tocsin: Call) -> None:
        result = tocsin("why", "Swedn", "NER")
        assert result.exit_code == 2
        assert "Sweden" in result.stderr


def test_signals_say_what_was_not_read_and_why(tocsin: Call, morning: Path) -> None:
    out = tocsin("signals").stdout
    assert "encoding" in out
    assert "Two characters could not be decoded." in out
    (line,) = tocsin("signals", "--format", "jsonl", "--ledger", str(morning)).stdout.splitlines()
    assert msgspec.json.decode(line)["source"] == "wire.txt"


def test_a_ledger_without_signals_says_so_on_stderr(tocsin: Call) -> None:
    result = tocsin("signals", "--ledger", "fresh.sqlite")
    assert result.stdout == ""
    assert "No signals" in result.stderr


def test_a_cell_that_a_spreadsheet_would_run_is_text(tocsin: Call, morning: Path) -> None:
    import datetime as dt

    from tocsin.documents import Signal
    from tocsin.ledger import open_ledger

    with open_ledger(str(morning)) as ledger:
        ledger.add_signal(Signal(code="gone", why="=HYPERLINK(1)"), dt.datetime(2023, 8, 4, tzinfo=dt.UTC))
    assert "'=HYPERLINK" in tocsin("signals", "--format", "csv").stdout
