"""What the posture frames read in single sentences, written for this project, of many senders, hosts and styles."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader
from tocsin.records import Posture

PUBLISHED = dt.date(2024, 8, 5)


def read(reader: Reader, text: str, published: dt.date | None = PUBLISHED) -> list[Posture]:
    passages, at = [], 0
    for line in text.split("\n"):
        if line:
            role = Role.HEADING if line.startswith("#") else Role.BODY
            passages.append(Passage(start=at, end=at + len(line), role=role))
        at += len(line) + 1
    document = Document(text=text, published=published, passages=tuple(passages))
    return [record for record in reader.read(document) if isinstance(record, Posture)]


def facts(records: list[Posture]) -> set[str]:
    return {f"{r.sender} {r.host} {r.type} {r.value}" for r in records if r.modality == "fact"}


IN_FORCE = {
    "Indonesia asked those left behind in Khartoum, Sudan, to report to the embassy.": "IDN SDN directive contact",
    "Estonia told its citizens in Sudan to shelter in place unless they can leave safely.": "EST SDN directive shelter",
    "Belgium's foreign ministry recommends that Belgians in Goma stay where they are and limit their movements.": "BEL COD directive shelter",
    "Bangkok urged Thais in Cambodia to hurry home.": "THA KHM directive leave",
    "Hong Kong reminded residents travelling to Japan to raise their vigilance.": "HKG JPN advice caution",
    "Iberia, TAP and LATAM have all cancelled their flights to Venezuela.": "Iberia VEN carrier suspended; LATAM VEN carrier suspended",
    "The Norwegian embassy in Dhaka said family members may leave voluntarily.": "NOR BGD mission families_leave",
    # what a pronoun, a list, a noun or an offer tells
    "Ireland said it was temporarily reducing the number of staff at its embassy in Niamey.": "IRL NER mission reduced",
    "Norway and Denmark said on Friday they were shutting their missions in Kabul for now.": "NOR AFG mission closed; DNK AFG mission closed",
    "Ottawa said it had drawn down its embassy in Port-au-Prince to essential employees only.": "CAN HTI mission reduced",
    "Sweden closed its embassy in Beirut for August and told staff to move to Cyprus.": "SWE LBN mission closed; SWE LBN mission relocated",
    "Some British embassy staff and dependants are being withdrawn from Kyiv.": "GBR UKR mission reduced; GBR UKR mission families_leave",
    "Finland has moved its operations from Kabul to Tampere for now, its embassy said.": "FIN AFG mission relocated",
    "The Austrian embassy in Tehran continues to operate remotely.": "AUT IRN mission relocated",
    "Germany's foreign ministry urged all its nationals in Niamey to take up seats on French evacuation flights.": "DEU NER directive leave",
    "Japan's embassy in Yangon advised Japanese residents to refrain from going out.": "JPN MMR directive shelter",
    "Egypt told its citizens in Khartoum not to leave their homes.": "EGY SDN directive shelter",
    "Kazakhstan recommended that citizens refrain from trips to Iran.": "KAZ IRN advice avoid_all",
    "Taiwan's foreign ministry placed all of Israel under its red travel alert.": "TWN ISR advice avoid_all",
    "Germany and Spain warned their nationals in Afghanistan not to travel to Kabul airport.": "DEU AFG directive avoid_areas; ESP AFG directive avoid_areas",
    "Finnair has extended its suspension of flights to Beirut through the end of the month.": "Finnair LBN carrier suspended",
    "Emirates cancelled all services to and from Iran.": "Emirates IRN carrier suspended",
    "Iraqi carriers have halted flights to Tehran, the transport ministry said.": "None IRN carrier suspended",
    "Nigeria's air force has shut the frontier to all traffic with Niger.": "NGA NER carrier closed",
    "American troops have completed their withdrawal from Niger.": "USA NER military withdrawn",
    "Portugal, one of the oldest friends of Brazil in Europe, withdrew its embassy staff from Caracas.": "PRT VEN mission departure_ordered",
    # directives, active, lists, demonyms, embassies, ministries, capitals
    "Norway and Iceland urged their citizens to leave Lebanon at once.": "NOR LBN directive leave; ISL LBN directive leave",
    "The Brazilian foreign ministry has told Brazilians in Lebanon to leave by their own means.": "BRA LBN directive leave",
    "Australians in Iran are being told to get out while commercial flights are still running.": "AUS IRN directive leave",
    "Chile asks its nationals to depart Haiti without delay": "CHL HTI directive leave",
    "Tokyo on Sunday advised Japanese nationals to evacuate from Niger.": "JPN NER directive leave",
    "All Czech citizens should leave Iraq as soon as possible, the foreign ministry in Prague said.": "CZE IRQ directive leave",
    "The embassy of Ghana in Khartoum urged Ghanaians to leave Sudan.": "GHA SDN directive leave",
    "Mexico repeated its call for Mexicans to leave Lebanon.": "MEX LBN directive leave",
    "Saudi Arabia ordered its citizens out of Lebanon on Saturday.": "SAU LBN directive leave",
    "Croatia's foreign minister said Croatians in Niger should come home now.": "HRV NER directive leave",
    "Romanian nationals in Israel were urged to leave the country.": "ROU ISR directive leave",
    "Portugal recommended that Portuguese citizens leave Mali.": "PRT MLI directive leave",
    "Austria called on all Austrians still in Belarus to leave immediately.": "AUT BLR directive leave",
    "Canada advised its citizens in Bangladesh to consider leaving.": "CAN BGD directive consider_leaving",
    "Ireland asked Irish people in Lebanon to consider whether they need to stay.": "IRL LBN directive consider_leaving",
    "Kenya told its nationals in Sudan to stay indoors.": "KEN SDN directive shelter",
    "The Indian embassy in Tehran advised Indians in Iran to remain in close contact with the embassy.": "IND IRN directive contact",
    "Nepal asked Nepalis in Israel to register with its embassy in Tel Aviv.": "NPL ISR directive contact",
    "Pakistan urged Pakistanis in Kyrgyzstan to remain calm.": "PAK KGZ directive stay_calm",
    "Singapore advised Singaporeans in Dhaka to avoid demonstrations and large crowds.": "SGP BGD directive avoid_areas",
    "South Korea told its nationals in Lebanon to be ready to leave at short notice.": "KOR LBN directive prepare",
    # advice
    "Switzerland advises against travel to Niger.": "CHE NER advice avoid_all",
    "Finland warned its citizens against all travel to Iran.": "FIN IRN advice avoid_all",
    "New Zealand raised its travel advice for Lebanon to do not travel.": "NZL LBN advice avoid_all",
    "The Irish government advised citizens not to travel to Israel.": "IRL ISR advice avoid_all",
    "Thailand asked Thais to postpone all travel to Israel.": "THA ISR advice avoid_nonessential",
    "Belgium advises against non-essential travel to Bangladesh.": "BEL BGD advice avoid_nonessential",
    "Britain advised against all but essential travel to Rwanda.": "GBR RWA advice avoid_nonessential",
    "The State Department raised its advisory for Jordan to Level 3, reconsider travel.": "USA JOR advice avoid_nonessential",
    "Malaysia urged Malaysians in Kenya to exercise caution.": "MYS KEN advice caution",
    "Japan lifted its travel warning for Fiji on Thursday.": "JPN FJI advice normal",
    # missions
    "Sweden has closed its embassy in Khartoum until further notice.": "SWE SDN mission closed",
    "The Danish embassy in Kabul was shut on Monday for security reasons.": "DNK AFG mission closed",
    "Spain suspended operations at its embassy in Damascus.": "ESP SYR mission closed",
    "The closure of the Polish consulate in Lviv was announced on Monday.": "POL UKR mission closed",
    "Argentina reopened its embassy in Port-au-Prince on Friday.": "ARG HTI mission reopened",
    "The Hungarian embassy in Tehran remains open.": "HUN IRN mission open",
    "Vietnam's embassy in Kyiv is operating normally, Hanoi said.": "VNM UKR mission open",
    "Greece moved its embassy from Khartoum to Addis Ababa.": "GRC SDN mission relocated",
    "Non-essential staff at the Dutch embassy in Bamako have left Mali.": "NLD MLI mission reduced",
    "Germany is cutting its embassy staff in Niamey to a minimum.": "DEU NER mission reduced",
    "The United States ordered the departure of non-emergency employees from its embassy in Niger.": "USA NER mission reduced",
    "Italy has evacuated its diplomats from Tripoli.": "ITA LBY mission departure_ordered",
    "All staff of the Turkish embassy in Tripoli were flown out on Tuesday.": "TUR LBY mission departure_ordered",
    "Australia told the families of its diplomats in Lebanon to leave.": "AUS LBN mission families_leave",
    "Family members of Canadian diplomats in Israel were moved out of the country.": "CAN ISR mission families_leave",
    "Employees of the US consulate in Erbil were told to shelter in place.": "USA IRQ mission shelter",
    "The British embassy in Juba can offer only limited consular assistance.": "GBR SSD mission services_limited",
    "India suspended visa services at its high commission in Dhaka.": "IND BGD mission services_limited",
    "France sent gendarmes to reinforce its embassy in Baghdad.": "FRA IRQ mission reinforced",
    # carriers
    "Lufthansa has suspended flights to Beirut until Monday.": "Lufthansa LBN carrier suspended",
    "Air France and KLM cancelled their flights to Tel Aviv.": "Air France ISR carrier suspended; KLM ISR carrier suspended",
    "Royal Jordanian resumed flights to Baghdad on Tuesday.": "Royal Jordanian IRQ carrier open",
    "Niger closed its airspace on Sunday.": "NER NER carrier closed",
}


@pytest.mark.parametrize(("text", "expected"), IN_FORCE.items(), ids=lambda value: value[:48])
def test_a_measure_in_force_is_read(reader: Reader, text: str, expected: str) -> None:
    assert set(expected.split("; ")) <= facts(read(reader, text))


NOT_IN_FORCE = {
    "Norway is considering closing its embassy in Khartoum.": "considered",
    "Denmark may move its embassy from Kyiv to Lviv.": "considered",
    "The Philippines is preparing to evacuate its embassy staff from Beirut.": "planned",
    "Colombia will reopen its embassy in Caracas next month.": "planned",
    "Egypt denied that it had closed its embassy in Khartoum.": "denied",
    "South Africa said it had no plans to close its embassy in Tel Aviv.": "denied",
    "Serbia will not move its embassy to Jerusalem.": "denied",
}


@pytest.mark.parametrize(("text", "modality"), NOT_IN_FORCE.items(), ids=lambda value: value[:48])
def test_what_is_only_considered_planned_or_denied_is_never_in_force(reader: Reader, text: str, modality: str) -> None:
    records = read(reader, text)
    assert facts(records) == set()
    assert {record.modality for record in records} <= {modality}


NOTHING = (
    "Protesters stormed the Swedish embassy in Baghdad and set it on fire.",
    "Bolivia recalled its ambassador from Santiago.",
    "Moldova expelled 22 Russian diplomats.",
    "Poland ordered the closure of the Russian consulate in Poznan.",
    "If the fighting reached the capital, Kenya would close its embassy in Kinshasa, analysts said.",
    "Ukraine urged its citizens to remain calm.",
    "The museum will close its doors to visitors who leave their bags behind.",
    "Thousands of residents were told to leave their homes as the river rose.",
    "The Cuban embassy in Lima hosted a concert for its citizens on Saturday.",
    "Which governments have told their citizens to leave Lebanon?",
    "Fiji opened its first embassy in Jerusalem on Tuesday with a ceremony for staff.",
    "No country has told its nationals to leave Peru.",
    "The minister urged parents to prepare their children for the new school year.",
)


@pytest.mark.parametrize("text", NOTHING, ids=lambda value: value[:48])
def test_what_is_no_posture_yields_none_in_force(reader: Reader, text: str) -> None:
    assert facts(read(reader, text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Indonesia asked those left behind in Khartoum, Sudan, to report to the embassy.",
        "Estonia told its citizens in Sudan to shelter in place unless they can leave safely.",
    ],
)
def test_who_was_left_and_who_could_leave_is_not_told_to_leave(reader: Reader, text: str) -> None:
    assert not any(record.value == "leave" for record in read(reader, text))


def test_an_embassys_host_may_stand_two_sentences_earlier(reader: Reader) -> None:
    text = "Fighting spread through Khartoum on Monday. Shops stayed shut. Norway closed its embassy and moved its staff to a hotel."
    assert "NOR SDN mission closed" in facts(read(reader, text))


def test_a_quote_speaks_for_the_ministry_that_said_it(reader: Reader) -> None:
    text = 'Slovenia updated its advice for Lebanon on Sunday.\n"We advise all our citizens to leave Lebanon," the foreign ministry said.'
    assert "SVN LBN directive leave" in facts(read(reader, text))


def test_regional_advice_is_regional(reader: Reader) -> None:
    (record,) = [
        r
        for r in read(reader, "Austria advises against all travel to the border areas of Lebanon.")
        if r.type == "advice"
    ]
    assert record.scope == "regional"


def test_the_rest_of_the_country_is_national(reader: Reader) -> None:
    records = read(
        reader, "Austria advises against non-essential travel to the rest of the country and to Lebanon as a whole."
    )
    assert {record.scope for record in records if record.type == "advice"} == {"national"}


def test_a_weekday_is_the_day_before_publication(reader: Reader) -> None:
    (record,) = read(reader, "On Friday, Latvia urged its citizens to leave Lebanon.")
    assert record.date == dt.date(2024, 8, 2)


def test_without_a_publication_date_a_weekday_stays_unresolved(reader: Reader) -> None:
    (record,) = read(reader, "On Friday, Latvia urged its citizens to leave Lebanon.", published=None)
    assert record.date is None


def test_evidence_is_the_sentence_as_it_stands_in_the_document(reader: Reader) -> None:
    text = "It rained.\u00a0“All Estonians in Niger should leave,”  the ministry in Tallinn said on Sunday. Nothing else moved."
    for record in read(reader, text):
        assert record.evidence == text[record.start : record.end]
        assert "Estonians" in record.evidence


REGISTER = """# Travel advice: Ruritania

Latest update: 4 August 2024

## Ruritania - Avoid non-essential travel

We advise against all travel to:

* the northern provinces
* areas within 10 km of the border with Chad

If you are in Niger, register with the embassy. The Embassy of Ireland in Niamey is closed.
"""


def test_bullets_under_a_level_are_regions_and_never_the_whole_country(reader: Reader) -> None:
    page = REGISTER.replace("Ruritania", "Niger")
    records = [r for r in read(reader, page) if r.type == "advice"]
    assert {r.value for r in records if r.scope == "national"} == {"avoid_nonessential"}
    assert {r.place for r in records if r.scope == "regional" and r.value == "avoid_all"} >= {"the northern provinces"}
    assert {r.host for r in records} == {"NER"}


def test_the_same_document_gives_the_same_records(reader: Reader) -> None:
    page = REGISTER.replace("Ruritania", "Niger")
    assert read(reader, page) == read(reader, page)


def test_a_relative_clause_before_it_hides_no_advice(reader: Reader) -> None:
    text = "Belgium, which has some 2,000 citizens there, on Friday advised its nationals against travel to Lebanon."
    assert "BEL LBN advice avoid_all" in facts(read(reader, text))


def test_every_airline_of_a_sentence_is_told(reader: Reader) -> None:
    text = (
        "Lufthansa has suspended flights to Beirut until Monday, and Kuwait Airways said it would cancel its services."
    )
    assert {"Lufthansa LBN carrier suspended", "Kuwait Airways LBN carrier suspended"} <= facts(read(reader, text))


def test_a_country_named_in_passing_is_not_the_host_of_the_next_paragraph(reader: Reader) -> None:
    text = (
        "Sweden told Swedes in Lebanon to leave Lebanon. Strikes hit Beirut and the south of Lebanon on Sunday.\n"
        "Canada warned its citizens to avoid all travel to Israel.\n"
        "Turkey's consulate remains open, officials said."
    )
    assert "TUR LBN mission open" in facts(read(reader, text))
