"""What the frames read of airlines: who flies, who stays away, who comes back, and where."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader
from tocsin.records import Posture

CRISIS = "Fighting spread across Mali on Friday, and several embassies told their citizens to leave. "


def read(reader: Reader, text: str) -> list[Posture]:
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    document = Document(text=text, published=dt.date(2024, 8, 5), passages=passages)
    return [record for record in reader.read(document) if isinstance(record, Posture)]


def told(records: list[Posture]) -> set[str]:
    return {f"{r.sender} {r.host} {r.value}" + (f" {r.modality}" if r.modality != "fact" else "") for r in records}


FLYING = {
    "Iberia is still flying to Bamako. Swiss is back, but Condor will not return before Friday.": "Iberia MLI open; Swiss MLI open; Condor MLI suspended",
    "Tunisair said it would keep flying to Bamako for as long as it could.": "Tunisair MLI open",
    "KLM said it would be back on Tuesday.": "KLM MLI open planned",
    "Air Algérie operated its last flight from Bamako on Friday.": "Air Algérie MLI suspended",
    "ASKY called off all its flights, and Tunisair put off its service until further notice.": "ASKY MLI suspended; Tunisair MLI suspended",
    "Ethiopian Airlines has cut its service to one flight a day.": "Ethiopian Airlines MLI open",
    "Air Senegal said its services to Bamako had not been affected.": "Air Senegal MLI open",
    "Flights by Turkish Airlines and EgyptAir were unaffected.": "Turkish Airlines MLI open; EgyptAir MLI open",
    "Kenya Airways is staying away until the weekend.": "Kenya Airways MLI suspended",
    "RwandAir and Air Burkina never stopped, their offices said.": "RwandAir MLI open; Air Burkina MLI open",
    "Royal Air Maroc plans to return to the capital on Wednesday.": "Royal Air Maroc MLI open planned",
    "TAP has not cancelled any flights.": "TAP MLI open",
    "Brussels Airlines isn't landing in Bamako until Monday.": "Brussels Airlines MLI suspended",
    "Air France has scrapped its flights. It does not expect to be back before the end of the month.": "Air France MLI suspended",
    "Tunisair resumed its flight from Tunis.": "Tunisair MLI open",
}


@pytest.mark.parametrize(("text", "expected"), FLYING.items(), ids=lambda value: value[:48])
def test_what_an_airline_does_is_read_from_its_verb(reader: Reader, text: str, expected: str) -> None:
    assert set(expected.split("; ")) <= told(read(reader, CRISIS + text))


@pytest.mark.parametrize(
    "text",
    [
        "A Norwegian returned from Bamako on a flight to Oslo.",
        "An American landed in Bamako with the flights of aid.",
        "Flights were returning to normal, travellers said.",
        "The Swiss cut a deal with the ministry.",
    ],
)
def test_people_of_a_state_are_no_airline(reader: Reader, text: str) -> None:
    assert not [record for record in read(reader, CRISIS + text) if record.sender]


def test_a_town_of_many_countries_is_in_the_one_that_the_text_names(reader: Reader) -> None:
    text = "Fighting spread across South Sudan on Friday. Kenya urged its citizens in Bor to leave."
    assert told(read(reader, text)) == {"KEN SSD leave"}


def test_who_closes_its_own_border_is_the_subject_of_the_sentence(reader: Reader) -> None:
    text = "Fighting spread across Mali on Friday. Senegal, which has taken in thousands, says it has no intention of closing its frontier."
    assert told(read(reader, text)) == {"SEN MLI closed denied"}
