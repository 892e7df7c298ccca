"""A brief is shortened by choosing alone, every sentence resolves afterwards; what does not hold changes nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tocsin.assistant import Choice, Failure, Shortener
from tocsin.brief import (
    Brief,
    Item,
    Kept,
    Section,
    Sentence,
    ShortenError,
    brief,
    markdown,
    offered,
    shortened,
    unsupported,
)
from tocsin.cli.shortening import shorter
from tocsin.errors import SettingsError
from tocsin.ledger import Ledger
from tocsin.picture import opened

from tests.assistant.conftest import Stub, content, problem, records
from tests.brief.made import LINES, add, asked
from tests.brief.made import place as file

STRUCK, DENIED, SHUT, HELD = (
    "12 Feb 2022. struck: “Shells struck the harbour at dawn on Friday.” (2 independent origins)",
    "Denied or doubted by Norland: “its shells struck the harbour”",
    "11 Feb 2022. closed: “Norland closed its embassy on Friday.” (1 independent origin)",
    "10 Feb 2022. held: “The truce would hold, unless shells fall, the minister said.” (1 independent origin)",
)


def section(slug: str = "changed") -> Section:
    said = [Sentence(text=text, refs=(at,)) for at, text in enumerate((STRUCK, DENIED, SHUT, HELD), 1)]
    items = (Item(said=said[0], beside=(said[1],)), Item(said=said[2]), Item(said=said[3]))
    return Section(slug=slug, title="What changed", note="The 3 weightiest.", items=items)


def texts(found: Section) -> list[str]:
    return [each.text for each in found.sentences]


def kept(*numbers: int, **cut: str) -> list[Kept]:
    return [Kept(sentence=number, words=cut.get(f"s{number}")) for number in numbers]


def test_entries_are_put_in_order_and_left_out_and_the_note_says_so() -> None:
    found = shortened(section(), kept(3, 1, 2))
    assert texts(found) == [SHUT, STRUCK, DENIED]
    assert found.note == "The 3 weightiest. Shortened: 2 of 3 entries, 0 cut quotes."


def test_a_quote_is_cut_to_words_that_stand_in_it_and_its_frame_stays() -> None:
    found = shortened(section(), kept(3, s3="closed its embassy"))
    assert texts(found) == ["11 Feb 2022. closed: “… closed its embassy …” (1 independent origin)"]
    assert texts(shortened(section(), kept(3, s3="Norland closed its embassy on Friday."))) == [SHUT]


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        ([], "nothing was kept"),
        (kept(3, 3), "a sentence twice"),
        (kept(9), "no such sentence"),
        (kept(1), "stands beside another"),
        (kept(2), "stands beside another"),
        (kept(3, s3="Norland opened its embassy"), "does not stand in the quote"),
        (kept(3, s3="Norland its embassy"), "does not stand in the quote"),
        (kept(3, s3="orland closed"), "does not stand in the quote"),
        (kept(3, s3=" "), "does not stand in the quote"),
        (kept(4, s4="shells fall"), "a word that weighs"),
        (kept(4, s4="The truce would hold"), "a word that weighs"),
    ],
)
def test_what_is_not_of_the_brief_or_leaves_out_what_weighs_is_refused(choice: list[Kept], why: str) -> None:
    with pytest.raises(ShortenError, match=why):
        shortened(section(), choice)


def test_the_board_what_is_unknown_and_what_is_short_already_are_not_offered() -> None:
    assert len(offered(section())) == 4
    assert offered(section("board")) == offered(section("unknown")) == ()
    assert offered(Section(slug="ways", title="Ways", note="", items=section().items[1:])) == ()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with opened(file(tmp_path_factory.mktemp("short"))) as opened_:
        add(opened_)
        yield opened_


@pytest.fixture(scope="module")
def made(ledger: Ledger) -> Brief:
    return brief(ledger, asked(ledger))


def choose(made: Brief, **of: list[dict[str, Any]]) -> list[Any]:
    """An answer for each section that is offered: its own, or all of it."""
    return [
        records(*of.get(each.slug, [{"sentence": n, "words": None} for n, _ in enumerate(offered(each), 1)]))
        for each in made.sections
        if offered(each)
    ]


def test_a_brief_is_shortened_and_every_sentence_of_it_resolves(made: Brief, ledger: Ledger, stub: Stub) -> None:
    first = next(each for each in made.sections if each.slug == "changed")
    last = len(offered(first)) - len(first.items[-1].beside)
    numbers = range(last, len(offered(first)) + 1)
    stub.replies = choose(made, changed=[{"sentence": number, "words": None} for number in numbers])
    found = shorter(made, ledger, stub.llm())
    assert found.shortening is not None
    assert "Shortened by a language model (village-7b)" in found.shortening
    assert len(found.sentences) < len(made.sentences)
    assert unsupported(found, ledger) == ()
    assert {each.text for each in found.sentences} <= {each.text for each in made.sentences}
    used = {number for each in found.sentences for number in each.refs}
    assert {each.number for each in found.references} == used
    assert "Shortened by a language model" in markdown(found).decode()
    assert all(line in " ".join(stub.questions()) for line in ("Section: What changed.", LINES[1]))


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (records({"sentence": 99, "words": None}), "no such sentence"),
        (records({"sentence": 1, "words": "The war is over."}), "does not stand in the quote"),
        (records({"number": 1}), "no list of sentences"),
        (content("Here is a fine summary."), "not JSON"),
        (content(None, finish="length"), "cut off"),
        (problem(500, "out of memory"), "Status 500"),
    ],
)
def test_what_does_not_hold_leaves_the_brief_as_it_was_and_says_why(
    reply: Any, why: str, made: Brief, ledger: Ledger, stub: Stub
) -> None:
    stub.replies = [reply]
    found = shorter(made, ledger, stub.llm(retries=0))
    assert (found.sections, found.references) == (made.sections, made.references)
    assert found.shortening is not None
    assert "is not" in found.shortening
    assert why in found.shortening
    assert why.replace("[", "\\[") in markdown(found).decode()


def test_an_endpoint_that_is_not_there_leaves_the_brief_and_no_model_is_an_error(
    made: Brief, ledger: Ledger, stub: Stub
) -> None:
    stub.server.server_close()
    found = shorter(made, ledger, stub.llm(endpoint="http://127.0.0.1:1/v1", retries=0))
    assert found.shortening is not None
    assert "does not answer" in found.shortening
    with pytest.raises(SettingsError, match="No model is named"):
        shorter(made, ledger, stub.llm(model=""))


def test_the_question_is_fenced_and_says_what_stands_beside_what(stub: Stub) -> None:
    stub.replies = [records({"sentence": 2, "words": None})]
    with Shortener(stub.llm()) as shortener:
        assert shortener.chosen("What changed", [(STRUCK, None), (DENIED, 1)]) == [Choice(2)]
        too_long = shortener.chosen("What changed", [("word " * 20_000, None)])
    assert isinstance(too_long, Failure)
    (question,) = stub.questions()
    assert f"2. (stands beside 1) {DENIED}" in question
    assert question.count("=====") == 4
    (_, body) = stub.asked[0]
    assert json.dumps(body["response_format"]).count("sentence") >= 1
