"""The tools as a client of the protocol meets them: the official client, over pipes and in one process."""

import asyncio
import datetime as dt
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from tocsin.cli.countries import country, country_name
from tocsin.cli.moments import day, moment
from tocsin.ledger import Ledger
from tocsin.mcp import Words, server
from tocsin.picture import opened

from tests.fresh import make_fresh
from tests.niger import FIRST, SECOND, reports
from tests.web.registers import NOW as SPRING
from tests.web.registers import fill


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of two reports and a register."""
    made = str(make_fresh(tmp_path_factory.mktemp("mcp") / "watch.sqlite"))
    with opened(made) as ledger:
        reports(ledger)
        fill(ledger)
    return made


@pytest.fixture(scope="module")
def ledger(place: str) -> Iterator[Ledger]:
    with opened(place) as ledger:
        yield ledger


def ask(ledger: Ledger, tool: str, **given: Any) -> Any:
    """What the official client gets from a tool."""
    words = Words(country=country, name=country_name, moment=lambda text: moment(text, now=SPRING), day=day)

    async def asked() -> Any:
        async with Client(server(ledger, words, now=lambda: SPRING)) as client:
            return await client.call_tool(tool, given)

    return asyncio.run(asked())


def answer(ledger: Ledger, tool: str, **given: Any) -> dict[str, Any]:
    result = ask(ledger, tool, **given)
    assert not result.is_error, result.content
    told: dict[str, Any] = result.structured_content
    return told


def quotes(told: Any) -> list[dict[str, Any]]:
    """Every quote anywhere in an answer."""
    if isinstance(told, list):
        return [each for part in told for each in quotes(part)]
    if not isinstance(told, dict):
        return []
    return [told] if "quote" in told else [each for part in told.values() for each in quotes(part)]


TOOLS: list[tuple[str, dict[str, Any]]] = [
    ("board", {"host": "Niger"}),
    ("why", {"sender": "NOR", "host": "NER"}),
    ("changes", {"host": "ne", "since": "2026-03-01"}),
    ("timeline", {"host": "NER"}),
    ("claims", {"host": "NER"}),
    ("outlook", {"host": "NER"}),
    ("search", {"words": "embassy"}),
    ("search", {"words": "embassy", "host": "NER", "kind": "posture", "known_at": "now"}),
]


@pytest.mark.parametrize(("tool", "given"), TOOLS)
def test_every_quote_is_a_slice_of_a_kept_document_with_publisher_and_dates(
    ledger: Ledger, tool: str, given: dict[str, Any]
) -> None:
    found = quotes(answer(ledger, tool, **given))
    assert found
    for each in found:
        stored = ledger.document(each["document"])
        assert stored is not None
        assert each["quote"] == stored.document.text[each["start"] : each["end"]]
        assert each["publisher"] == stored.document.publisher
        assert dt.datetime.fromisoformat(each["first_seen"]) == stored.first_seen


@pytest.mark.parametrize(("tool", "given"), TOOLS)
def test_asking_writes_nothing(ledger: Ledger, tool: str, given: dict[str, Any]) -> None:
    before = ledger.counts()
    answer(ledger, tool, **given)
    assert ledger.counts() == before


def test_the_board_gives_value_evidence_origins_and_what_is_not_known(ledger: Ledger) -> None:
    told = answer(ledger, "board", host="NER", senders=["Norway"])
    (norway,) = told["senders"]
    closed = next(each for each in norway["stands"] if each["type"] == "mission")
    assert (closed["value"], closed["origins"], closed["unknown"]) == ("closed", 1, None)
    assert [each["quote"] for each in closed["evidence"]] == [FIRST.split("\n", maxsplit=1)[0]]
    advice = next(each for each in norway["stands"] if each["type"] == "advice")
    assert (advice["value"], advice["register"]["source"]) == (None, "nor_ud")
    assert "no level could be read" in advice["unknown"]
    assert "advice" not in {each["what"] for each in norway["unknown"]}
    told = answer(ledger, "board", host="NER", senders=["EST"])
    (estonia,) = told["senders"]
    assert "advice" in {each["what"] for each in estonia["unknown"]}
    assert [(each["value"], each["modality"]) for each in estonia["apart"]] == [("closed", "considered")]


def test_a_level_that_a_register_lost_is_unknown_with_its_reason(ledger: Ledger) -> None:
    (norway,) = answer(ledger, "board", host="Chad")["senders"]
    (advice,) = norway["stands"]
    assert advice["value"] is None
    assert "no word of the scale" in advice["unknown"]


def test_the_board_as_known_then_does_not_know_what_came_later(ledger: Ledger) -> None:
    then = answer(ledger, "board", host="NER", senders=["EST"], as_of="2026-04-25")
    assert then["senders"][0]["apart"] == []
    assert then["known_at"].startswith("2026-04-25")


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("board", {"host": "Fiji"}),
        ("board", {"host": "NER", "senders": ["Fiji"]}),
        ("why", {"sender": "Fiji", "host": "NER"}),
        ("changes", {"host": "Fiji"}),
        ("timeline", {"host": "Fiji"}),
        ("claims", {"host": "Fiji"}),
        ("outlook", {"host": "Fiji"}),
        ("search", {"words": "volcano"}),
        ("search", {"words": "embassy", "host": "Fiji"}),
    ],
)
def test_nothing_known_is_told_as_unknown_and_not_as_safe(ledger: Ledger, tool: str, given: dict[str, Any]) -> None:
    told = answer(ledger, tool, **given)
    assert [each["why"] for each in told["unknown"]]
    assert "Unknown is not safe" in told["unknown"][0]["why"]


def test_a_claim_carries_its_denial_in_the_words_of_who_denies(ledger: Ledger) -> None:
    told = answer(ledger, "claims", host="NER", contested=True)
    (claim,) = told["claims"]
    assert claim["evidence"][0]["quote"] == FIRST.split("\n", maxsplit=1)[0]
    assert claim["contested"][0]["evidence"][0]["quote"] == SECOND.split("\n", maxsplit=1)[0]


def test_changes_tell_registers_and_press_each_with_its_words(ledger: Ledger) -> None:
    told = answer(ledger, "changes", host="NER", since="2026-03-01")
    assert {each["by"] for each in told["changes"]} == {"register", "press"}
    assert all(each["evidence"] or each["unknown"] for each in told["changes"])


def test_answers_are_bounded_and_say_what_they_left_out(ledger: Ledger) -> None:
    told = answer(ledger, "board", host="NER", limit=1)
    assert (len(told["senders"]), told["left_out"]) == (1, 1)


@pytest.mark.parametrize(
    ("tool", "given", "says"),
    [
        ("board", {"host": "Atlantis"}, "Give an ISO code"),
        ("board", {"host": "NER", "as_of": "yesterday"}, "2022-02-12"),
        ("board", {"host": "NER", "as_of": "2099-01-01"}, "still to come"),
        ("why", {"sender": "Nobodia", "host": "NER"}, "Give an ISO code"),
        ("timeline", {"host": "NER", "since": "soon"}, "2022-02-12"),
        ("search", {"words": "-embassy"}, "not wanted"),
        ("search", {"words": "embassy", "host": "Atlantis"}, "Give an ISO code"),
        ("claims", {"host": "NER", "limit": 0}, "greater than or equal to 1"),
        ("claims", {"host": "NER", "limit": 5000}, "less than or equal to 50"),
    ],
)
def test_bad_input_is_an_error_of_the_tool_that_says_what_to_do(
    ledger: Ledger, tool: str, given: dict[str, Any], says: str
) -> None:
    result = ask(ledger, tool, **given)
    assert result.is_error
    assert says in result.content[0].text


def test_the_verb_speaks_the_protocol_over_its_pipes(place: str) -> None:
    verb = StdioServerParameters(
        command=sys.executable, args=["-m", "tocsin", "--ledger", place, "mcp"], env={**os.environ}
    )

    async def asked() -> tuple[list[Any], Any, str | None]:
        async with Client(verb) as client:
            tools = (await client.list_tools()).tools
            return tools, await client.call_tool("why", {"sender": "EST", "host": "NER"}), client.instructions

    tools, result, instructions = asyncio.run(asked())
    assert [each.name for each in tools] == ["board", "why", "changes", "timeline", "claims", "outlook", "search"]
    assert all(each.annotations.read_only_hint and each.output_schema for each in tools)
    assert result.structured_content["records"][0]["evidence"]["quote"] in FIRST + SECOND
    assert "never means safe" in (instructions or "")
