"""Timelines: what an entry tells happened on its day, whatever day the text came out on."""

import datetime as dt

import pytest

from tocsin.documents.load import from_bytes
from tocsin.reading import Reader
from tocsin.reading.entries import entries
from tocsin.records import Contact, Posture, Statement

OUT = dt.date(2021, 9, 12)
TIMELINE = """Dates of the coup in Guinea

CONAKRY, Sept 12, 2021 (Sample Wire) - What was done since soldiers took power in Guinea.

Sept 5 - Soldiers arrest the president. Norway tells Norwegians in Guinea to stay indoors.

Sept 7: Spain closes its embassy in Conakry. "We regret it," Foreign Minister Ana Prado says.

September 8 – Maria Lopez, the Chilean foreign minister, calls her Guinean counterpart, Sekou Toure, from Lima.
"""


def days(*opens: str) -> list[dt.date]:
    told = [f"{each} Spain said that it would fly its people home from the capital." for each in opens]
    text = "\n\n".join(("What Spain told its people", *told))
    return [day for _, day in entries(from_bytes(text.encode(), published=OUT))]


def test_what_an_entry_tells_is_of_its_day(reader: Reader) -> None:
    records = reader.read(from_bytes(TIMELINE.encode()))
    postures = {(each.sender, each.value): each.date for each in records if isinstance(each, Posture)}
    assert postures["NOR", "shelter"] == dt.date(2021, 9, 5)
    assert postures["ESP", "closed"] == dt.date(2021, 9, 7)
    assert {each.date for each in records if isinstance(each, Statement)} >= {dt.date(2021, 9, 7)}
    assert [each.date for each in records if isinstance(each, Contact)] == [dt.date(2021, 9, 8)]


@pytest.mark.parametrize(
    "opens",
    [
        ("Sept 1:", "Sept 2:", "Sept 3:"),
        ("3 September -", "2 September -", "1 September -"),
        ("Wednesday, 1 September 2021 –", "Thursday, 2 September 2021 –", "Friday, 3 September 2021 –"),
    ],
)
def test_days_run_up_or_down_behind_many_strokes(opens: tuple[str, ...]) -> None:
    assert sorted(days(*opens)) == [dt.date(2021, 9, day) for day in (1, 2, 3)]


@pytest.mark.parametrize(
    "opens",
    [
        ("Sept 1:", "Sept 2:"),
        ("Sept 1:", "Sept 9:", "Sept 3:"),
        ("On Sept 1", "On Sept 2", "On Sept 3"),
        ("Room 1:", "Room 2:", "Room 3:"),
        ("Sept 1:", "Sept 1:", "Sept 1:"),
    ],
)
def test_few_days_days_in_disorder_and_no_days_make_no_timeline(opens: tuple[str, ...]) -> None:
    assert days(*opens) == []
