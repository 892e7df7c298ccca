"""Editions in order of time: which of them are a change of advice."""

import datetime as dt

import msgspec
import pytest

from tocsin.changes import History, history, sentence
from tocsin.ledger import Edition, Part

START = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=60)


def edition(day: float, level: str | None, dated: float | None = None, **more: object) -> Edition:
    """The edition that was seen on a day, counted from the start; dated to another day, or undated."""
    plain = Edition(
        source="nor_samples",
        government="NOR",
        entry="Niger",
        destination="Niger",
        hosts=("NER",),
        seen_at=START + dt.timedelta(days=day),
        revision="1",
        level=level,
        updated=None if dated is None else START + dt.timedelta(days=dated),
    )
    return msgspec.structs.replace(plain, **more)


def told(*editions: Edition) -> History:
    return history(editions, now=NOW)


def levels(*editions: Edition) -> list[tuple[str | None, str | None]]:
    return [(change.before, change.after) for change in told(*editions).changes]


def test_the_first_edition_is_no_change() -> None:
    assert told(edition(0, "avoid_all", 0)).changes == ()


def test_a_newer_date_and_another_level_is_a_change() -> None:
    assert levels(edition(0, "caution", 0), edition(5, "avoid_all", 5)) == [("caution", "avoid_all")]


def test_unknown_between_two_levels_hides_no_change_and_makes_none() -> None:
    lost = edition(3, None, 3)
    assert levels(edition(0, "caution", 0), lost, edition(5, "caution", 5)) == []
    assert levels(edition(0, "caution", 0), lost, edition(5, "avoid_all", 5)) == [("caution", "avoid_all")]


def test_unknown_is_never_a_change_to_normal() -> None:
    found = told(edition(0, "avoid_all", 0), edition(5, None, 5), edition(6, None, 6))
    assert found.changes == ()
    assert found.remarks[0].reason == "lost_level"


def test_two_real_changes_within_days_are_both_told_when_each_has_its_own_date() -> None:
    storm = (edition(0, "caution", 0), edition(2, "avoid_nonessential", 2), edition(5, "caution", 5))
    assert levels(*storm) == [("caution", "avoid_nonessential"), ("avoid_nonessential", "caution")]


def test_two_states_that_alternate_are_never_told() -> None:
    alternating = [edition(day, ("caution", "avoid_all")[day % 2], 0) for day in range(9)]
    assert levels(*alternating) == []


def test_a_date_that_cannot_be_is_not_believed() -> None:
    found = told(edition(0, "caution", 0), edition(1, "avoid_all", 400), edition(2, "caution", 0))
    assert found.changes == ()
    assert "impossible_date" in {remark.reason for remark in found.remarks}


def test_a_stamp_over_the_whole_register_confirms_no_level() -> None:
    def entries(day: float, dated: float, **levels: str) -> list[Edition]:
        names = [f"Country {number}" for number in range(20)]
        return [edition(day, levels.get(name[8:], "caution"), dated, entry=name, destination=name) for name in names]

    def named(number: str) -> list[Edition]:
        every = [*entries(0, 0), *entries(10, 10, **{number: "normal"}), *entries(11, 0)]
        return sorted(every, key=lambda each: (each.entry, each.seen_at))

    assert told(*named("7")).changes == ()


def test_regions_are_a_kind_of_their_own_and_spelling_is_none() -> None:
    north = Part(value="avoid_all", wording="Red", place="the northern border")
    respelled = Part(value="avoid_all", wording="Red", place="The Northern  border")
    west = Part(value="avoid_all", wording="Red", place="the western provinces")
    assert told(edition(0, "caution", 0, parts=(north,)), edition(5, "caution", 5, parts=(respelled,))).changes == ()
    change = told(edition(0, "caution", 0, parts=(north,)), edition(5, "caution", 5, parts=(west,))).changes[0]
    assert (change.kinds, change.gone, change.new) == (
        ("region",),
        ("avoid_all: the northern border",),
        ("avoid_all: the western provinces",),
    )


@pytest.mark.parametrize(("posture", "kind"), [("directive:leave", "directive"), ("mission:closed@Niamey", "mission")])
def test_a_directive_and_a_mission_are_kinds_of_their_own(posture: str, kind: str) -> None:
    change = told(edition(0, "avoid_all", 0), edition(5, "avoid_all", 5, postures=(posture,))).changes[0]
    assert change.kinds == (kind,)
    assert change.new == (posture,)


def test_a_newer_reader_that_reads_another_level_is_no_news() -> None:
    found = told(
        edition(0, "avoid_all", 0), edition(5, "normal", 0, revision="2"), edition(6, "normal", 6, revision="2")
    )
    assert found.changes == ()


def test_the_same_editions_give_the_same_history() -> None:
    every = [edition(day, ("caution", "avoid_all", None)[day % 3], day) for day in range(12)]
    assert told(*every) == told(*every)


def test_from_the_whole_country_to_parts_of_it_is_a_change() -> None:
    found = told(edition(0, "avoid_all", 0), edition(5, None, 5, silent=True, wording="parts only"))
    assert [(change.before, change.after, change.after_words) for change in found.changes] == [
        ("avoid_all", None, "parts only")
    ]


def test_a_warning_that_is_gone_for_a_day_flapped_and_for_a_week_was_lifted() -> None:
    gone = edition(5, None, 0, silent=True)
    assert levels(edition(0, "avoid_all", 0), gone, edition(6, "avoid_all", 0)) == []
    assert levels(edition(0, "avoid_all", 0), gone) == [("avoid_all", None)]


def test_a_level_that_moved_to_parts_is_shown_as_such_and_is_no_lost_level() -> None:
    north = Part(value="avoid_all", wording="Red", place="the north")
    found = told(edition(0, "avoid_all", 0), edition(5, None, 5, silent=True, why="for parts only", parts=(north,)))
    (change,) = found.changes
    assert (change.kinds, change.before, change.after, change.new) == (
        ("level", "region"),
        "avoid_all",
        None,
        ("avoid_all: the north",),
    )
    assert sentence(change) == "NOR on Niger: avoid_all → for parts only (now avoid_all: the north)"
    assert found.remarks == ()


def test_parts_of_a_country_that_has_no_level_of_its_own_change_too() -> None:
    parts = [(Part(value=value, wording=value, place="the strip"),) for value in ("avoid_all", "caution")]
    found = told(edition(0, None, 0, silent=True, parts=parts[0]), edition(5, None, 5, silent=True, parts=parts[1]))
    assert [(change.kinds, change.gone, change.new) for change in found.changes] == [
        (("region",), ("avoid_all: the strip",), ("caution: the strip",))
    ]
