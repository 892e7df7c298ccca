"""What holds of every board with registers, whatever they showed."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tocsin.board import Board, Cell, board
from tocsin.ledger import Edition, KnownPosture, Part, Shown

from tests.board.registry import edition, known, noon, shown, stated

TODAY = 15
LEVELS = ["normal", "caution", "avoid_nonessential", "avoid_all"]
PART = Part(value="avoid_all", wording="Red", place="Donbas")


@st.composite
def entries(draw: st.DrawFn, name: str = "ukraine") -> Shown:
    days = sorted(draw(st.sets(st.integers(1, 28), min_size=1, max_size=5)))
    made = [_edition(draw, day, name) for day in days]
    return shown(*made, read=draw(st.integers(max(days), 40)))


def _edition(draw: st.DrawFn, day: int, name: str) -> Edition:
    level = draw(st.sampled_from([*LEVELS, None]))
    return edition(
        day,
        level,
        entry=name,
        dated=draw(st.none() | st.integers(1, 30)),
        silent=level is None and draw(st.booleans()),
        present=draw(st.sampled_from([True, True, True, False])),
        parts=draw(st.sampled_from([(), (PART,)])),
        says=draw(st.sampled_from([(), ("directive:leave",), ("mission:closed",)])),
        revision=draw(st.sampled_from(["1", "1", "2"])),
    )


@st.composite
def press(draw: st.DrawFn) -> KnownPosture:
    type_, value = draw(st.sampled_from([*(("advice", each) for each in LEVELS), ("directive", "leave")]))
    day = draw(st.integers(1, 28))
    return known(value, type=type_, published=day, seen=draw(st.integers(day, 28)))


both = st.tuples(entries(), entries("ukraine-2")).map(list)


def told_by(registers: list[Shown]) -> list[KnownPosture]:
    return [posture for entry in registers for posture in stated(entry)]


def drawn(registers: list[Shown], told: list[KnownPosture], known_at: int) -> Board:
    every = [*told, *told_by(registers)]
    return board(every, as_of=noon(TODAY), known_at=noon(known_at), registers=registers)


def only(shown_: Board) -> Cell | None:
    return shown_.cell("JPN", "UKR")


@given(both, st.lists(press(), max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_postures_entries_and_editions_moves_no_bit(
    registers: list[Shown],
    told: list[KnownPosture],
    random: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    every = [*told, *told_by(registers)]
    expected = board(every, as_of=noon(TODAY), registers=registers)
    random.shuffle(every)
    mixed = [
        msgspec.structs.replace(each, editions=tuple(random.sample(each.editions, len(each.editions))))
        for each in reversed(registers)
    ]
    shuffled = board(every, as_of=noon(TODAY), registers=[*mixed, mixed[0]])
    assert msgspec.json.encode(shuffled) == msgspec.json.encode(expected)


@given(both, st.lists(press(), max_size=5))
def test_what_was_seen_later_does_not_count(registers: list[Shown], told: list[KnownPosture]) -> None:
    seen = [
        msgspec.structs.replace(each, editions=known_, read_at=min(each.read_at, noon(TODAY)))
        for each in registers
        if (known_ := tuple(e for e in each.editions if e.seen_at <= noon(TODAY)))
    ]
    assert drawn(registers, told, TODAY) == drawn(seen, told, TODAY)


@given(entries(), st.lists(press(), max_size=5))
def test_a_level_is_only_ever_that_of_an_edition_that_has_it(entry: Shown, told: list[KnownPosture]) -> None:
    found = only(drawn([entry], told, TODAY))
    if found is None or found.advice is None or found.advice.register is None:
        return
    said = next(each for each in entry.editions if each.seen_at == found.advice.register.seen_at)
    assert found.advice.value == (said.level if said.present else None)
    assert (found.advice.value is None) == (found.advice.state in ("unknown", "silent"))
    assert (found.advice.value is None) == (found.advice.evidence == ())


@given(both, st.lists(press(), max_size=5))
def test_press_moves_no_official_level(registers: list[Shown], told: list[KnownPosture]) -> None:
    alone, beside = only(drawn(registers, [], TODAY)), only(drawn(registers, told, TODAY))
    if alone is not None and alone.advice is not None:
        assert beside is not None
        assert beside.advice is not None
        fields = ("value", "state", "since", "evidence", "register", "before", "changed", "others")
        assert [getattr(beside.advice, name) for name in fields] == [getattr(alone.advice, name) for name in fields]


@given(entries(), st.lists(press(), max_size=5))
def test_parts_never_become_the_country_and_go_with_their_edition(entry: Shown, told: list[KnownPosture]) -> None:
    found = only(drawn([entry], told, TODAY))
    if found is None:
        return
    regional = {each.id for each in stated(entry) if each.posture.scope == "regional"}
    for standing in found.standings:
        assert regional.isdisjoint(standing.evidence)
    for standing in found.regional:
        assert standing.register is not None
        said = next(each for each in entry.editions if each.seen_at == standing.register.seen_at)
        assert said.present
        assert said.parts


@given(entries(), st.lists(press(), max_size=5))
def test_who_leads_leads_by_no_less_than_nothing(entry: Shown, told: list[KnownPosture]) -> None:
    found = only(drawn([entry], told, TODAY))
    for standing in found.standings if found is not None else ():
        if standing.lead is not None:
            assert standing.lead.days >= 0
            assert standing.lead.hours is None or standing.lead.hours >= 0
            assert standing.press or standing.register is None
