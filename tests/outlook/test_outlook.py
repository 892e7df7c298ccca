"""Indicators on and off, what holds a level back, what does not count, and that nothing depends on order."""

import datetime as dt
import random
from typing import Any

import pytest

from tocsin.errors import SettingsError
from tocsin.ledger import KnownRecord
from tocsin.outlook import Aside, Indicators, Outlook, default, outlook
from tocsin.outlook.indicators import checked

from tests.outlook.making import (
    DAY,
    ago,
    among,
    denial,
    event,
    figure,
    indicator,
    known,
    old,
    posture,
    replaced,
    warning,
)

FAMILIES = indicator(
    "families",
    group="nationals",
    kinds=("posture",),
    values=("families_leave",),
    count="senders",
    window=45,
    threshold=0.6,
)
CROWDS = indicator("crowds", types=("PROTEST",), window=20, half_life=10, threshold=2.0, usual=2.0)
SAMPLES: dict[str, Any] = {
    "told_to_leave": posture("FRA", "leave", type="directive"),
    "families_out": posture("FRA", "families_leave"),
    "departure_ordered": posture("FRA", "departure_ordered"),
    "missions_shut": posture("FRA", "closed"),
    "advice_raised": posture("FRA", "avoid_all", type="advice"),
    "carriers_gone": posture("Sand Air", "suspended", type="carrier"),
    "troops_called_back": posture("FRA", "withdrawn", type="military"),
    "evacuation": event("AID", "Two ships were sent to evacuate foreign nationals from the port."),
    "warned_of": warning("FRA", "The envoy warned that a civil war may follow."),
    "warned_when": warning("FRA", "It could begin within days.", window="within days"),
    "threats": event("THREATEN", "The general threatened to march on the palace."),
    "talks_broken": event("REJECT", "The rebels walked out of talks on a truce."),
    "ties_cut": event("SANCTION", "The neighbour recalled its ambassador.", mode="withdraw"),
    "denials": denial("The ministry denies that troops entered the port."),
    "forces_counted": figure("Some 4,000 soldiers were massed at the border.", 4000, "soldier"),
    "mobilized": event("MOBILIZE", "Reservists were called up."),
    "exercises": event("MOBILIZE", "The joint military exercise began near the border."),
    "rebels_advance": event("ASSAULT", "Rebels captured the second town this week."),
    "fighting": event("ASSAULT", "Shells fell on the market."),
    "protests": event("PROTEST", "Thousands marched again."),
    "emergency": event("COERCE", "The cabinet declared a state of emergency."),
    "coup_talk": event("ASSAULT", "Soldiers mutinied in two barracks."),
    "crackdown": event("ASSAULT", "Police fired on protesters at the bridge."),
    "power_contested": event("REQUEST", "The opposition demands that the president resign."),
    "people_flee": event("RETREAT", "Thousands of residents fled to the north."),
}


def one(records: list[KnownRecord], given: Indicators, **more: Any) -> Outlook:
    (found,) = outlook([*records, old()], as_of=more.pop("as_of", DAY), hosts=["NER"], indicators=given, **more)
    return found


def on(found: Outlook) -> set[str]:
    return {each.indicator.name for each in found.on}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_each_indicator_is_on_by_its_own_signs_and_off_without(name: str) -> None:
    record = SAMPLES[name]
    if name == "carriers_gone":
        other = replaced(record, sender="Sea Air")
        told = [known(each, published=ago(1)) for each in (record, other)]
        assert name in on(one(told, default()))
        assert name not in on(one(told[:1], default()))
        return
    told = [known(record, published=ago(back), publisher=f"Paper {back}") for back in range(8)]
    assert name in on(one(told, default()))
    quiet = one([known(event("CONSULT", "Two ministers met for lunch."), published=ago(1))], default())
    assert on(quiet) == set()
    assert quiet.level == "quiet"


def test_the_samples_are_of_all_indicators() -> None:
    assert {each.name for each in default().indicator} == set(SAMPLES)


def test_what_is_denied_planned_long_ago_or_elsewhere_is_no_sign() -> None:
    told = [
        known(posture("FRA", "families_leave", modality="denied"), published=ago(1)),
        known(posture("FRA", "families_leave", date=ago(200)), published=ago(1)),
        known(posture("FRA", "families_leave", host="MLI"), published=ago(1)),
    ]
    assert on(one(told, among(FAMILIES))) == set()


def test_one_government_makes_no_high_and_two_do() -> None:
    staff = indicator(
        "staff",
        group="nationals",
        kinds=("posture",),
        values=("departure_ordered",),
        count="senders",
        weight=9.0,
        threshold=0.5,
    )
    alone = [known(posture("USA", "departure_ordered"), published=ago(n), publisher=f"Paper {n}") for n in range(9)]
    found = one(alone, among(staff))
    assert (found.level, on(found)) == ("elevated", {"staff"})
    assert found.held_back is not None
    assert "there are 1 and 0" in found.held_back
    two = one([*alone, known(posture("GBR", "departure_ordered"), published=ago(2))], among(staff))
    assert (two.level, two.held_back) == ("high", None)


def test_copies_of_one_newsroom_make_no_high() -> None:
    crowds = indicator("crowds", types=("PROTEST",), weight=9.0)
    told = [known(event("PROTEST", "Thousands marched."), published=ago(n), publisher="Morning Post") for n in range(9)]
    assert one(told, among(crowds)).level == "elevated"
    others = [
        known(event("PROTEST", "Thousands marched."), published=ago(1), publisher=name) for name in ("One", "Two")
    ]
    assert one([*told, *others], among(crowds)).level == "high"


def test_one_day_makes_no_more_than_watch() -> None:
    crowds = indicator("crowds", types=("PROTEST",), weight=9.0, threshold=0.5)
    told = [known(event("PROTEST", "Thousands marched."), published=ago(1), publisher=name) for name in ("A", "B", "C")]
    found = one(told, among(crowds))
    assert on(found) == {"crowds"}
    assert (found.level, found.held_back) == ("watch", "More than 'watch' wants signs of 2 days; there is 1.")


def test_a_sign_fades_and_is_gone_after_its_window() -> None:
    crowds = indicator("crowds", types=("PROTEST",), window=20, half_life=10, threshold=0.4)
    told = [known(event("PROTEST", "Thousands marched."), published=ago(0))]
    counts = [one(told, among(crowds), as_of=DAY + dt.timedelta(days=n)).shown[0] for n in (0, 10, 19, 20)]
    assert [round(each.counted, 3) for each in counts] == [1.0, 0.5, 0.268, 0.0]
    assert [each.state for each in counts] == ["on", "on", "off", "off"]


def test_the_latest_sign_of_a_unit_counts_and_no_second_one() -> None:
    told = [known(posture("FRA", "families_leave"), published=ago(n), publisher=f"Paper {n}") for n in (0, 5, 15)]
    assert one(told, among(FAMILIES)).shown[0].counted == 1.0


def test_steps_rise_with_the_count() -> None:
    def steps(days: int) -> int:
        told = [known(event("PROTEST", "Thousands marched."), published=ago(n)) for n in range(days)]
        return one(told, among(indicator("crowds", types=("PROTEST",), half_life=1000, threshold=2.0))).shown[0].steps

    assert [steps(days) for days in (1, 3, 5, 9)] == [0, 1, 2, 3]


def test_what_is_usual_there_does_not_warn() -> None:
    weekly = [known(event("PROTEST", "Thousands marched."), published=ago(7 * n)) for n in range(80)]
    daily = [known(event("PROTEST", "Thousands marched."), published=ago(n)) for n in range(3)]
    shown = one([*weekly, *daily], among(CROWDS)).shown[0]
    assert shown.usual is not None
    assert shown.usual > 1.0
    assert shown.state == "usual"
    assert one(daily, among(CROWDS)).shown[0].state == "on"


def test_a_young_ledger_says_unknown_and_warns_of_nothing() -> None:
    daily = [known(event("PROTEST", "Thousands marched."), published=ago(n)) for n in range(5)]
    (found,) = outlook(daily, as_of=DAY, indicators=among(CROWDS))
    assert (found.shown[0].state, found.shown[0].usual, found.level) == ("unknown", None, "quiet")
    assert found.held_back == "1 more count, and the ledger is too young to say what is usual."


def test_a_young_ledger_warns_of_what_governments_do_about_their_people() -> None:
    told = [known(posture(sender, "families_leave"), published=ago(n)) for n, sender in enumerate(("USA", "GBR"))]
    (found,) = outlook(told, as_of=DAY, indicators=among(FAMILIES))
    assert (found.shown[0].state, found.shown[0].usual) == ("on", None)


def test_a_measure_towards_many_countries_is_set_aside() -> None:
    borders = indicator(
        "carriers",
        group="nationals",
        kinds=("posture",),
        types=("carrier",),
        values=("suspended",),
        count="senders",
        threshold=0.5,
        weight=9.0,
    )
    hosts = ("NER", "MLI", "TCD", "BFA", "BEN", "TGO", "GHA", "CIV", "SEN", "GIN", "GMB", "MRT", "NGA", "CMR", "GAB")
    everywhere = [
        known(posture("Sand Air", "suspended", type="carrier", host=host), published=ago(n % 5))
        for n, host in enumerate(hosts)
    ]
    found = one(everywhere, among(borders))
    assert (found.level, on(found)) == ("quiet", set())
    assert [each.aside for each in found.shown[0].set_aside] == ["a measure towards many countries at once"]
    assert on(one(everywhere[:9], among(borders))) == {"carriers"}


def test_restating_an_old_measure_everywhere_is_no_measure_of_the_world() -> None:
    advice = indicator(
        "advice",
        group="nationals",
        kinds=("posture",),
        types=("advice",),
        values=("avoid_all",),
        count="senders",
        usual=0.0,
        threshold=0.5,
    )
    hosts = [f"A{chr(65 + n)}A" for n in range(20)]
    standing = [
        known(posture("FRA", "avoid_all", type="advice", host=host), published=ago(n))
        for host in hosts
        for n in (60, 1)
    ]
    new = known(posture("DEU", "avoid_all", type="advice"), published=ago(1))
    assert on(one([*standing, new], among(advice))) == {"advice"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The embassy sent families out as the hurricane neared.",
        "Families of staff leave because of the coronavirus.",
        "Families of staff leave after the volcano woke.",
        "Families of staff leave before the World Cup.",
    ],
)
def test_hazards_and_great_events_are_shown_and_do_not_count(sentence: str) -> None:
    found = one(
        [
            known(posture(sender, "families_leave", evidence=sentence), published=ago(1))
            for sender in ("USA", "GBR", "FRA")
        ],
        default(),
    )
    assert (found.level, on(found)) == ("quiet", set())
    (shown,) = [each for each in found.shown if each.indicator.name == "families_out"]
    assert len(shown.set_aside) == 3
    assert {each.sentence for each in shown.set_aside} == {sentence}


def test_two_times() -> None:
    told = [
        known(
            event("PROTEST", "Thousands marched."),
            published=ago(n),
            seen=ago(n - 30 if n == 40 else 0),
            publisher=f"Paper {n}",
        )
        for n in (40, 41, 42)
    ]
    given = among(CROWDS)
    noon = dt.datetime.combine(ago(5), dt.time(12), dt.UTC)
    assert one(told, given, as_of=ago(39), known_at=None).shown[0].state == "on"
    assert one(told, given, as_of=ago(39), known_at=noon).shown[0].counted < 1.0
    assert one(told, given, as_of=ago(50)).shown[0].counted == 0.0


def test_evidence_is_that_of_the_records() -> None:
    told = [known(event("PROTEST", f"Thousands marched on day {n}."), published=ago(n)) for n in range(6)]
    by_id = {each.id: each for each in told}
    shown = one(told, among(CROWDS)).shown[0]
    assert len(shown.evidence) == 6
    assert all(
        by_id[each.id].record.evidence == each.sentence and by_id[each.id].published == each.day
        for each in shown.evidence
    )


def test_the_order_of_the_records_changes_nothing() -> None:
    told = [
        known(record, published=ago(n), publisher=f"Paper {n % 3}")
        for record in SAMPLES.values()
        for n in (0, 3, 9, 200)
    ]
    first = outlook([*told, old()], as_of=DAY)
    for seed in range(3):
        mixed = random.Random(seed).sample([*told, old()], len(told) + 1)
        assert outlook(mixed, as_of=DAY) == first


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('kinds = ["rumour"]', "rumour"),
        ('kinds = ["event"]\nwords = ["("]', "no regular expression"),
        ('kinds = ["event"]\nthreshold = 0', "above zero"),
        ('kinds = ["event"]\ncolour = "red"', "colour"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(line: str, told: str) -> None:
    levels = "[levels]\nwatch = 1\nelevated = 2\nhigh = 3\n"
    head = levels + '[[indicator]]\nname = "a"\ntitle = "A"\nwhy = "B."\ngroup = "street"\n'
    with pytest.raises(SettingsError, match=told):
        checked((head + line).encode(), "own.toml")


def test_levels_that_fall_are_refused() -> None:
    with pytest.raises(SettingsError, match="rise in this order"):
        checked(b"indicator = []\n[levels]\nwatch = 3\nelevated = 2\nhigh = 1\n", "own.toml")


def test_asides_are_of_the_file() -> None:
    storms = Aside(name="storm", words=(r"\bstorm",))
    told = [known(event("PROTEST", "They marched through the storm."), published=ago(n)) for n in range(5)]
    assert on(one(told, among(CROWDS, aside=(storms,)))) == set()
    assert on(one(told, among(CROWDS))) == {"crowds"}
