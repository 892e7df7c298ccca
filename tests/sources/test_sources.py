"""One body for every source: its example reads as expected, and nothing that is broken ever shows a level."""

import json
import re

import msgspec
import pytest

from tocsin.sources import Source, register_page, sources
from tocsin.sources.checks import faults, summary
from tocsin.sources.model import Entry

from tests.sources.spoiling import SPOILS, spoiled

EVERY = sources()
GOVERNMENTS = (
    "USA GBR CAN DEU NLD JPN AUS ITA POL HKG SVK AUT KOR SWE NOR IRL NZL FRA ESP DNK FIN CHE BEL SGP TWN CZE HUN PRT "
    "EST"
).split()


each_source = pytest.mark.parametrize("source", EVERY.values(), ids=list(EVERY))


def test_every_government_of_the_list_is_there() -> None:
    registers = {source.card.government for source in EVERY.values() if source.card.kind == "register"}
    assert set(GOVERNMENTS) <= registers


@each_source
def test_a_source_reads_its_frozen_example_as_expected(source: Source) -> None:
    assert summary(source.read(source.example())) == source.expected()


@each_source
def test_a_source_has_no_faults(source: Source) -> None:
    assert list(faults(source)) == []


@each_source
def test_a_source_reads_the_same_twice(source: Source) -> None:
    assert summary(source.read(source.example())) == summary(source.read(source.example()))


@each_source
def test_the_evidence_of_every_level_stands_in_the_text_with_its_own_words(source: Source) -> None:
    for entry in source.read(source.example()).entries:
        page = register_page(entry, source.card)
        for posture in page.postures:
            evidence = page.document.text[posture.start : posture.end]
            assert evidence == posture.evidence
            assert posture.wording
            assert posture.wording in " ".join(evidence.split())


@each_source
def test_regional_advice_never_becomes_the_countrys(source: Source) -> None:
    for entry in source.read(source.example()).entries:
        page = register_page(entry, source.card)
        national = [posture for posture in page.postures if posture.scope == "national"]
        assert (not national) == (entry.level is None or not entry.hosts or entry.hosts == (source.card.government,))
        assert all(entry.level is not None and posture.value == entry.level.value for posture in national)


@each_source
def test_a_level_for_parts_only_is_stated_to_be_none_for_the_country_and_nothing_that_was_lost(source: Source) -> None:
    """What only says that a level is somewhere in the country (Japan's flags) may hide one for all of it."""
    for entry in source.read(source.example()).entries:
        somewhere = entry.why is not None and "somewhere" in entry.why
        if entry.level is None and entry.parts:
            assert entry.silent is not somewhere, entry.destination


@each_source
@pytest.mark.parametrize("spoil", SPOILS)
def test_what_is_broken_shows_no_level_that_was_not_there(source: Source, spoil: str) -> None:
    example = source.example()
    truth = {entry.key: _shown(entry) for entry in source.read(example).entries}
    read = source.read(spoiled(spoil, example, source.card))
    for entry in read.entries:
        if entry.level is not None:
            assert spoil == "half the rows", f"{spoil} shows {entry.destination} as {entry.level.value}"
            assert _shown(entry) == truth[entry.key]
    if spoil != "half the rows":
        assert read.signals or not read.entries or all(entry.why for entry in read.entries)


@each_source
def test_each_unlisted_word_alone_makes_its_row_unknown_and_no_other(source: Source) -> None:
    """Where a register states words of a scale, one that is new is a signal; the other rows stay as they were."""
    words = [rung.words for rung in source.card.levels if rung.words and rung.value]
    example = source.example()
    before = {entry.key: _shown(entry) for entry in source.read(example).entries}
    for word in words:
        changed = {name: body.replace(word.encode(), b"Quite Unheard Of") for name, body in example.items()}
        if changed == example:
            continue
        for entry in source.read(changed).entries:
            assert entry.level is None or _shown(entry) == before[entry.key]


def _shown(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    return (entry.level.value if entry.level else None), entry.hosts


@each_source
def test_an_unknown_field_of_a_row_is_a_signal(source: Source) -> None:
    if source.card.format != "json":
        pytest.skip("the source's payloads have no fields")
    found = False
    for name, body in source.example().items():
        spiced = _with_a_field_more(json.loads(body))
        read = source.read(source.example() | {name: json.dumps(spiced).encode()})
        found = found or any(signal.code == "unread_field" for signal in read.signals)
    assert found


def _with_a_field_more(thing: object) -> object:
    if isinstance(thing, list):
        return [_with_a_field_more(each) for each in thing]
    if isinstance(thing, dict):
        return {name: _with_a_field_more(each) for name, each in thing.items()} | {"somethingNobodyKnows": 1}
    return thing


def test_the_key_of_an_edition_does_not_move_with_its_dates() -> None:
    source = EVERY["pol_msz"]
    body = source.example()["index"]
    later = re.sub(rb"2026-05-20", b"2026-06-20", body)
    first, second = (source.read({"index": each}).entries[0] for each in (body, later))
    assert first.updated != second.updated
    assert register_page(first, source.card).document.key == register_page(second, source.card).document.key


def test_no_example_is_long_or_names_an_author() -> None:
    for source in EVERY.values():
        for name, body in source.example().items():
            assert len(body) < 20_000, f"{source.name}/{name} is long: an example is written, not copied"


def test_a_card_says_all_that_the_list_prints() -> None:
    for source in EVERY.values():
        card = msgspec.to_builtins(source.card)
        assert all(card[name] for name in ("publisher", "government", "format", "language", "licence", "addresses"))
        assert 0 < card["rows"][0] <= card["rows"][1]
        assert 5 <= card["rhythm"] <= 24 * 60
