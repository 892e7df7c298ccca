"""What a rule would have rung for is what the bell rang for, and trying it writes nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from tocsin.alerts import trial
from tocsin.ledger.alert_tables import alerts, deliveries

from tests.alerts.ringing import HOUR, NOW, Desk, rule

Open = Callable[..., Desk]
DAY = dt.timedelta(days=1)
GIVEN: list[dict[str, Any]] = [
    {},
    {"reaches": {"advice": "avoid_nonessential", "directive": "leave"}},
    {"origins": 2},
    {"senders": ["France"]},
    {"cooldown": "2h"},
    {"types": ["mission"], "falls": False},
]


def fill(here: Desk) -> None:
    for value, type_, sender in (
        ("caution", "advice", "ESP"),
        ("avoid_all", "advice", "ESP"),
        ("avoid_all", "advice", "FRA"),
        ("consider_leaving", "directive", "ESP"),
        ("consider_leaving", "directive", "ESP"),
        ("leave", "directive", "ESP"),
        ("closed", "mission", "FRA"),
        ("reopened", "mission", "FRA"),
        ("caution", "advice", "ESP"),
    ):
        here.paper(value, type_=type_, sender=sender, date=here.clock.now.date())
        here.clock.now += 7 * HOUR
    here.paper("leave", days_ago=9)


@pytest.mark.parametrize("fields", GIVEN, ids=str)
def test_a_trial_tells_what_the_bell_rang_for(desk: Open, fields: dict[str, Any]) -> None:
    here = desk(rule(**fields))
    fill(here)
    rang = [(each.alert.at, each.alert.sender, *moved) for each, moved in zip(here.alerts(), here.rang(), strict=True)]
    tried = trial(here.ledger, rule(**fields), now=here.clock.now)
    assert [(each.at, each.sender, each.kind, each.value, each.before) for each in reversed(tried.alerts)] == rang
    assert tried.documents + tried.left_out >= len(rang)
    if fields in ({}, {"cooldown": "2h"}):
        assert len(rang) > 4


def test_trying_writes_nothing_and_sends_nothing(desk: Open) -> None:
    here = desk(rule(hosts=["FJI"]))
    fill(here)
    assert trial(here.ledger, rule(), now=here.clock.now).alerts
    with here.ledger.engine.connect() as connection:
        for table in (alerts, deliveries):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0


def test_papers_of_one_moment_ring_once_and_those_before_the_window_not_at_all(desk: Open) -> None:
    here = desk(rule(hosts=["FJI"]))
    for _ in range(3):
        here.paper("leave")
    assert len(trial(here.ledger, rule(), now=NOW).alerts) == 1
    later = trial(here.ledger, rule(), now=NOW + 31 * DAY)
    assert (later.alerts, later.documents) == ((), 0)


def test_a_rule_for_levels_is_tried_by_the_days_of_the_outlook(desk: Open) -> None:
    here = desk(rule(hosts=["FJI"]))
    for sender in ("USA", "GBR", "FRA", "DEU", "AUS", "CAN"):
        here.paper("leave", sender=sender)
        here.paper("departure_ordered", type_="mission", sender=sender)
        here.paper("families_leave", type_="mission", sender=sender)
        here.clock.now += DAY
    tried = trial(here.ledger, rule(outlook="elevated"), now=here.clock.now)
    assert {each.type for each in tried.alerts} == {"outlook"}
    assert [(each.host, each.kind) for each in tried.alerts][-1] == ("NER", "worse")
    assert tried.alerts[-1].quotes
    with here.ledger.engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(alerts)).scalar_one() == 0
