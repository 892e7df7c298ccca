"""A cursor brings back its place in its own list, and nothing else."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.ledger.paging import RecordPlace
from tocsin.web.api.cursors import cursor, place

FIELDS = st.dictionaries(st.sampled_from(["", "host", "since", "speaker"]), st.text(max_size=20) | st.none())
PLACES = st.builds(
    RecordPlace, st.none() | st.dates(), st.text(max_size=40), st.integers(0, 2**40), st.text(max_size=24)
)


@given(FIELDS, PLACES)
def test_a_cursor_brings_its_place_back(fields: dict[str, str | None], at: RecordPlace) -> None:
    assert place(fields, cursor(fields, at), RecordPlace) == at


@given(FIELDS, PLACES, st.integers(0, 500), st.integers(1, 63))
def test_a_cursor_that_was_touched_is_refused(
    fields: dict[str, str | None], at: RecordPlace, where: int, by: int
) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    whole = cursor(fields, at)
    where %= len(whole) - 1  # the last letter holds bits that are no part of the bytes
    other = alphabet[(alphabet.index(whole[where]) + by) % len(alphabet)]
    with pytest.raises(InputError):
        place(fields, whole[:where] + other + whole[where + 1 :], RecordPlace)


@given(st.text(max_size=200))
def test_anything_else_is_refused_with_a_sentence(given_: str) -> None:
    with pytest.raises(InputError, match="cursor"):
        place({"": "/api/v1/statements"}, given_, RecordPlace)


def test_a_cursor_is_of_no_use_for_another_list() -> None:
    at = RecordPlace(dt.date(2022, 2, 12), "d", 3, "r")
    of_ukraine = cursor({"": "/statements", "host": "UKR"}, at)
    with pytest.raises(InputError, match="another list"):
        place({"": "/statements", "host": "BLR"}, of_ukraine, RecordPlace)
    assert place({"": "/statements", "host": "UKR", "since": None}, of_ukraine, RecordPlace) == at


def test_a_place_of_another_form_is_refused() -> None:
    asked: dict[str, str | None] = {"": "/signals"}
    with pytest.raises(InputError):
        place(asked, cursor(asked, {"day": 1}), RecordPlace)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(RecordPlace(None, "d", 0, "r")), type=RecordPlace).day is None
