"""Frames of language that hold for any crisis: lists and their verb, whose skies, who is sent, troops that come and go."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader
from tocsin.records import Posture


def read(reader: Reader, text: str, title: str = "") -> list[Posture]:
    lines = ([title] if title else []) + text.split("\n")
    passages, at = [], 0
    for number, line in enumerate(lines):
        role = Role.HEADING if title and not number else Role.BODY
        passages.append(Passage(start=at, end=at + len(line), role=role))
        at += len(line) + 1
    whole = "\n".join(lines)
    document = Document(text=whole, title=title or None, published=dt.date(2024, 8, 6), passages=tuple(passages))
    return [record for record in reader.read(document) if isinstance(record, Posture)]


def facts(records: list[Posture]) -> set[str]:
    """What is read, "not in force" with its modality."""
    return {
        f"{r.sender} {r.host} {r.type} {r.value}" + ("" if r.modality == "fact" else f" {r.modality}") for r in records
    }


def expected(line: str) -> set[str]:
    return {part.strip() for part in line.split(";") if part.strip()}


LISTS = {
    "Chile and Peru close embassies in Mali.": "CHL MLI mission closed; PER MLI mission closed",
    "Iberia and Finnair cancelled flights to Baghdad.": "Iberia IRQ carrier suspended; Finnair IRQ carrier suspended",
    "Several countries including Poland, Chile and Malta evacuate staff from their embassies in Harare.": "POL ZWE mission departure_ordered; CHL ZWE mission departure_ordered; MLT ZWE mission departure_ordered",
    "Several countries pull staff out of their embassies in Harare, including Peru and Japan.": "PER ZWE mission departure_ordered; JPN ZWE mission departure_ordered",
    "The governments of Chile, Malta, and the Netherlands issue travel warnings against going to Togo.": "CHL TGO advice avoid_all; MLT TGO advice avoid_all; NLD TGO advice avoid_all",
    "Chile, South Korea and Peru issue travel warnings against going to Togo.": "CHL TGO advice avoid_all; KOR TGO advice avoid_all; PER TGO advice avoid_all",
    "The Norwegian embassy and consulates in Kenya close for two days.": "NOR KEN mission closed",
    "The Greek embassy in Lusaka, Zambia, is closed as a precaution.": "GRC ZMB mission closed",
    "The Greek embassy in Lusaka shut its doors at noon.": "GRC ZMB mission closed",
    "The Chilean and Peruvian governments warn their citizens to leave Togo.": "CHL TGO directive leave; PER TGO directive leave",
    "Ghana orders a portion of its staff to leave the Lome embassy.": "GHA TGO mission reduced",
    "Peru is considering whether to close its embassy in Togo.": "PER TGO mission closed considered",
    # what the host shuts, and the name of a newspaper, are none
    "Togo closes the Peruvian consulate in Lome in retaliation.": "",
    "Peru closed its embassy in Togo (France 24, Bangkok Post).": "PER TGO mission closed",
    "Peru and Ghana reopened embassies in each other's capitals.": "PER GHA mission reopened; GHA PER mission reopened",
    "Oman, Jordan and Kuwait closed their airspace overnight.": "OMN OMN carrier closed; JOR JOR carrier closed; KWT KWT carrier closed",
    "Lineas de Altura cancels flights to and from Caracas.": "Lineas de Altura VEN carrier suspended",
}


@pytest.mark.parametrize("sentence", LISTS)
def test_a_list_of_names_keeps_its_verb_and_its_hosts(reader: Reader, sentence: str) -> None:
    assert facts(read(reader, sentence)) == expected(LISTS[sentence])


def test_what_people_are_told_to_stock_is_a_verb(reader: Reader) -> None:
    text = "Malta told its citizens in Togo on Friday to stock food and stay away from crowds."
    assert facts(read(reader, text)) == {"MLT TGO directive prepare", "MLT TGO directive avoid_areas"}


def test_a_sentence_tells_a_fact_once(reader: Reader) -> None:
    text = (
        "Malta urged its nationals in Togo to stay at home; the embassy in Lome is open with limited consular services."
    )
    found = [(r.sender, r.host, r.value) for r in read(reader, text)]
    assert sorted(found) == sorted(set(found))
    assert ("MLT", "TGO", "services_limited") in found


SENT = {
    "Chile sent a bus with diplomats from its embassy to Cusco.": "",
    "Chile sent two consular officers to its embassy in Lima.": "CHL PER mission reinforced",
    "Chile sent guards to reinforce its embassy in Lima.": "CHL PER mission reinforced",
}


@pytest.mark.parametrize("sentence", SENT)
def test_who_is_sent_to_a_mission_reinforces_it(reader: Reader, sentence: str) -> None:
    assert {one for one in facts(read(reader, sentence)) if "mission" in one} == expected(SENT[sentence])


TROOPS = {
    "Rwanda said its troops had entered Burundi in the afternoon.": "RWA BDI military deployed",
    "Chile has deployed 600.": "CHL TGO military deployed",
    "Chile sent a small team of soldiers to Togo.": "CHL TGO military deployed",
    "Ghana is contributing smaller units.": "GHA TGO military deployed",
    "Ghana had no plans to send troops.": "GHA TGO military deployed denied",
    "Chile will keep its roughly 900 troops in Togo, an official said.": "CHL TGO military withdrawn denied",
    "Chile, with 130 soldiers in Togo, denied it was pulling them out.": "CHL TGO military withdrawn denied",
    "Ghana offered to send soldiers to Togo.": "GHA TGO military deployed considered",
    "Ghana has sent planes to Accra, and Benin has sent 200 soldiers to Togo.": "BEN TGO military deployed",
    # what others would have is no measure, nor what stays at home
    "Chile called on Ghana to withdraw its troops from Togo.": "",
    "Chile urges Ghana to pull its soldiers out of Togo.": "",
    "Ghana has not said that it plans to pull its troops out of Togo.": "",
    "Ghana sent soldiers to its border with Togo.": "",
    "Ghana sends troops to the South Togolese border.": "",
    "Ghana plans to send a destroyer within 12 miles of rocks in the Great Sea.": "",
    "Chile is withdrawing soldiers from both Togo and Benin.": "CHL TGO military withdrawn; CHL BEN military withdrawn",
    "Ghana sent two military planes with 55 nurses and medicine.": "",
}


@pytest.mark.parametrize("sentence", TROOPS)
def test_troops_that_come_go_and_stay(reader: Reader, sentence: str) -> None:
    assert facts(read(reader, sentence, "Coup in Togo: which countries send troops")) == expected(TROOPS[sentence])


GOES_ON = {
    "The Chilean embassy in Lome is near the parliament. It will be closed on Friday.": "CHL TGO mission closed",
    "The Chilean embassy in Lome may have to close. Its gates were open on Monday.": "CHL TGO mission closed considered; CHL TGO mission open",
    "Chile said it was cutting the staff of its embassy but would not shut it.": "CHL TGO mission reduced; CHL TGO mission closed denied",
    'The Maltese embassy in Lome is guarded. "We are not closing," Ambassador Ann Borg wrote.': "MLT TGO mission closed denied",
    "Norway's embassy in Lome has cut its staff. Sweden's remains open.": "NOR TGO mission reduced; SWE TGO mission open",
    "A diplomat at Oman's embassy in Lome said it was working normally.": "OMN TGO mission open",
    "The Chilean embassy in Lome is near the airport. It will be closed on Friday.": "",
    "Ghana told Ghanaians to register with the mission in Lome, which it said remained open.": "GHA TGO directive contact; GHA TGO mission open",
    # who does the same
    "Chile told its citizens to leave Togo. Peru did the same.": "CHL TGO directive leave; PER TGO directive leave",
    "Chile told its citizens to leave Togo. Peru asked its nationals to do the same.": "CHL TGO directive leave; PER TGO directive leave",
    "Spain shut its embassy in Lome. Portugal followed suit, but Malta has not followed suit.": "ESP TGO mission closed; PRT TGO mission closed; MLT TGO mission closed denied",
    "Chile advised against all travel to Togo. Peru is weighing a similar step.": "CHL TGO advice avoid_all; PER TGO advice avoid_all considered",
    "Iberia cancelled its flights to Lome, and Finnair said it was considering doing the same.": "Iberia TGO carrier suspended; Finnair TGO carrier suspended considered",
    # whom nobody fetches
    "Nairobi is not planning to evacuate the Kenyans who live in Togo.": "KEN TGO directive leave denied",
    "The Philippines said there was no need for an evacuation of its workers in Togo.": "PHL TGO directive leave denied",
    "The hospital said there was no need for evacuation of its medical staff in Lome.": "",
    # a clause before gives the pronoun its government
    "Malta hardened its advice: it now warns against all travel to Togo.": "MLT TGO advice avoid_all",
    "Malta's foreign ministry recommends that all travel to Togo be postponed.": "MLT TGO advice avoid_nonessential",
    "Malta, which says its nationals should avoid all travel to Togo, was keeping its embassy there open, a Ghanaian official said.": "MLT TGO advice avoid_all; MLT TGO mission open",
    "Peru advises its citizens not to go to Togo unless they have to.": "PER TGO advice avoid_nonessential",
    "The Peruvian embassy in Lome has suspended all public consular operations.": "PER TGO mission services_limited",
}


@pytest.mark.parametrize("text", GOES_ON)
def test_what_a_sentence_takes_from_the_words_before_it(reader: Reader, text: str) -> None:
    assert facts(read(reader, text, "War in Togo: embassies in Togo")) == expected(GOES_ON[text])


FLIGHTS = {
    "Emirates said its services to Lome were running.": "Emirates TGO carrier open",
    "Finnair and Iberia said their services to Lome had not been affected.": "Finnair TGO carrier open; Iberia TGO carrier open",
    "Royal Air Maroc said it would fly to Lome on Saturday night.": "Royal Air Maroc TGO carrier open planned",
    "Royal Air Maroc said it would stay away until Sunday.": "Royal Air Maroc TGO carrier suspended",
    "Finnair cancelled its service to Lome but resumed it a day later.": "Finnair TGO carrier suspended; Finnair TGO carrier open",
    "Ghana shut its land border with Togo but opened it again in the morning.": "GHA TGO carrier closed; GHA TGO carrier open",
    "Panama's Copa was still flying to Lome on Tuesday.": "Copa TGO carrier open",
}


@pytest.mark.parametrize("text", FLIGHTS)
def test_flights_that_run_and_come_back(reader: Reader, text: str) -> None:
    assert facts(read(reader, text, "War in Togo: flights to Togo")) == expected(FLIGHTS[text])


def test_a_day_before_a_semicolon_is_not_that_of_what_follows(reader: Reader) -> None:
    text = "Chile moved its students out of Togo on Sunday; those still undecided were told to stay indoors."
    assert [r.date for r in read(reader, text, "War in Togo: people leave Togo") if r.value == "shelter"] == [
        dt.date(2024, 8, 6)
    ]
