"""Who said what: speakers, forms, chains and running quotes in sentences written for this project."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading.engine import Text
from tocsin.reading.model import pipeline
from tocsin.reading.statement import statements
from tocsin.records import Statement

PUBLISHED = dt.date(2024, 8, 5)


def read(text: str, published: dt.date | None = PUBLISHED, *, role: Role = Role.BODY) -> list[Statement]:
    passages, at = [], 0
    for line in text.split("\n"):
        if line:
            passages.append(Passage(start=at, end=at + len(line), role=role))
        at += len(line) + 1
    document = Document(text=text, published=published, passages=tuple(passages))
    return [record for record in statements(Text(document, pipeline())) if isinstance(record, Statement)]


def spoken(text: str) -> list[str]:
    return [record.speaker for record in read(text)]


ONE_SPEAKER = {
    "Ghana's foreign minister, Kofi Antwi-Boasiako, said the border would stay shut.": "Kofi Antwi-Boasiako",
    "The road is open, said Peruvian Interior Minister Lucía Quispe Mamani.": "Lucía Quispe Mamani",
    "President of Botswana Thabo Seretse announces a day of mourning.": "Thabo Seretse",
    "The rebels, the ministry in Oslo said, had left the town.": "ministry in Oslo",
    "Traders in Bangui reported that the market had shut.": "Traders in Bangui",
    "An aid group based in Geneva says the wells are dry.": "aid group based in Geneva",
    "Cuba's mission to the United Nations said it had not been asked.": "Cuba's mission to the United Nations",
    "Two bridges were hit overnight, according to the governor of the province.": "governor of the province",
    "A senior defence official said the convoy had been turned back.": "senior defence official",
    "The Chilean embassy in Quito said that its consular section was working.": "Chilean embassy in Quito",
    "Bogotá insists that no soldier crossed the river.": "Bogotá",
    'Estonia called the flight "a provocation".': "Estonia",
    "The strike killed nine people, Sahel Morning News reported.": "Sahel Morning News",
    "The airport had been shelled, according to a statement from the Malian army.": "Malian army",
    "Nepal's army chief tweeted that his men would remain in barracks.": "Nepal's army chief",
    "A number of aid groups have since March warned of famine.": "aid groups",
    "The gunmen fled, by the count of three witnesses, in four cars.": "three witnesses",
    "The Ugandan army put the toll at 14.": "Ugandan army",
    "Oslo let it be known that the consulate would stay.": "Oslo",
    'Finland\'s president was blunt: "We stay."': "Finland's president",
    "The harbour board's version is that the crane fell.": "harbour board",
    "By its own account the airline carried 900 people.": "airline",
    "Madrid was keen to stress that the mission is open.": "Madrid",
    "Rebels speak of forty dead.": "Rebels",
    '"Bring warm clothes," claims the brochure.': "brochure",
    "Two hundred have left, their coach, Ana Cruz, confirmed.": "Ana Cruz",
    "Lima's warning that the pass could close came too late.": "Lima",
}


@pytest.mark.parametrize("text", ONE_SPEAKER)
def test_one_speaker_is_named(text: str) -> None:
    assert spoken(text) == [ONE_SPEAKER[text]]


NOBODY = [
    "Chile urged its citizens to leave Haiti at once.",
    "Both Baltic states told their nationals to come home.",
    "The committee is expected to announce its findings next week.",
    "The minister did not say when the talks would resume.",
    "Nobody said that the road was safe.",
    'The so-called "green zone" was calm.',
    "Residents were told to stay indoors.",
    "The storm claimed nine lives.",
    "The consulate sells stamps and a report on fisheries.",
    "It is unclear whether the president said so.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_no_speech_is_invented(text: str) -> None:
    assert spoken(text) == []


def test_an_institution_that_tells_its_nationals_what_to_do_has_spoken() -> None:
    assert spoken("Norway's foreign ministry urged Norwegians to leave Niger.") == ["Norway's foreign ministry"]


def test_a_surname_an_office_and_a_pronoun_are_one_person() -> None:
    text = (
        "Kenyan Foreign Secretary Amina Wanjiru Otieno landed in Juba on Sunday.\n"
        "Otieno said the talks were difficult. She added that they would go on.\n"
        "The secretary warned that time was short."
    )
    found = read(text)
    assert {record.speaker for record in found} == {"Amina Wanjiru Otieno"}
    assert {record.speaker_country for record in found} == {"KEN"}
    assert len(found) == 3


def test_an_unnamed_source_is_taken_up_by_its_noun_and_keeps_its_state() -> None:
    text = "A retired Indian diplomat said the channel was closed. The diplomat added that it might reopen."
    assert [(record.speaker, record.speaker_country) for record in read(text)] == [
        ("retired Indian diplomat", "IND")
    ] * 2


def test_it_is_the_ministry_that_spoke_before() -> None:
    text = 'The Danish defence ministry said the frigate had sailed. "No shot was fired," it said.'
    assert {record.speaker for record in read(text)} == {"Danish defence ministry"}


def test_the_ministry_of_another_state_is_another_ministry() -> None:
    text = (
        "The Croatian foreign ministry said buses were leaving.\n"
        'Serbia sent two planes. "Seats are few," the ministry said.'
    )
    first, second = read(text)
    assert (first.speaker_country, second.speaker_country) == ("HRV", "SRB")


def test_the_countrys_ministry_is_told_apart_by_its_state() -> None:
    assert spoken("Poland sent a plane, the country's foreign ministry said.") == ["Polish foreign ministry"]


def test_initials_stand_for_the_body_that_was_named() -> None:
    text = "The Regional Maritime Safety Board opened an inquiry. The RMSB said the ferry was overloaded."
    assert spoken(text) == ["Regional Maritime Safety Board"]


def test_joined_subjects_are_two_speakers() -> None:
    assert spoken("Accra and Lomé say the pact still holds.") == ["Accra", "Lomé"]


def test_a_running_quote_keeps_its_speaker_through_its_sentences() -> None:
    text = (
        "“We are tired,” said shopkeeper Rosa Huanca. “The shelves are empty.\n"
        "“Nobody tells us anything. We only wait.”"
    )
    found = read(text)
    assert [record.speaker for record in found] == ["Rosa Huanca"] * 4
    assert [record.continuation for record in found] == [False, True, True, True]
    assert {record.form for record in found} == {"direct"}


def test_a_quote_whose_speaker_comes_last_is_that_speakers_from_its_first_sentence() -> None:
    text = "“The bridge is gone. We cannot cross,” said the mayor of Tete."
    assert [(record.speaker, record.continuation) for record in read(text)] == [
        ("mayor of Tete", True),
        ("mayor of Tete", False),
    ]


def test_form_tells_quoted_from_reported() -> None:
    direct, mixed, none = read(
        '"We will hold every single village on this river," the general said. '
        'The general called the long retreat from the river towns "orderly". The general said that supplies were low.'
    )
    assert (direct.form, mixed.form, none.form) == ("direct", "mixed", "indirect")


def test_an_agency_that_hands_words_on_is_no_second_speaker() -> None:
    (found,) = read("The pumps failed, Energy Minister Tomás Rivas said, Andes Daily Wire reported.")
    assert found.speaker == "Tomás Rivas"


def test_the_nested_report_keeps_its_chain() -> None:
    (found,) = read("Reuters quoted Orlov as telling TASS that no unit had moved.")
    assert (found.speaker, found.chain) == ("Orlov", ("Reuters", "TASS"))


def test_a_person_who_reports_another_is_the_chain_of_the_other() -> None:
    found = {record.speaker: record for record in read("According to Ibáñez, Duarte told Vega that the deal was dead.")}
    assert found["Duarte"].chain == ("Ibáñez",)
    assert found["Ibáñez"].chain == ()


def test_the_spokesman_counts_and_not_the_state_whose_words_he_tells() -> None:
    assert spoken("Jordan called for restraint, its foreign ministry spokesman, Sufyan Haddadin, told reporters.") == [
        "Sufyan Haddadin"
    ]


def test_addressee_and_venue_are_as_written() -> None:
    (told,) = read("The premier told parliament that the dam was safe.")
    (wrote,) = read("The premier said in a television interview that the dam was safe.")
    assert told.addressee == "parliament"
    assert wrote.venue == "in a television interview"


def test_the_day_beside_the_cue_is_the_day_of_the_statement() -> None:
    (friday,) = read("The premier said on Friday that the dam was safe.")
    (today,) = read("The premier said that the dam was safe.")
    assert friday.date == dt.date(2024, 8, 2)
    assert today.date == PUBLISHED
    assert read("The premier said that the dam was safe.", None)[0].date is None


def test_a_heading_sets_its_speaker_off_by_a_colon() -> None:
    assert [record.speaker for record in read("Kremlin: no comment on the reports", role=Role.HEADING)] == ["Kremlin"]


def test_captions_and_noise_say_nothing() -> None:
    assert read("The minister said the dam was safe.", role=Role.CAPTION) == []
    assert read("The minister said the dam was safe.", role=Role.NOISE) == []


def test_a_transcript_gives_each_answer_to_its_label() -> None:
    text = (
        "Press Briefing by Press Secretary Nadia Brandt\n"
        "QUESTION: Is the embassy closing?\n"
        "MS. BRANDT: It is open today. It will be open tomorrow.\n"
        "QUESTION: And on Friday?"
    )
    assert [record.speaker for record in read(text)] == ["Nadia Brandt", "Nadia Brandt"]


def test_evidence_is_the_sentence_as_it_stands() -> None:
    text = "Fog lay on the port. “We wait,” said the captain. Gulls cried."
    (found,) = read(text)
    assert found.evidence == text[found.start : found.end] == "“We wait,” said the captain."


def test_reading_twice_gives_the_same_records() -> None:
    text = "Otieno said the talks were difficult. She added that they would go on."
    assert read(text) == read(text)
