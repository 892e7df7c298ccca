"""Contacts of officials and governments. All sentences are the project's own."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading.contact import contacts
from tocsin.reading.engine import Text
from tocsin.reading.model import pipeline
from tocsin.records import Contact

TODAY = dt.date(2024, 5, 10)
"""A Friday."""


def read(text: str) -> list[Contact]:
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    return contacts(Text(Document(text=text, published=TODAY, passages=passages), pipeline()))


@pytest.mark.parametrize(
    ("text", "mode", "participants"),
    [
        (
            "French President Emmanuel Macron phoned Polish Prime Minister Donald Tusk on Tuesday.",
            "call",
            ("Emmanuel Macron", "Donald Tusk"),
        ),
        (
            "Antonio Tajani, the Italian minister, spoke by telephone with his Egyptian counterpart, Badr Abdelatty.",
            "call",
            ("Antonio Tajani", "Badr Abdelatty"),
        ),
        ("Keir Starmer and Emmanuel Macron spoke on Wednesday.", "call", ("Keir Starmer", "Emmanuel Macron")),
        (
            "Mark Carney told Volodymyr Zelensky by telephone that the planes would come.",
            "call",
            ("Mark Carney", "Volodymyr Zelensky"),
        ),
        (
            "Anwar Ibrahim was on the telephone to Prabowo Subianto last night.",
            "call",
            ("Anwar Ibrahim", "Prabowo Subianto"),
        ),
        ("Narendra Modi held talks with Xi Jinping in Kazan.", "meeting", ("Narendra Modi", "Xi Jinping")),
        ("Saudi Arabia's King Salman met with David Lammy in Riyadh.", "meeting", ("King Salman", "David Lammy")),
        ("Ishaq Dar was received by Wang Yi in Beijing.", "meeting", ("Wang Yi", "Ishaq Dar")),
        ("The Russian and Ukrainian delegations met in Istanbul.", "meeting", ("Russia", "Ukraine")),
        ("EU foreign ministers met in Brussels.", "meeting", ("EU foreign ministers",)),
        ("Foreign Minister Jean-Noel Barrot made a two-day visit to Beirut.", "visit", ("Jean-Noel Barrot",)),
        ("Prime Minister Hun Manet is due in Hanoi on Sunday.", "visit", ("Hun Manet",)),
        (
            "Speaking alongside Mark Rutte at a joint news conference in Brussels, Ursula von der Leyen gave no date.",
            "joint_press",
            ("Ursula von der Leyen", "Mark Rutte"),
        ),
        # calls
        ("Emmanuel Macron and Olaf Scholz discussed the war by telephone.", "call", ("Emmanuel Macron", "Olaf Scholz")),
        ("Narendra Modi dialled Vladimir Putin late on Thursday.", "call", ("Narendra Modi", "Vladimir Putin")),
        (
            "US Defense Secretary Lloyd Austin called Israeli Defence Minister Yoav Gallant to ask for restraint.",
            "call",
            ("Lloyd Austin", "Yoav Gallant"),
        ),
        (
            "The Saudi crown prince received a call from the Iranian president.",
            "call",
            ("Saudi crown prince", "Iranian president"),
        ),
        ("G7 leaders held a video conference on Sunday.", "call", ("G7 leaders",)),
        (
            '"I spoke with President Kassym-Jomart Tokayev," Charles Michel wrote.',
            "call",
            ("Charles Michel", "Kassym-Jomart Tokayev"),
        ),
        # meetings
        ("Ankara summoned the Swedish ambassador.", "meeting", ("Ankara", "Swedish ambassador")),
        (
            "Ali Bagheri Kani and Enrique Mora held two days of talks in Doha.",
            "meeting",
            ("Ali Bagheri Kani", "Enrique Mora"),
        ),
        (
            "Victoria Nuland met Brig. Gen. Moussa Salaou Barmou in Niamey.",
            "meeting",
            ("Victoria Nuland", "Moussa Salaou Barmou"),
        ),
        (
            "A delegation of ECOWAS met General Abdourahamane Tchiani in Niamey.",
            "meeting",
            ("ECOWAS", "Abdourahamane Tchiani"),
        ),
        ("Envoys from Israel and Hamas held indirect talks in Cairo.", "meeting", ("Israel", "Hamas")),
        ("Representatives of the army and the RSF met in Jeddah.", "meeting", ("army", "RSF")),
        ("China and India withdrew troops after talks between the two countries.", "meeting", ("China", "India")),
        # visits, and before the press
        ("On a visit to Kyiv, Foreign Secretary David Cameron promised more money.", "visit", ("David Cameron",)),
        (
            "Antony Blinken told reporters alongside Hakan Fidan that talks would go on.",
            "joint_press",
            ("Antony Blinken", "Hakan Fidan"),
        ),
        (
            "Emmanuel Macron spoke at a joint news conference with William Ruto in Paris.",
            "joint_press",
            ("Emmanuel Macron", "William Ruto"),
        ),
    ],
)
def test_who_and_how(text: str, mode: str, participants: tuple[str, ...]) -> None:
    assert [(each.mode, each.participants) for each in read(text)] == [(mode, participants)]


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump refused to meet Nicolas Maduro.",
        "Marco Rubio spoke to reporters in Doha.",
        "The embassy called on citizens to leave.",
        "A call for calm came from Beijing.",
        "Tourists visiting Egypt should register.",
        "The ministry advised citizens against travelling to Lebanon.",
        "Johan Berg did not speak with Maria Silva.",
        "Joe Biden's planned meeting with Mahmoud Abbas was called off.",
        "Iran called for talks with the United States.",
        "The US is ready for talks with Iran.",
        "Benjamin Netanyahu broke off an Israeli cabinet meeting.",
        "The court summoned the former minister.",
        "Chinese leader Xi Jinping visits Wuhan.",
        "Emmanuel Macron called the talks useful.",
    ],
)
def test_what_is_no_contact(text: str) -> None:
    assert read(text) == []


def test_a_surname_is_taken_up_as_the_full_name() -> None:
    text = "Norwegian Prime Minister Jonas Gahr Store flew to Kyiv. Store met President Volodymyr Zelensky there."
    assert read(text)[-1].participants == ("Jonas Gahr Store", "Volodymyr Zelensky")


def test_his_call_is_that_of_the_subject_that_follows() -> None:
    text = "During his call with Sergey Lavrov on Thursday, US Secretary of State Antony Blinken asked for patience."
    (found,) = read(text)
    assert found.participants == ("Antony Blinken", "Sergey Lavrov")
    assert found.date == dt.date(2024, 5, 9)


def test_a_call_has_a_length_from_its_own_sentence_or_the_next() -> None:
    (one,) = read("Keir Starmer and Emmanuel Macron spoke by phone for 40 minutes.")
    (two,) = read("Keir Starmer spoke with Emmanuel Macron on Thursday. The call lasted an hour and ten minutes.")
    assert (one.duration_minutes, two.duration_minutes) == (40, 70)


def test_what_lies_ahead_is_planned_and_dated() -> None:
    (found,) = read("German Chancellor Olaf Scholz will meet President Recep Tayyip Erdogan in Ankara on Thursday.")
    assert (found.status, found.date, found.place) == ("planned", dt.date(2024, 5, 16), "Ankara")


def test_a_country_visited_takes_part_and_states_stand_by_their_names() -> None:
    (found,) = read("U.S. Secretary of State Antony Blinken visits Israel.")
    assert (found.mode, found.participants, found.countries[1]) == ("visit", ("Antony Blinken", "Israel"), "ISR")


def test_the_evidence_is_the_sentence() -> None:
    text = "It rained. Wang Yi met Ishaq Dar in Beijing."
    (found,) = read(text)
    assert found.evidence == text[found.start : found.end] == "Wang Yi met Ishaq Dar in Beijing."


def test_her_visit_is_that_of_the_woman_named_before_it() -> None:
    text = "The president's rule ended in July. Niger's junta told Victoria Nuland during her visit to Niamey to wait."
    (found,) = read(text)
    assert (found.mode, found.participants) == ("visit", ("Victoria Nuland",))


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Iran's foreign minister has spoken with his counterparts in Qatar and Oman.", ["Qatar", "Oman"]),
        ("Mark Carney spoke by phone with Donald Tusk and with Petr Pavel on Monday.", ["Donald Tusk", "Petr Pavel"]),
        (
            "Ann Linde held separate calls on Friday with Badr Abdelatty and Ayman Safadi.",
            ["Badr Abdelatty", "Ayman Safadi"],
        ),
    ],
)
def test_who_rings_several_has_a_call_with_each(text: str, others: list[str]) -> None:
    found = read(text)
    assert [each.mode for each in found] == ["call", "call"]
    assert [each.participants[1] for each in found] == others


@pytest.mark.parametrize(
    ("text", "participants", "status"),
    [
        ("The African Union Peace and Security Council met in Addis Ababa on Thursday.", "Council", "held"),
        ("Baltic leaders gathered in Tartu on Wednesday to talk about the border.", "Baltic leaders", "held"),
        ("Central Asian foreign ministers will hold an emergency meeting in Bishkek.", "ministers", "planned"),
        ("Ministers of the Andean bloc will meet in Lima next week.", "Ministers of the Andean bloc", "planned"),
    ],
)
def test_a_body_that_meets_is_a_party_by_itself(text: str, participants: str, status: str) -> None:
    (found,) = read(text)
    assert found.mode == "meeting"
    assert found.participants[0].endswith(participants)
    assert found.status == status


def test_a_meeting_before_a_call_does_not_make_it_one() -> None:
    (found, *_) = read("President Gustavo Petro spoke with President Lula da Silva after a meeting of his cabinet.")
    assert found.mode == "call"


def test_where_a_town_is_told_behind_them_they_met() -> None:
    (found,) = read("Ghana's John Mahama discussed the crisis with Togo's Robert Dussey in Lagos on Monday.")
    assert (found.mode, found.place) == ("meeting", "Lagos")


def test_a_delegation_is_who_leads_it() -> None:
    (found,) = read("A delegation led by Foreign Minister Yvan Gil held talks with President Gustavo Petro.")
    assert set(found.participants) == {"Yvan Gil", "Gustavo Petro"}


@pytest.mark.parametrize(
    ("text", "contacts_told"),
    [
        # a name behind an office and what it is of
        (
            "Kwesi Mensah spoke by phone with the president of Gabon, Edna Obame, and with Congo's Jean Mabiala.",
            [("call", ("Kwesi Mensah", "Edna Obame")), ("call", ("Kwesi Mensah", "Jean Mabiala"))],
        ),
        ("The President of Peru Rosa Quispe met Bolivia's Juan Mamani.", [("meeting", ("Rosa Quispe", "Juan Mamani"))]),
        (
            "Peruvian President Rosa Quispe and Bolivian Prime Minister Juan Mamani meet with Chile's Ana Rojas.",
            [("meeting", ("Rosa Quispe", "Juan Mamani", "Ana Rojas"))],
        ),
        # who is sent stands behind the body that sends
        ("Arab League monitors met Syria's foreign minister.", [("meeting", ("Arab League", "Syria"))]),
        ("SADC ministers discussed the vote at a meeting in Harare.", [("meeting", ("SADC ministers",))]),
        (
            "Foreign ministers of the east African bloc IGAD, who met in Nairobi, called for calm.",
            [("meeting", ("IGAD",))],
        ),
        # where somebody goes
        (
            "A delegation from Norway arrived in the Malian capital Bamako on Monday.",
            [("visit", ("Norway",))],
        ),
        ("Malian Foreign Minister Awa Diallo visits areas of northern Ghana.", [("visit", ("Awa Diallo", "Ghana"))]),
        ("Malian leader Awa Diallo arrived by train in Dakar.", [("visit", ("Awa Diallo",))]),
        ("Togo's Koffi Agbo is expected in Bamako on Sunday.", [("visit", ("Koffi Agbo",))]),
        (
            "Norwegian President Jonas Lie flew to Lima to see Peruvian President Rosa Quispe.",
            [("visit", ("Jonas Lie",)), ("meeting", ("Jonas Lie", "Rosa Quispe"))],
        ),
        ("Peru's Rosa Quispe visited Pope Leo on Friday.", [("meeting", ("Rosa Quispe", "Pope Leo"))]),
        # said in a call, at a meeting, at a table
        (
            "Rosa Quispe offered Juan Mamani condolences in a call on Wednesday.",
            [("call", ("Rosa Quispe", "Juan Mamani"))],
        ),
        (
            "Prime Minister Rosa Quispe chaired a meeting of her security cabinet.",
            [("meeting", ("Rosa Quispe", "security cabinet"))],
        ),
        (
            "The envoy, Juan Mamani, resumed negotiations between the Houthis and other parties.",
            [("meeting", ("Juan Mamani", "Houthis"))],
        ),
        # words that the tagger takes for nouns, and lemmas that the rules cut short
        ("Peru summons Chilean ambassador Ana Rojas over the border.", [("meeting", ("Peru", "Ana Rojas"))]),
        ("Rosa Quispe and Juan Mamani discuss the border at a summit.", [("meeting", ("Rosa Quispe", "Juan Mamani"))]),
    ],
)
def test_who_takes_part_in_every_frame(text: str, contacts_told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(each.mode, each.participants) for each in read(text)] == contacts_told


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Quispe is willing to discuss the matter with Juan Mamani.",
        "Rosa Quispe calls for the resumption of talks between Peru and Chile.",
        "Rosa Quispe froze the peace talks with the Shining Path.",
        "Peru proposed that Chile and Bolivia talk to each other.",
        "Peru calls Chile and Bolivia to order.",
        'Rosa Quispe called Juan Mamani "our colleague from today".',
        "Peru raised its advice for the border region with Chile to red.",
        "Leaders in Peru welcome the news that Juan Mamani was freed.",
        "Are Rosa Quispe and Juan Mamani talking?",
        "Pope Leo spoke of his love for Latin America and its people.",
        "Koreans put off their trips.",
    ],
)
def test_what_is_only_wished_or_called_so_is_no_contact(text: str) -> None:
    assert read(text) == []


def test_plans_to_visit_lie_ahead() -> None:
    (told,) = read("U.S. President Mary Stone announces her intention to visit Peru this summer.")
    assert (told.mode, told.participants, told.status) == ("visit", ("Mary Stone", "Peru"), "planned")


def test_what_is_refused_beside_it_says_nothing_of_a_contact() -> None:
    (told,) = read("Peru cancelled a fair and summoned the Chilean ambassador.")
    assert told.participants == ("Peru", "Chilean ambassador")


def test_a_name_that_comes_first_is_taken_up() -> None:
    text = "Korean Foreign Minister Ri Yong-ho came to Oslo. Norwegian Prime Minister Jonas Lie met Ri on Tuesday."
    assert read(text)[-1].participants == ("Jonas Lie", "Ri Yong-ho")


def test_the_subject_never_meets_itself() -> None:
    text = "Peruvian President Rosa Quispe wept. Chilean Prime Minister Juan Mamani spoke to her by phone."
    assert read(text)[-1].participants == ("Juan Mamani", "Rosa Quispe")


def test_leaders_of_both_countries_are_of_the_two_named_last() -> None:
    text = "Peru and Chile exchanged fire. Jonas Lie, Norway's president, called the leaders of both countries."
    assert [each.participants for each in read(text)] == [("Jonas Lie", "Peru"), ("Jonas Lie", "Chile")]


def test_ministers_of_the_body_named_last() -> None:
    text = "On Friday NATO was silent. Its ambassadors will meet in Brussels on Monday."
    assert read(text)[-1].participants == ("NATO ambassadors",)


def test_an_office_takes_its_state_from_its_own_words() -> None:
    told = read("Jonas Lie will meet in Germany with Palestinian leader Omar Haddad and Iraq's premier, Ali Karim.")
    assert told[0].countries[1] == "PSE"


@pytest.mark.parametrize(
    ("text", "mode", "participants"),
    [
        (
            "Maria Lopez, the Chilean foreign minister, saw Erik Holm in Oslo on Monday.",
            "meeting",
            ("Maria Lopez", "Erik Holm"),
        ),
        ("Maria Lopez said that she would see Erik Holm in Oslo.", "meeting", ("Maria Lopez", "Erik Holm")),
        (
            "Foreign Minister Maria Lopez told the Peruvian envoy, whom she summoned on Monday, to explain it.",
            "meeting",
            ("Maria Lopez", "Peruvian envoy"),
        ),
        ("Maria Lopez had Erik Holm on the line for an hour.", "call", ("Maria Lopez", "Erik Holm")),
    ],
)
def test_seeing_summoning_and_having_on_the_line(text: str, mode: str, participants: tuple[str, ...]) -> None:
    (found,) = read(text)
    assert (found.mode, found.participants) == (mode, participants)


@pytest.mark.parametrize(
    "text",
    [
        "Analysts saw China in a new light on Monday.",
        "Foreign Minister Maria Lopez saw Erik Holm leave in May.",
        "Maria Lopez saw Erik Holm as a rival in Oslo.",
        "The embassy saw a rise in visas in May.",
        "Maria Lopez will see Paris again.",
    ],
)
def test_what_is_seen_is_not_always_met(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "contacts_told"),
    [
        ("Peruvian government and FARC representatives meet in Lima.", [("meeting", ("Peru", "FARC"))]),
        ("Peru, Chile, Bolivia and Togo held talks in Lima.", [("meeting", ("Peru", "Chile", "Bolivia", "Togo"))]),
        ("Bishops marched ahead of a visit by the President of Peru Rosa Quispe.", [("visit", ("Rosa Quispe",))]),
        ("The two presidents, Rosa Quispe and Juan Mamani, will see each other in Lima.", None),
        ("Rosa Quispe and Juan Mamani agreed to talks.", [("meeting", ("Rosa Quispe", "Juan Mamani"))]),
    ],
)
def test_lists_and_goers(text: str, contacts_told: list[tuple[str, tuple[str, ...]]] | None) -> None:
    told = [(each.mode, each.participants) for each in read(text)]
    assert told == (contacts_told or [("meeting", ("Rosa Quispe", "Juan Mamani"))])


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Quispe said that Peru and Chile should hold direct talks.",
        "Rosa Quispe decided to stop peace talks with Chile.",
        "Peru welcomed back Chilean diplomats.",
    ],
)
def test_what_ought_to_be_or_is_stopped_is_no_contact(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "contacts_told"),
    [
        ("Peruvian President Rosa Quispe meets with the Dalai Lama.", [("meeting", ("Rosa Quispe", "Dalai Lama"))]),
        ("Peru's Rosa Quispe met the Sudanese leadership in Khartoum.", [("meeting", ("Rosa Quispe", "Sudan"))]),
        (
            "Peru's President Rosa Quispe said her land would move its embassy following talks with Ana Rojas.",
            [("meeting", ("Rosa Quispe", "Ana Rojas"))],
        ),
        (
            "Rosa Quispe, Peru's president, spoke out about rights during a visit to Chile.",
            [("visit", ("Rosa Quispe", "Chile"))],
        ),
    ],
)
def test_titles_alone_and_subjects_far_off(text: str, contacts_told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(each.mode, each.participants) for each in read(text)] == contacts_told


def test_a_counterpart_holds_the_like_office() -> None:
    president = "Guinean President Sekou Toure waited."
    called = "Foreign Minister Maria Lopez called her Guinean counterpart on Monday."
    assert [each.participants for each in read(f"{president} {called}")] == [("Maria Lopez", "Guinean counterpart")]
    minister = "Guinean Foreign Minister Sekou Toure waited."
    assert [each.participants for each in read(f"{minister} {called}")] == [("Maria Lopez", "Sekou Toure")]
