"""Whom a document introduces, and what a directory of other documents adds to a reading."""

import datetime as dt

import pytest

from tocsin.documents.load import from_bytes
from tocsin.reading import Reader
from tocsin.records import DocumentRecord, Introduction, Statement
from tocsin.records.directory import Directory
from tocsin.records.knowing import introductions

DAY = dt.date(2031, 5, 4)


def introduced(reader: Reader, sentence: str) -> list[tuple[str, str, str | None, bool]]:
    told = f"Embassy in Kyiv closes\n\n{sentence} The embassy in Kyiv was closed."
    (of_document, *_) = reader.read(from_bytes(told.encode(), published=DAY))
    assert isinstance(of_document, DocumentRecord)
    assert all(told[each.start : each.end] == each.evidence for each in of_document.people)
    return [(each.name, each.office, each.country, each.former) for each in of_document.people]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Irish Foreign Minister Edna Marlow said so.", ("Edna Marlow", "Foreign Minister", "IRL", False)),
        ("Secretary of State Edna Marlow said so.", ("Edna Marlow", "Secretary of State", "USA", False)),
        ("Edna Marlow, Norway's defence minister, said so.", ("Edna Marlow", "defence minister", "NOR", False)),
        ("Former Irish president Edna Marlow said so.", ("Edna Marlow", "president", "IRL", True)),
        ("Ireland's ousted president Edna Marlow said so.", ("Edna Marlow", "president", "IRL", True)),
        ("Ireland's UN ambassador Edna Marlow said so.", ("Edna Marlow", "UN ambassador", "IRL", False)),
        ("The Irish ambassador to Mali, Edna Marlow, said so.", ("Edna Marlow", "ambassador to Mali", "IRL", False)),
        ("Norway calls for Irish president Edna Marlow to go.", ("Edna Marlow", "president", "IRL", False)),
    ],
)
def test_an_office_beside_a_name_introduces(
    reader: Reader, sentence: str, who: tuple[str, str, str | None, bool]
) -> None:
    assert introduced(reader, sentence) == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "Presidential candidate Edna Marlow said so.",
        "Edna Marlow said so.",
        "Student Edna Marlow said so.",
        "The Irish foreign minister said so.",
    ],
)
def test_no_public_office_introduces_nobody(reader: Reader, sentence: str) -> None:
    assert introduced(reader, sentence) == []


def test_yesterday_helps_today(reader: Reader) -> None:
    yesterday = "Embassy warned\n\nIrish Foreign Minister Edna Marlow said the embassy in Kyiv stays open."
    today = "Embassy closes\n\nMarlow said the embassy in Kyiv would close. The staff left for Lviv."
    told = introductions(reader.read(from_bytes(yesterday.encode(), published=DAY)))
    document = from_bytes(today.encode(), published=DAY + dt.timedelta(days=1))
    alone, helped = reader.read(document), reader.read(document, directory=Directory(told))
    (before,) = [each for each in alone if isinstance(each, Statement)]
    (after,) = [each for each in helped if isinstance(each, Statement)]
    assert (before.office, before.speaker_country, before.known) == (None, None, ())
    assert (after.speaker, after.office, after.speaker_country) == ("Marlow", "Foreign Minister", "IRL")
    assert [known.name for known in after.known] == ["Edna Marlow"]
    assert after.known[0].evidence in yesterday
    assert [each for each in helped if not isinstance(each, Statement)] == [
        each for each in alone if not isinstance(each, Statement)
    ]


def test_the_document_s_own_introduction_stands(reader: Reader) -> None:
    old = Introduction(name="Edna Marlow", office="envoy", country="NOR", start=0, end=1, evidence="x")
    book = Directory(
        introductions(
            [
                DocumentRecord(
                    start=0, end=0, evidence="", key="k", published=DAY, publisher=None, title=None, bylines=(),
                    live_blog=False, people=(old,),
                )
            ]
        )
    )  # fmt: skip
    told = "Embassy closes\n\nIrish Foreign Minister Edna Marlow said the embassy in Kyiv would close."
    document = from_bytes(told.encode(), published=DAY)
    assert reader.read(document, directory=book) == reader.read(document)
