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


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("An envoy told Radio Tarn 26 New Zealanders were registered there.", 26, "exact", "New Zealander"),
        ("The mission asked the roughly 700 Danes in the city to stay indoors.", 700, "about", "Dane"),
        ("About 400 Japanese live in the capital.", 400, "about", "Japanese"),
        ("Some 900 British subjects are thought to be in the north.", 900, "about", "subject"),
        ("Sixty-three have asked to be brought home.", 63, "exact", "person"),
        ("Up to 800 more have gone over the river.", 800, "up_to", "person"),
        ("Oslo told its students in the port, of whom there are 115, to stay.", 115, "exact", "student"),
        ("The ombudsman counts ten dead since Sunday.", 10, "exact", "person"),
        ("The ministry put the number of injured at more than 1,000.", 1000, "more_than", "person"),
        ("The court said last week 16 of its clerks had been detained.", 16, "exact", "clerk"),
        ("There was an attack on Sunday in which one person was hurt.", 1, "exact", "person"),
        ("They shelled 11 airfields overnight.", 11, "exact", "airfield"),
        ("Some 2,700 judges have been dismissed.", 2700, "about", "judge"),
        ("The two ministers met for about an hour before dinner.", 60, "about", "minute"),
        ("The envoy had the president on the line for half an hour.", 30, "exact", "minute"),
        ("The bridge was reopened on Monday after nine days.", 9, "exact", "day"),
        ("One crew member was killed.", 1, "exact", "crew member"),
    ],
)
def test_who_is_counted_need_not_stand_behind_the_number(text: str, value: float, qualifier: str, unit: str) -> None:
    assert (value, qualifier, unit) in told(text)


def test_a_part_of_a_whole_is_one_figure() -> None:
    [one] = read("Only 12 of its 40 employees have left the city.")
    assert (one.value, one.out_of, one.unit) == (12, 40, "employee")


def test_what_is_coordinated_counts_alike() -> None:
    assert told("At least nine guards were killed and 30 wounded on Friday.") == [
        (9, "at_least", "guard"),
        (30, "at_least", "guard"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of tourists fly to the coast each spring.",
        "A nurse of 81 who lives by the harbour waved.",
        "Hundreds of people were flown out on Wednesday.",
    ],
)
def test_a_plural_without_a_number_counts_only_whom_something_befell(text: str) -> None:
    assert told(text) == []


def said(text: str, *spoken: tuple[str, str]) -> list[str | None]:
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    statements = [
        Statement(start=0, end=len(text), evidence=text, speaker=speaker, form="indirect", cue=cue)
        for speaker, cue in spoken
    ]
    document = Document(text=text, published=TODAY, passages=passages)
    return [one.attributed_to for one in figures(Text(document, pipeline()), statements)]


@pytest.mark.parametrize(
    ("text", "spoken", "whose"),
    [
        ("At least 40 people were killed, the ministry said.", [("ministry", "said")], "ministry"),
        ("The army said it had lost 40 men in the north.", [("army", "said")], "army"),
        ("Some 15,000 troops are near, according to the alliance.", [("alliance", "according to")], "alliance"),
        ("Norway, which has 3,000 citizens there, told them to stay.", [("Norway", "told")], None),
        ("Norway said the port was shut, and sent 200 soldiers.", [("Norway", "said")], None),
        ("Norway urged some 3,000 students to stay calm.", [("Norway", "urged")], None),
        (
            "At least 600 people were killed, according to local media, and 370 died in strikes, the ministry says.",
            [("local media", "according to"), ("ministry", "says")],
            "local media",
        ),
        ("The health ministry puts the dead at 235.", [], "health ministry"),
    ],
)
def test_a_figure_is_theirs_in_whose_words_it_stands(
    text: str, spoken: list[tuple[str, str]], whose: str | None
) -> None:
    assert said(text, *spoken)[0] == whose


@pytest.mark.parametrize(
    ("text", "spoken", "day"),
    [
        ("Some 900 nationals live there, the ministry said.", [("ministry", "said")], TODAY),
        ("At least 40 people have been killed since Monday.", [], TODAY),
        ("Some 900 nationals live there.", [], None),
    ],
)
def test_a_count_holds_on_the_day_that_it_is_told(
    text: str, spoken: list[tuple[str, str]], day: dt.date | None
) -> None:
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    statements = [
        Statement(start=0, end=len(text), evidence=text, speaker=speaker, form="indirect", cue=cue)
        for speaker, cue in spoken
    ]
    [one] = figures(Text(Document(text=text, published=TODAY, passages=passages), pipeline()), statements)
    assert one.date == day


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The blast killed nine guards and wounded 30.", "guards (wound)"),
        ("Bulgaria brought home 70 of its citizens.", "citizens (bring)"),
        ("The number of dead rose to 61.", "people (rise)"),
    ],
)
def test_what_is_counted_is_named_where_the_number_stands_alone(text: str, what: str) -> None:
    assert read(text)[-1].what == what
