"""``tocsin eval`` and ``--reader llm``: from gold and a reader to a table, JSON, or a page."""

import json
from pathlib import Path

import msgspec
import pytest

from tests.assistant.conftest import MODEL, Stub, content, problem, records, stub
from tests.cli.conftest import Call

__all__ = ["stub"]

TEXT = """Governments act on Niger

3 August 2023

Spain closed its embassy in Niamey on Thursday. Italy keeps its embassy open.
"""
CLOSED = {
    "kind": "posture",
    "evidence": "Spain closed its embassy in Niamey",
    "sender": "ESP",
    "host": "NER",
    "type": "mission",
    "value": "closed",
    "modality": "fact",
    "date": "2023-08-03",
}
OPEN = CLOSED | {"evidence": "Italy keeps its embassy open", "sender": "ITA", "value": "open"}
REST = {"scope": None, "place": None, "ends": None, "wording": None}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "docs" / "niger.txt").write_text(TEXT, encoding="utf-8")
    rows = [{"kind": "document", "published": "2023-08-03"}, CLOSED, OPEN]
    (tmp_path / "gold" / "niger.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return tmp_path


def asking(stub: Stub) -> dict[str, str]:
    return {"TOCSIN_LLM": f"endpoint={stub.endpoint},model={MODEL},retries=0"}


def test_a_table_and_every_miss_with_its_sentence(tocsin: Call, gold: Path, stub: Stub) -> None:
    stub.replies = [records(CLOSED | REST)]
    result = tocsin("eval", "gold", "docs", "--reader", "llm", **asking(stub))
    assert result.exit_code == 0
    (row,) = [line.split() for line in result.stdout.splitlines() if line.startswith("posture ")]
    assert row == ["posture", "2", "1", "1", "1.000", "0.500", "0.667"]
    assert "− missed  posture  ITA · NER · mission · open" in result.stdout
    assert "“Italy keeps its embassy open.”" in result.stdout
    assert result.stderr == ""


def test_json_tells_reader_figures_and_findings(tocsin: Call, gold: Path, stub: Stub) -> None:
    stub.replies = [records(CLOSED | REST, OPEN | REST | {"value": "reduced"})]
    found = json.loads(tocsin("eval", "gold", "docs", "--reader", "llm", "--format", "json", **asking(stub)).stdout)
    assert found["form"] == "tocsin-eval/1"
    assert found["reader"].startswith(f"llm:{MODEL}:")
    assert found["kinds"]["posture"]["f1"] == 0.5
    ((agreed, mistaken),) = [text["findings"] for text in found["texts"]]
    assert agreed["outcome"] == "agreed"
    assert mistaken["differences"] == [{"field": "value", "gold": "open", "read": "reduced"}]


def test_the_page_goes_into_one_file(tocsin: Call, gold: Path, stub: Stub) -> None:
    stub.replies = [records(CLOSED | REST)]
    words = ("eval", "gold", "docs", "--reader", "llm", "--format", "html", "--output", "report.html")
    assert tocsin(*words, **asking(stub)).stdout == ""
    assert "Italy keeps its embassy open" in (gold / "report.html").read_text(encoding="utf-8")


def test_text_goes_into_a_file_too_and_a_file_that_cannot_be_written_is_told(
    tocsin: Call, gold: Path, stub: Stub
) -> None:
    stub.replies = [records(CLOSED | REST)]
    words = ("eval", "gold", "docs", "--reader", "llm", "--output")
    assert tocsin(*words, "report.txt", **asking(stub)).exit_code == 0
    assert "missed" in (gold / "report.txt").read_text(encoding="utf-8")
    result = tocsin(*words, "nowhere/report.txt", **asking(stub))
    assert result.exit_code == 2
    assert "nowhere/report.txt: cannot be written" in result.stderr


def test_bad_gold_is_one_sentence_and_exit_2(tocsin: Call, gold: Path) -> None:
    (gold / "gold" / "niger.jsonl").write_text('{"kind": "document"}\n{"kind": "posture", "place_": 1}')
    result = tocsin("eval", "gold", "docs")
    assert result.exit_code == 2
    assert "niger.jsonl, line 2: a posture has no field 'place_'" in result.stderr
    assert tocsin("eval", "nowhere", "docs").exit_code == 2


def test_tocsins_own_reader_is_the_default(tocsin: Call, gold: Path) -> None:
    found = json.loads(tocsin("eval", "gold", "docs", "--kind", "posture", "--format", "json").stdout)
    assert found["reader"].startswith("tocsin/")
    assert found["kinds"]["posture"]["hits"] == 2


def test_read_by_a_model_prints_the_same_kinds_of_lines(tocsin: Call, gold: Path, stub: Stub) -> None:
    stub.replies = [records(CLOSED | REST, OPEN | REST | {"evidence": "Italy shut it"})]
    result = tocsin("read", "docs/niger.txt", "--reader", "llm", **asking(stub))
    assert result.exit_code == 0
    kinds = [msgspec.json.decode(line)["kind"] for line in result.stdout.splitlines()]
    assert kinds[0] == "document"
    assert kinds.count("posture") == 1
    assert "1 records kept, 1 dropped (1 not in the text)" in result.stderr


def test_a_part_that_is_not_read_is_said_and_is_exit_1(tocsin: Call, gold: Path, stub: Stub) -> None:
    stub.replies = [content("I would rather tell a joke.")]
    for words in (("read", "docs/niger.txt"), ("eval", "gold", "docs")):
        result = tocsin(*words, "--reader", "llm", **asking(stub))
        assert result.exit_code == 1
        assert "not_json" in result.stderr
        assert result.stdout


def test_no_model_is_exit_2_and_a_wrong_one_too(tocsin: Call, gold: Path, stub: Stub) -> None:
    result = tocsin("read", "docs/niger.txt", "--reader", "llm")
    assert result.exit_code == 2
    assert "tocsin.toml" in result.stderr
    stub.replies = [problem(404, "no such model")]
    assert tocsin("read", "docs/niger.txt", "--reader", "llm", **asking(stub)).exit_code == 2


def test_a_file_and_the_environment_add_up(tocsin: Call, gold: Path, stub: Stub) -> None:
    (gold / "tocsin.toml").write_text(f'[llm]\nmodel = "{MODEL}"\nretries = 0\n')
    stub.replies = [records()]
    assert tocsin("read", "docs/niger.txt", "--reader", "llm", TOCSIN_LLM=f"endpoint={stub.endpoint}").exit_code == 0
