"""``tocsin read`` and ``add``: from what somebody names to records and to the ledger."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from tocsin.ledger import open_ledger
from tocsin.records import AnyRecord

from tests.cli.conftest import Call, on_terminal
from tests.fresh import make_fresh

WIRE = """Governments act on Niger

The Sahel Wire (sample)

3 August 2023

Spain's foreign ministry on Thursday told all its citizens to leave Niger and closed its embassy in Niamey.

“We will not wait,” the minister said – in Madrid.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Italy keeps its embassy in Mali open</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Italy keeps its embassy in Mali open", "datePublished": "2023-08-03T08:00:00Z",
"publisher": {"@type": "Organization", "name": "Lago News (sample)"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Italy keeps its embassy in Mali open</h1>
<p>Italy told its citizens to leave Mali on Thursday, but its embassy in Bamako stays open, the foreign ministry
said in a statement to reporters in Rome. The ministry said that it would review the decision every day.</p>
<p>The airport of Bamako worked normally in the afternoon, and buses ran in the city.</p></article></body></html>
"""


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A report beside an empty ledger."""
    make_fresh(tmp_path / "watch.sqlite")
    file = tmp_path / "wire.txt"
    file.write_text(WIRE, encoding="utf-8")
    return file


def records(out: str) -> list[AnyRecord]:
    decoder = msgspec.json.Decoder(AnyRecord)
    return [decoder.decode(line) for line in out.splitlines()]


def test_read_prints_the_document_its_passages_and_its_postures(tocsin: Call, wire: Path) -> None:
    result = tocsin("read", str(wire))
    assert result.exit_code == 0
    found = records(result.stdout)
    kinds = [msgspec.to_builtins(each)["kind"] for each in found]
    assert kinds[0] == "document"
    assert {"document", "passage", "posture"} <= set(kinds)
    assert all(each.evidence == WIRE[each.start : each.end] for each in found)


def test_read_keeps_nothing(tocsin: Call, wire: Path, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    tocsin("read", str(wire))
    assert set(tmp_path.iterdir()) == before


def test_read_takes_standard_input(tocsin: Call, wire: Path) -> None:
    piped = records(tocsin("read", "-", stdin=WIRE).stdout)
    assert [each.evidence for each in piped] == [each.evidence for each in records(tocsin("read", str(wire)).stdout)]


def test_read_json_is_one_list(tocsin: Call, wire: Path) -> None:
    everything = msgspec.json.decode(tocsin("read", str(wire), "--format", "json").stdout, type=list[AnyRecord])
    assert len(everything) == len(tocsin("read", str(wire)).stdout.splitlines())


def test_a_text_without_a_date_says_so_and_takes_the_given_one(tocsin: Call) -> None:
    text = "Spain on Thursday told all its citizens to leave Niger and closed its embassy in Niamey.\n\nBuses ran.\n"
    undated = tocsin("read", "-", stdin=text)
    assert "--published" in undated.stderr
    assert '"published":null' in undated.stdout
    dated = tocsin("read", "-", "--published", "2023-08-04", stdin=text)
    assert '"published":"2023-08-04"' in dated.stdout
    assert '"date":"2023-08-03"' in dated.stdout


@pytest.mark.parametrize("verb", ["read", "add"])
def test_one_bad_thing_is_reported_the_rest_goes_on_and_the_exit_code_is_2(
    tocsin: Call, wire: Path, tmp_path: Path, verb: str
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20)
    result = tocsin(verb, "empty.txt", "nowhere.txt", "picture.jpg", "http://127.0.0.1:9/private", str(wire))
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    for name in ("empty.txt", "nowhere.txt", "picture.jpg", "http://127.0.0.1:9/private"):
        assert sum(line.startswith(name) for line in result.stderr.splitlines()) == 1
    board = tocsin("board", "NER", "--format", "jsonl").stdout
    assert ("ESP" in board) == (verb == "add")


def test_what_could_not_be_used_is_kept_as_a_signal(tocsin: Call, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    tocsin("add", "empty.txt")
    (line,) = tocsin("signals", "--format", "jsonl").stdout.splitlines()
    assert msgspec.json.decode(line)["source"] == "empty.txt"


def test_add_reads_a_folder_and_the_board_shows_it_with_its_sentences(tocsin: Call, wire: Path, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / ".hidden").mkdir(parents=True)
    (folder / ".hidden" / "draft.txt").write_text(WIRE.replace("Spain", "Norway"))
    (folder / "page.dat").write_text(PAGE)
    wire.rename(folder / "wire")
    assert tocsin("add", "saved").exit_code == 0
    cells = [msgspec.json.decode(line) for line in tocsin("board", "--format", "jsonl").stdout.splitlines()]
    assert {("ESP", "NER"), ("ITA", "MLI")} <= {(cell["sender"], cell["host"]) for cell in cells}
    assert "NOR" not in {cell["sender"] for cell in cells}
    assert "[[Spain's foreign ministry on Thursday" in tocsin("why", "ESP", "NER").stdout


def test_the_same_document_again_is_a_sighting_and_changes_no_record(tocsin: Call, wire: Path, tmp_path: Path) -> None:
    tocsin("add", str(wire))
    first = tocsin("why", "ESP", "NER", "--format", "json").stdout
    assert tocsin("add", str(wire), str(wire)).exit_code == 0
    with open_ledger(str(tmp_path / "watch.sqlite")) as ledger:
        counts = ledger.counts()
    assert (counts.documents, counts.readings, counts.sightings) == (1, 1, 2)
    again = msgspec.json.decode(tocsin("why", "ESP", "NER", "--format", "json").stdout)
    assert [row["id"] for row in again] == [row["id"] for row in msgspec.json.decode(first)]


def test_add_is_quiet_in_a_pipe(tocsin: Call, wire: Path) -> None:
    result = tocsin("add", str(wire))
    assert (result.stdout, result.stderr) == ("", "")


def test_add_shows_a_person_how_it_went_and_another_process_reads_the_same(
    tocsin: Call, wire: Path, tmp_path: Path
) -> None:
    elsewhere = make_fresh(tmp_path / "seen.sqlite")
    words = ("add", str(wire), str(tmp_path / "nowhere.txt"), "--ledger", str(elsewhere))
    seen = on_terminal(*words, PYTHONHASHSEED="7")
    assert "1 document read, 1 of them new" in seen
    assert "1 could not be used" in seen
    assert tocsin("add", str(wire)).exit_code == 0
    kept = []
    for place in (elsewhere, tmp_path / "watch.sqlite"):
        with open_ledger(str(place)) as ledger:
            (document,) = ledger.documents()
            stored = ledger.document(document.key)
            assert stored is not None
            kept.append(msgspec.json.encode([(each.id, each.record) for each in stored.records]))
    assert kept[0] == kept[1]
    assert b"ESP" in kept[0]


def test_a_given_day_that_is_none_is_exit_2(tocsin: Call, wire: Path) -> None:
    result = tocsin("read", str(wire), "--published", "last week")
    assert result.exit_code == 2
    assert "2022-02-12" in result.stderr


def test_doctor_finds_all_well_and_says_which_model_and_ledger(tocsin: Call, tmp_path: Path) -> None:
    result = tocsin("doctor")
    assert result.exit_code == 0
    assert "en_core_web_sm" in result.stdout
    assert str(tmp_path / "watch.sqlite") in result.stdout


def test_doctor_fails_where_something_does_not_work(tocsin: Call) -> None:
    result = tocsin("doctor", "--format", "json", TOCSIN_MODEL="no_such_model")
    assert result.exit_code == 1
    findings = {each["what"]: each for each in msgspec.json.decode(result.stdout)}
    assert not findings["model"]["ok"]
    assert findings["ledger"]["ok"]


def test_a_model_that_is_not_there_is_one_sentence(tocsin: Call, wire: Path) -> None:
    result = tocsin("read", str(wire), TOCSIN_MODEL="no_such_model")
    assert result.exit_code == 1
    assert "no_such_model" in result.stderr


def test_the_moment_of_a_sighting_is_now(tocsin: Call, wire: Path, tmp_path: Path) -> None:
    before = dt.datetime.now(dt.UTC)
    tocsin("add", str(wire))
    with open_ledger(str(tmp_path / "watch.sqlite")) as ledger:
        (document,) = ledger.documents()
    assert before <= document.first_seen <= dt.datetime.now(dt.UTC)
