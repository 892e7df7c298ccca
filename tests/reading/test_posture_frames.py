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
    "The Norwegian embassy and consulates in Kenya close for two days.": "NOR KEN mission closed",
    "The Greek embassy in Lusaka, Zambia, is closed as a precaution.": "GRC ZMB mission closed",
    "The Greek embassy in Lusaka shut its doors at noon.": "GRC ZMB mission closed",
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
    "Ghana sent two military planes with 55 nurses and medicine.": "",
}


@pytest.mark.parametrize("sentence", TROOPS)
def test_troops_that_come_go_and_stay(reader: Reader, sentence: str) -> None:
    assert facts(read(reader, sentence, "Coup in Togo: which countries send troops")) == expected(TROOPS[sentence])
