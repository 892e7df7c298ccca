"""What the event frames read in single sentences, written for this project, of many crises."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader, load
from tocsin.records import Event

PUBLISHED = dt.date(2024, 8, 5)  # a Monday


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(whole=True)


def read(reader: Reader, text: str, role: Role = Role.BODY) -> list[Event]:
    passages = (Passage(start=0, end=len(text), role=role),)
    document = Document(text=text, published=PUBLISHED, passages=passages)
    return [record for record in reader.read(document) if isinstance(record, Event)]


def told(event: Event) -> str:
    """ "type act mode actor_country recipient_country modality", with - for what is not told."""
    act = f"({event.act})" if event.act else ""
    sides = f"{event.actor_country or '-'} {event.recipient_country or '-'}"
    return f"{event.type}{act} {event.mode or '-'} {sides} {event.modality}"


MAIN = [
    # violence
    (
        "Russian missiles struck a power plant in Odesa overnight, the air force said.",
        "ASSAULT heavy-weapons RUS UKR fact",
    ),
    (
        "Hezbollah fired rockets at Haifa.",
        "ASSAULT heavy-weapons - ISR fact",
    ),
    (
        "Gunmen kidnapped two aid workers near Maiduguri.",
        "ASSAULT abduct - - fact",
    ),
    (
        "Rebels attacked Goma on Friday.",
        "ASSAULT - - COD fact",
    ),
    (
        "Three Turkish soldiers were killed by a roadside bomb in northern Iraq.",
        "ASSAULT - - TUR fact",
    ),
    (
        "Kenyan police opened fire on demonstrators in Kisumu.",
        "ASSAULT firearms KEN - fact",
    ),
    (
        "Armed men set fire to a church in Burkina Faso.",
        "ASSAULT destroy - BFA fact",
    ),
    (
        "The army did not attack the camp, a spokesman said.",
        "ASSAULT - - - denied",
    ),
    (
        "Moscow has denied that it plans to invade Moldova.",
        "ASSAULT heavy-weapons RUS MDA denied",
    ),
    # forces
    (
        "China held live-fire exercises around Taiwan on Thursday.",
        "MOBILIZE troops CHN - fact",
    ),
    (
        "The army deployed tanks in the streets of Harare.",
        "MOBILIZE troops - - fact",
    ),
    (
        "Finland has put its troops on high alert.",
        "MOBILIZE troops FIN - fact",
    ),
    (
        "North Korea test-fired a ballistic missile, South Korea's military said.",
        "MOBILIZE weapons PRK - fact",
    ),
    (
        "Ethiopia is massing troops on its border with Eritrea.",
        "MOBILIZE troops ETH ERI fact",
    ),
    (
        "Egypt and Saudi Arabia held joint exercises in the Red Sea.",
        "COOPERATE - EGY SAU fact",
    ),
    # repression
    (
        "Police in Dhaka arrested 40 students after clashes at the university.",
        "COERCE arrest BGD - fact",
    ),
    (
        "The government declared a state of emergency.",
        "COERCE martial-law - - fact",
    ),
    (
        "Sri Lanka imposed a curfew in Colombo.",
        "COERCE curfew LKA - fact",
    ),
    (
        "Mali's junta banned political parties.",
        "COERCE ban MLI - fact",
    ),
    (
        "Azerbaijan closed its border with Georgia.",
        "COERCE restrict AZE GEO fact",
    ),
    (
        "Algeria deported 300 migrants to Niger.",
        "COERCE deport DZA NER fact",
    ),
    # protest
    (
        "Thousands of people marched through Caracas to demand new elections.",
        "PROTEST demo - - fact",
    ),
    (
        "Doctors went on strike in Lagos.",
        "PROTEST strike-gen - - fact",
    ),
    (
        "Protesters blocked roads across Peru.",
        "PROTEST obstruct - - fact",
    ),
    (
        "Students rioted in Jakarta on Tuesday.",
        "PROTEST riot - - fact",
    ),
    (
        "The opposition will hold a rally in Tbilisi on Sunday.",
        "PROTEST demo - - planned",
    ),
    # ties cut
    (
        "The European Union imposed sanctions on Belarus on Monday.",
        "SANCTION sever EU BLR fact",
    ),
    (
        "Canada suspended aid to Niger.",
        "SANCTION sever CAN NER fact",
    ),
    (
        "Serbia recalled its ambassador from Zagreb.",
        "SANCTION withdraw SRB HRV fact",
    ),
    (
        "Ecuador expelled three Mexican diplomats.",
        "SANCTION expel ECU MEX fact",
    ),
    (
        "Armenia cancelled talks with Azerbaijan.",
        "SANCTION cancel ARM AZE fact",
    ),
    (
        "France is considering sanctions against Mali.",
        "SANCTION - FRA MLI considered",
    ),
    # threats, demands, refusals, blame
    (
        "Washington threatened to impose tariffs on Mexico.",
        "THREATEN(SANCTION) sever USA MEX fact",
    ),
    (
        "Eritrea issued an ultimatum to Ethiopia.",
        "THREATEN - ERI ETH fact",
    ),
    (
        "Kenya called on both sides to halt the fighting.",
        "REQUEST(RETREAT) ceasefire KEN - fact",
    ),
    (
        "Germany demanded that Iran release the hostages.",
        "REQUEST(RETREAT) release DEU IRN fact",
    ),
    (
        "The Bolivian minister said Chile must return the weapons.",
        "REQUEST(RETREAT) return BOL CHL fact",
    ),
    (
        "Iran rejected a proposal for a ceasefire.",
        "REJECT(RETREAT) ceasefire IRN - fact",
    ),
    (
        "Hungary refused to send weapons to Ukraine.",
        "REJECT(AID) military HUN UKR fact",
    ),
    (
        "Uganda said it would not withdraw its troops from Burundi.",
        "REJECT(RETREAT) withdraw UGA BDI fact",
    ),
    (
        "India accused Pakistan of violating the truce.",
        "ACCUSE(ASSAULT) - IND PAK fact",
    ),
    (
        "Spain condemned the coup in Gabon.",
        "ACCUSE - ESP - fact",
    ),
    # words and help
    (
        "Japan and South Korea agreed to share intelligence.",
        "AGREE(COOPERATE) - JPN KOR fact",
    ),
    (
        "Poland will send 14 tanks to Ukraine.",
        "AGREE(AID) military POL UKR planned",
    ),
    (
        "Denmark pledged to train Somali police.",
        "AGREE(AID) - DNK SOM fact",
    ),
    (
        "Turkey sent 200 tonnes of medicine to Syria.",
        "AID humanitarian TUR SYR fact",
    ),
    (
        "Italy granted asylum to the Libyan pilots.",
        "AID asylum ITA LBY fact",
    ),
    (
        "Ethiopia and Eritrea signed a peace agreement in Jeddah.",
        "SUPPORT - ETH ERI fact",
    ),
    (
        "Ireland recognised the state of Palestine.",
        "SUPPORT - IRL PSE fact",
    ),
    (
        "The foreign minister of Armenia visited Ankara.",
        "CONSULT visit ARM TUR fact",
    ),
    (
        "The Thai prime minister telephoned the Cambodian leader on Monday.",
        "CONSULT phone THA KHM fact",
    ),
    (
        "Guatemala extradited a former minister to the United States.",
        "COOPERATE - GTM USA fact",
    ),
    # giving way
    (
        "Colombia lifted the curfew in Cali.",
        "CONCEDE - COL - fact",
    ),
    (
        "Mexico apologised to Ecuador.",
        "CONCEDE - MEX ECU fact",
    ),
    (
        "Peru's president resigned on Wednesday.",
        "RETREAT resign PER - fact",
    ),
    (
        "The junta released the former president from house arrest.",
        "RETREAT release - - fact",
    ),
    (
        "Rwanda withdrew its soldiers from Burundi.",
        "RETREAT withdraw RWA BDI fact",
    ),
    (
        "A ceasefire took effect in Lebanon at dawn.",
        "RETREAT ceasefire - - fact",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), MAIN)
def test_the_main_event(reader: Reader, sentence: str, expected: str) -> None:
    events = read(reader, sentence)
    assert events, "no event"
    assert told(events[0]) == expected


NONE = [
    "If the army attacked, the rebels would fight back.",
    "An earthquake killed 300 people in Nepal.",
    "Russian forces could attack Kharkiv within days, officials said.",
    "Egypt's football team won the match.",
    "Avoid the square, where protests are held.",
    "Will Serbia recall its ambassador?",
    "You must take your passport to the police in Taiwan.",
    "Belarus will attack Poland next week, the Lithuanian minister said.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_supposed_or_befalls_is_no_event(reader: Reader, sentence: str) -> None:
    assert read(reader, sentence) == []


def test_a_caption_is_not_read(reader: Reader) -> None:
    text = "Rebels attacked Goma on Friday."
    assert read(reader, text, Role.CAPTION) == []
    assert read(reader, text, Role.HEADING) != []


def test_where_and_when(reader: Reader) -> None:
    event = read(reader, "Sudanese paramilitaries shelled a hospital in El Fasher on Saturday, killing nine people.")[0]
    assert (event.place, event.host, event.date) == ("El Fasher", "SDN", dt.date(2024, 8, 3))
    assert (event.actor, event.recipient, event.wording) == ("Sudanese paramilitaries", "hospital", "shelled")


def test_a_planned_event_takes_the_day_ahead(reader: Reader) -> None:
    event = read(reader, "The opposition will hold a rally in Tbilisi on Sunday.")[0]
    assert (event.date, event.place) == (dt.date(2024, 8, 11), "Tbilisi")


OBSERVERS = [
    (
        "Satellite images from Terravue showed dozens of tanks massing near the border with Ukraine on Tuesday.",
        "Satellite images from Terravue",
    ),
    (
        "A correspondent of the Daily Lantern saw soldiers firing at demonstrators in Conakry.",
        "correspondent of the Daily Lantern",
    ),
    (
        "Witnesses saw Burmese jets bomb a village in Sagaing.",
        "Witnesses",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), OBSERVERS)
def test_who_saw_it(reader: Reader, sentence: str, expected: str) -> None:
    assert read(reader, sentence)[0].observed_by == expected


def test_who_says_so_and_who_did_it_are_two(reader: Reader) -> None:
    event = read(reader, "Russian missiles struck a power plant in Odesa overnight, the air force said.")[0]
    assert (event.said_by, event.actor) == ("air force", "Russian missiles")


def test_evidence_is_cut_from_the_text(reader: Reader) -> None:
    text = "Talks went on. Hezbollah fired rockets at “Haifa”. Nothing else was known."
    event = read(reader, text)[0]
    assert event.evidence == text[event.start : event.end] == "Hezbollah fired rockets at “Haifa”."


def test_the_same_text_gives_the_same_events(reader: Reader) -> None:
    text = " ".join(sentence for sentence, _ in MAIN)
    assert read(reader, text) == read(reader, text)
