"""A ledger with a bell, and a dispatcher beside it, by the settings: for the verbs that take documents in."""

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.alerts import CountExposed, Ticker
    from tocsin.ledger import Ledger
    from tocsin.people import People
    from tocsin.settings import Settings


@contextlib.contextmanager
def rung_ledger(here: "Settings") -> "Iterator[Ledger]":
    """The ledger, open, with the bell in its transactions. Raises InputError for rules that cannot be used."""
    from tocsin.alerts import Bell
    from tocsin.cli.alerts import rules_here
    from tocsin.picture import opened

    bell = Bell(rules_here(here), exposed=own_people(here, lambda: ledger))
    with opened(here.ledger, beside=[bell]) as ledger:
        yield ledger


def own_people(here: "Settings", ledger: "Callable[[], Ledger]") -> "CountExposed":
    """Counts own people in a country; the roster is opened when a rule first asks."""
    roster: list[People] = []

    def exposed(host: str, days: int) -> int:
        from tocsin.people import People, read_key
        from tocsin.people.whereabouts import exposed_count

        if not roster:
            roster.append(People(ledger().engine, read_key(Path(here.people_key).expanduser())))
        return exposed_count(roster[0], host, now=dt.datetime.now(dt.UTC), days=days)

    return exposed


@contextlib.contextmanager
def sending(here: "Settings", ledger: "Ledger") -> Iterator[None]:
    """Ring what time brings and send alerts as they become due, beside what runs inside; at the end what is due by then
    is still sent.
    """
    if not here.channels:
        yield
        return
    from tocsin.alerts import Dispatcher
    from tocsin.cli.alerts import issuer, post_here

    stop = threading.Event()
    dispatcher = Dispatcher(ledger.engine, post_here(here), issuer(here))
    running = [
        threading.Thread(target=each.run, args=(stop,), name="alerts", daemon=True)
        for each in (dispatcher, ticker(here, ledger))
    ]
    for each in running:
        each.start()
    try:
        yield
    finally:
        stop.set()
        for each in running:
            each.join()
        dispatcher.once()


def ticker(here: "Settings", ledger: "Ledger") -> "Ticker":
    """What rings by the clock."""
    from tocsin.alerts import Ticker
    from tocsin.cli.alerts import rules_here

    return Ticker(ledger, rules_here(here), exposed=own_people(here, lambda: ledger))
