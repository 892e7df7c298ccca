"""Who denies what, in sentences written for this project, and which sentence it answers."""

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading.engine import Text
from tocsin.reading.model import pipeline
from tocsin.reading.statement import statements
from tocsin.records import Denial


def read(text: str) -> list[Denial]:
    passages, at = [], 0
    for line in text.split("\n"):
        if line:
            passages.append(Passage(start=at, end=at + len(line), role=Role.BODY))
        at += len(line) + 1
    document = Document(text=text, passages=tuple(passages))
    return [record for record in statements(Text(document, pipeline())) if isinstance(record, Denial)]


DENIED = {
    "Eritrea has denied that its troops crossed the border.": "Eritrea ERI",
    "The Algerian army rejected the claim as absurd.": "Algerian army DZA",
    "Cairo dismissed the report that the crossing was shut.": "Cairo EGY",
    "Rwanda disputes that it armed the rebels.": "Rwanda RWA",
    'Belgrade called the accusations "pure fabrication".': "Belgrade SRB",
    "Armenia's premier cast doubt on suggestions that a pact was near.": "Armenia's premier ARM",
    '"We are not going to attack anyone," the Iranian ambassador said.': "Iranian ambassador IRN",
    "There was, the Ethiopian spokesman insisted, no siege of the town.": "Ethiopian spokesman ETH",
    "The Greek coast guard said it had nothing to do with the sinking.": "Greek coast guard GRC",
    "Turkish Airlines denied that it had stopped the route.": "Turkish Airlines TUR",
    "The Zambian envoy swore that no such order had been given.": "Zambian envoy ZMB",
    "Reports that the Swiss had left were wrong, Bern made clear.": "Bern CHE",
    "Guinea said the army was lying.": "Guinea GIN",
    "The Peruvian premier described the video as a forgery.": "Peruvian premier PER",
    "The story was denied by the Kremlin.": "Kremlin RUS",
    # what is rejected is a claim or a deed
    "Abu Dhabi rejected any link to the shipment.": "Abu Dhabi ARE",
    "Kigali rejects claims that its soldiers crossed the lake.": "Kigali RWA",
    "The Kenyan minister rejects reports that the camp will close.": "Kenyan minister KEN",
    "Israel's government pushed back on the reports of a rift.": "Israel's government ISR",
    "The White House ruled out having been told of the raid.": "White House USA",
    "Doha branded the report a fabrication.": "Doha QAT",
    # it is called untrue
    '"There is no truth to these reports," the Lebanese minister said.': "Lebanese minister LBN",
    '"This is not true," the Chadian premier said.': "Chadian premier TCD",
    "The Indian embassy in Niamey said reports of a convoy were false.": "Indian embassy in Niamey IND",
    "Yerevan said the claim does not correspond to reality.": "Yerevan ARM",
    '"It\'s a lie," the Cuban minister said of the report.': "Cuban minister CUB",
    "Islamabad described the claim as a pack of lies.": "Islamabad PAK",
    '"We categorically reject these accusations," the Chinese spokeswoman said.': "Chinese spokeswoman CHN",
    # what the party says that it did not do
    '"I have not resigned," the Sudanese premier said.': "Sudanese premier SDN",
    '"I never gave any such order," the Peruvian president said.': "Peruvian president PER",
    "Uganda's army said no soldier of its had crossed the border.": "Uganda's army UGA",
    "Burundi said its troops were not in Bukavu.": "Burundi BDI",
    "Moscow says it has no mercenaries in Libya.": "Moscow RUS",
    "The US was not involved in the strike, the American envoy said.": "American envoy USA",
    "Algiers said it had no knowledge of the flight.": "Algiers DZA",
    # whose body it is
    "The RSF denied any involvement.": "RSF SDN",
}


@pytest.mark.parametrize("text", DENIED)
def test_who_denies_is_read(text: str) -> None:
    assert [f"{record.by} {record.by_country}" for record in read(text)] == [DENIED[text]]


NONE = [
    "The court denied bail to the editor.",
    "Rome rejected the demand for a second vote.",
    "Brazil denied entry to the delegation.",
    "Tehran would neither confirm nor deny the report.",
    "The senator condemned the attack.",
    "The minister said that flights were not affected by the strike.",
    "Peru said that the road was open.",
    "Hamas rejected the proposal for a truce.",
    "The junta rejected the ultimatum.",
    "Beijing rejected Manila's claims to the shoal.",
    "Burkina Faso were denied a goal.",
    "The UN said the town was being denied food.",
    "It was a false alarm, the Belgian police said.",
    "The ministry said it had no information about the wounded.",
    "The Turkish minister said that he did not know the date.",
    "Spain said it had not ruled out a second flight.",
    "The Dutch ministry said it was not closing its embassy.",
    "Leaders criticised the premier for the suggestion.",
    "The German police have neither confirmed nor denied the report.",
    "Taiwan's envoy said the talks would not resume before Friday.",
    '"I have not slept," a resident said.',
]


@pytest.mark.parametrize("text", NONE)
def test_a_refusal_or_plain_statement_is_no_denial(text: str) -> None:
    assert read(text) == []


def test_a_denial_is_linked_to_the_sentence_that_it_answers() -> None:
    text = (
        "Ukraine said that Belarus had moved rocket launchers to the border.\n"
        "Markets were quiet.\n"
        "Minsk denied moving rocket launchers to the border."
    )
    (denial,) = read(text)
    assert denial.denies is not None
    start, end = denial.denies
    assert text[start:end].startswith("Ukraine said")


def test_a_denial_without_its_claim_in_the_text_is_linked_to_nothing() -> None:
    (denial,) = read("Minsk denied moving rocket launchers to the border.")
    assert denial.denies is None
    assert denial.claim == "moving rocket launchers to the border"


def test_an_answer_in_a_briefing_denies_what_was_asked() -> None:
    text = "QUESTION: Is the mission being given up?\nSPOKESPERSON: That is not the case.\nQUESTION: Thank you."
    assert [record.cue for record in read(text)] == ["not the case"]


def test_a_party_of_no_told_state_is_of_the_country_that_the_text_is_about() -> None:
    text = (
        "Soldiers held the streets of Lima in Peru on Friday.\n"
        "Defence Minister Alberto Quispe denied that shots had been fired in Peru."
    )
    (found,) = read(text)
    assert (found.by, found.by_country) == ("Alberto Quispe", "PER")


def test_a_headline_that_rejects_a_claim_denies() -> None:
    assert read("Eritrea rejects claim it armed the rebels.")


def test_not_to_be_touched_by_something_denies_nothing() -> None:
    assert not read("The airline said its services to Lima had not been affected.")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ('"Of course not," Russian spokesman Ivan Petrov told a reporter.', "Ivan Petrov"),
        ('"It was not us," Pakistani minister Ali Khan told television.', "Ali Khan"),
        ('"Nobody is going to be executed," Iranian minister Ali Rostami said.', "Ali Rostami"),
        ('"These are fakes," Azerbaijani adviser Rashad Aliyev wrote.', "Rashad Aliyev"),
        ('"Not one drop of blood has been shed," Gabonese spokesman Jean Obame said.', "Jean Obame"),
        ('"There is no talk of a withdrawal," Russian spokesman Ivan Petrov said.', "Ivan Petrov"),
        ('"I do not accept that picture," Peruvian minister Rosa Quispe said.', "Rosa Quispe"),
        ('"I never saw such a letter," Lebanese minister Youssef Harb said.', "Youssef Harb"),
        ("Russian officials dismiss claims that it was them.", "Russian officials"),
        ("Peru's Rosa Quispe disagreed with the description of the march as a riot.", "Rosa Quispe"),
        ('A Peruvian spokeswoman, Rosa Quispe, dismissed as "not true" reports of a coup.', "Rosa Quispe"),
    ],
)
def test_answers_and_forms_that_deny(text: str, by: str) -> None:
    assert [record.by for record in read(text)] == [by]


@pytest.mark.parametrize(
    "text",
    [
        "A Peruvian spokesman said Lima had no plans to send troops.",
        "Peru said there was no need for evacuation.",
        "Peruvian President Rosa Quispe admits she did not visit the town.",
        "The Taliban reject peace talks with the government.",
        "Peru has not issued any new guidance, its minister said.",
        "Peru said no one was killed in the strike.",
        "Peru's minister dismisses nine officers over misinformation.",
        "Neither party in Peru has confirmed or denied the merger.",
    ],
)
def test_what_answers_nobody_is_no_denial(text: str) -> None:
    assert read(text) == []
