"""A program that takes papers in and sends alerts, killed at some moment, and what the next one makes of the rest."""

import collections
import datetime as dt
import functools
import http.server
import itertools
import multiprocessing
import multiprocessing.process
import multiprocessing.synchronize as synchronize
import random
import shutil
import threading
import time
from pathlib import Path

import msgspec
import sqlalchemy as sa

from tocsin.alerts import Bell, Dispatcher
from tocsin.channels import Channel, Post
from tocsin.documents import Document
from tocsin.ledger import Ledger, open_ledger
from tocsin.ledger.alert_tables import alerts, deliveries
from tocsin.records import Posture

from tests.alerts.ringing import ISSUER, NOW, rule
from tests.channels.receivers import Heard, Web, answer, break_off

HOSTS = ("NER", "SDN", "UKR", "LBN", "MLI", "HTI", "MMR", "YEM", "SYR", "LBY")
RECEIVERS = ("out:a", "out:b")
LEASE = dt.timedelta(seconds=0.4)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a kill left and what came of it. ``open`` were neither confirmed nor lost; ``again`` came twice with one key
    because nobody could know; ``lost`` and ``doubled`` must be nothing."""

    confirmed_before: int
    open: int
    again: int
    lost: int
    doubled: int


def papers() -> list[tuple[Document, Posture]]:
    found = []
    for host in HOSTS:
        text = f"Spain told its people to leave {host}."
        document = Document(text=text, publisher="The Post (sample)", published=NOW.date())
        said = Posture(start=0, end=len(text), evidence=text, sender="ESP", host=host, type="directive", value="leave")
        found.append((document, said))
    return found


def open_rung(place: str) -> Ledger:
    numbers = itertools.count(random.SystemRandom().getrandbits(60))
    bell = Bell([rule(receivers=RECEIVERS)], clock=lambda: NOW, tokens=lambda: str(next(numbers)))
    return open_ledger(place, beside=[bell])


def take_in(ledger: Ledger) -> None:
    for document, said in papers():
        ledger.add(document, [said], seen_at=NOW, reader="test/1")


def dispatcher(ledger: Ledger, base: str) -> Dispatcher:
    out = Channel(name="out", url=f"{base}/out", secret="s", private=True, timeout=5, together=3)
    pause = dt.timedelta(milliseconds=20)
    forever = dt.timedelta(days=36500)
    return Dispatcher(ledger.engine, Post({"out": out}), ISSUER, lease=LEASE, first_pause=pause, give_up_after=forever)


def program(place: str, base: str, ready: synchronize.Event) -> None:
    with open_rung(place) as ledger:
        stop = threading.Event()
        running = threading.Thread(target=dispatcher(ledger, base).run, args=(stop,), daemon=True)
        running.start()
        ready.set()
        take_in(ledger)
        stop.wait(60)


def unreliable(web: Web, seed: float) -> None:
    """Some answers are late, some fail, some break off after the message was taken."""
    chance = random.Random(seed)

    def play(handler: http.server.BaseHTTPRequestHandler, heard: Heard) -> None:
        time.sleep(chance.uniform(0, 0.02))
        fate = chance.random()
        if fate < 0.1:
            break_off(handler, heard)
        else:
            answer(500 if fate < 0.2 else 204)(handler, heard)

    web.play = play


def start(place: Path, web: Web) -> multiprocessing.process.BaseProcess:
    """The program in a process of its own, once it is ready to take papers in."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.alerts.killed"])
    ready = context.Event()
    process = context.Process(target=program, args=(str(place), web.base, ready), daemon=True)
    process.start()
    assert ready.wait(60)
    return process


@functools.cache
def empty(folder: Path) -> Path:
    """A ledger with nothing in it, made once."""
    place = folder / "empty.sqlite"
    open_rung(str(place)).close()
    return place


def kill_at(place: Path, web: Web, after: float, seed: float) -> Outcome:
    """Kill the program so many seconds after it is ready to take papers in, let another finish, and count."""
    web.heard.clear()
    unreliable(web, seed)
    shutil.copyfile(empty(place.parent), place)
    process = start(place, web)
    time.sleep(after)
    process.kill()
    process.join()
    time.sleep(0.05)
    with open_rung(str(place)) as ledger:
        confirmed = states(ledger, "confirmed")
        open_ = states(ledger, "pending")
        before = len(web.heard)
        web.play = answer(204)
        take_in(ledger)
        until = time.monotonic() + 10
        while states(ledger, "pending") and time.monotonic() < until:
            dispatcher(ledger, web.base).once()
            time.sleep(0.05)
        every = states(ledger, "confirmed")
        told = collections.Counter(web.keys)
        rang = rows(ledger)
    wanted = len(HOSTS) * len(RECEIVERS)
    late = {each.headers["Idempotency-Key"] for each in web.heard[before:]}
    return Outcome(
        confirmed_before=len(confirmed),
        open=len(open_),
        again=sum(times > 1 for times in told.values()),
        lost=wanted - len(set(told) & every) + len(HOSTS) - rang,
        doubled=len(late & confirmed) + len(set(told) - every) + max(0, rang - len(HOSTS)),
    )


def states(ledger: Ledger, state: str) -> set[str]:
    with ledger.engine.connect() as connection:
        found = sa.select(deliveries.c.key).where(deliveries.c.state == state)
        return set(connection.execute(found).scalars())


def rows(ledger: Ledger) -> int:
    with ledger.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(alerts)).scalar_one()
