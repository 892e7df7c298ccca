"""Gold is checked against its text and the fields; what does not fit is told with file, line and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import InputError
from tocsin.evaluation import load_gold

from tests.evaluation.making import HEAD, TEXT, gold_in, loaded, placed

CLOSED: dict[str, Any] = {
    "kind": "posture",
    "sender": "ESP",
    "host": "NER",
    "type": "mission",
    "value": "closed",
    "evidence": "Spain closed its embassy",
}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"kind": "verdict"}, "no kind 'verdict'"),
        (["posture"], "not an object"),
        (CLOSED | {"colour": "red"}, "no field 'colour'"),
        (CLOSED | {"value": "shut"}, "'shut' is no value of mission"),
        (CLOSED | {"type": "embassy"}, "does not fit"),
        (CLOSED | {"modality": "maybe"}, "modality"),
        (CLOSED | {"host": "Niger"}, "no country"),
        (CLOSED | {"date": "Thursday"}, "date"),
        (CLOSED | {"evidence": ""}, "no evidence"),
        (CLOSED | {"evidence": "Spain shut its embassy"}, "do not stand in the text"),
        (CLOSED | {"start": 0, "end": 5000}, "not in the text"),
        (CLOSED | {"start": -5, "end": 3}, "not in the text"),
        (CLOSED | {"start": 3}, "not in the text"),
        (CLOSED | {"start": 0, "end": 5}, "not the evidence"),
        ({key: CLOSED[key] for key in CLOSED if key != "value"}, "value"),
        ({"kind": "figure", "value": "many", "evidence": "40 people"}, "value"),
        (HEAD, "no other"),
    ],
)
def test_a_line_that_does_not_fit_is_told_with_its_place(tmp_path: Path, row: Any, told: str) -> None:
    gold_in(tmp_path, CLOSED, row)
    with pytest.raises(InputError, match=told) as caught:
        loaded(tmp_path)
    assert "niger.jsonl" in str(caught.value)
    assert row == HEAD or "line 3" in str(caught.value)


def test_a_line_that_is_no_json_is_told(tmp_path: Path) -> None:
    gold_in(tmp_path)
    with (tmp_path / "gold" / "niger.jsonl").open("a") as file:
        file.write("\n\n{'kind': 'posture'}")
    with pytest.raises(InputError, match="line 3: this is not JSON"):
        loaded(tmp_path)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    gold_in(tmp_path)
    (tmp_path / "gold" / "niger.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        loaded(tmp_path)


def test_gold_without_its_text_or_with_two_is_told(tmp_path: Path) -> None:
    gold_in(tmp_path)
    (tmp_path / "docs" / "niger.html").write_text("<p>Two</p>")
    with pytest.raises(InputError, match="could both be its text"):
        loaded(tmp_path)
    for each in (tmp_path / "docs").iterdir():
        each.unlink()
    with pytest.raises(InputError, match=r"niger\.jsonl: its text is not in"):
        loaded(tmp_path)


@pytest.mark.parametrize(("gold", "docs"), [("nowhere", "docs"), ("gold", "nowhere"), ("docs", "docs")])
def test_folders_that_are_not_there_or_hold_no_gold_are_told(tmp_path: Path, gold: str, docs: str) -> None:
    gold_in(tmp_path)
    with pytest.raises(InputError):
        load_gold(tmp_path / gold, tmp_path / docs)


def test_a_head_that_comes_late_or_not_at_all_is_told(tmp_path: Path) -> None:
    gold_in(tmp_path, HEAD, head=CLOSED)
    with pytest.raises(InputError, match="first line"):
        loaded(tmp_path)


def test_single_files_and_names_with_a_tail_are_found(tmp_path: Path) -> None:
    gold_in(tmp_path, CLOSED)
    (tmp_path / "docs" / "niger.txt").rename(tmp_path / "docs" / "niger_4f2a.txt")
    (one,) = loaded(tmp_path)
    (other,) = load_gold(tmp_path / "gold" / "niger.jsonl", tmp_path / "docs" / "niger_4f2a.txt")
    assert one == other


def test_evidence_stands_at_every_place_of_its_words_and_offsets_choose_one(tmp_path: Path) -> None:
    second = placed("Spain closed its embassy", nth=1)
    gold_in(tmp_path, CLOSED, CLOSED | second)
    every, one = loaded(tmp_path)[0].told
    assert len(every.spans) == 2
    assert one.spans == ((second["start"], second["end"]),)
    assert (every.line, one.line) == (2, 3)


def test_what_a_reader_printed_is_gold(tmp_path: Path) -> None:
    passage = {"kind": "passage", "role": "credit", "opens_post": False, **placed("The Sahel Wire (sample)")}
    full = CLOSED | placed("Spain closed its embassy") | {"scope": None, "ends": None, "wording": "closed"}
    gold_in(tmp_path, passage, full)
    (gold,) = loaded(tmp_path)
    assert [each.kind for each in gold.told] == ["posture"]
    assert [TEXT[a:b] for a, b in gold.noise] == ["The Sahel Wire (sample)"]


def test_a_text_without_a_date_is_given_that_of_its_gold(tmp_path: Path) -> None:
    text = "Spain closed its embassy on Thursday.\n\nBuses ran.\n"
    gold_in(tmp_path, text=text, head={"kind": "document", "published": "2023-08-04", "given": True})
    assert str(loaded(tmp_path)[0].document.published) == "2023-08-04"
    gold_in(tmp_path, text=text, head={"kind": "document", "given": True})
    with pytest.raises(InputError, match="needs a day"):
        loaded(tmp_path)


def test_only_what_lies_between_from_and_until_counts(tmp_path: Path) -> None:
    head = HEAD | {"from": "“We will", "until": "She denied"}
    gold_in(
        tmp_path, CLOSED, {"kind": "statement", "speaker": "Ana Prado", "evidence": "“We will not wait,”"}, head=head
    )
    (gold,) = loaded(tmp_path)
    assert [each.kind for each in gold.told] == ["statement"]
    assert gold.part
    gold_in(tmp_path, head=HEAD | {"until": "nowhere"})
    with pytest.raises(InputError, match="'until' quotes words"):
        loaded(tmp_path)


def test_two_gold_files_share_a_text_by_parts(tmp_path: Path) -> None:
    gold_in(tmp_path, name="d1")
    (tmp_path / "gold" / "d1.jsonl").unlink()
    denied = {"kind": "denial", "by": "Ana Prado", "evidence": "She denied"}
    for part, row in (("a", CLOSED | placed("Spain closed its embassy")), ("b", denied)):
        rows = [HEAD, row]
        (tmp_path / "gold" / f"d1{part}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    first, second = loaded(tmp_path)
    assert first.document.text == second.document.text
    assert [each.kind for each in (*first.told, *second.told)] == ["posture", "denial"]
    assert first.covers[1] <= TEXT.index("“We will")
    assert second.part


@pytest.mark.parametrize(
    ("beside", "line", "told"),
    [
        ("boilerplate.jsonl", {"doc": "niger", "line": "Sign up here"}, "does not stand in the text"),
        ("boilerplate.jsonl", {"doc": "niger"}, "a line of noise is"),
        ("niger-posts.jsonl", {"starts": "Nowhere"}, "must quote how a post"),
        ("niger-posts.jsonl", {"n": 1}, "must quote how a post"),
    ],
)
def test_files_beside_the_gold_are_checked_too(tmp_path: Path, beside: str, line: Any, told: str) -> None:
    gold_in(tmp_path)
    (tmp_path / "gold" / beside).write_text(json.dumps(line))
    with pytest.raises(InputError, match=told) as caught:
        loaded(tmp_path)
    assert f"{beside}, line 1" in str(caught.value)
