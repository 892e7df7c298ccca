"""The gate of advice: whatever takes a wording of a level passes it."""

import re
from pathlib import Path

import pytest

from tocsin.reading.patterns import advice_gate, advice_phrases

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "bench/plain/docs").glob("*.txt"), *(ROOT / "tests/quality").rglob("*.txt")])


def test_every_sentence_of_ours_with_a_wording_passes() -> None:
    sentences = {each for path in TEXTS for each in re.split(r"(?<=[.!?])\s+|\n", path.read_text(encoding="utf-8"))}
    worded = [each for each in sentences if any(phrase.search(each) for _, phrase in advice_phrases())]
    assert len(worded) > 200
    assert [each for each in worded if not advice_gate().stand_in(each)] == []


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
def test_rare_wordings_pass_too(text: str) -> None:
    assert advice_gate().stand_in(text)


def test_most_sentences_do_not_pass() -> None:
    assert not advice_gate().stand_in("The two ministers met in the capital and agreed on a truce of three days.")
