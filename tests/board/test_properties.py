"""What holds of every board, whatever the postures are."""

from typing import Any

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from tocsin.board import Board, Cell, Measure, Standing, board, changes_last
from tocsin.ledger import KnownPosture
from tocsin.records.model import VALUES

from tests.board.picture import day, known, noon, on

TODAY = 20

days = st.none() | st.integers(1, 28)


@st.composite
def postures(draw: st.DrawFn, /, **fixed: Any) -> KnownPosture:
    type_ = fixed.get("type") or draw(st.sampled_from(sorted(VALUES)))
    ends = draw(days)
    drawn = {
        "at": draw(days),
        "published": draw(days),
        "seen": draw(st.integers(1, 28)),
        "type": type_,
        "ends": None if ends is None else day(ends),
        "place": draw(st.sampled_from([None, "Kyiv", "kyiv", "Lviv"])),
        "scope": draw(st.sampled_from([None, "national", "regional"])),
        "modality": draw(st.sampled_from(["fact", "fact", "fact", "planned", "denied"])),
        "sender": draw(st.sampled_from(["JPN", "NOR", None])),
        "host": draw(st.sampled_from(["UKR", "UKR", "ISR", None])),
        "document": draw(st.sampled_from("abc")),
        "wording": draw(st.sampled_from([None, "one", "two"])),
    }
    value = draw(st.sampled_from(VALUES[str(type_)]))
    made: KnownPosture = known(value, **{**drawn, **fixed})
    return made


def lists(**fixed: Any) -> st.SearchStrategy[list[KnownPosture]]:
    return st.lists(postures(**fixed), max_size=12)


def of_one_cell(type_: str) -> dict[str, Any]:
    return {"type": type_, "sender": "JPN", "host": "UKR", "scope": None, "modality": "fact"}


def only(shown: Board) -> Cell | None:
    return shown.cell("JPN", "UKR")


def measures(standing: Standing) -> list[Measure]:
    held = [standing, *standing.others, *standing.disagreements, *standing.undated]
    return [*held, standing.lapsed] if standing.lapsed else [*held]


@given(lists(), st.randoms(use_true_random=False))
def test_the_same_postures_in_any_order_and_number_make_the_same_board_bit_for_bit(
    told: list[KnownPosture],
    random: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    shuffled = [*told, *told[:3]]
    random.shuffle(shuffled)
    expected, shown = (board(each, as_of=noon(TODAY)) for each in (told, shuffled))
    assert msgspec.json.encode(shown) == msgspec.json.encode(expected)
    assert changes_last(shown) == changes_last(expected)


@given(lists())
def test_what_is_seen_later_is_not_on_the_board_yet(told: list[KnownPosture]) -> None:
    seen = [each for each in told if each.first_seen <= noon(TODAY)]
    assert board(told, as_of=noon(TODAY)) == board(seen, as_of=noon(TODAY))


@given(lists())
def test_every_measure_is_its_own_evidence(told: list[KnownPosture]) -> None:
    by_id = {each.id: each for each in told}
    for host in on(TODAY, *told).hosts:
        for cell in host.cells:
            for standing in (*cell.standings, *cell.regional):
                for measure in measures(standing):
                    cited = [by_id[each] for each in measure.evidence]
                    said = {(e.posture.sender, e.posture.host, e.posture.type, e.posture.value) for e in cited}
                    assert measure.value is None or said == {(cell.sender, host.host, standing.type, measure.value)}


@given(lists())
def test_nothing_of_a_later_day_and_nothing_but_facts_is_in_force(told: list[KnownPosture]) -> None:
    by_id = {each.id: each.posture for each in told}
    for host in on(TODAY, *told).hosts:
        for standing in (each for cell in host.cells for each in (*cell.standings, *cell.regional)):
            for measure in measures(standing):
                assert measure.since is None or measure.since <= day(TODAY)
                assert measure.age_days is None or measure.age_days >= 0
                assert all(by_id[each].modality == "fact" for each in measure.evidence)


@given(lists())
def test_what_is_not_a_fact_or_regional_changes_nothing_national(told: list[KnownPosture]) -> None:
    plain = [e for e in told if e.posture.modality == "fact" and e.posture.scope != "regional"]
    some, every = on(TODAY, *plain), on(TODAY, *told)
    for host in every.hosts:
        for cell in host.cells:
            advice = [each for each in cell.standings if each.type in ("advice", "directive")]
            without = some.cell(cell.sender, host.host)
            expected = without.standings if without is not None else ()
            assert advice == [each for each in expected if each.type in ("advice", "directive")]


@given(st.lists(postures(**of_one_cell("advice"), ends=None), min_size=1, max_size=12), st.data())
def test_a_later_sighting_of_an_older_fact_changes_no_level(told: list[KnownPosture], data: st.DataObject) -> None:
    effects = [each.posture.date or each.published for each in told]
    past = [each for each in effects if each is not None and day(3) <= each <= day(TODAY)]
    assume(past)
    long_ago = data.draw(st.integers(1, (max(past) - day(2)).days))
    old = data.draw(postures(**of_one_cell("advice"), ends=None, at=long_ago))
    before, after = only(on(TODAY, *told)), only(on(TODAY, *told, old))
    assert before is not None
    assert after is not None
    assert before.advice is not None
    assert after.advice is not None
    assert after.advice.value == before.advice.value
    assert [each.value for each in after.advice.disagreements] == [each.value for each in before.advice.disagreements]


@given(
    st.lists(postures(**of_one_cell("mission")), min_size=1, max_size=12),
    postures(**of_one_cell("mission"), at=None, published=None),
)
def test_an_undated_posture_never_beats_a_dated_one(told: list[KnownPosture], undated: KnownPosture) -> None:
    before, after = only(on(TODAY, *told)), only(on(TODAY, *told, undated))
    assume(before is not None and before.mission is not None and before.mission.state != "undated")
    assert before is not None
    assert after is not None
    assert after.mission is not None
    assert before.mission == msgspec.structs.replace(
        after.mission, undated=before.mission.undated if before.mission else ()
    )


without_closure = postures(**of_one_cell("mission"), ends=None).filter(lambda each: each.posture.value != "closed")


@given(st.lists(without_closure, min_size=1, max_size=12), st.sampled_from([None, "Kyiv", "Lviv"]))
def test_a_measure_that_came_to_its_end_leaves_what_stood_before(told: list[KnownPosture], place: str | None) -> None:
    said = [each for each in told if (each.posture.date or each.published or day(28)) < day(TODAY - 2)]
    assume(said)
    before = only(on(TODAY, *said))
    after = only(on(TODAY, *said, known("closed", at=TODAY - 1, ends=day(TODAY - 1), place=place)))
    assert before is not None
    assert before.mission is not None
    assert after is not None
    assert after.mission is not None
    assert (after.mission.value, after.mission.state) == (before.mission.value, "lapsed")
    assert after.mission.others == before.mission.others
