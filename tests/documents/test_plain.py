"""What the lines of a plain text are, told without any markup. All texts were written for these tests."""

import datetime as dt
import pathlib

import pytest

from tocsin.documents import Document, Role
from tocsin.documents.load import from_bytes, load

TEXTS = pathlib.Path(__file__).parent / "texts"


STORY = "Two embassies closed on Friday, a guard at the gate said, and a third sent its staff home."


def read(text: str) -> Document:
    return from_bytes(text.encode())


def role_of(document: Document, start: str) -> Role:
    return next(p.role for p in document.passages if document.text[p.start : p.end].startswith(start))


def lines(document: Document, role: Role) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.role is role]


PARAGRAPH = (
    "The ministry said on Tuesday that its embassy would stay open and that nobody had been hurt in "
    "the blast near the gate."
)
PAGE = f"""Skip to main content
World
The Northern Courier
The Northern Courier

Mara Lind and Owen Price

Embassy stays open after blast in Port Vila

The blast broke windows; nobody was hurt

Updated: 3 May 2023, 10:14

A damaged wall outside the compound in Port Vila on May 2. (Ada Moreau/Pacific Images)

{PARAGRAPH}

In this photo taken from a ferry, smoke stands over the harbour.

{PARAGRAPH.replace("embassy", "consulate")}

What the neighbours saw

“I was asleep and then I was not,” said Tomasi Vuli, who sells bread across the street and heard it first.

Watch: the moment of the blast

READ MORE: Ferry lost in the strait

{PARAGRAPH.replace("Tuesday", "Monday")}

Reporting by Mara Lind; editing by Sam Oduya

Most Read

Ferry lost in the strait with forty aboard

Sign up for our newsletter and never miss a story.

© 2023 The Northern Courier. All rights reserved.
"""


def test_a_saved_page_is_told_apart_line_by_line() -> None:
    document = read(PAGE)
    assert document.title == "Embassy stays open after blast in Port Vila"
    assert document.publisher == "The Northern Courier"
    assert document.bylines == ("Mara Lind", "Owen Price")
    assert document.published == dt.date(2023, 5, 3)
    assert len(lines(document, Role.BODY)) == 4
    assert role_of(document, "What the neighbours saw") is Role.HEADING
    assert role_of(document, "A damaged wall") is Role.CAPTION
    assert role_of(document, "In this photo") is Role.CAPTION
    assert role_of(document, "Reporting by") is Role.CREDIT
    for start in (
        "Skip to",
        "World",
        "The Northern",
        "Watch:",
        "READ MORE",
        "Most Read",
        "Ferry lost",
        "Sign up",
        "Updated",
    ):
        assert role_of(document, start) is Role.NOISE, start


def test_a_story_that_begins_with_its_lead_has_no_title() -> None:
    document = read("\n".join(PARAGRAPH.replace("Tuesday", day) for day in ("Monday", "Tuesday", "Friday")))
    assert document.title is None
    assert len(lines(document, Role.BODY)) == 3


def test_captions_printed_twice_and_credits_are_not_body() -> None:
    caption = "Harbour pilots wait for orders in the rain on Tuesday."
    document = read(
        f"Pilots refuse to sail in storm\n\n{PARAGRAPH}\n\n{caption}\n\n{caption}\n\n(Ines Duarte/Lusa "
        f"Norte)\n\n{PARAGRAPH}\n"
    )
    assert lines(document, Role.CAPTION) == [caption, caption]
    assert lines(document, Role.CREDIT) == ["(Ines Duarte/Lusa Norte)"]


def test_brackets_at_the_end_of_a_brief_are_no_credit() -> None:
    items = [f"The government of country {n} closes its embassy in the capital for a day. (Reuters)" for n in range(6)]
    document = read("Portal:Current events/2012 June 4\n2012 storm season\n" + "\n".join(items))
    assert document.title == "Portal:Current events/2012 June 4"
    assert document.published == dt.date(2012, 6, 4)
    assert len(lines(document, Role.BODY)) == 6
    assert role_of(document, "2012 storm season") is Role.HEADING


def test_an_official_page_keeps_all_but_its_furniture() -> None:
    document = read(
        "# Ruritania: warnings\n\nStill current at:\n:   30 June 2024\n\nUpdated:\n:   28 June "
        "2024\n\n![](https://host.example/map.png)\n\n"
        "### Ruritania - Level 4: Do Not Travel\n\n* Leave while flights are on sale\n* "
        "[Register](/register) with the embassy\n\nDo Not Travel\n"
    )
    assert document.title == "Ruritania: warnings"
    assert document.published == dt.date(2024, 6, 28)
    assert role_of(document, "### Ruritania") is Role.HEADING
    assert {role_of(document, "* Leave"), role_of(document, "Do Not Travel")} == {Role.BODY}
    assert {role_of(document, "![]"), role_of(document, ":   30"), role_of(document, ":   28")} == {Role.NOISE}


def test_an_advice_page_without_marks_loses_no_short_line() -> None:
    document = read(
        "Travel advice\nRURITANIA\nSecurity status\nDO NOT TRAVEL\n\nLatest alert (24 April 2023)\n\n" + PARAGRAPH
    )
    kept = lines(document, Role.HEADING) + lines(document, Role.BODY)
    assert {"RURITANIA", "DO NOT TRAVEL"} <= set(kept)
    assert document.published == dt.date(2023, 4, 24)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Source: https://news.example/2022/02/12/world/story.html", dt.date(2022, 2, 12)),
        ("https://news.example/live-2022-02-12-updates", dt.date(2022, 2, 12)),
        ("https://news.example/story-31-01-22", dt.date(2022, 1, 31)),
        ("https://news.example/story-02-12-22", None),
        ("Published 12 February 2022", dt.date(2022, 2, 12)),
        ("Posted: Feb. 12, 2022 at 3:04 p.m. EST", dt.date(2022, 2, 12)),
        ("Last updated: 12/02/2022", None),
    ],
)
def test_a_date_is_taken_only_where_it_can_mean_one_day(line: str, day: dt.date | None) -> None:
    assert read(f"Pilots refuse to sail in storm\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{line}\n").published == day


def test_an_ambiguous_address_is_settled_by_the_days_that_the_text_names() -> None:
    extra = "Flights were cancelled on February 11 and again on February 12, the airline said in a note to travellers."
    document = read(
        f"Pilots refuse to sail in storm\n\n{PARAGRAPH}\n\n{extra}\n\nhttps://news.example/story-02-12-22\n"
    )
    assert document.published == dt.date(2022, 2, 12)


def test_a_date_from_pictures_is_the_last_resort_and_is_told() -> None:
    pictures = "\n\n".join(
        f"Soldiers stand at gate {n} of the port, on November {n}, 2024. (Ana Ruiz/Foto Sur)" for n in (18, 19)
    )
    document = read(
        f"Port shut as guns fall silent\n\n{PARAGRAPH.replace('Tuesday', 'Wednesday')}\n\n{pictures}\n\n{PARAGRAPH}\n"
    )
    assert document.published == dt.date(2024, 11, 20)
    assert [s.code for s in document.signals] == ["date_inferred"]


def test_a_history_in_the_body_is_no_date_of_publication() -> None:
    document = read(
        f"Pilots refuse to sail in storm\n\n{PARAGRAPH}\n\nOn April 25, 1974, the soldiers of the port "
        f"took the side of the crowd and the old order fell.\n"
    )
    assert document.published is None


def test_every_passage_is_a_slice_in_order() -> None:
    for path in TEXTS.glob("*.txt"):
        document = load(str(path))[0]
        ends = 0
        for passage in document.passages:
            assert ends <= passage.start < passage.end <= len(document.text)
            ends = passage.end


def test_hard_wrapped_paragraphs_are_one_passage() -> None:
    wrapped = "\n\n".join(
        "The harbour authority said on Monday that it had closed both\nports to passenger ships until "
        "the storm has passed, and crews\nwere told to stay on board for the night and the day after "
        "it.\n"
        "The ferry company paid back every ticket that it had sold."
        for _ in range(4)
    )
    document = read(wrapped)
    assert len(document.passages) == 4


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Harmattan Wire", "Harmattan Wire"),
        ("Plateau News Agency | PNA", "Plateau News Agency"),
        ("THE LAGOON", "THE LAGOON"),
        ("Upper Valley Broadcasting\nHome | World | Africa | Sport", "Upper Valley Broadcasting"),
    ],
)
def test_the_line_above_the_title_names_the_outlet(head: str, outlet: str) -> None:
    title = "Embassies close as fighting nears the river"
    found = read(f"{head}\n{title}\nMarch 3, 2023\n\n{STORY}\n")
    assert (found.publisher, found.title) == (outlet, title)


def test_a_byline_names_the_outlet_behind_the_name() -> None:
    head = "Embassies close as fighting nears\nBy Rosa Lindqvist, Fjordside Broadcasting\nMarch 3, 2023"
    assert read(f"{head}\n\n{STORY}\n").publisher == "Fjordside Broadcasting"
