"""The gates in front of long patterns: whatever a pattern takes passes its gate."""

import re
from pathlib import Path

import pytest

from tocsin.reading.patterns import advice_gate, advice_phrases
from tocsin.reading.statement.denying import may_deny, patterns

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "bench/plain/docs").glob("*.txt"), *(ROOT / "tests/quality").rglob("*.txt")])


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    texts = (path.read_text(encoding="utf-8").replace("’", "'") for path in TEXTS)
    return {each for text in texts for each in re.split(r"(?<=[.!?])\s+|\n", text)}


def test_every_sentence_of_ours_with_a_wording_of_advice_passes(sentences: set[str]) -> None:
    worded = [each for each in sentences if any(phrase.search(each) for _, phrase in advice_phrases())]
    assert len(worded) > 200
    assert [each for each in worded if not advice_gate().stand_in(each)] == []


def test_every_sentence_of_ours_with_words_that_deny_passes(sentences: set[str]) -> None:
    denying = [each for each in sentences if any(patterns(name).search(each) for name in ("patterns", "weak"))]
    assert len(denying) > 50
    assert [each for each in denying if not may_deny(each)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Be cautious in crowds.",
        "The whole north is out of bounds for them.",
        "They should be on their guard.",
        "It painted the border strip orange.",
        "Step up your vigilance.",
        "Stay away from the entire country.",
        "Rethink your plans for journeys to the coast.",
        "It is now code red.",
        "Peru banned its nationals from entering it.",
    ],
)
def test_rare_wordings_of_advice_pass_too(text: str) -> None:
    assert advice_gate().stand_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "That isn't so, she said.",
        "We cannot accept that picture.",
        "The film was staged.",
        "It is far from the truth.",
        "None of its men were there.",
        "The ministry poured cold water on it.",
        "Contrary to reports, all is quiet.",
    ],
)
def test_rare_words_that_deny_pass_too(text: str) -> None:
    assert may_deny(text)


def test_most_sentences_pass_neither() -> None:
    text = "The two ministers met in the capital and agreed on a truce of three days."
    assert not advice_gate().stand_in(text)
    assert not may_deny(text)
