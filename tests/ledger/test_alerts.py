"""The outbox on both databases: written with the change or not at all, claimed by one of many, never sent twice."""

import datetime as dt
import threading

import pytest
import sqlalchemy as sa

from tocsin.alerts import Bell, Rule
from tocsin.alerts.queue import Due, Queue
from tocsin.channels import Delivery
from tocsin.ledger import Ledger, open_ledger
from tocsin.ledger.alert_tables import alerts, deliveries
from tocsin.ledger.model import Landing

from tests.alerts.ringing import NOW, Clock, Desk, rule
from tests.alerts.test_ticking import crowds, ticker

LEASE = dt.timedelta(minutes=2)


def rows(ledger: Ledger, table: sa.Table) -> int:
    with ledger.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_a_change_and_its_alerts_are_one_transaction(url: str) -> None:
    heard: list[Landing] = []

    def break_down(connection: sa.Connection, landing: Landing) -> None:
        assert connection.execute(sa.select(sa.func.count()).select_from(alerts)).scalar() == 1
        heard.append(landing)
        raise RuntimeError("the power goes")

    rules: list[Rule] = [rule()]
    here = Desk(url, rules)
    here.ledger.close()
    bell = Bell(rules, clock=Clock(), tokens=lambda: "t")
    with open_ledger(url, beside=[bell, break_down]) as here.ledger:
        with pytest.raises(RuntimeError, match="power"):
            here.paper("leave")
        assert len(heard) == 1
        assert here.ledger.counts().documents == 0
        assert (rows(here.ledger, alerts), rows(here.ledger, deliveries)) == (0, 0)


def test_a_message_is_claimed_by_one_program_alone(url: str) -> None:
    here = Desk(url, [rule(receivers=["out:a", "out:b", "out:c", "out:d"])])
    with here.ledger:
        here.paper("leave")
        here.paper("closed", type_="mission")
        queues = [Queue(here.ledger.engine, owner=str(number), lease=LEASE) for number in range(4)]
        claimed: list[Due] = []

        def claim(queue: Queue) -> None:
            for _ in range(8):
                claimed.extend(queue.claim({"out": 1}, NOW))

        threads = [threading.Thread(target=claim, args=(queue,)) for queue in queues]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        keys = [each.key for each in claimed]
        assert len(keys) == len(set(keys)) == 8
        assert queues[0].claim({"out": 8}, NOW + LEASE) == []


def test_a_lease_that_ran_out_is_taken_over_with_the_same_key_and_a_confirmed_one_never(url: str) -> None:
    here = Desk(url, [rule()])
    with here.ledger:
        here.paper("leave")
        dead, alive = (Queue(here.ledger.engine, owner=name, lease=LEASE) for name in ("dead", "alive"))
        (first,) = dead.claim({"out": 1}, NOW)
        later = NOW + LEASE + dt.timedelta(seconds=1)
        (second,) = alive.claim({"out": 1}, later)
        assert first.key == second.key
        done = Delivery(status="confirmed", why="taken", at=later)
        alive.ended(second, done, milliseconds=1, again_at=None)
        failed = Delivery(status="retry", why="too late", at=later)
        dead.ended(first, failed, milliseconds=1, again_at=later)
        assert alive.claim({"out": 1}, later + LEASE * 5) == []
        (log,) = here.alerts()
        assert [each.state for each in log.deliveries] == ["confirmed"]
        assert sorted(each.status for each in log.deliveries[0].attempts) == ["confirmed", "retry"]


def test_two_that_look_at_the_clock_at_once_ring_a_crossing_once(url: str) -> None:
    here = Desk(url, [rule(hosts=["FJI"])])
    with here.ledger:
        asked = [rule(name="o", outlook="elevated"), rule(name="silent", checkin_after="1m")]
        looks = [ticker(here, *asked) for _ in range(4)]
        assert looks[0].once() == 0
        crowds(here, 0, 1, 2)
        written: list[int] = []
        threads = [threading.Thread(target=lambda each=each: written.append(each.once())) for each in looks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(written) == [0, 0, 0, 1]
        assert rows(here.ledger, alerts) == 1
