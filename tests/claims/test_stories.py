"""Documents about one event are one story."""

import datetime as dt
import random
from pathlib import Path

import pytest
from bench.stories import DEFAULT, articles, bcubed, score

from tocsin.documents import Document
from tocsin.stories import labels, stories

from tests.claims.pairs.making import reports


def document(text: str, number: int = 0, day: int | None = 12) -> Document:
    title, _, body = text.partition("\n")
    published = None if day is None else dt.date(2022, 2, day)
    return Document(text=body, title=title, canonical=f"https://sample.example/{number}", published=published)


OWN = [(event, document(text, number)) for number, (event, text) in enumerate(reports())]


def test_five_reports_of_each_of_fourteen_events_are_told_apart() -> None:
    found = bcubed(labels([each for _, each in OWN]), [hash(event) for event, _ in OWN])
    assert found.precision >= 0.95
    assert found.recall >= 0.95


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [each for _, each in OWN]
    shuffled = random.Random(1).sample(documents, len(documents))
    assert stories(shuffled) == stories(documents)


def test_every_document_is_in_one_story() -> None:
    told = [key for story in stories(each for _, each in OWN) for key in story.documents]
    assert sorted(told) == sorted(each.key for _, each in OWN)


def test_the_same_report_years_later_is_another_story() -> None:
    title, text = (
        "Shells hit the airport",
        "Three shells hit the airport of the city on Tuesday and four workers were wounded.",
    )
    first = Document(text=text, title=title, canonical="a", published=dt.date(2022, 2, 12))
    later = Document(text=text, title=title, canonical="b", published=dt.date(2029, 2, 12))
    other = Document(text="A choir sang in the harbour.", title="Songs by night", canonical="c")
    assert [len(story.documents) for story in stories([first, later, other])] == [1, 1, 1]
    assert [len(story.documents) for story in stories([first, Document(text=text, title=title, canonical="d")])] == [2]


def test_a_story_has_its_days_and_its_first_title() -> None:
    text = "Embassy moves west\nThe embassy of the country moves to a city in the west, the ministry said."
    (story,) = stories([document(text, 1, 14), document(text, 2, 12), document(text, 3, None)])
    assert (story.title, story.since, story.until) == ("Embassy moves west", dt.date(2022, 2, 12), dt.date(2022, 2, 14))
    assert len(story.documents) == 3


@pytest.mark.parametrize("texts", [[], [""], ["", "\n"], ["of the", "and"]])
def test_documents_without_words_are_stories_of_their_own(texts: list[str]) -> None:
    made = [document(text, number) for number, text in enumerate(texts)]
    assert len(stories(made)) == len(made)


@pytest.mark.skipif(not Path(DEFAULT).exists(), reason="stories-dev is not part of the project")
def test_the_benchmark_is_not_lost() -> None:
    assert score(articles(DEFAULT), 0.87).f1 >= 0.93
