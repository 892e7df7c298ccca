"""Live blogs saved as plain text are cut into their posts; stories that are none stay whole."""

import datetime as dt
import pathlib

import pytest

from tocsin.documents import Document
from tocsin.documents.load import from_bytes, load

TEXTS = pathlib.Path(__file__).parent / "texts"
OPENINGS = {
    "live-khartoum.txt": (
        "Sudan’s army and",
        "France has begun",
        "Saudi Arabia received",
        "Japan has moved",
        "The United States has",
        "The head of",
        "India’s prime",
        "Hospitals across",
    ),
    "live-beirut.txt": (
        "Lebanon’s caretaker",
        "Britain told",
        "Lufthansa will",
        "Sweden has",
        "In Tel Aviv",
        "Canada’s foreign",
        "Italy will",
        "A United Nations",
    ),
}


def openings(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.opens_post]


@pytest.mark.parametrize("name", OPENINGS)
def test_posts_are_found_where_nothing_marks_them(name: str) -> None:
    document = load(str(TEXTS / name))[0]
    found, wanted = openings(document), OPENINGS[name]
    right = sum(any(text.startswith(start) for start in wanted) for text in found)
    assert document.live_blog
    assert 2 * right / (len(found) + len(wanted)) >= 0.85


def test_a_long_story_with_pictures_is_no_live_blog() -> None:
    document = load(str(TEXTS / "feature-not-live.txt"))[0]
    assert not document.live_blog
    assert openings(document) == []


def test_clock_lines_open_posts_and_carry_their_date() -> None:
    posts = [
        (
            "10:15 a.m. ET, March 9, 2024",
            "The mission in Port-au-Prince has asked for more marines.",
            "They came by helicopter at night.",
        ),
        (
            "9:40 a.m. ET, March 9, 2024",
            "Germany’s ambassador has gone to the Dominican Republic.",
            "He left with colleagues of the European Union.",
        ),
        ("8:02 a.m. ET, March 9, 2024", "The airport is shut for a fifth day.", "“Nothing flies,” a guard said."),
        ("7:11 a.m. ET, March 9, 2024", "Prisons stand open after the weekend.", "Judges asked for protection."),
    ]
    document = from_bytes(("Haiti: what is known\n\n" + "\n\n".join("\n\n".join(post) for post in posts)).encode())
    assert openings(document) == [post[1] for post in posts]
    assert {p.published for p in document.passages if p.opens_post} <= {None, dt.date(2024, 3, 9)}


def test_headlines_open_posts_in_a_page_that_calls_itself_live() -> None:
    posts = [
        (
            "Norway moves its ambassador",
            "The ambassador left Niamey for Accra on Thursday morning.",
            "Two colleagues stay behind.",
        ),
        (
            "Italy flies out its citizens",
            "A plane with 87 people on board landed in Rome at dawn.",
            "Others said they would rather stay.",
        ),
        (
            "Borders open again",
            "The army opened five land crossings and the sky over them.",
            "Trucks had waited for a week.",
        ),
        (
            "Banks run dry",
            "Customers in the capital stood in line for cash on Thursday.",
            "The regional bank froze all accounts.",
        ),
    ]
    text = (
        "Niger coup live updates\n\n"
        + "\n\n".join("\n\n".join(post) for post in posts)
        + "\n\nSource: https://page.example/live-news/2023-08-03/niger\n"
    )
    document = from_bytes(text.encode())
    assert document.live_blog
    assert openings(document)[1:] == [post[0] for post in posts[1:]]


def test_summary_bullets_open_nothing() -> None:
    document = load(str(TEXTS / "live-khartoum.txt"))[0]
    assert not any(text.startswith("•") for text in openings(document))
