"""The gate lets through what frames can read; sentences keep their place in the text whatever markup they lose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.documents import Document, Passage, Role
from tocsin.reading.gate import may_hold_posture
from tocsin.reading.sentences import sentences

from tests.reading.test_posture import IN_FORCE, NOT_IN_FORCE


def cut(text: str) -> list[str]:
    document = Document(text=text, passages=(Passage(start=0, end=len(text), role=Role.BODY),))
    return [text[sentence.start : sentence.end] for sentence in sentences(document)]


@pytest.mark.parametrize("text", [*IN_FORCE, *NOT_IN_FORCE], ids=lambda text: text[:40])
def test_the_gate_lets_through_every_sentence_that_holds_a_posture(text: str) -> None:
    assert may_hold_posture(text)


def test_the_gate_holds_back_ordinary_news() -> None:
    assert not may_hold_posture("The striker scored twice before the break and the home side won.", mentions=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. Embassy shut. Staff left.", ["The U.S. Embassy shut.", "Staff left."]),
        ("It was quiet in the U.S. The embassy opened.", ["It was quiet in the U.S.", "The embassy opened."]),
        ("Mr. Abe spoke at 5 p.m. on Monday. He left.", ["Mr. Abe spoke at 5 p.m. on Monday.", "He left."]),
        ("“Leave now.” The envoy went home.", ["“Leave now.”", "The envoy went home."]),
        ("Stay away.Leave the area.", ["Stay away.", "Leave the area."]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_markup_is_gone_from_the_clean_text_and_its_places_remain() -> None:
    text = '* **[Avoid all travel](#levels "Risk Levels")** to Niger'
    document = Document(text=text, passages=(Passage(start=0, end=len(text), role=Role.BODY),))
    (sentence,) = sentences(document)
    assert sentence.clean == "Avoid all travel to Niger"
    assert sentence.bullet
    start, end = sentence.span(sentence.clean.index("Niger"), len(sentence.clean))
    assert text[start:end] == "Niger"


@given(st.text(max_size=300))
def test_any_text_is_cut_without_loss_of_place(text: str) -> None:
    document = Document(text=text, passages=(Passage(start=0, end=len(text), role=Role.BODY),) if text else ())
    for sentence in sentences(document):
        assert len(sentence.origin) == len(sentence.clean)
        assert all(sentence.start <= at < sentence.end for at in sentence.origin)
