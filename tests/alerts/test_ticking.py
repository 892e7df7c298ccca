"""What rings by the clock: a level of the outlook that is crossed, what lapsed, a check-in that nobody answers."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.alerts import AlertRecord, Ticker, body, cap, feed, rule_from
from tocsin.documents import Document
from tocsin.errors import InputError
from tocsin.people import LOCAL, People, make_key, read_key
from tocsin.people.checkin import CheckIns

from tests.alerts.ringing import HOUR, ISSUER, NOW, Desk, rule
from tests.outlook.making import among, event, indicator
from tests.people.making import person

Open = Callable[..., Desk]
DAY = dt.timedelta(days=1)
CROWDS = among(
    indicator("crowds", types=("PROTEST",), window=20, half_life=5, threshold=1.5, usual=0.0, weight=2.0),
    days=1,
    origins=1,
    governments=1,
)


def ticker(here: Desk, *rules: Any, **options: Any) -> Ticker:
    made = lambda: f"tick{next(here.tokens)}"  # noqa: E731
    return Ticker(here.ledger, rules, clock=here.clock, tokens=made, among=CROWDS, **options)


def crowds(here: Desk, *days_ago: int, publisher: str = "Evening Sample", host: str = "NER") -> None:
    """Papers that tell of crowds on these days, taken in now."""
    for back in days_ago:
        sentence = f"Thousands marched {back} days before, said the {publisher}."
        day = here.clock.now.date() - dt.timedelta(days=back)
        made = Document(text=sentence, publisher=publisher, published=day, address=f"https://{back}.example/{day}")
        record = event("PROTEST", sentence, host=host)
        here.ledger.add(made, [record], seen_at=here.clock.now, reader="test/1")


def outlook_rule(**fields: Any) -> Any:
    return rule(name="outlook", outlook="elevated", hosts=["Western Africa"], **fields)


def test_a_level_that_is_crossed_rings_once_whoever_looks_and_its_fall_once(desk: Open) -> None:
    here = desk(rule(hosts=["FJI"]))
    first, second = (ticker(here, outlook_rule()) for _ in range(2))
    assert (first.once(), second.once()) == (0, 0)
    crowds(here, 0, 1, 2)
    assert [first.once(), second.once(), first.once()] == [1, 0, 0]
    (log,) = here.alerts()
    alert = log.alert
    assert (alert.type, alert.value, alert.before, alert.kind, alert.host) == (
        "outlook",
        "elevated",
        "quiet",
        "worse",
        "NER",
    )
    quote = alert.quotes[0]
    document = here.ledger.document(quote.document)
    assert document is not None
    assert document.document.text[quote.start : quote.end] == quote.words
    assert [each.channel for each in log.deliveries] == ["out"]
    assert "a level counts signs, and is no forecast" in body([alert])
    assert b"Niger: outlook: elevated" in cap(alert, ISSUER)
    here.clock.now += 30 * DAY
    assert [second.once(), first.once()] == [1, 0]
    assert [(each.alert.kind, each.alert.value) for each in here.alerts()] == [
        ("worse", "elevated"),
        ("eased", "quiet"),
    ]


def test_old_papers_that_are_taken_in_now_ring_no_level_nor_does_the_first_look(desk: Open) -> None:
    here = desk(rule(hosts=["FJI"]))
    crowds(here, 0, 1, 2, host="MLI")
    looks = ticker(here, outlook_rule())
    assert looks.once() == 0
    crowds(here, 5, 6, 7, 8)
    assert looks.once() == 0
    assert here.rang() == []


@pytest.mark.parametrize(
    ("fields", "rings"),
    [
        ({}, 1),
        ({"outlook": "high"}, 0),
        ({"hosts": ["Eastern Africa"]}, 0),
        ({"hosts": []}, 1),
        ({"origins": 2}, 0),
        ({"exposed": {"people": 5}}, 0),
        ({"exposed": {"people": 2}}, 1),
    ],
    ids=["asked", "a higher level", "another region", "every host", "more origins", "more people", "people"],
)
def test_a_rule_narrows_which_crossings_ring(desk: Open, fields: dict[str, Any], rings: int) -> None:
    here = desk(rule(hosts=["FJI"]))
    given = {"name": "o", "outlook": "elevated", "hosts": ["NER"]} | fields
    looks = ticker(here, rule(**given), exposed=lambda *_: 3)
    looks.once()
    crowds(here, 0, 1, 2)
    assert looks.once() == rings


@pytest.mark.parametrize(("fields", "rings"), [({}, 0), ({"types": ["directive"]}, 1)])
def test_a_rule_for_levels_is_silent_about_measures_unless_it_names_some(
    desk: Open, fields: dict[str, Any], rings: int
) -> None:
    here = desk(outlook_rule(**fields))
    here.paper("leave")
    assert len(here.rang()) == rings


def test_what_rang_lapses_once_and_rings_anew_when_it_is_said_again(desk: Open) -> None:
    here = desk()
    looks = ticker(here, rule())
    here.paper("leave")
    here.clock.now += 8 * DAY
    assert looks.once() == 0
    here.clock.now += 25 * DAY
    assert [looks.once(), ticker(here, rule()).once()] == [1, 0]
    lapsed = here.alerts()[-1].alert
    assert (lapsed.kind, lapsed.value, lapsed.chain) == ("lapsed", "leave", here.alerts()[0].alert.id)
    assert "no all-clear" in body([lapsed])
    written = cap(lapsed, ISSUER)
    assert b"<msgType>Update" in written
    assert b"<severity>Unknown" in written
    here.clock.now += HOUR
    here.paper("leave")
    assert [kind for kind, _, _ in here.rang()] == ["new", "lapsed", "new"]


def test_a_measure_lapses_with_the_day_that_it_named(desk: Open) -> None:
    here = desk()
    looks = ticker(here, rule())
    here.paper("closed", type_="mission", ends=NOW.date() + DAY)
    here.clock.now += DAY
    assert looks.once() == 0
    here.clock.now += DAY
    assert looks.once() == 1
    assert here.rang()[-1][0] == "lapsed"


def test_what_another_measure_ended_and_what_nobody_asks_of_does_not_lapse(desk: Open) -> None:
    here = desk(rule(falls=False))
    here.paper("avoid_all", type_="advice")
    here.clock.now += DAY
    here.paper("caution", type_="advice", date=here.clock.now.date())
    here.clock.now += 20 * DAY
    assert ticker(here, rule(falls=False)).once() == 0
    here.clock.now += 100 * DAY
    assert ticker(here, rule(lapses=False)).once() == 0


def test_an_overdue_check_in_rings_with_counts_alone_and_for_nobody_else(desk: Open, tmp_path: Path) -> None:
    here = desk()
    make_key(tmp_path / "key")
    people = People(here.ledger.engine, read_key(tmp_path / "key"))
    people.record([person(1), person(2), person(3)], [], at=NOW, origin="a")
    checkins = CheckIns(people)
    real = checkins.begin(["E1", "E2", "E3"], title="Shots", whom="all", by=LOCAL, at=NOW)
    drill = checkins.begin(["E1"], title="Exercise", whom="all", by=LOCAL, at=NOW, drill=True)
    checkins.answer(real, "E2", "safe", at=NOW)
    asked = rule(name="silent", checkin_after="30m")
    looks = ticker(here, asked)
    here.clock.now += dt.timedelta(minutes=29)
    assert looks.once() == 0
    here.clock.now += dt.timedelta(minutes=2)
    assert [looks.once(), ticker(here, asked).once()] == [1, 0]
    (log,) = here.alerts()
    assert (log.alert.silent, log.alert.asked, log.alert.about) == (2, 3, real.id)
    said = body([log.alert])
    assert "2 of 3 have not answered" in said
    assert not any(each in said for each in ("E1", "E3", "Number", drill.id))
    assert real.id.encode() not in feed([log.alert], ISSUER, now=NOW)
    assert b"<entry" not in feed([log.alert], ISSUER, now=NOW)
    assert AlertRecord(here.ledger.engine).alerts(unanswered=True)
    checkins.answer(real, "E1", "safe", at=NOW)
    checkins.answer(real, "E3", "safe", at=NOW)
    assert ticker(here, rule(name="later", checkin_after="40m")).once() == 0


def test_rules_know_regions_of_the_world() -> None:
    made = rule_from({"name": "r", "receivers": ["out"], "hosts": ["western africa", "Ukraine", "Oceania"]})
    assert {"NER", "MLI", "UKR", "FJI", "NZL"} <= set(made.hosts)
    assert "FRA" not in made.hosts
    with pytest.raises(InputError, match="region"):
        rule_from({"name": "r", "receivers": ["out"], "hosts": ["Westeros"]})
