"""A drill in simulation: many people, five channels that fail now and then, answers that come late.

The clock of the drill is simulated and the channels answer at once, so that what is measured is Tocsin's own work:
from "ask" until everybody is asked, in wall time. Run: ``python -m bench.drill [PEOPLE]``.
"""

import datetime as dt
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tocsin.channels import Delivery, Message
from tocsin.ledger import open_ledger
from tocsin.people import LOCAL, People, Person, Private, Way, make_key, read_key
from tocsin.people.checkin import CheckIns, ask, board_of

CHANNELS = {"mail": 0.05, "sms": 0.10, "chat": 0.20, "phone": 0.30, "mail2": 0.15}
"""Each channel with the share of its sendings that fail; a third of these are worth a second try."""
ROUTES = {"mail": "mail", "sms": "sms", "chat": "chat", "phone": "phone"}
START = dt.datetime(2026, 5, 4, 3, 0, tzinfo=dt.UTC)


class Simulated:
    """The world of the drill: a clock, channels that fail, and people who answer when they wake."""

    def __init__(self, seed: int = 7) -> None:
        self.random, self.now = random.Random(seed), START
        self.told: dict[str, dt.datetime] = {}
        self.tries: Counter[str] = Counter()
        self._guard = threading.Lock()

    def send(self, name: str, message: Message) -> Delivery:
        """Half a second for everything that was sent at once; who is told is told now."""
        with self._guard:
            self.now += dt.timedelta(milliseconds=5)
            self.tries[name] += 1
            channel = "mail2" if message.to.endswith("2") else name
            failed = self.random.random() < CHANNELS[channel]
            later = self.random.random() < 1 / 3
            if not failed:
                self.told[message.to.rpartition("+")[2]] = self.now
        status = "confirmed" if not failed else "retry" if later else "failed"
        return Delivery(status=status, why="simulated", at=self.now)  # type: ignore[arg-type]

    def delay(self) -> dt.timedelta:
        """How long somebody takes: most minutes, some hours."""
        return dt.timedelta(minutes=min(self.random.lognormvariate(2.5, 1.3), 20 * 60))


def people_of(count: int) -> list[Person]:
    """Made people with two to four ways each."""
    chance, made = random.Random(1), []
    for number in range(count):
        id_ = f"P{number:05d}"
        every = (
            Way("mail", f"mailto:p+{id_}"), Way("sms", f"sms:+{id_}"),
            Way("chat", f"x://+{id_}"), Way("phone", f"tel:+{id_}"),
        )  # fmt: skip
        ways = tuple(chance.sample(every, chance.randint(2, 4))) if chance.random() > 0.01 else ()
        private = Private(person=id_, name=f"Person {number}", ways=ways)
        made.append(Person(id=id_, private=private, groups=(f"Group {number % 20}",)))
    return made


def main(count: int) -> None:
    """Run it and print the report."""
    with tempfile.TemporaryDirectory() as folder:
        make_key(Path(folder) / "key")
        with open_ledger(f"{folder}/drill.sqlite") as ledger:
            people = People(ledger.engine, read_key(Path(folder) / "key"))
            began = time.perf_counter()
            people.record(people_of(count), [], at=START, origin="drill")
            print(f"roster of {count:,}: {time.perf_counter() - began:.1f} s")
            report(CheckIns(people))


def report(checkins: CheckIns) -> None:
    """Ask, ask again after an hour, answer in the order of the simulated clock, and show the muster."""
    world = Simulated()
    ids = checkins.people.ids()
    began = time.perf_counter()
    campaign = checkins.begin(ids, title="Drill", whom="all", by=LOCAL, at=START, hours=48, drill=True)
    done = ask(
        checkins, campaign, world.send, routes=ROUTES, address="https://t.example", clock=lambda: world.now
    )  # fmt: skip
    print(f"all asked in {time.perf_counter() - began:.1f} s of wall time: {done}; tries {dict(world.tries)}")
    comes = sorted((at + world.delay(), person) for person, at in world.told.items())
    hour = START + dt.timedelta(hours=1)
    for at, person in (each for each in comes if each[0] <= hour):
        checkins.answer(campaign, person, world.random.choices(("safe", "help", "moving"), (94, 2, 4))[0], at=at)
    print("after an hour:", board_of(checkins, campaign).counts)
    before, world.now = set(world.told), hour
    began = time.perf_counter()
    again = ask(checkins, campaign, world.send, routes=ROUTES, address="https://t.example", clock=lambda: world.now)
    print(f"asked again in {time.perf_counter() - began:.1f} s: {again}")
    fresh = [(at + world.delay(), person) for person, at in world.told.items() if person not in before]
    for at, person in sorted([*(each for each in comes if each[0] > hour), *fresh]):
        checkins.answer(campaign, person, "safe", at=at)
    phoned = max(at for at, _ in comes) + dt.timedelta(minutes=1)
    for line in board_of(checkins, campaign).lines:
        if not line.answers:
            checkins.answer(campaign, line.person, "safe", at=phoned, taken_by=LOCAL)
            phoned += dt.timedelta(minutes=1)
    began = time.perf_counter()
    board = board_of(checkins, campaign)
    print(f"board in {(time.perf_counter() - began) * 1000:.0f} ms: {board.counts}")
    print("minutes until accounted, by percent:", board.minutes)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
