"""Texts that tell history, whose dates lean on each other; cells of the calendar; any text at all."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.when import day_of, find
from tocsin.reading.when.cells import Cell

TODAY = dt.date(2020, 5, 5)
CHRONICLE = (
    "The league was founded on 4 August 1789 and split in March 1790, a year after the fair of 1789. "
    "On 9 May its leader fled. "
    "The next day the council met. In the autumn the port was lost.\n\n"
    "In June 1792 the league made peace; five months later the peace was broken. In January the guard marched north. "
    "Much later, a book of 1911 praised the guard. In February the port was taken back."
)


def test_a_chronicle_carries_its_year_along() -> None:
    found = {when.text: when.value for when in find(CHRONICLE, TODAY)}
    assert found["9 May"] == "1790-05-09"
    assert found["The next day"] == "1790-05-10"
    assert found["the autumn"] == "1790-FA"
    assert found["five months later"] == "1792-11"


def test_a_chronicle_steps_into_the_next_year_and_back_from_a_glance_at_another() -> None:
    found = {when.text: when.value for when in find(CHRONICLE, TODAY)}
    assert found["January"] == "1793-01"
    assert found["February"] == "1793-02"


def test_news_with_a_year_of_long_ago_stays_news() -> None:
    text = "The treaty of 1991 was renewed in 2001, officials said on Monday. In April, talks failed."
    assert [when.value for when in find(text, TODAY)][-1] == "2020-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell in 490 BC.", "BC0490"),
        ("It fell in the spring of 480 BC.", "BC0480-SP"),
        ("It fell on 11 August 480 BC.", "BC0480-08-11"),
        ("It fell in the 470s BC.", "BC047"),
        ("It fell in the 4th century BC.", "BC03"),
    ],
)
def test_years_before_the_first_have_a_value_but_no_days(text: str, value: str) -> None:
    (when,) = find(text, TODAY)
    assert (when.value, when.first, day_of(when)) == (value, None, None)


@pytest.mark.parametrize(
    ("cell", "value", "after"),
    [
        (Cell.part("month", 2021, 12), "2021-12", "2022-01"),
        (Cell.part("season", 2021, 4), "2021-WI", "2022-SP"),
        (Cell.part("year", 0), "BC0001", "0001"),
        (Cell.part("quarter", 2021, 4), "2021-Q4", "2022-Q1"),
        (Cell.week(2020, 53), "2020-W53", "2021-W01"),
        (Cell("decade", 199), "199", "200"),
    ],
)
def test_cells_count_on_over_the_years_end(cell: Cell, value: str, after: str) -> None:
    assert (cell.value, cell.shift(1).value) == (value, after)


@given(st.dates(dt.date(1, 1, 1), dt.date(4000, 1, 1)), st.sampled_from(["week", "month", "season", "quarter", "year"]))
def test_a_day_lies_within_its_coarser_cell(date: dt.date, unit: str) -> None:
    day = Cell.of_date(date)
    cell = day.within(unit)
    assert cell.first <= day.index <= cell.last
    assert cell.shift(1).first == cell.last + 1


WORDS = st.sampled_from(
    (
        "the a of in on to and next last this two 6000 30 31 1943 99 BC May June Friday years days century weekend ago "
        "later before after first second morning noon a.m. 11:04 12/12/12 1990s 's - , . ( ) \n early end half quarter "
        "spring every"
    ).split(" ")
)


@given(st.lists(WORDS, max_size=14).map(" ".join), st.none() | st.dates())
def test_any_run_of_words_is_read_without_failing(text: str, anchor: dt.date | None) -> None:
    for when in find(text, anchor):
        assert text[when.start : when.end] == when.text
        assert when.first is None or when.last is None or when.first <= when.last
