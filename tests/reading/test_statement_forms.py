"""Every way in which news and official prose give somebody the word, one sentence each, written for this project."""

import pytest

from tests.reading.test_statement import read

NAMED = {
    # ranks, initials, titles, names of many languages
    '"We stay at our posts," said Lt. Gen. Idris al-Mahdawi, the head of the Sudanese army.': (
        "Idris al-Mahdawi",
        "SDN",
    ),
    "Brig. Gen. Nabil Tahir of the Sudanese army said the palace was secure.": ("Nabil Tahir", "SDN"),
    "The spokesman for the Malian army, Col. Souley Traoré, said the column had withdrawn.": ("Souley Traoré", "MLI"),
    "Indian minister A. K. Raghavan said two planes were waiting.": ("A. K. Raghavan", "IND"),
    "Indian PM Arun Deshmukh said two planes were waiting.": ("Arun Deshmukh", "IND"),
    "Qatar's prime minister, Sheikh Hamad bin Khalifa Al Mannai, said progress was slow.": (
        "Hamad bin Khalifa Al Mannai",
        "QAT",
    ),
    "Guatemalan President Bernal Arroyo de León said two flights were planned.": ("Bernal Arroyo de León", "GTM"),
    "China's foreign ministry spokeswoman Lu Meifang said at a regular briefing that the strait was calm.": (
        "Lu Meifang",
        "CHN",
    ),
    "Peru's Minister of Interior and Justice, Óscar Quispe, denied that he had resigned.": ("Óscar Quispe", "PER"),
    # where the words were said
    "In a post on Telegram, the Russian embassy in Beirut said it was working as usual.": (
        "Russian embassy in Beirut",
        "RUS",
    ),
    "Speaking to a radio station, Israeli ambassador Dana Levi said the operation would go on.": ("Dana Levi", "ISR"),
    'In remarks carried by state television, Iranian President Reza Tavakoli said the reply would be "harsh".': (
        "Reza Tavakoli",
        "IRN",
    ),
    # who hands on
    "A state broadcaster quoted the Burmese general Kyaw Thein Oo as saying that a vote would be held.": (
        "Kyaw Thein Oo",
        "MMR",
    ),
    '"All is calm," Kazakh Prime Minister Daulet Omarov was quoted as saying by his press service.': (
        "Daulet Omarov",
        "KAZ",
    ),
    "It was announced by the Kremlin that the two would meet.": ("Kremlin", "RUS"),
    # bodies that speak for a state without naming it
    "The RSF said its fighters had taken the bridge.": ("RSF", "SDN"),
    "The Revolutionary Guards said a general had been killed.": ("Revolutionary Guards", "IRN"),
    "The Houthis said they had fired at a tanker.": ("Houthis", "YEM"),
    "Centcom said in a post that nobody was hurt.": ("Centcom", "USA"),
    # the country that writes itself in capitals is no pronoun
    "The US denied the reports.": ("US", "USA"),
    # whom everybody knows
    "President Emmanuel Macron said that the gate of the embassy in Niamey had been attacked.": (
        "Emmanuel Macron",
        "FRA",
    ),
    # the two Congos
    "Congo's army said on Monday that it had pushed the rebels out of Goma.": ("Congo's army", "COD"),
    "Congo's army said on Monday that it had sent a boat to Brazzaville.": ("Congo's army", "COG"),
    # to rule out is to say
    "Sudan's army ruled out talks with its rival.": ("Sudan's army", "SDN"),
}


@pytest.mark.parametrize("text", NAMED)
def test_the_speaker_and_the_state_are_told(text: str) -> None:
    assert [(one.speaker, one.speaker_country) for one in read(text)] == [NAMED[text]]


SILENT = [
    "There was no immediate comment from the Israeli military.",
    "The foreign ministry did not answer questions.",
    "Officials at the embassy could not be reached for comment.",
    "The Israeli authorities have neither confirmed nor denied a part in it.",
    "Police pushed back the last of the crowd.",
    "Guarantees that Norway has always ruled out are on the table again.",
]


@pytest.mark.parametrize("text", SILENT)
def test_silence_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_a_rank_is_no_part_of_the_name_that_the_next_sentence_takes_up() -> None:
    text = "Gen Karim Saleh has taken the airport. Gen Saleh said diplomats could leave. He said the port was open too."
    assert {one.speaker for one in read(text)} == {"Karim Saleh"}


def test_an_agency_behind_the_words_of_a_minister_is_no_second_speaker() -> None:
    (one,) = read("Saudi minister Faris bin Turki stressed the need for calm, the Saudi Press Agency reported.")
    assert one.speaker == "Faris bin Turki"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # who withholds words has spoken to say so
        (
            "Norway's foreign ministry declined to say whether it would stay.",
            [("Norway's foreign ministry", "declined to say")],
        ),
        ("Jonas Lie, Norway's envoy, would not comment on it.", [("Jonas Lie", "would not comment")]),
        # a name set off behind its office, where the verb looks like a participle
        (
            "A spokeswoman for the Peruvian ministry, Rosa Quispe, repeated on Monday that it was over.",
            [("Rosa Quispe", "repeated")],
        ),
        ('A ministry spokeswoman, Rosa Quispe, called it "a bad day".', [("Rosa Quispe", "called")]),
        # a phrase between the last comma and its verb
        (
            "Jonas left on Sunday aboard an aircraft, a military source and a foreign diplomat told AC.",
            [("military source", "told"), ("foreign diplomat", "told")],
        ),
        ("Peru was moving its soldiers to Chile, a source in Lima said.", [("source in Lima", "said")]),
        # two sources of one cue, an outlet among them
        (
            "Dozens have died, according to the interior ministry and local media.",
            [("interior ministry", "according to"), ("local media", "according to")],
        ),
        (
            "Peru and Chile kept their embassies open, but both now say they will go.",
            [("Peru", "say"), ("Chile", "say")],
        ),
        # a spokesman for somebody is somebody else
        (
            "It is over, according to a spokesman for President Rosa Quispe.",
            [("spokesman for President Rosa Quispe", "according to")],
        ),
        # what is said before does not negate the telling
        ('"Of course not," Rosa Quispe told a reporter.', [("Rosa Quispe", "told")]),
        # an institution that orders its own people
        ("The State Department ordered its staff to leave Lima.", [("State Department", "ordered")]),
    ],
)
def test_who_speaks_in_more_forms(text: str, told: list[tuple[str, str]]) -> None:
    assert [(each.speaker, each.cue) for each in read(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "Peru declared a state of emergency on Wednesday.",
        "Peru, which has 90 nationals there, told them to stay indoors.",
        "Several Western governments told foreigners to go.",
    ],
)
def test_what_a_state_does_by_words_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_a_pronoun_means_nobody_named_behind_it() -> None:
    told = read("Rosa Quispe of Peru smiled. She told Ana Rojas that it was over. Jonas Lie left.")
    assert [each.speaker for each in told] == ["Rosa Quispe"]


def test_it_takes_up_the_body_that_the_sentence_is_about() -> None:
    told = read("Chile's airline spoke. The State Department has authorised the move, it said.")
    assert told[-1].speaker == "State Department"


def test_an_office_without_a_state_is_of_the_one_that_acted_before() -> None:
    text = "Zimbabwe's army took Harare. Harare was quiet. Zambia closed its border. President Ed Lungo said so."
    assert read(text)[-1].speaker_country == "ZMB"


def test_a_list_goes_on_behind_what_looks_like_an_apposition() -> None:
    told = read("Peru, Chile, Bolivia and Togo broke off relations with Fiji, accusing it of theft.")
    assert [each.speaker for each in told] == ["Peru", "Chile", "Bolivia", "Togo"]


def test_two_offices_with_their_names_are_two_speakers() -> None:
    told = read("The President of Peru Rosa Quispe and Premier of Chile Ana Rojas warn that it is late.")
    assert [(each.speaker, each.speaker_country) for each in told] == [("Rosa Quispe", "PER"), ("Ana Rojas", "CHL")]


def test_an_office_behind_the_name_keeps_the_name() -> None:
    told = read("Ana Rojas, the Secretary-General of the United Nations warns that war is near.")
    assert [each.speaker for each in told] == ["Ana Rojas"]
