"""From the outbox to receivers that fail, hang and refuse; turns, digests, quiet hours, answers."""

import datetime as dt
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from tocsin.channels import Channel

from tests.alerts.ringing import HOUR, NOW, Desk, rule
from tests.channels.receivers import Mails, Web, answer, hang

Open = Callable[..., Desk]


def hook(web: Web, name: str = "out", **options: Any) -> Channel:
    return Channel(name=name, url=f"{web.base}/{name}", secret="s", private=True, **options)


def states(here: Desk) -> list[str]:
    return [each.state for log in here.alerts() for each in log.deliveries]


def test_an_alert_is_sent_once_and_shows_what_it_rests_on(desk: Open, receiver: Web) -> None:
    here = desk()
    document = here.paper("leave")
    sender = here.dispatcher(hook(receiver))
    assert sender.once() == 1
    assert sender.once() == 0
    said = json.loads(receiver.heard[0].body)
    assert said["subject"] == "Niger: Spain, nationals told to leave"
    assert "Before: not known." in said["body"]
    assert f"“{document.text[: document.text.index('.') + 1]}”" in said["body"]
    assert "Not known: whether anybody else confirms it; when it ends" in said["body"]
    assert said["link"] == "https://tocsin.example/alerts/open/token1"
    assert said["facts"]["alerts"][0]["quotes"][0]["document"] == document.key
    assert states(here) == ["confirmed"]


def test_a_failing_receiver_is_tried_again_with_growing_pauses_and_one_key(desk: Open, receiver: Web) -> None:
    here = desk()
    here.paper("leave")
    sender = here.dispatcher(hook(receiver))
    receiver.play = answer(500)
    waits = []
    for _ in range(4):
        assert sender.once() == 1
        (delivery,) = here.alerts()[0].deliveries
        waits.append((delivery.due_at - here.clock.now).total_seconds())
        here.clock.now = delivery.due_at
    assert waits == [5, 10, 20, 40]
    receiver.play = answer(200)
    assert sender.once() == 1
    assert len(set(receiver.keys)) == 1
    assert states(here) == ["confirmed"]
    tried = here.alerts()[0].deliveries[0].attempts
    assert [each.status for each in tried] == ["retry"] * 4 + ["confirmed"]
    assert "500" in tried[0].why


def test_what_never_arrives_is_given_up_with_a_signal(desk: Open, receiver: Web) -> None:
    here = desk()
    here.paper("leave")
    receiver.play = answer(503)
    sender = here.dispatcher(hook(receiver), give_up_after=HOUR)
    sender.once()
    here.clock.now += HOUR
    sender.once()
    assert states(here) == ["failed"]
    assert [each.signal.code for each in here.ledger.signals()] == ["undelivered"]


def test_one_that_hangs_holds_up_no_other(desk: Open, receiver: Web, post_office: Mails) -> None:
    here = desk(rule(receivers=["hung", "mail:lead@example.org"]))
    receiver.play = hang(receiver)
    mail = Channel(name="mail", url=f"smtp://127.0.0.1:{post_office.port}/?from=a@tocsin.example&tls=none")
    sender = here.dispatcher(hook(receiver, "hung", timeout=30.0), mail)
    stop = threading.Event()
    running = threading.Thread(target=sender.run, args=(stop,), daemon=True)
    here.paper("leave")
    began = time.monotonic()
    running.start()
    while not post_office.taken and time.monotonic() - began < 10:
        stop.wait(0.01)
    assert time.monotonic() - began < 3
    stop.set()
    receiver.released.set()
    running.join(10)
    ((to, mail_taken),) = post_office.taken
    assert to == "lead@example.org"
    (attachment,) = mail_taken.iter_attachments()
    assert attachment.get_content_type() == "application/cap+xml"


def test_the_next_turn_is_told_when_nobody_acknowledges_and_spared_when_somebody_does(
    desk: Open, receiver: Web
) -> None:
    here = desk(rule(receivers=["a", "b"], escalate_after="10m"))
    sender = here.dispatcher(hook(receiver, "a"), hook(receiver, "b"))
    here.paper("leave")
    sender.once()
    assert [each.path for each in receiver.heard] == ["/a"]
    here.clock.now += dt.timedelta(minutes=10)
    sender.once()
    assert [each.path for each in receiver.heard] == ["/a", "/b"]
    here.paper("closed", type_="mission")
    sender.once()
    log = here.alerts()[1]
    here.record.acknowledge(log.alert.id[:8], by="lead", at=here.clock.now)
    here.clock.now += HOUR
    sender.once()
    assert [each.path for each in receiver.heard] == ["/a", "/b", "/a"]
    assert [each.state for each in here.alerts()[1].deliveries] == ["confirmed", "spared"]


def test_a_turn_that_cannot_be_reached_hands_on_at_once(desk: Open, receiver: Web) -> None:
    here = desk(rule(receivers=["a", "b"], escalate_after="2h"))
    receiver.play = lambda handler, heard: answer(410 if heard.path == "/a" else 200)(handler, heard)
    here.paper("leave")
    here.dispatcher(hook(receiver, "a"), hook(receiver, "b")).once()
    assert [each.path for each in receiver.heard] == ["/a", "/b"]


@pytest.mark.parametrize(
    ("fields", "value", "due"),
    [
        ({"mode": "hourly"}, "leave", dt.datetime(2023, 8, 2, 10, tzinfo=dt.UTC)),
        (
            {"mode": "daily", "at": "07:30:00", "zone": "Europe/Madrid"},
            "leave",
            dt.datetime(2023, 8, 3, 5, 30, tzinfo=dt.UTC),
        ),
        (
            {"quiet": {"from": "22:00:00", "to": "12:00:00", "zone": "Europe/Madrid"}},
            "prepare",
            dt.datetime(2023, 8, 2, 10, tzinfo=dt.UTC),
        ),
        ({"quiet": {"from": "22:00:00", "to": "12:00:00", "zone": "Europe/Madrid"}}, "leave", NOW),
        ({"quiet": {"from": "22:00:00", "to": "06:00:00"}}, "prepare", NOW),
        (
            {"quiet": {"from": "08:00:00", "to": "18:00:00", "unless": {}}},
            "leave",
            dt.datetime(2023, 8, 2, 18, tzinfo=dt.UTC),
        ),
    ],
)
def test_when_it_is_told(desk: Open, fields: dict[str, Any], value: str, due: dt.datetime) -> None:
    here = desk(rule(**fields))
    here.paper(value)
    assert here.alerts()[0].deliveries[0].due_at == due


def test_a_digest_is_one_message_with_the_gravest_first(desk: Open, receiver: Web) -> None:
    here = desk(rule(mode="hourly"))
    sender = here.dispatcher(hook(receiver))
    here.paper("caution", type_="advice")
    here.paper("leave", sender="GBR")
    assert sender.once() == 0
    here.clock.now += HOUR
    assert sender.once() == 1
    said = json.loads(receiver.heard[0].body)
    assert said["subject"] == "2 changes: Niger"
    assert said["body"].index("United Kingdom") < said["body"].index("Spain")


def test_a_link_opens_its_own_alert_and_acknowledges_it(desk: Open) -> None:
    here = desk()
    here.paper("leave")
    assert here.record.opened("token2", at=NOW) == ()
    assert here.record.opened("", at=NOW) == ()
    assert not here.record.acknowledge_by_link("", at=NOW)
    (log,) = here.record.opened("token1", at=NOW)
    assert here.record.acknowledge_by_link("token1", at=NOW + HOUR)
    (log,) = here.record.alerts()
    assert [each.kind for each in log.answers] == ["opened", "acknowledged"]
    assert log.acknowledged is not None
    assert log.acknowledged.by == "out"
    assert here.record.alerts(unanswered=True) == []


def test_a_test_arrives_and_says_that_it_is_one(desk: Open, receiver: Web) -> None:
    here = desk()
    here.record.test(rule(), now=NOW, tokens=lambda: "t")
    here.dispatcher(hook(receiver)).once()
    said = json.loads(receiver.heard[0].body)
    assert said["subject"] == "EXERCISE - Test of the alarm"
    assert said["body"].startswith("EXERCISE. This is not real.")
    assert "precautions" not in said["body"]
