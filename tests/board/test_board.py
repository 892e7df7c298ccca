"""The board's arithmetic, one rule a test."""

import datetime as dt

import msgspec
import pytest

from tocsin.board import Before, Board, HostBoard, Standing, board
from tocsin.errors import DateError

from tests.board.picture import cell, day, known, noon, on


def values(standing: Standing | None) -> list[str | None]:
    """The headline and what holds beside it."""
    assert standing is not None
    return [standing.value, *(measure.value for measure in standing.others)]


def disputed(standing: Standing | None) -> list[str | None]:
    assert standing is not None
    return [measure.value for measure in standing.disagreements]


def test_a_posture_takes_effect_at_its_date_or_when_published() -> None:
    dated = cell(14, known("avoid_all", type="advice", at=11, published=13)).advice
    published = cell(14, known("avoid_all", type="advice", published=13)).advice
    assert dated is not None
    assert published is not None
    assert (dated.value, dated.state, dated.since) == ("avoid_all", "in_force", day(11))
    assert published.since == day(13)


def test_the_latest_effect_wins_and_what_stood_before_is_told() -> None:
    told = [known("caution", type="advice", at=3), known("avoid_all", type="advice", at=11)]
    advice = cell(14, *told).advice
    assert advice is not None
    assert (advice.value, advice.since, advice.before) == ("avoid_all", day(11), Before(value="caution", since=day(3)))
    assert advice.disagreements == ()


def test_an_advice_that_is_lowered_is_lowered() -> None:
    advice = cell(14, known("avoid_all", type="advice", at=3), known("caution", type="advice", at=11)).advice
    assert advice is not None
    assert (advice.value, advice.before) == ("caution", Before(value="avoid_all", since=day(3)))


def test_a_later_sighting_of_an_older_fact_changes_nothing_of_what_is_in_force() -> None:
    now = known("avoid_all", type="advice", at=11)
    older = known("caution", type="advice", at=3, published=13, seen=13)
    advice = cell(14, now, older).advice
    assert advice is not None
    assert (advice.value, advice.since, advice.evidence) == ("avoid_all", day(11), (now.id,))


def test_a_measure_repeated_holds_since_it_began_and_is_as_young_as_its_last_repetition() -> None:
    told = [known("leave", type="directive", at=at, publisher=f"Paper {at}") for at in (11, 12, 14)]
    directive = cell(16, *told).directive
    assert directive is not None
    assert (directive.since, directive.repeated, directive.age_days) == (day(11), day(14), 2)
    assert (directive.publishers, directive.documents) == (("Paper 11", "Paper 12", "Paper 14"), 3)
    assert directive.evidence == tuple(sorted(each.id for each in told))


def test_two_records_of_one_document_are_one_document() -> None:
    twice = [known("leave", type="directive", at=11, document="d", wording=word) for word in ("leave", "get out")]
    directive = cell(12, *twice).directive
    assert directive is not None
    assert (directive.documents, len(directive.evidence)) == (1, 2)


def test_a_posture_without_any_date_is_undated() -> None:
    advice = cell(14, known("avoid_all", type="advice")).advice
    assert advice is not None
    assert (advice.value, advice.state, advice.since, advice.age_days) == ("avoid_all", "undated", None, None)


def test_an_undated_posture_never_beats_a_dated_one() -> None:
    advice = cell(14, known("avoid_all", type="advice"), known("caution", type="advice", at=3)).advice
    assert advice is not None
    assert (advice.value, advice.state) == ("caution", "in_force")
    assert [measure.value for measure in advice.undated] == ["avoid_all"]


@pytest.mark.parametrize(
    ("type_", "value", "days"),
    [
        ("advice", "avoid_all", 90),
        ("directive", "leave", 30),
        ("mission", "closed", 60),
        ("carrier", "suspended", 14),
        ("military", "withdrawn", 90),
    ],
)
def test_what_nobody_repeated_for_long_is_stale_with_its_age(type_: str, value: str, days: int) -> None:
    told = known(value, type=type_, at=1)
    (fresh,) = cell(1 + days, told).standings
    (stale,) = cell(2 + days, told).standings
    assert (fresh.state, fresh.age_days) == ("in_force", days)
    assert (stale.state, stale.age_days, stale.value) == ("stale", days + 1, value)


def test_a_report_of_a_past_measure_keeps_it_in_force() -> None:
    advice = cell(120, known("avoid_all", type="advice", at=1, published=110)).advice
    assert advice is not None
    assert (advice.state, advice.since, advice.age_days) == ("in_force", day(1), 10)


def test_a_measure_that_says_how_long_it_lasts_is_not_stale_before_its_end() -> None:
    assert cell(40, known("suspended", type="carrier", at=1, ends=day(50))).carrier is not None
    (standing,) = cell(40, known("suspended", type="carrier", at=1, ends=day(50))).standings
    assert (standing.state, standing.ends) == ("in_force", day(50))


def test_what_was_stale_and_is_said_again_begins_again() -> None:
    carrier = cell(60, known("suspended", type="carrier", at=1), known("suspended", type="carrier", at=58)).carrier
    assert carrier is not None
    assert (carrier.since, carrier.documents) == (day(58), 1)


def test_a_fresh_measure_is_the_headline_before_a_stale_one() -> None:
    directive = cell(45, known("leave", type="directive", at=1), known("contact", type="directive", at=40)).directive
    assert values(directive) == ["contact", "leave"]
    assert directive is not None
    assert (directive.state, directive.others[0].state) == ("in_force", "stale")


def test_where_all_is_stale_the_headline_is_what_was_in_force_last() -> None:
    told = [known("leave", type="directive", at=1), known("prepare", type="directive", at=200)]
    directive = cell(400, *told).directive
    assert values(directive) == ["prepare", "leave"]
    assert directive is not None
    assert (directive.state, directive.before) == ("stale", Before(value="leave", since=day(1)))


def test_a_closure_for_a_day_holds_on_its_day() -> None:
    closed = known("closed", at=12, ends=day(12))
    mission = cell(12, known("open", at=3), closed).mission
    assert mission is not None
    assert (mission.value, mission.state, mission.ends) == ("closed", "in_force", day(12))


def test_a_closure_for_a_day_lapses_to_what_stood_before_and_is_not_a_reopening() -> None:
    closed = known("closed", at=12, ends=day(12))
    mission = cell(13, known("open", at=3), closed).mission
    assert mission is not None
    assert (mission.value, mission.state, mission.since) == ("open", "lapsed", day(3))
    assert mission.lapsed is not None
    assert (mission.lapsed.value, mission.lapsed.ends, mission.lapsed.evidence) == ("closed", day(12), (closed.id,))
    assert (mission.changed, mission.before) == (day(13), Before(value="closed", since=day(12)))


def test_what_held_together_before_a_closure_holds_together_after_its_lapse() -> None:
    together = [known("relocated", at=3, place="Lviv"), known("reopened", at=3, place="Lviv"), known("open", at=4)]
    mission = cell(13, *together, known("closed", at=12, ends=day(12))).mission
    assert values(mission) == ["relocated", "reopened", "open"]


def test_what_was_ended_while_a_closure_lasted_does_not_come_back_with_its_lapse() -> None:
    closed = known("suspended", type="carrier", at=12, ends=day(16))
    carrier = cell(18, known("open", type="carrier", at=3), closed, known("closed", type="carrier", at=14)).carrier
    assert values(carrier) == ["closed"]


def test_a_closure_that_lapses_before_anything_was_known_leaves_an_unknown() -> None:
    found = cell(13, known("closed", at=12, ends=day(12)))
    assert found.mission is not None
    assert (found.mission.value, found.mission.state) == (None, "lapsed")
    assert "mission" in found.unknown


def test_a_closure_told_twice_lapses_though_one_report_does_not_tell_its_end() -> None:
    mission = cell(13, known("closed", at=12), known("closed", at=12, ends=day(12)), known("reduced", at=3)).mission
    assert mission is not None
    assert (mission.value, mission.state) == ("reduced", "lapsed")


def test_an_end_told_later_does_not_shorten_a_closure_that_began_without_one() -> None:
    mission = cell(20, known("closed", at=5), known("closed", at=12, ends=day(12))).mission
    assert mission is not None
    assert (mission.value, mission.state) == ("closed", "in_force")


def test_a_closure_that_is_extended_ends_with_its_new_end() -> None:
    told = [known("closed", at=5, ends=day(7)), known("closed", at=7, ends=day(9)), known("open", at=1)]
    extended, over = cell(9, *told).mission, cell(10, *told).mission
    assert extended is not None
    assert over is not None
    assert (extended.value, over.value, over.state) == ("closed", "open", "lapsed")


def test_what_is_announced_after_a_lapse_is_in_force_and_not_lapsed() -> None:
    mission = cell(15, known("closed", at=12, ends=day(12)), known("reduced", at=14)).mission
    assert mission is not None
    assert (mission.value, mission.state, mission.lapsed) == ("reduced", "in_force", None)


def test_two_unlike_postures_of_one_day_are_a_disagreement_and_the_severe_one_leads() -> None:
    advice = cell(14, known("caution", type="advice", at=11), known("avoid_all", type="advice", at=11)).advice
    assert values(advice) == ["avoid_all"]
    assert disputed(advice) == ["caution"]


def test_a_milder_report_of_the_next_day_without_a_date_of_its_own_is_a_disagreement() -> None:
    advice = cell(14, known("avoid_all", type="advice", at=11), known("caution", type="advice", published=12)).advice
    assert values(advice) == ["avoid_all"]
    assert disputed(advice) == ["caution"]


def test_a_milder_posture_dated_the_next_day_is_a_change() -> None:
    advice = cell(14, known("avoid_all", type="advice", at=11), known("caution", type="advice", at=12)).advice
    assert values(advice) == ["caution"]
    assert disputed(advice) == []


def test_a_raised_level_of_the_next_day_is_a_change() -> None:
    told = [known("caution", type="advice", published=11), known("avoid_all", type="advice", published=12)]
    advice = cell(14, *told).advice
    assert values(advice) == ["avoid_all"]
    assert disputed(advice) == []


def test_a_disagreement_ends_when_one_side_is_said_again_alone() -> None:
    told = [known("caution", type="advice", at=11), known("avoid_all", type="advice", at=11)]
    advice = cell(16, *told, known("caution", type="advice", at=14)).advice
    assert values(advice) == ["caution"]
    assert disputed(advice) == []


def test_directives_that_do_not_exclude_each_other_are_shown_together_strongest_first() -> None:
    told = [known(value, type="directive", at=11) for value in ("contact", "prepare", "leave", "stay_calm")]
    assert values(cell(12, *told).directive) == ["leave", "prepare", "contact", "stay_calm"]


def test_to_leave_follows_to_consider_leaving() -> None:
    told = [known("consider_leaving", type="directive", at=3), known("leave", type="directive", at=11)]
    directive = cell(12, *told, known("contact", type="directive", at=3)).directive
    assert values(directive) == ["leave", "contact"]
    assert directive is not None
    assert directive.before == Before(value="consider_leaving", since=day(3))


def test_to_shelter_follows_to_leave() -> None:
    directive = cell(25, known("leave", type="directive", at=11), known("shelter", type="directive", at=24)).directive
    assert values(directive) == ["shelter"]


def test_leave_or_else_shelter_on_one_day_is_no_disagreement() -> None:
    directive = cell(12, known("leave", type="directive", at=11), known("shelter", type="directive", at=11)).directive
    assert values(directive) == ["leave", "shelter"]
    assert disputed(directive) == []


def test_measures_of_a_mission_add_up() -> None:
    told = [known("families_leave", at=3), known("departure_ordered", at=11), known("reduced", at=11)]
    relocated = known("relocated", at=12, place="Lviv")
    mission = cell(13, *told, relocated, known("open", at=12, place="Lviv")).mission
    assert values(mission) == ["relocated", "departure_ordered", "reduced", "families_leave", "open"]
    assert disputed(mission) == []
    assert mission is not None
    assert (mission.place, mission.before) == ("Lviv", Before(value="departure_ordered", since=day(11)))


def test_open_does_not_undo_an_order_to_depart() -> None:
    assert values(cell(16, known("departure_ordered", at=11), known("open", at=14)).mission) == [
        "departure_ordered",
        "open",
    ]


def test_open_and_closed_on_one_day_disagree() -> None:
    mission = cell(12, known("open", at=11), known("closed", at=11)).mission
    assert values(mission) == ["closed"]
    assert disputed(mission) == ["open"]


def test_an_embassy_and_a_consulate_do_not_disagree() -> None:
    mission = cell(12, known("open", at=11, place="Kyiv"), known("closed", at=11, place="Kharkiv")).mission
    assert values(mission) == ["closed", "open"]
    assert disputed(mission) == []


def test_two_closures_in_two_cities_are_two_measures() -> None:
    mission = cell(12, known("closed", at=11, place="Kyiv"), known("closed", at=11, place="KHARKIV")).mission
    assert mission is not None
    assert {mission.place, *(each.place for each in mission.others)} == {"Kyiv", "KHARKIV"}


def test_a_report_without_place_is_of_the_same_measure() -> None:
    mission = cell(12, known("closed", at=11, place="Kyiv"), known("closed", at=11), known("closed", at=12)).mission
    assert mission is not None
    assert (mission.place, mission.documents, mission.others) == ("Kyiv", 3, ())


def test_a_mission_that_moves_on_is_where_it_moved_last() -> None:
    mission = cell(22, known("relocated", at=14, place="Lviv"), known("relocated", at=21, place="Rzeszow")).mission
    assert mission is not None
    assert (mission.place, mission.since, mission.others, mission.disagreements) == ("Rzeszow", day(21), (), ())


def test_two_moves_of_one_day_to_two_places_are_a_disagreement() -> None:
    mission = cell(22, known("relocated", at=14, place="Lviv"), known("relocated", at=14, place="Rzeszow")).mission
    assert disputed(mission) == ["relocated"]


def test_what_is_done_about_staff_is_one_measure_in_whatever_city_and_spelling() -> None:
    told = [known("departure_ordered", at=at, place=place) for at, place in ((11, "Kiev"), (12, None), (13, "Kyiv"))]
    mission = cell(14, *told).mission
    assert mission is not None
    assert (mission.since, mission.place, mission.documents, mission.others) == (day(11), "Kyiv", 3, ())


def test_a_consulate_that_reopens_does_not_undo_what_is_done_at_the_embassy() -> None:
    told = [known("departure_ordered", at=11, place="Kyiv"), known("closed", at=11, place="Kiev")]
    mission = cell(22, *told, known("reopened", at=20, place="Kharkiv")).mission
    assert values(mission) == ["closed", "departure_ordered", "reopened"]
    assert values(cell(22, *told, known("reopened", at=20, place="Kyiv")).mission) == ["reopened"]


def test_a_reopened_mission_is_reopened() -> None:
    told = [known("departure_ordered", at=11), known("relocated", at=14, place="Lviv"), known("closed", at=15)]
    mission = cell(22, *told, known("reopened", at=20, place="Kyiv")).mission
    assert values(mission) == ["reopened"]
    assert mission is not None
    assert mission.before == Before(value="closed", since=day(15))


def test_a_closure_after_a_reopening_ends_it() -> None:
    assert values(cell(22, known("reopened", at=11), known("closed", at=20)).mission) == ["closed"]


def test_regional_advice_never_leaks_to_the_country() -> None:
    found = cell(14, known("avoid_all", type="advice", at=11, scope="regional", place="Donetsk"))
    assert found.advice is None
    assert "advice" in found.unknown
    assert [(each.value, each.place, each.state) for each in found.regional] == [("avoid_all", "Donetsk", "in_force")]


def test_each_region_has_its_own_level() -> None:
    told = [
        known("caution", type="advice", at=3, scope="regional", place="Donetsk"),
        known("avoid_all", type="advice", at=11, scope="regional", place="donetsk"),
        known("caution", type="advice", at=11, scope="regional", place="Lviv"),
        known("leave", type="directive", at=11, scope="regional", place="Donetsk"),
    ]
    shown = [(each.type, each.place, each.value) for each in cell(14, *told).regional]
    assert shown == [
        ("advice", "donetsk", "avoid_all"),
        ("advice", "Lviv", "caution"),
        ("directive", "Donetsk", "leave"),
    ]


@pytest.mark.parametrize("modality", ["planned", "considered", "denied"])
def test_what_is_not_a_fact_is_listed_apart_and_never_in_force(modality: str) -> None:
    found = cell(14, known("closed", at=11, modality=modality), known("open", at=3))
    assert values(found.mission) == ["open"]
    assert [(each.value, each.modality, each.date) for each in found.apart] == [("closed", modality, day(11))]


def test_a_fact_of_a_later_day_is_coming_and_then_in_force() -> None:
    told = known("closed", at=20, published=12)
    found = cell(14, told)
    assert found.mission is None
    assert [(each.value, each.modality, each.date) for each in found.apart] == [("closed", "coming", day(20))]
    assert values(cell(20, told).mission) == ["closed"]
    assert cell(20, told).apart == ()


def test_plans_said_in_several_documents_are_one_mention() -> None:
    told = [known("closed", published=at, modality="planned") for at in (11, 12)]
    (mention,) = cell(14, *told).apart
    assert (mention.documents, mention.date, len(mention.evidence)) == (2, day(12), 2)


def test_only_what_was_seen_by_the_moment_counts() -> None:
    told = known("closed", at=11, seen=13)
    assert board([told], as_of=noon(12)).hosts == ()
    assert board([told], as_of=noon(13)).cell("JPN", "UKR") is not None


def test_the_past_can_be_shown_as_it_is_known_now() -> None:
    told = known("closed", at=11, seen=400)
    found = board([told], as_of=noon(12), known_at=noon(400)).cell("JPN", "UKR")
    assert found is not None
    assert values(found.mission) == ["closed"]


def test_what_was_published_after_the_moment_tells_of_the_past_and_not_of_what_comes() -> None:
    told = [known("closed", at=11, published=25), known("relocated", at=24, published=25)]
    found = cell(14, *told, known("leave", type="directive", published=25, modality="planned"))
    assert values(found.mission) == ["closed"]
    assert found.apart == ()


def test_unknown_is_named_for_governments_and_not_for_carriers() -> None:
    shown = on(
        14, known("leave", type="directive", at=11), known("suspended", type="carrier", at=11, sender="Air Sample")
    )
    state, airline = shown.cell("JPN", "UKR"), shown.cell("Air Sample", "UKR")
    assert state is not None
    assert airline is not None
    assert (state.unknown, airline.unknown) == (("advice", "mission"), ())
    letters = on(14, known("suspended", type="carrier", at=11, sender="KLM")).cell("KLM", "UKR")
    assert letters is not None
    assert letters.unknown == ()


def test_unnamed_carriers_are_several_and_neither_end_nor_dispute_each_other() -> None:
    told = [
        known(value, type="carrier", at=at, sender=None)
        for value, at in (("suspended", 11), ("open", 11), ("open", 13))
    ]
    found = on(14, *told).cell(None, "UKR")
    assert found is not None
    assert values(found.carrier) == ["suspended", "open"]
    assert disputed(found.carrier) == []


def test_a_posture_without_a_host_is_kept_apart_and_not_lost() -> None:
    shown = on(14, known("leave", type="directive", at=11, host=None))
    assert shown.hosts == ()
    assert [mention.value for mention in shown.unplaced] == ["leave"]


def test_the_board_is_narrowed_and_what_was_asked_for_is_there_even_if_unknown() -> None:
    told = [known("closed", at=11), known("closed", at=11, sender="NOR"), known("closed", at=11, host="ISR")]
    shown = on(14, *told, hosts=["UKR", "SDN"], senders=["NOR", "DEU"])
    assert [(host.host, [each.sender for each in host.cells]) for host in shown.hosts] == [
        ("SDN", ["DEU", "NOR"]),
        ("UKR", ["DEU", "NOR"]),
    ]
    silent = shown.cell("DEU", "UKR")
    assert silent is not None
    assert silent.unknown == ("advice", "directive", "mission")
    assert on(14, *told, hosts=["SDN"]).hosts == (HostBoard(host="SDN"),)


def test_governments_come_before_carriers_and_carriers_before_the_unnamed() -> None:
    senders = ["Air Sample", None, "NOR", "EU", "DEU"]
    shown = on(14, *(known("suspended", type="carrier", at=11, sender=sender) for sender in senders))
    assert [each.sender for each in shown.host("UKR").cells] == ["DEU", "EU", "NOR", "Air Sample", None]


def test_a_board_becomes_json_and_comes_back() -> None:
    told = [known("closed", at=11, ends=day(11)), known("leave", type="directive"), known("open", modality="denied")]
    shown = on(14, *told)
    encoded = msgspec.json.encode(shown)
    assert msgspec.json.decode(encoded, type=Board) == shown
    (host,) = msgspec.json.decode(encoded)["hosts"]
    assert (host["host"], host["cells"][0]["sender"], host["cells"][0]["host"]) == ("UKR", "JPN", "UKR")


def test_a_moment_in_another_zone_is_of_its_day_in_utc() -> None:
    late = dt.datetime(2022, 2, 12, 1, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    assert board([known("closed", at=12)], as_of=late, known_at=noon(20)).hosts[0].cells[0].mission is None
    assert board([known("closed", at=11)], as_of=late, known_at=noon(20)).hosts[0].cells[0].mission is not None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(DateError, match="time zone"):
        board([], as_of=dt.datetime(2022, 2, 12, 1))  # noqa: DTZ001 - that is the point
