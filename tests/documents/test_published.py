"""When a plain text says that it was published: datelines of agencies and mastheads above the story."""

import datetime as dt

import pytest

from tocsin.documents import Role
from tocsin.documents.load import from_bytes

BODY = "\nConvoys left the capital before dawn, drivers said, and none had come back by noon.\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("NAIROBI, April 24, 2023 (Meridian Press) - Convoys left before dawn.", dt.date(2023, 4, 24)),
        ("ADDIS ABABA, Ethiopia, 3 Nov 2021 (Sample Wire) — Convoys left before dawn.", dt.date(2021, 11, 3)),
        ("DUBAI, 17 June 2025 (Halyard Wire)", dt.date(2025, 6, 17)),
        ("Wayfarer's Gazette | 30 November 2010 | Foreign desk", dt.date(2010, 11, 30)),
        ("August 8, 2013 | Margalla Post", dt.date(2013, 8, 8)),
    ],
)
def test_a_dateline_tells_the_day(line: str, day: dt.date) -> None:
    assert from_bytes(f"Missions empty as truce frays\n{line}{BODY}".encode()).published == day


def test_a_date_within_the_story_is_not_its_publication() -> None:
    text = f"Missions empty as truce frays\nThe bridge was blown up on 4 May 2019 by a column that fled east.{BODY * 4}"
    assert from_bytes(text.encode()).published is None


def test_a_dateline_stays_part_of_its_paragraph() -> None:
    text = "Missions empty as truce frays\nNAIROBI, April 24, 2023 (Meridian) - Convoys left at dawn, drivers said."
    document = from_bytes(text.encode())
    body = [text[passage.start : passage.end] for passage in document.passages if passage.role is Role.BODY]
    assert any("Convoys left at dawn" in passage for passage in body)


def test_two_pages_without_a_text_are_two_documents() -> None:
    pages = [from_bytes(f"<html><body><script>{word}</script></body></html>".encode()) for word in ("a", "b")]
    assert pages[0].text == pages[1].text
    assert pages[0].key != pages[1].key


def test_a_plain_text_whose_title_holds_a_tag_is_still_read() -> None:
    text = (
        "Alert <script>steal()</script>\n\nNorway closed its embassy in Niger on Monday, the ministry in Oslo said.\n"
    )
    assert "Norway closed its embassy" in from_bytes(text.encode()).text
