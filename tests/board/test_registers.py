"""The register's level stands; press that runs ahead of it is shown as ahead, with the lag."""

from typing import Any

import pytest

from tocsin.board import Standing, board, changes_last
from tocsin.ledger import KnownPosture, Official, Part

from tests.board.registry import advice, cell, day, edition, known, noon, on, replaced, says, shown, stated


def press(value: str, at: int, *, seen: int | None = None, **more: Any) -> KnownPosture:
    return known(value, published=at, seen=at if seen is None else seen, type=more.pop("type", "advice"), **more)


class TestTheOfficialColumn:
    def test_a_level_holds_while_the_register_is_alive_however_old_it_is(self) -> None:
        found = advice(400, shown(edition(3, "avoid_all", dated=1), read=399))
        assert says(found) == ("avoid_all", "in_force")
        assert (found.since, found.age_days) == (day(1), 1)
        assert found.register is not None
        assert (found.register.source, found.register.read_at) == ("jpn_samples", noon(399))

    def test_a_register_that_was_not_read_for_long_is_stale_with_the_reason(self) -> None:
        silent = shown(edition(3, "avoid_all"), read=5, failing="it refused")
        assert says(advice(12, silent)) == ("avoid_all", "in_force")
        found = advice(13, silent)
        assert says(found) == ("avoid_all", "stale")
        assert found.register is not None
        assert found.register.why == "it was not read since: it refused"

    def test_a_level_that_was_lost_is_unknown_with_the_reason_and_never_the_old_one(self) -> None:
        found = advice(9, shown(edition(3, "avoid_all"), edition(8, None, why="new words"), read=9))
        assert says(found) == (None, "unknown")
        assert found.register is not None
        assert found.register.why == "new words"
        assert found.evidence == ()
        assert found.changed is None

    def test_a_row_that_is_gone_is_unknown(self) -> None:
        gone = edition(8, "avoid_all", present=False, document="ukraine-3")
        found = advice(9, shown(edition(3, "avoid_all"), gone, read=9))
        assert says(found) == (None, "unknown")
        assert found.register is not None
        assert found.register.why == "it is no longer listed"

    def test_a_register_that_states_none_says_so(self) -> None:
        found = advice(9, shown(edition(3, "avoid_all"), edition(8, None, silent=True, why="only parts"), read=9))
        assert says(found) == (None, "silent")
        assert found.before is not None
        assert (found.before.value, found.before.since, found.changed) == ("avoid_all", day(3), day(8))

    def test_an_entry_without_any_level_makes_a_cell_of_its_own(self) -> None:
        shown_ = on(9, shown(edition(3, None, why="new words"), read=9))
        assert says(shown_.host("UKR").cells[0].advice) == (None, "unknown")
        assert on(9, shown(edition(3, None), read=9), senders=["NOR"]).hosts == ()

    def test_a_newer_edition_ends_what_it_does_not_say_any_more(self) -> None:
        entry = shown(edition(3, "avoid_all", says=["directive:leave"]), edition(8, "caution"), read=9)
        assert says(cell(7, entry).directive) == ("leave", "in_force")
        found = cell(9, entry)
        assert says(found.advice) == ("caution", "in_force")
        assert says(found.directive) == (None, "ended")
        assert found.directive is not None
        assert found.directive.before is not None
        assert (found.directive.before.value, found.directive.changed) == ("leave", day(8))
        assert cell(60, entry).directive is None

    def test_what_the_register_ended_is_ended_in_the_press_too_unless_told_since(self) -> None:
        entry = shown(edition(3, "avoid_all", says=["directive:leave"]), edition(8, "caution"), read=12)
        old, new = (press("leave", at, type="directive") for at in (5, 11))
        assert says(cell(12, entry, old).directive) == (None, "ended")
        found = cell(12, entry, old, new).directive
        assert says(found) == ("leave", "in_force")
        assert found is not None
        assert found.lead is not None
        assert (found.lead.state, found.lead.days) == ("ahead", 1)

    def test_two_levels_for_one_country_are_a_disagreement_and_a_part_is_none(self) -> None:
        other = shown(edition(3, "caution", entry="ukraine-and-others"), read=9)
        found = advice(9, shown(edition(3, "avoid_all"), read=9), other)
        assert says(found) == ("avoid_all", "in_force")
        assert [each.value for each in found.disagreements] == ["caution"]
        part = Part(value="avoid_all", wording="Red", place="Crimea")
        crimea = shown(edition(3, None, entry="crimea", parts=(part,), why="a part"), read=9)
        found = advice(9, shown(edition(3, "caution"), read=9), crimea)
        assert says(found) == ("caution", "in_force")
        assert found.disagreements == ()

    def test_regional_advice_stays_regional_and_goes_with_its_edition(self) -> None:
        part = Part(value="avoid_all", wording="Red", place="Donbas")
        entry = shown(edition(3, "caution", parts=(part,)), edition(8, "caution"), read=9)
        assert [(each.value, each.place) for each in cell(7, entry).regional] == [("avoid_all", "Donbas")]
        assert says(cell(7, entry).advice) == ("caution", "in_force")
        assert cell(9, entry).regional == ()

    def test_an_older_copy_out_of_a_cache_does_not_undo_the_newer_edition(self) -> None:
        cached = edition(8, "caution", dated=1)
        entry = shown(edition(3, "caution", dated=1), edition(6, "avoid_all", dated=6), cached, read=9)
        assert says(advice(9, entry)) == ("avoid_all", "in_force")
        assert says(advice(11, entry)) == ("caution", "in_force")

    def test_a_newer_reader_is_no_news_and_the_days_stay(self) -> None:
        again = edition(8, "avoid_all", document="ukraine-3", revision="2")
        found = advice(9, shown(edition(3, None, why="new words"), again, read=9))
        assert (found.value, found.since, found.changed, found.before) == ("avoid_all", day(3), None, None)

    def test_unknown_between_two_editions_of_one_level_moves_no_day(self) -> None:
        entry = shown(edition(3, "caution"), edition(5, None), edition(8, "caution"), edition(10, "avoid_all"), read=12)
        assert advice(9, entry).since == day(3)
        found = advice(11, entry)
        assert found.before is not None
        assert (found.since, found.before.value, found.before.since) == (day(10), "caution", day(3))

    def test_a_closure_that_names_its_last_day_ends_with_it(self) -> None:
        entry = shown(edition(3, "caution", says=["mission:closed"]), read=9)
        told = [
            known(e.posture.value, published=3, document=e.document_key, type=e.posture.type, ends=day(5), seen=3)
            if e.posture.type == "mission"
            else e
            for e in stated(entry)
        ]

        def mission(number: int) -> Standing | None:
            found = board(told, as_of=noon(number), known_at=noon(9), registers=[entry]).cell("JPN", "UKR")
            return None if found is None else found.mission

        assert says(mission(5)) == ("closed", "in_force")
        assert mission(6) is None


class TestTwoTimes:
    def test_what_was_seen_later_does_not_count(self) -> None:
        entry = shown(edition(3, "caution"), edition(8, "avoid_all", dated=5), read=9)
        then = advice(6, entry, known_at=noon(6))
        assert (then.value, then.register.read_at if then.register else None) == ("caution", noon(6))
        assert says(advice(6, entry, known_at=noon(8))) == ("avoid_all", "in_force")
        assert says(advice(4, entry, known_at=noon(8))) == ("caution", "in_force")

    def test_an_edition_that_another_followed_was_there_until_then(self) -> None:
        entry = shown(edition(3, "caution"), edition(30, "avoid_all"), read=31)
        assert says(advice(29, entry)) == ("caution", "in_force")

    def test_the_board_without_registers_leaves_out_what_is_not_shown_any_more(self) -> None:
        mark = Official(government="JPN", source="jpn_samples", entry="ukraine", current=False, until=noon(8))
        old = press("avoid_all", 3)
        gone = type(old)(**{name: getattr(old, name) for name in old.__struct_fields__} | {"official": mark})
        assert board([gone], as_of=noon(9)).hosts == ()


class TestWhoWasAhead:
    REGISTER = shown(edition(1, "caution"), edition(8, "avoid_all"), read=20)

    def test_press_that_tells_of_a_change_is_ahead_with_the_lag_so_far(self) -> None:
        found = advice(7, self.REGISTER, press("avoid_all", 5))
        assert says(found) == ("caution", "in_force")
        assert [each.value for each in found.press] == ["avoid_all"]
        assert found.lead is not None
        assert (found.lead.state, found.lead.first, found.lead.days, found.lead.hours) == ("ahead", "press", 2, 48.0)
        assert found.disagreements == ()

    def test_what_differs_for_longer_is_a_disagreement(self) -> None:
        found = advice(18, self.REGISTER, press("caution", 12))
        assert found.lead is not None
        assert (found.value, found.lead.state) == ("avoid_all", "differs")
        assert [each.value for each in found.disagreements] == ["caution"]

    def test_when_both_have_it_the_first_is_named_with_its_lead(self) -> None:
        found = advice(9, self.REGISTER, press("avoid_all", 6))
        assert found.lead is not None
        assert (found.lead.state, found.lead.first, found.lead.days, found.lead.hours) == ("both", "press", 2, 48.0)
        later = advice(10, self.REGISTER, press("avoid_all", 9)).lead
        assert later is not None
        assert (later.first, later.days) == ("register", 1)

    def test_old_press_read_today_tells_days_and_no_hours(self) -> None:
        found = advice(9, self.REGISTER, press("avoid_all", 6, seen=900)).lead
        assert found is not None
        assert (found.days, found.hours) == (2, None)

    def test_of_a_register_whose_coming_nobody_saw_the_press_is_not_said_to_be_ahead(self) -> None:
        first = shown(edition(8, "avoid_all"), read=20)
        assert advice(9, first, press("avoid_all", 6)).lead is None
        later = advice(12, first, press("avoid_all", 10)).lead
        assert later is not None
        assert (later.first, later.days) == ("register", 2)

    def test_press_from_before_the_register_moved_is_behind(self) -> None:
        found = advice(9, self.REGISTER, press("avoid_nonessential", 4)).lead
        assert found is not None
        assert found.state == "behind"

    def test_nobody_is_ahead_of_a_register_that_cannot_be_read(self) -> None:
        lost = shown(edition(1, "caution"), edition(8, None, why="new words"), read=9)
        found = advice(9, lost, press("avoid_all", 9))
        assert says(found) == (None, "unknown")
        assert [each.value for each in found.press] == ["avoid_all"]
        assert found.lead is None

    def test_stale_press_is_no_lead(self) -> None:
        alive = replaced(self.REGISTER, read_at=noon(150))
        assert advice(150, alive, press("avoid_nonessential", 12)).lead is None

    def test_the_change_of_the_register_is_the_last_change(self) -> None:
        (change,) = changes_last(on(9, self.REGISTER))
        assert (change.before, change.value, change.date) == ("caution", "avoid_all", day(8))

    @pytest.mark.parametrize("number", [2, 9])
    def test_a_measure_beside_the_register_is_kept(self, number: int) -> None:
        entry = shown(edition(1, "caution", says=["mission:reduced"]), read=9)
        found = cell(number, entry, press("closed", 1, type="mission")).mission
        assert says(found) == ("reduced", "in_force")
        assert found is not None
        assert [each.value for each in found.press] == ["closed"]
