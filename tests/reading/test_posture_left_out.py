"""What the frames read where words are left out: others who do the same, a pronoun, a possessive without its noun."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader
from tocsin.records import Posture


def read(reader: Reader, text: str) -> list[Posture]:
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    document = Document(text=text, published=dt.date(2024, 8, 5), passages=passages)
    return [record for record in reader.read(document) if isinstance(record, Posture)]


def told(records: list[Posture]) -> set[str]:
    return {
        f"{r.sender} {r.host} {r.type} {r.value}" + (f" {r.modality}" if r.modality != "fact" else "") for r in records
    }


OTHERS = {
    "Japan's embassy in Kigali urged Japanese citizens to leave Rwanda. South Korea followed suit.": "KOR RWA directive leave",
    "Germany, which had already told its citizens to leave, has withdrawn its diplomats from Juba, South Sudan. Ghana and Togo have done so too.": "GHA SSD mission departure_ordered; TGO SSD mission departure_ordered",
    "Finland urged its citizens to leave Mali. Estonia followed a few hours later.": "EST MLI directive leave",
    "Iberia has suspended its flights to Caracas. Avianca did likewise, and LATAM said it was considering doing the same.": "Avianca VEN carrier suspended; LATAM VEN carrier suspended considered",
    "Swiss resumed its flights to Tel Aviv, and Wizz Air said it would do so on Saturday.": "Wizz Air ISR carrier open planned",
    "Peru closed its embassy in Caracas, as did Chile and Ecuador. Bolivia said it had no plans to do so.": "CHL VEN mission closed; ECU VEN mission closed; BOL VEN mission closed denied",
    "Greece reduced its embassy staff in Niamey. Spain is considering the same step.": "ESP NER mission reduced considered",
    "Egypt told its nationals to leave Qatar. Jordan gave the same instruction.": "JOR QAT directive leave",
    "Canada advised against all travel to Niger. Ireland advises likewise.": "IRL NER advice avoid_all",
    "The embassy of Laos in Dhaka was shut on Monday. Vietnam has ruled out following suit.": "VNM BGD mission closed denied",
}


@pytest.mark.parametrize(("text", "expected"), OTHERS.items(), ids=lambda value: value[-48:])
def test_others_who_do_the_same_are_read(reader: Reader, text: str, expected: str) -> None:
    assert set(expected.split("; ")) <= told(read(reader, text))


def test_what_was_told_in_passing_is_not_what_others_do_as_well(reader: Reader) -> None:
    text = "Germany, which had already told its citizens to leave, has withdrawn its diplomats from Juba. Ghana followed suit."
    assert {record.type for record in read(reader, text) if record.sender == "GHA"} == {"mission"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway closed its embassy in Beirut. It did so because of the fighting.",
        "Norway closed its embassy in Beirut. Asked whether Sweden would do the same, the minister declined to comment.",
        "Norway urged its citizens to leave Lebanon. Most Norwegians did so within days.",
        "Norway closed its embassy in Beirut. Rain fell. The shops stayed shut. Sweden followed suit.",
    ],
)
def test_nobody_else_is_made_to_do_the_same(reader: Reader, text: str) -> None:
    assert {record.sender for record in read(reader, text)} == {"NOR"}


STANDING_IN = {
    "India's high commission works with a skeleton team. Britain's is open. Sweden's is fully staffed.": "GBR MLI mission open; SWE MLI mission open",
    "The Turkish embassy is working normally. The ambassador said there were no plans to close it.": "TUR MLI mission closed denied",
    'The American embassy has sent most of its staff home. "We are not closing," the ambassador said.': "USA MLI mission closed denied",
    "Canada said it was cutting the staff of its embassy but would not shut it.": "CAN MLI mission closed denied",
    "Venezuela said its embassy had been attacked and that the diplomats were safe. It does not plan to withdraw them.": "VEN MLI mission departure_ordered denied",
    "Poland runs the last western embassy. Slovenia, which shares its building, is preparing to shut down.": "SVN MLI mission closed planned",
    "The Greek embassy was searched on Friday. It will be closed on Monday.": "GRC MLI mission closed",
    "Guinea shut its border on Friday but reopened it a day later.": "GIN MLI carrier open",
    "Guinea has sent soldiers to the border but has not closed it.": "GIN MLI carrier closed denied",
    "The Spanish embassy works normally. Spain denied that marines had been flown in from Dakar to reinforce it.": "ESP MLI mission reinforced denied",
    "Emirates cancelled its flights to Bamako; Etihad does not serve Mali.": "Emirates MLI carrier suspended",
}


@pytest.mark.parametrize(("text", "expected"), STANDING_IN.items(), ids=lambda value: value[-48:])
def test_what_stands_for_a_mission_or_a_border_is_read_as_it(reader: Reader, text: str, expected: str) -> None:
    crisis = "Fighting spread across Mali, and several embassies told their citizens to leave. "
    assert set(expected.split("; ")) <= told(read(reader, crisis + text))


@pytest.mark.parametrize(
    "text",
    [
        "The Greek embassy in Lima was attacked. Ecuador said it had opened an inquiry, and it would close the case.",
        "The Danish embassy in Lima is busy. Denmark said it would evacuate the wounded.",
        "The Danish embassy in Lima was hit. A bank stood beside it. It closed on Friday.",
    ],
)
def test_what_does_something_to_another_thing_is_no_mission(reader: Reader, text: str) -> None:
    assert not [record for record in read(reader, text) if record.value in ("closed", "departure_ordered")]
