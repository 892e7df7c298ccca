"""Figures of a crisis: which quantities are one, and what is said of them. All sentences are the project's own."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading.engine import Text
from tocsin.reading.figure import figures
from tocsin.reading.model import pipeline
from tocsin.records import Figure, Statement

TODAY = dt.date(2024, 5, 10)


def read(text: str, spoken: tuple[Statement, ...] = ()) -> list[Figure]:
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    return figures(Text(Document(text=text, published=TODAY, passages=passages), pipeline()), spoken)


def told(text: str) -> list[tuple[object, str, str]]:
    return [(each.value, each.qualifier, each.unit) for each in read(text)]


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("The army has massed some 90,000 troops near the border.", 90_000, "about", "troop"),
        ("Six patrol boats and two warships reached the strait.", 2, "exact", "warship"),
        ("The shelling killed at least four civilians.", 4, "at_least", "civilian"),
        ("A blast in the market killed 14.", 14, "exact", "person"),
        ("The death toll stood at 61 on Friday.", 61, "exact", "person"),
        ("One guard was wounded.", 1, "exact", "guard"),
        ("Police detained 80 demonstrators.", 80, "exact", "demonstrator"),
        ("Some 1,500 are still trapped, the relief agency said.", 1500, "about", "person"),
        ("Hundreds of thousands have fled.", 100_000, "at_least", "person"),
        ("The minister said 250 Danes were registered with the embassy.", 250, "exact", "Dane"),
        ("The neighbours will send 20 tonnes of medicine.", 20, "exact", "tonne"),
        ("Lisbon ordered 4,000 anti-tank weapons.", 4000, "exact", "weapon"),
        ("The two presidents spoke for two hours on Monday.", 120, "exact", "minute"),
        ("The telephone conversation took nearly an hour.", 60, "about", "minute"),
        ("A 10-day drill began on Tuesday.", 10, "exact", "day"),
        ("The airport was closed for 48 hours.", 48, "exact", "hour"),
        ("The rebels stand 15 km from the capital.", 15, "exact", "km"),
        ("A 30-strong team of marines guards the gate.", 30, "exact", "person"),
        ("The parliament voted 300 million dollars in aid.", 300e6, "exact", "dollar"),
        ("The crews flew out on three C-130s.", 3, "exact", "C-130"),
    ],
)
def test_a_quantity_of_the_crisis_is_a_figure(text: str, value: float, qualifier: str, unit: str) -> None:
    assert (value, qualifier, unit) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The singer, 81, was born in a village of the north.",
        "Shares of the carrier fell by 3.2 per cent.",
        "The studio was bought for $2.3 billion.",
        "In the last three months the ministry was silent.",
        "According to two diplomats, the text is ready.",
        "The two countries signed the accord on 4 May.",
        "You need no visa for stays of up to 90 days.",
        "The ferry sails four times a week.",
    ],
)
def test_other_quantities_are_none(text: str) -> None:
    assert told(text) == []


def test_both_ends_of_a_change_are_figures() -> None:
    assert [each.value for each in read("The force was cut from 15,000 soldiers to 2,500.")] == [15_000, 2500]


def test_what_is_given_of_each_is_told_of_each() -> None:
    found = read("The state bought a million kilograms each of rice and lentils.")
    assert [(each.value, each.what) for each in found] == [(1_000_000, "rice"), (1_000_000, "lentils")]


def test_reinforcements_are_new_and_those_they_join_are_counted_too() -> None:
    found = read("The capital has sent 3,000 more troops, joining the 1,700 already there.")
    assert [(each.value, each.counting) for each in found] == [(3000, "new"), (1700, None)]


def test_a_part_keeps_its_whole() -> None:
    (found,) = read("56 out of 122 diplomats have been evacuated.")
    assert (found.value, found.out_of) == (56, 122)


def test_an_interval_stays_one() -> None:
    (found,) = read("Between 300 and 400 nationals are thought to be in the country.")
    assert found.value == (300, 400)


def test_the_speaker_of_the_sentence_says_so() -> None:
    text = "The governor said 40 houses were destroyed in Izmir."
    spoken = Statement(start=0, end=len(text), evidence=text, speaker="the governor", form="indirect", cue="said")
    (found,) = read(text, (spoken,))
    assert (found.attributed_to, found.place, found.host) == ("the governor", "Izmir", "TUR")


def test_the_evidence_is_the_sentence_and_the_wording_the_quantity() -> None:
    text = "Nothing moved. At least 17 villages were burned on Thursday. It rained."
    (found,) = read(text)
    assert found.evidence == text[found.start : found.end] == "At least 17 villages were burned on Thursday."
    assert found.wording == "At least 17 villages"
    assert found.date == dt.date(2024, 5, 9)
