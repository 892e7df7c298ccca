"""Ways out in single sentences, written for this project."""

import datetime as dt

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.reading import Reader, load
from tocsin.records import Way

PUBLISHED = dt.date(2024, 8, 7)  # a Wednesday


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(whole=True)


def read(reader: Reader, text: str) -> list[Way]:
    document = Document(text=text, published=PUBLISHED, passages=(Passage(start=0, end=len(text), role=Role.BODY),))
    return [record for record in reader.read(document) if isinstance(record, Way)]


WAYS = [
    ("The Adré border crossing between Chad and Sudan has been closed since Friday.", "border closed TCD SDN"),
    ("Egypt reopened the Rafah crossing for holders of foreign passports.", "border open EGY -"),
    ("Khartoum International Airport was damaged by shelling and remains closed.", "air closed SDN -"),
    ("The road from Khartoum to Port Sudan is unsafe, the embassy said.", "road unsafe SDN -"),
    ("Trains from Kyiv to Lviv are still running, the railway said.", "rail open UKR -"),
    ("The port of Beirut is operating at reduced capacity.", "sea restricted LBN -"),
    ("Israel closed its airspace early on Friday.", "air closed ISR -"),
    ("Beirut's airport remains open, the transport minister said.", "air open LBN -"),
    ("Ferry services from Port Sudan to Jeddah were suspended.", "sea suspended SDN SAU"),
    ("The Masnaa crossing between Lebanon and Syria was hit by a strike.", "border damaged LBN SYR"),
    ("Poland has set up eight reception points near the border with Ukraine.", "reception open UKR -"),
    ("India opened a control room in New Delhi for its citizens in Sudan.", "reception open SDN -"),
]


@pytest.mark.parametrize(("text", "expected"), WAYS, ids=lambda value: value[:40])
def test_a_way_is_read_with_its_state_and_where_it_leads(reader: Reader, text: str, expected: str) -> None:
    (way,) = read(reader, text)
    assert f"{way.mode} {way.state} {way.host} {way.beyond or '-'}" == expected
    assert way.modality == "fact"


@pytest.mark.parametrize(
    "text",
    [
        "Officials opened the road to peace.",
        "The two sides closed the gap in the talks.",
        "Troops opened fire near the border.",
        "The airport is named after a poet.",
        "Is the border with Chad closed?",
    ],
)
def test_what_is_no_way_is_not_read(reader: Reader, text: str) -> None:
    assert read(reader, text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Niger may close its border with Benin.", "considered"),
        ("Niger is preparing to close its border with Benin.", "planned"),
        ("Niger denied closing its border with Benin.", "denied"),
    ],
)
def test_what_is_not_done_is_not_a_fact(reader: Reader, text: str, modality: str) -> None:
    assert [way.modality for way in read(reader, text)] == [modality]


def test_a_way_carries_its_sentence_its_name_its_day_and_who_says_so(reader: Reader) -> None:
    text = "Rain fell. The Mandera border post was shut on Monday, Kenyan police said."
    (way,) = read(reader, text)
    assert text[way.start : way.end] == way.evidence
    assert way.name == "Mandera border post"
    assert way.date == dt.date(2024, 8, 5)
    assert way.said_by == "Kenyan police"
