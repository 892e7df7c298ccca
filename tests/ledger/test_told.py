"""Records of every kind, asked by host, kind and day; and what is written in the transaction of an add."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from tocsin.documents.model import Document, Passage, Role
from tocsin.ledger import Landing, Ledger, open_ledger
from tocsin.records import Figure, Posture, Statement

from tests.ledger.older import copy_at

NOON = dt.datetime(2023, 4, 24, 12, tzinfo=dt.UTC)
TEXT = "The envoy spoke of a truce.\nSome 40 people were taken out.\nParis shut its embassy.\n"


def _document(text: str = TEXT, **more: Any) -> Document:
    opens = [passage for passage in (0, 28) if passage < len(text)]
    passages = tuple(
        Passage(start=start, end=len(text), role=Role.BODY, opens_post=True, published=dt.date(2023, 4, 22 + place))
        for place, start in enumerate(opens)
    )
    return Document(text=text, published=dt.date(2023, 4, 20), passages=passages, **more)


def _said() -> list[Statement | Figure | Posture]:
    lines = TEXT.splitlines()
    starts = [TEXT.index(line) for line in lines]
    at: list[Any] = [
        {"start": at, "end": at + len(line), "evidence": line} for at, line in zip(starts, lines, strict=True)
    ]
    return [
        Statement(**at[0], speaker="the envoy", form="indirect", cue="spoke of", about="SDN"),
        Figure(**at[1], value=40, unit="person", what="people", wording="Some 40", host="SDN", about="SDN"),
        Posture(**at[2], sender="FRA", host="SDN", type="mission", value="closed", date=dt.date(2023, 4, 21)),
    ]


def test_every_kind_is_found_with_its_host_the_latest_day_first(ledger: Ledger) -> None:
    ledger.add(_document(), _said(), seen_at=NOON, reader="1")
    found = ledger.told(host="SDN")
    assert [(type(each.record).__name__, each.day) for each in found] == [
        ("Figure", dt.date(2023, 4, 23)),
        ("Statement", dt.date(2023, 4, 22)),
        ("Posture", dt.date(2023, 4, 21)),
    ]
    assert ledger.told(host="TCD") == []


def test_kinds_days_and_a_limit_narrow_what_is_told(ledger: Ledger) -> None:
    ledger.add(_document(), _said(), seen_at=NOON, reader="1")
    assert [each.record.evidence for each in ledger.told(host="SDN", kinds=["posture"])] == ["Paris shut its embassy."]
    days = ledger.told(since=dt.date(2023, 4, 22), until=dt.date(2023, 4, 22))
    assert [each.record.evidence for each in days] == ["The envoy spoke of a truce."]
    assert len(ledger.told(host="SDN", limit=2)) == 2


def test_what_was_seen_later_and_what_was_read_anew_are_told_as_known_then(ledger: Ledger) -> None:
    ledger.add(_document(), _said(), seen_at=NOON, reader="1")
    ledger.reread(_document(), _said()[:1], read_at=NOON + dt.timedelta(days=1), reader="2")
    assert len(ledger.told(host="SDN")) == 1
    assert len(ledger.told(host="SDN", known_at=NOON)) == 3
    assert ledger.told(host="SDN", known_at=NOON - dt.timedelta(hours=1)) == []


def test_what_is_written_beside_an_add_is_kept_with_it_or_not_at_all(new_url: Callable[[], str]) -> None:
    landed: list[Landing] = []

    def keep(connection: sa.Connection, landing: Landing) -> None:
        landed.append(landing)
        connection.execute(sa.text("SELECT 1 FROM records"))

    def refuse(connection: sa.Connection, landing: Landing) -> None:
        raise ValueError(landing.reading)

    url = new_url()
    with open_ledger(url, beside=[keep, refuse]) as ledger, pytest.raises(ValueError, match=r"\w"):
        ledger.add(_document(), _said(), seen_at=NOON, reader="1")
    with open_ledger(url, beside=[keep]) as ledger:
        assert ledger.counts().documents == 0
        added = ledger.add(_document(), _said(), seen_at=NOON, reader="1")
        known = {each.id: each.record for each in ledger.told(host="SDN")}
        again = ledger.add(_document(), _said(), seen_at=NOON, reader="1")
    assert added.new_reading
    assert not again.new_reading
    assert [each.new_document for each in landed] == [True, True, False]
    assert dict(landed[1].records) == known


def test_a_ledger_from_before_days_gets_them(new_url: Callable[[], str]) -> None:
    url = new_url()
    with open_ledger(new_url()) as ledger:
        ledger.add(_document(), _said(), seen_at=NOON, reader="1")
        copy_at(ledger, url, revision="0002")
    with open_ledger(url) as ledger:
        assert sorted(str(each.day) for each in ledger.told(host="SDN")) == ["2023-04-20", "2023-04-20", "2023-04-21"]
