"""What changed last, for each host."""

from tocsin.board import Change, changes_last

from tests.board.picture import day, known, on


def test_each_host_tells_its_latest_change_newest_first() -> None:
    raised = known("avoid_all", type="advice", at=11)
    shown = on(
        14,
        known("caution", type="advice", at=3),
        raised,
        known("leave", type="directive", at=4, sender="NOR"),
        known("closed", at=12, host="ISR"),
        known("closed", at=2, host="SDN"),
    )
    changes = changes_last(shown)
    assert [(change.host, change.date) for change in changes] == [("ISR", day(12)), ("UKR", day(11)), ("SDN", day(2))]
    assert changes[1] == Change(
        host="UKR",
        sender="JPN",
        type="advice",
        before="caution",
        value="avoid_all",
        date=day(11),
        evidence=(raised.id,),
    )
    assert changes_last(shown, 1) == changes[:1]


def test_a_repetition_is_no_change() -> None:
    shown = on(14, known("avoid_all", type="advice", at=3), known("avoid_all", type="advice", at=13))
    (change,) = changes_last(shown)
    assert (change.date, change.before) == (day(3), None)


def test_a_lapse_is_a_change_of_the_day_after() -> None:
    shown = on(14, known("open", at=3), known("closed", at=12, ends=day(12)))
    (change,) = changes_last(shown)
    assert (change.before, change.value, change.date) == ("closed", "open", day(13))


def test_of_one_day_the_most_severe_is_told() -> None:
    shown = on(14, known("reduced", at=11), known("closed", at=11, sender="NOR"), known("closed", at=11, sender="DEU"))
    (change,) = changes_last(shown)
    assert (change.sender, change.value) == ("DEU", "closed")


def test_a_host_without_a_dated_change_tells_none() -> None:
    assert changes_last(on(14, known("closed"), known("leave", type="directive", host=None))) == ()
