"""Known postures made in one line, for the tests of the board."""

import datetime as dt
import hashlib
from typing import Any

import msgspec

from tocsin.board import Board, Cell, board
from tocsin.ledger import KnownPosture
from tocsin.records.model import Posture

SEEN = dt.datetime(2022, 2, 1, tzinfo=dt.UTC)


def day(number: int) -> dt.date:
    """That day of February 2022; 29 is the first of March, 0 the last of January."""
    return dt.date(2022, 1, 31) + dt.timedelta(days=number)


def noon(number: int) -> dt.datetime:
    return dt.datetime.combine(day(number), dt.time(12), dt.UTC)


def known(
    value: str, *, at: int | None = None, published: int | None = None, seen: int = 1, **said: Any
) -> KnownPosture:
    """``at``: the posture's own day; ``published``: its document's; ``seen``: the day of the sighting."""
    document = said.pop("document", f"{value}-{at}-{published}-{said.get('sender')}-{said.get('place')}")
    publisher = said.pop("publisher", "The Sample Courier")
    about = {"sender": "JPN", "host": "UKR", "type": "mission", **said}
    posture = Posture(
        start=0,
        end=4,
        evidence="Text",
        value=value,
        date=None if at is None else day(at),
        wording=about.pop("wording", value),
        **about,
    )
    return KnownPosture(
        id=hashlib.sha256(msgspec.json.encode([posture, document, published, seen])).hexdigest()[:24],
        posture=posture,
        document_key=document,
        publisher=publisher,
        title=None,
        published=None if published is None else day(published),
        address=None,
        first_seen=noon(seen),
        last_seen=noon(seen),
    )


def on(number: int, *postures: KnownPosture, **options: Any) -> Board:
    """The board at noon of that day, known whole."""
    return board(postures, as_of=noon(number), known_at=noon(1000), **options)


def cell(number: int, *postures: KnownPosture) -> Cell:
    """The one cell of Japan about Ukraine at noon of that day."""
    found = on(number, *postures).cell("JPN", "UKR")
    assert found is not None
    return found
