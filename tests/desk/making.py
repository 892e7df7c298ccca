"""Two documents that tell of an embassy, and what the desk's tests ask of the board."""

import datetime as dt
from typing import Any

import msgspec

from tocsin.board import Cell, board
from tocsin.desk import Ruling, judge
from tocsin.ledger import Judgement, Ledger

from tests.web.making import line, made

DAY = dt.date(2022, 2, 12)
SEEN = dt.datetime(2022, 2, 12, 9, tzinfo=dt.UTC)
JUDGED = SEEN + dt.timedelta(hours=2)
LATER = SEEN + dt.timedelta(hours=4)
READER = "made/1"
CLOSED = "Norway shut its embassy in Kyiv on Saturday, the ministry said."
LEFT = "Denmark told its people to leave Ukraine at once."
MOVED = "A spokesman later said that the embassy only moved to Lviv."


def document() -> tuple[Any, list[Any]]:
    return made(
        line(CLOSED, "NOR; UKR; mission closed"),
        line(LEFT, "DNK; UKR; directive leave"),
        line(MOVED),
        published=DAY,
        publisher="The Fjord Sample",
        title="Embassies",
        canonical="https://fjord.example/1",
        address="https://fjord.example/1",
    )


def filled(ledger: Ledger) -> tuple[str, str, str]:
    """The key of the document, and the ids of what it says of Norway and of Denmark."""
    told, postures = document()
    ledger.add(told, postures, seen_at=SEEN, reader=READER)
    ids = {each.posture.sender: each.id for each in ledger.postures()}
    return told.key, ids["NOR"], ids["DNK"]


def ruled(ledger: Ledger, kind: str, record: str | None = None, *, at: dt.datetime = JUDGED, **more: Any) -> Judgement:
    given = {"kind": kind, "record": record, "reason": "The minister said otherwise."} | more
    author = given.pop("author", "a.okafor")
    return judge(ledger, msgspec.convert(given, Ruling), author=author, at=at)


def cell(ledger: Ledger, sender: str = "NOR", *, known_at: dt.datetime = LATER, as_of: dt.datetime = LATER) -> Cell:
    """What a sender does in Ukraine."""
    known = ledger.postures(host="UKR", known_at=known_at)
    found = board(known, as_of=as_of, known_at=known_at, hosts=["UKR"], senders=[sender]).cell(sender, "UKR")
    assert found is not None
    return found


def mission(ledger: Ledger, **moments: Any) -> str | None:
    """The state of Norway's mission."""
    standing = cell(ledger, **moments).mission
    return None if standing is None else standing.value
