"""What the frames of warnings read in single sentences, written for this project."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader, load
from tocsin.reading.warning.window import window
from tocsin.records import Forewarning

PUBLISHED = dt.date(2022, 2, 12)  # a Saturday


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(whole=True)


def read(reader: Reader, text: str) -> list[Forewarning]:
    document = Document(text=text, published=PUBLISHED, passages=(Passage(start=0, end=len(text), role=Role.BODY),))
    return [record for record in reader.read(document) if isinstance(record, Forewarning)]


WARNINGS = [
    # sentence: speaker's state, cue, what, who would do it, where, likelihood
    (
        "An invasion of Ruthenia could begin at any time, the US national security adviser warned on Friday.",
        "USA | warned | An invasion of Ruthenia could begin at any time | - | - | possible",
    ),
    (
        "The White House said Russia could attack Ukraine before the end of the Games.",
        "USA | said | Russia could attack Ukraine before the end of the Games | RUS | UKR | possible",
    ),
    (
        "Iran will strike Israel in the next 24 to 48 hours, two American officials said.",
        "USA | said | Iran will strike Israel in the next 24 to 48 hours | IRN | ISR | expected",
    ),
    (
        "Fears of a coup are growing in Niamey.",
        "- | Fears | a coup | - | NER | possible",
    ),
    (
        "Officials fear that fighting could spread to Beirut within days.",
        "- | fear | fighting could spread to Beirut within days | - | LBN | possible",
    ),
    (
        "The volcano may erupt in the coming days, the Icelandic government said.",
        "ISL | said | The volcano may erupt in the coming days | - | - | possible",
    ),
    (
        "Forecasters warned that the cyclone would hit Madagascar on Sunday.",
        "- | warned | the cyclone would hit Madagascar on Sunday | - | MDG | expected",
    ),
    (
        "The United Nations said famine was possible in Gaza by May.",
        "UN | said | famine was possible in Gaza by May | - | PSE | possible",
    ),
    (
        "Poland's defence minister said Belarus is preparing an attack on the border crossing next week.",
        "POL | said | Belarus is preparing an attack on the border crossing next week | BLR | - | expected",
    ),
    (
        "The prime minister of Japan said an attack by North Korea was unlikely.",
        "JPN | said | an attack by North Korea was unlikely | PRK | - | denied",
    ),
    (
        "If the talks fail, war could break out before winter, the Ethiopian envoy said.",
        "ETH | said | If the talks fail, war could break out before winter | - | - | conditional",
    ),
    (
        "Moscow has denied that it plans to invade Moldova.",
        "RUS | denied | it plans to invade Moldova | RUS | MDA | denied",
    ),
    (
        "There is a risk of shelling in Kherson, the mayor said.",
        "UKR | risk | shelling in Kherson | - | UKR | possible",
    ),
    (
        "Nigeria's police chief warned of attacks on churches in Jos during the elections.",
        "NGA | warned | attacks on churches in Jos | - | NGA | possible",
    ),
]


def told(record: Forewarning) -> str:
    parts = (record.speaker_country, record.cue, record.what, record.threat_country, record.host, record.likelihood)
    return " | ".join(part or "-" for part in parts)


@pytest.mark.parametrize(("sentence", "expected"), WARNINGS)
def test_who_warns_of_what(reader: Reader, sentence: str, expected: str) -> None:
    assert [told(record) for record in read(reader, sentence)][:1] == [expected]


NONE = [
    "Rebels attacked Goma on Friday.",
    "The minister said that the economy could grow next year.",
    "The embassy said it could issue visas again next week.",
    "Could war break out?",
    "The army attacked the town because the governor had fled.",
    "Washington threatened to impose tariffs on Mexico.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_past_harmless_asked_or_threatened_is_no_warning(reader: Reader, sentence: str) -> None:
    assert read(reader, sentence) == []


def day(month: int, number: int, year: int = 2022) -> dt.date:
    return dt.date(year, month, number)


WINDOWS = {
    "An attack could come at any time.": ("at any time", day(2, 12), None),
    "An attack could come before the end of the Games.": ("before the end of the Games", day(2, 12), None),
    "There could be attacks on November 20.": ("on November 20", day(11, 20), day(11, 20)),
    "An offensive could begin starting on the 16th.": ("starting on the 16th", day(2, 16), None),
    "An attack could come within 48 hours.": ("within 48 hours", day(2, 12), day(2, 14)),
    "An attack could come in the next 24 to 48 hours.": ("in the next 24 to 48 hours", day(2, 12), day(2, 14)),
    "An attack could come in the coming days.": ("in the coming days", day(2, 12), None),
    "An attack could come as early as Wednesday.": ("as early as Wednesday", day(2, 16), None),
    "Famine is possible by May.": ("by May", day(2, 12), day(5, 31)),
    "An attack could come before 20 February.": ("before 20 February", day(2, 12), day(2, 19)),
    "An attack could come next week.": ("next week", day(2, 14), day(2, 20)),
    "An attack could come any day now.": ("any day now", day(2, 12), None),
    "Attacks could come between 20 and 25 February.": ("between 20 and 25 February", day(2, 20), day(2, 25)),
    "The dam could burst imminently.": ("imminently", day(2, 12), None),
}


@pytest.mark.parametrize("sentence", WINDOWS)
def test_windows(sentence: str) -> None:
    found = window(sentence, 10, PUBLISHED)
    assert found is not None
    assert (found.text, found.first, found.last) == WINDOWS[sentence]


def test_a_window_without_a_publication_date_keeps_its_words() -> None:
    found = window("An attack could come at any time.", 10, None)
    assert found is not None
    assert (found.text, found.first, found.last) == ("at any time", None, None)


INSTRUCTIONS = {
    "The embassy warned of possible attacks on hotels in Kabul and told citizens to avoid crowded places.": (
        "avoid crowded places",
    ),
    "The volcano may erupt in the coming days, the ministry said. Stay away from the crater.": (
        "Stay away from the crater",
    ),
    "The ministry warned that shelling could resume tonight and residents should stay indoors.": ("stay indoors",),
    "Officials fear that fighting could spread to Beirut within days.": (),
}


@pytest.mark.parametrize("text", INSTRUCTIONS)
def test_instructions_given_with_it(reader: Reader, text: str) -> None:
    assert read(reader, text)[0].instructions == INSTRUCTIONS[text]


def test_evidence_is_cut_from_the_text(reader: Reader) -> None:
    text = "Snow fell. The “mayor” said that a strike could hit Kyiv today. Shops closed."
    record = read(reader, text)[0]
    assert record.evidence == text[record.start : record.end]
    assert record.what in text


def test_the_same_text_gives_the_same_warnings(reader: Reader) -> None:
    text = " ".join(sentence for sentence, _ in WARNINGS)
    assert read(reader, text) == read(reader, text)
