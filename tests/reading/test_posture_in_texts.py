"""What the frames read in texts of a few sentences, where a title, a list or the sentence before decides."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader
from tocsin.records import Posture

PUBLISHED = dt.date(2024, 8, 6)


def read(reader: Reader, title: str, text: str) -> list[Posture]:
    whole = f"{title}\n{text}"
    passages, at = [Passage(start=0, end=len(title), role=Role.HEADING)], len(title) + 1
    for line in text.split("\n"):
        passages.append(Passage(start=at, end=at + len(line), role=Role.BODY))
        at += len(line) + 1
    document = Document(text=whole, title=title, published=PUBLISHED, passages=tuple(passages))
    return [record for record in reader.read(document) if isinstance(record, Posture)]


def facts(records: list[Posture]) -> set[str]:
    return {f"{r.sender} {r.host} {r.type} {r.value}" for r in records if r.modality == "fact"}


CRISIS = "Fighting spreads in Sudan as embassies close"

IN_FORCE = {
    # lists, and each mission of a list
    "Chile, the Netherlands and Peru asked their citizens to remain indoors.": "CHL SDN directive shelter; NLD SDN directive shelter; PER SDN directive shelter",
    "The Greek embassy and the Cypriot mission both shut for the day.": "GRC SDN mission closed; CYP SDN mission closed",
    "Saudia, EgyptAir and Badr Airlines extend their suspension of flights to Khartoum.": "Saudia SDN carrier suspended; EgyptAir SDN carrier suspended; Badr Airlines SDN carrier suspended",
    # where people go is not where they leave
    "Austria closed its embassy in Khartoum and flew the last of its staff to Jordan.": "AUT SDN mission closed; AUT SDN mission departure_ordered",
    "A small Danish consular team will work from Cairo for the time being.": "DNK SDN mission relocated",
    "Nearly all of the Swiss mission's staff have left and a core team is working from the airport.": "CHE SDN mission relocated",
    "Qatar told Qataris in Sudan to register with its embassy in Cairo.": "QAT SDN directive contact",
    # a mission at work, and one with fewer hands
    "The Turkish embassy would go on working, Ankara said.": "TUR SDN mission open",
    "Brazil's ambassador and his team remain in Khartoum.": "BRA SDN mission open",
    "Kenya kept its embassy in Khartoum open.": "KEN SDN mission open",
    "Only a handful of Italian diplomats remain at the embassy.": "ITA SDN mission reduced",
    "Spain's embassy would stay open, with fewer staff.": "ESP SDN mission open; ESP SDN mission reduced",
    "Thailand's visa section is closed until Monday.": "THA SDN mission services_limited",
    "The Polish consulate would open on Friday only for emergencies.": "POL SDN mission services_limited",
    # what people are told
    "Finland advised its nationals to take one of the French flights.": "FIN SDN directive leave",
    "Croatia asked tourists to fill in an online form with their names.": "HRV SDN directive contact",
    "Vietnam's embassy said those who cannot go should find a secure place.": "VNM SDN directive shelter",
    "Egypt's embassy asked Egyptian engineers to stay inside their compounds.": "EGY SDN directive shelter",
    "Ireland told its citizens to have food for several days.": "IRL SDN directive prepare",
    "Slovenia renewed an appeal to its 40 nationals to leave.": "SVN SDN directive leave",
    "Those who do not have to stay should consider going home, the Czech foreign ministry said.": "CZE SDN directive consider_leaving",
    # advice in other words
    "Portugal warned its nationals to put off non-urgent trips.": "PRT SDN advice avoid_nonessential",
    "New Zealand raised its advice for Sudan to the highest level.": "NZL SDN advice avoid_all",
    "Japan raised its alert for all of Sudan to level 3.": "JPN SDN advice avoid_all",
    "Germany advises against travel to Sudan unless it is strictly necessary.": "DEU SDN advice avoid_nonessential",
    "Malaysia told Malaysians not to travel to the African country.": "MYS SDN advice avoid_all",
    "The Netherlands still rates most of Sudan orange.": "NLD SDN advice avoid_nonessential",
    # carriers
    "Ethiopian Airlines was still flying to Khartoum on Monday.": "Ethiopian Airlines SDN carrier open",
    "Sudan Airways remains grounded.": "Sudan Airways SDN carrier suspended",
    "Lufthansa said it would not go back before October.": "Lufthansa SDN carrier suspended",
    "EgyptAir cancelled its service from Cairo to Khartoum.": "EgyptAir SDN carrier suspended",
    "The military closed the airport in Khartoum.": "SDN SDN carrier closed",
    "Saudia cancelled services to Sudan, Chad and Eritrea.": "Saudia SDN carrier suspended; Saudia TCD carrier suspended",
    "Badr Airlines suspended all flights to and from Sudan.": "Badr Airlines SDN carrier suspended",
    # a neighbour's border leads to the country that the text is about
    "Chad kept its border open to lorries.": "TCD SDN carrier open",
    "Egypt shut its border with Sudan to cars.": "EGY SDN carrier closed",
    "Chad said its border post at Adre would stay open.": "TCD SDN carrier open",
}


@pytest.mark.parametrize("text", IN_FORCE)
def test_a_measure_in_a_text_about_one_country(reader: Reader, text: str) -> None:
    assert set(IN_FORCE[text].split("; ")) <= facts(read(reader, CRISIS, text))


NOTHING = [
    "Normally, Saudia flies to Khartoum twice a day.",
    "The Maltese foreign ministry declined to say whether its embassy would close.",
    "A clerk in Oslo said 26 Norwegians were registered there.",
    "It described reports about the closing of the Greek and Cypriot embassies as baseless rumours.",
    "The four states gave Qatari diplomats 48 hours to leave.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_measure_is_made_of_it(reader: Reader, text: str) -> None:
    assert not facts(read(reader, CRISIS, text))


def test_a_text_that_names_many_countries_is_about_the_one_of_its_title(reader: Reader) -> None:
    text = (
        "Saudi Arabia, Germany and Italy flew out their staff on Monday, as the United States, Britain and France had done.\n"
        "Envoys in Riyadh, Berlin, Rome, Paris and London spoke of a city that nobody holds.\n"
        "Japan closed its embassy on Tuesday."
    )
    assert "JPN YEM mission closed" in facts(read(reader, "Embassies in Yemen empty as rebels hold Sanaa", text))


def test_both_countries_are_the_two_that_the_text_is_about(reader: Reader) -> None:
    text = "Thailand and Cambodia traded fire for a second day in Thailand and in Cambodia.\nFinland told its citizens in both countries to be careful."
    found = facts(read(reader, "Thailand and Cambodia trade fire", text))
    assert {"FIN THA advice caution", "FIN KHM advice caution"} <= found


def test_a_name_in_capitals_opens_a_line_of_a_round_up(reader: Reader) -> None:
    text = "CHAD advises against all travel.\nTHE UNITED STATES told all Americans in Sudan to leave at once."
    found = facts(read(reader, CRISIS, text))
    assert {"TCD SDN advice avoid_all", "USA SDN directive leave"} <= found


def test_what_it_asks_next_comes_from_who_acted_last(reader: Reader) -> None:
    text = "Officials have advised Kenyans to leave Sudan.\nKenya's nationals there number 300. Permanent Secretary Monica Wanjiru asked them to keep in contact with the embassy."
    assert "KEN SDN directive contact" in facts(read(reader, CRISIS, text))


def test_a_resumption_that_is_only_announced_is_planned(reader: Reader) -> None:
    (found,) = [
        r
        for r in read(reader, CRISIS, "Badr Airlines said it would resume its flights to Khartoum on Thursday.")
        if r.value == "open"
    ]
    assert found.modality == "planned"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Turkey said its embassy continues to work.", "TUR SDN mission open"),
        ("Its diplomats will work from a safe place outside the country, Ottawa said.", "CAN SDN mission relocated"),
        (
            "The Norwegian ambassador announced that she would stay in Khartoum with a core team.",
            "NOR SDN mission reduced",
        ),
    ],
)
def test_who_acted_before_does_not_speak_for_whom_a_sentence_names(reader: Reader, text: str, fact: str) -> None:
    found = facts(read(reader, CRISIS, f"Pakistan closed its embassy in Khartoum.\n{text}"))
    assert fact in found
    assert found - {fact} <= {"PAK SDN mission closed", "NOR SDN mission open"}
