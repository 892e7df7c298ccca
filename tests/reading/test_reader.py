"""Documents are read alike alone and together, in their order, whatever stands beside them."""

import datetime as dt
from collections.abc import Iterator

import msgspec
import pytest

from tocsin.documents import Document
from tocsin.documents.load import from_bytes
from tocsin.reading import Reader

TEXTS = (
    "Denmark told its citizens to leave Niger on Friday. The embassy in Niamey stays open, the minister said.",
    "The striker scored twice before the break and the home side won the cup.",
    "About 1,200 troops crossed the border of Niger at dawn.\n\nFrance said that it would close its embassy in Niamey.",
    "",
)


def documents(times: int = 1) -> Iterator[Document]:
    for _ in range(times):
        for text in TEXTS:
            yield from_bytes(text.encode(), published=dt.date(2023, 8, 1)) if text else Document(text="")


def test_documents_read_together_give_what_each_gives_alone(reader: Reader) -> None:
    together = [msgspec.to_builtins(records) for records in reader.read_many(documents(9))]
    alone = [msgspec.to_builtins(reader.read(document)) for document in documents()]
    assert together == alone * 9
    assert any(record["kind"] == "posture" for record in together[0])


def test_documents_are_asked_for_as_they_are_needed(reader: Reader) -> None:
    asked: list[int] = []

    def endless() -> Iterator[Document]:
        for at in range(10_000):
            asked.append(at)
            yield from_bytes(TEXTS[1].encode())

    next(reader.read_many(endless()))
    assert len(asked) < 100


@pytest.mark.parametrize("long", [60_000, 200_000])
def test_long_documents_are_not_held_together(reader: Reader, long: int) -> None:
    asked: list[int] = []

    def several() -> Iterator[Document]:
        for at in range(5):
            asked.append(at)
            yield from_bytes((TEXTS[1] + "\n\n").encode() * (long // len(TEXTS[1])))

    next(reader.read_many(several()))
    assert len(asked) <= 2
