"""The directory of a ledger: kept with the readings, and the same in whatever order documents came in."""

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from tocsin.documents import Document, Passage, Role
from tocsin.errors import LedgerError
from tocsin.ledger import Ledger, open_ledger
from tocsin.records import DocumentRecord, Introduction, Statement
from tocsin.records.layout import layout

from tests.ledger.older import copy_at

NOON = dt.datetime(2031, 3, 12, 12, tzinfo=dt.UTC)
DAY = dt.date(2031, 3, 10)
HOUR = dt.timedelta(hours=1)

Told = tuple[Document, list[Any]]


def text(words: str, day: int, *people: Introduction, said_by: str | None = None) -> Told:
    published = DAY + dt.timedelta(days=day)
    document = Document(text=words, published=published, passages=(Passage(start=0, end=len(words), role=Role.BODY),))
    of_document, *passages = layout(document)
    assert isinstance(of_document, DocumentRecord)
    records: list[Any] = [
        DocumentRecord(
            **{name: getattr(of_document, name) for name in of_document.__struct_fields__} | {"people": people}
        ),
        *passages,
    ]
    if said_by:
        records.append(Statement(**_whole(words), speaker=said_by, form="indirect", cue="said"))
    return document, records


def _whole(words: str) -> dict[str, Any]:
    return {"start": 0, "end": len(words), "evidence": words}


def person(words: str, name: str, office: str, country: str | None = "IRL") -> Introduction:
    return Introduction(name=name, office=office, country=country, **_whole(words))


FIRST = "Irish foreign minister Edna Marlow spoke."
THEN = "Irish foreign minister Ivo Brandt spoke."
INTRODUCED = text(FIRST, 0, person(FIRST, "Edna Marlow", "foreign minister"))
FOLLOWED = text(THEN, 1, person(THEN, "Ivo Brandt", "foreign minister"))
NAMED = text("Marlow said yes.", 2, said_by="Marlow")


def add(ledger: Ledger, told: Told, seen_at: dt.datetime = NOON, reader: str = "test/1") -> None:
    ledger.add(told[0], told[1], seen_at=seen_at, reader=reader)


def said(ledger: Ledger, **asked: Any) -> list[Statement]:
    found = ledger.recognised(ledger.told(kinds=["statement"]), **asked)
    return [each.record for each in found if isinstance(each.record, Statement)]


def test_who_is_named_is_known_from_another_document(ledger: Ledger) -> None:
    add(ledger, INTRODUCED)
    add(ledger, NAMED)
    (statement,) = said(ledger)
    assert (statement.speaker, statement.office, statement.speaker_country) == ("Marlow", "foreign minister", "IRL")
    (known,) = statement.known
    assert (known.document, known.evidence) == (INTRODUCED[0].key, FIRST)


def test_the_order_of_adding_changes_nothing(fresh_url: Callable[[], str]) -> None:
    found = []
    for order in itertools.permutations((INTRODUCED, FOLLOWED, NAMED)):
        with open_ledger(fresh_url()) as ledger:
            for told in order:
                add(ledger, told)
            found.append((said(ledger), ledger.directory().people()))
    assert all(each == found[0] for each in found)
    assert [each.office for each in found[0][0]] == [None]


def test_what_is_kept_is_what_the_document_says(ledger: Ledger) -> None:
    add(ledger, INTRODUCED)
    add(ledger, NAMED)
    (kept,) = ledger.told(kinds=["statement"])
    assert isinstance(kept.record, Statement)
    assert (kept.record.office, kept.record.known) == (None, ())


def test_as_known_at_a_moment_only_what_was_seen_then_counts(ledger: Ledger) -> None:
    add(ledger, NAMED)
    add(ledger, INTRODUCED, NOON + HOUR)
    assert [each.known for each in said(ledger, known_at=NOON)] == [()]
    assert [each.office for each in said(ledger, known_at=NOON + HOUR)] == ["foreign minister"]


def test_a_later_reading_takes_the_place_of_what_an_earlier_introduced(ledger: Ledger) -> None:
    add(ledger, INTRODUCED)
    add(ledger, text(FIRST, 0, person(FIRST, "Edna Marlow", "defence minister")), NOON + HOUR, reader="test/2")
    (one,) = ledger.directory(name="marlow").people()
    assert [post.office for post in one.posts] == ["defence minister"]


def test_the_directory_is_asked_by_name_in_any_spelling_by_state_and_by_day(ledger: Ledger) -> None:
    words = "Ukrainian president Andrii Halenskyy spoke."
    add(ledger, INTRODUCED)
    add(ledger, text(words, 3, person(words, "Andrii Halenskyy", "president", "UKR")))
    assert [each.name for each in ledger.directory(name="Halensky").people()] == ["Andrii Halenskyy"]
    assert [each.name for each in ledger.directory(country="IRL").people()] == ["Edna Marlow"]
    assert [each.name for each in ledger.directory(until=DAY).people()] == ["Edna Marlow"]
    assert len(ledger.directory()) == 2


def test_a_document_without_a_day_tells_nobody(ledger: Ledger) -> None:
    document = Document(text=FIRST, passages=INTRODUCED[0].passages)
    ledger.add(document, INTRODUCED[1], seen_at=NOON, reader="test/1")
    assert len(ledger.directory()) == 0


def test_an_introduction_that_is_not_in_the_text_is_refused(ledger: Ledger) -> None:
    wrong = text(FIRST, 0, Introduction(name="A B", office="envoy", start=0, end=3, evidence="Not"))
    with pytest.raises(LedgerError, match="introduction at 0-3"):
        add(ledger, wrong)
    assert ledger.counts().documents == 0


def test_a_ledger_from_before_opens_and_learns_from_then_on(ledger: Ledger, url: str) -> None:
    add(ledger, INTRODUCED)
    copy_at(ledger, url, revision="0011")
    with open_ledger(url) as older:
        assert len(older.directory()) == 0
        add(older, INTRODUCED, NOON + HOUR, reader="test/2")
        assert len(older.directory()) == 1
