"""What rings and what does not."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tocsin.alerts import drop_rule, keep_rule
from tocsin.errors import SettingsError
from tocsin.ledger import Edition, Round

from tests.alerts.ringing import HOUR, NOW, Desk, rule

Open = Callable[..., Desk]


def test_a_change_rings_with_what_was_before_and_the_words(desk: Open) -> None:
    here = desk()
    here.paper("caution", type_="advice", days_ago=40)
    document = here.paper("avoid_all", type_="advice", sender="ESP")
    (log,) = here.alerts()
    alert = log.alert
    assert (alert.host, alert.sender, alert.before, alert.value, alert.kind) == (
        "NER",
        "ESP",
        "caution",
        "avoid_all",
        "worse",
    )
    (quote,) = alert.quotes
    assert quote.document == document.key
    assert document.text[quote.start : quote.end] == quote.words
    assert alert.grave
    assert len(alert.origins) == 1
    assert [each.state for each in log.deliveries] == ["pending"]


def test_a_fault_of_the_bell_is_a_signal_and_the_document_is_kept(desk: Open) -> None:
    here = desk()
    here.tokens = iter([])
    here.paper("leave")
    assert here.rang() == []
    assert here.ledger.counts().documents == 1
    (signal,) = here.ledger.signals()
    assert signal.signal.code == "alert_fault"


@pytest.mark.parametrize(
    "paper",
    [
        {"days_ago": 5},
        {"published": False},
        {"date": NOW.date() - dt.timedelta(days=10)},
        {"modality": "planned"},
        {"modality": "denied"},
        {"scope": "regional", "place": "Agadez"},
        {"date": NOW.date() + dt.timedelta(days=3)},
    ],
    ids=["archive", "undated", "old news", "planned", "denied", "a region", "to come"],
)
def test_what_is_old_undated_or_not_in_force_does_not_ring(desk: Open, paper: dict[str, Any]) -> None:
    here = desk()
    here.paper("leave", **paper)
    assert here.rang() == []


def test_a_replay_of_old_sightings_does_not_ring(desk: Open) -> None:
    here = desk(rule(fresh="30d"))
    here.clock.now = NOW - dt.timedelta(days=20)
    document = here.paper("leave")
    assert here.rang() == [("new", "leave", None)]
    here.clock.now = NOW
    again = msgspec.structs.replace(document, text=document.text + " Replayed.")
    posture = here.ledger.postures()[0].posture
    other = msgspec.structs.replace(posture, host="SDN")
    here.ledger.add(again, [other], seen_at=NOW - dt.timedelta(days=20), reader="test/1")
    assert len(here.rang()) == 1


def test_the_same_claim_from_the_twentieth_paper_is_silent_and_a_rise_never(desk: Open) -> None:
    here = desk()
    for _ in range(20):
        here.paper("consider_leaving")
        here.clock.now += dt.timedelta(minutes=5)
    assert here.rang() == [("new", "consider_leaving", None)]
    here.paper("leave")
    assert here.rang()[1:] == [("worse", "leave", "consider_leaving")]
    second = here.alerts()[1].alert
    assert [each.id for each in second.earlier] == [here.alerts()[0].alert.id]


def test_a_flap_within_the_cool_down_is_told_once(desk: Open) -> None:
    here = desk(rule(reaches={"advice": "avoid_all"}, falls=False, cooldown="3d"))
    for value, hours in (("avoid_all", 0), ("caution", 24), ("avoid_all", 24)):
        here.clock.now += hours * HOUR
        here.paper(value, type_="advice", date=here.clock.now.date())
    assert here.rang() == [("new", "avoid_all", None)]
    here.clock.now += 48 * HOUR
    here.paper("caution", type_="advice", date=here.clock.now.date())
    here.clock.now += 48 * HOUR
    here.paper("avoid_all", type_="advice", date=here.clock.now.date())
    assert [value for _, value, _ in here.rang()] == ["avoid_all", "avoid_all"]


def test_a_fall_is_told_to_those_who_were_told_of_the_rise(desk: Open) -> None:
    here = desk(rule(reaches={"advice": "avoid_nonessential"}))
    for value in ("avoid_all", "caution", "normal"):
        here.paper(value, type_="advice", date=here.clock.now.date())
        here.clock.now += 24 * HOUR
    assert here.rang() == [("new", "avoid_all", None), ("eased", "caution", "avoid_all")]


@pytest.mark.parametrize(
    ("fields", "rings"),
    [
        ({}, True),
        ({"hosts": ["Niger"]}, True),
        ({"hosts": ["SDN"]}, False),
        ({"senders": ["es"]}, True),
        ({"senders": ["GBR"]}, False),
        ({"types": ["mission"]}, False),
        ({"reaches": {"directive": "consider_leaving"}}, True),
        ({"reaches": {"directive": "leave"}}, True),
        ({"reaches": {"mission": "closed"}}, False),
        ({"origins": 2}, False),
        ({"exposed": {"people": 3, "within_days": 7}}, True),
        ({"exposed": {"people": 4, "within_days": 7}}, False),
        ({"places": ["Niamey"]}, False),
    ],
)
def test_a_rule_asks_for_what_it_says(desk: Open, fields: dict[str, Any], rings: bool) -> None:
    def exposed(host: str, days: int) -> int:
        return 3 if (host, days) == ("NER", 7) else 0

    here = desk(rule(**fields), exposed=exposed)
    here.paper("leave")
    assert bool(here.rang()) == rings


def test_a_roster_that_cannot_be_read_silences_nothing(desk: Open) -> None:
    def exposed(host: str, days: int) -> int:
        raise SettingsError("The key is not there.")

    here = desk(rule(exposed={"people": 4}), exposed=exposed)
    here.paper("leave")
    (log,) = here.alerts()
    assert log.alert.exposed is None


def test_parts_of_a_country_ring_only_for_who_asks(desk: Open) -> None:
    here = desk(rule(regional=True, places=["Agadez"]))
    here.paper("avoid_all", type_="advice", scope="regional", place="the Agadez region")
    here.paper("avoid_all", type_="advice", scope="regional", place="Diffa")
    (log,) = here.alerts()
    assert log.alert.regional
    assert log.alert.place == "the Agadez region"


def test_a_rule_that_asks_for_two_origins_rings_with_the_second_and_once(desk: Open) -> None:
    here = desk(rule(origins=2))
    here.paper("leave", publisher="The Daily Post (sample)")
    here.paper("leave", publisher="The Daily Post (sample)")
    assert here.rang() == []
    here.paper("leave", publisher="Another Courier (sample)")
    here.paper("leave", publisher="A Third Courier (sample)")
    (log,) = here.alerts()
    assert len(log.alert.origins) == 2


PAGE: dict[str, Any] = {
    "type_": "advice",
    "canonical": "register:GBR/gbr_fcdo/niger",
    "sender": "GBR",
    "reader": "register/1",
}


def visit(here: Desk, value: str, *, revision: str = "1", **fields: Any) -> None:
    """A visit to a register that finds its page saying so, and ends."""
    now = here.clock.now
    document = here.paper(value, **PAGE | {"reader": f"register/{revision}"} | fields)
    edition = Edition(
        source="gbr_fcdo",
        government="GBR",
        entry="niger",
        destination="Niger",
        hosts=("NER",),
        seen_at=now,
        revision=revision,
        level=value,
        updated=now,
        document=document.key,
    )
    here.ledger.registers.add_editions([edition])
    here.ledger.registers.add_round(
        Round(source="gbr_fcdo", started_at=now, ended_at=now, outcome="whole", rows=1, changed=1)
    )
    here.clock.now += 24 * HOUR


def test_a_register_rings_when_its_level_moved_and_not_when_it_is_read_first(desk: Open) -> None:
    here = desk()
    visit(here, "caution")
    assert here.rang() == []
    visit(here, "avoid_all")
    (log,) = here.alerts()
    assert (log.alert.before, log.alert.value, log.alert.kind) == ("caution", "avoid_all", "worse")
    assert log.alert.official


def test_a_register_that_publishes_the_same_again_after_months_is_no_news(desk: Open) -> None:
    here = desk()
    visit(here, "avoid_all")
    here.clock.now += 200 * 24 * HOUR
    visit(here, "avoid_all")
    assert here.rang() == []
    here.paper("avoid_all", type_="advice", sender="GBR")
    assert here.rang() == []
    visit(here, "caution")
    assert here.rang() == [("eased", "caution", "avoid_all")]


def test_the_press_that_runs_ahead_of_a_register_rings(desk: Open) -> None:
    here = desk()
    visit(here, "caution")
    here.paper("avoid_all", type_="advice", sender="GBR", date=here.clock.now.date())
    assert here.rang() == [("worse", "avoid_all", "caution")]
    assert not here.alerts()[0].alert.official


@pytest.mark.parametrize("fields", [{"revision": "2"}, {"days_ago": 2}], ids=["a newer reader", "an older copy"])
def test_what_a_register_did_not_change_does_not_ring(desk: Open, fields: dict[str, Any]) -> None:
    here = desk()
    visit(here, "caution")
    visit(here, "avoid_all", **fields)
    assert here.rang() == []


def test_a_better_reading_that_finds_nothing_withdraws_the_alert(desk: Open) -> None:
    here = desk()
    document = here.paper("leave")
    here.clock.now += HOUR
    here.ledger.reread(document, [], read_at=here.clock.now, reader="test/2")
    here.ledger.reread(document, [], read_at=here.clock.now, reader="test/3")
    assert here.rang() == [("new", "leave", None), ("withdrawn", "leave", None)]


def test_a_better_reading_that_finds_more_is_no_news(desk: Open) -> None:
    here = desk()
    document = here.paper("leave")
    posture = here.ledger.postures()[0].posture
    more = msgspec.structs.replace(posture, type="mission", value="closed")
    here.ledger.reread(document, [posture, more], read_at=here.clock.now, reader="test/2")
    assert here.rang() == [("new", "leave", None)]


def test_rules_of_the_page_ring_until_they_are_dropped(desk: Open) -> None:
    here = desk(rule(hosts=["UKR"]))
    keep_rule(here.ledger.engine, rule(name="mine", hosts=["NER"]), at=NOW, by="lead")
    here.paper("leave")
    drop_rule(here.ledger.engine, "mine", at=NOW + HOUR)
    here.paper("closed", type_="mission")
    assert [log.alert.rule for log in here.alerts()] == ["mine"]


def test_the_same_document_again_rings_no_more(desk: Open) -> None:
    here = desk()
    document = here.paper("leave")
    postures = [each.posture for each in here.ledger.postures()]
    here.ledger.add(document, postures, seen_at=here.clock.now + HOUR, reader="test/1")
    assert len(here.rang()) == 1
