"""A program of its own that adds documents to a ledger, so that tests can run several at once and kill one."""

import datetime as dt
import sys
from typing import Any

import msgspec

from tocsin.documents.model import Document, Passage, Role
from tocsin.ledger import open_ledger
from tocsin.records.model import Posture

NOON = dt.datetime(2022, 2, 12, 12, tzinfo=dt.UTC)
SAYING = "Japan told its citizens to leave Ukraine."


def document(number: int, *, published: dt.date | None = dt.date(2022, 2, 12)) -> Document:
    text = f"{SAYING} This is text {number}."
    return Document(
        text=text,
        raw=text.encode(),
        address=f"/inbox/{number}.txt",
        publisher="The Sample Courier",
        title=f"Text {number}",
        published=published,
        passages=(
            Passage(start=0, end=len(SAYING), role=Role.BODY, opens_post=True),
            Passage(start=len(SAYING), end=len(text), role=Role.CAPTION),
        ),
    )


def posture(**changed: Any) -> Posture:
    plain = Posture(
        start=0,
        end=len(SAYING),
        evidence=SAYING,
        sender="JPN",
        host="UKR",
        type="directive",
        value="leave",
        wording="told to leave",
    )
    return msgspec.structs.replace(plain, **changed)


def main(url: str, count: int) -> None:
    with open_ledger(url) as ledger:
        for number in range(count):
            added = ledger.add(document(number), [posture(), posture(value="prepare")], seen_at=NOON, reader="rules/1")
            sys.stdout.write(f"{number} {int(added.new_document)} {added.records}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
