"""From document in to alert handed over: how long, on a ledger with a past.

    .venv/bin/python bench/alerts_latency.py [DOCUMENTS] [ALERTS]

Fills a ledger with so many documents (10,000) about twenty hosts by ten senders, then adds papers that ring (200),
each to one webhook on this machine, while a dispatcher runs as `tocsin watch` runs it. Reading a document is not in
it. Prints milliseconds: of ``add`` without and with the bell, and from the call of ``add`` to the receiver's hearing.
"""

import datetime as dt
import itertools
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tocsin.alerts import Bell, Dispatcher
from tocsin.channels import Channel, Post
from tocsin.documents import Document
from tocsin.ledger import Ledger, open_ledger
from tocsin.records import Posture

from tests.alerts.ringing import ISSUER, rule
from tests.channels.receivers import Heard, answer, web

HOSTS = "NER SDN UKR LBN MLI HTI MMR YEM SYR LBY ISR IRN IRQ AFG ETH SSD CAF COD VEN PSE".split()
SENDERS = "GBR USA FRA DEU ESP ITA CAN AUS JPN POL".split()
LADDER = ("caution", "avoid_nonessential", "avoid_all", "normal")
WORDS = [f"word{number}" for number in range(4000)]


def paper(number: int, day: dt.date, *, host: str, sender: str, value: str) -> tuple[Document, list[Posture]]:
    """A paper of 150 words that says one thing."""
    said = f"{sender} set its advice on {host} to {value}, paper {number}."
    text = f"{said} {' '.join(random.Random(number).choices(WORDS, k=150))}."
    posture = Posture(
        start=0, end=len(said), evidence=said, sender=sender, host=host, type="advice", value=value, date=day
    )
    return Document(text=text, publisher=f"Paper {number % 60} (sample)", published=day), [posture]


def fill(ledger: Ledger, documents: int, now: dt.datetime) -> None:
    """A past of a year."""
    chance = random.Random(3)
    for number in range(documents):
        day = now.date() - dt.timedelta(days=chance.randrange(3, 365))
        made = paper(
            number, day, host=chance.choice(HOSTS), sender=chance.choice(SENDERS), value=chance.choice(LADDER[:2])
        )
        ledger.add(*made, seen_at=now - dt.timedelta(days=2), reader="bench/1")


def main() -> None:
    """Fill, ring, and print."""
    given = [int(each) for each in sys.argv[1:]]
    documents, alerts = (*given, *(10_000, 200)[len(given) :])
    now = dt.datetime.now(dt.UTC)
    heard_at: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, web() as receiver:

        def play(handler: object, heard: Heard) -> None:
            said = json.loads(heard.body)["facts"]["alerts"][0]["quotes"][0]["words"]
            heard_at.setdefault(said, time.monotonic())
            answer(204)(handler, heard)  # type: ignore[arg-type]

        receiver.play = play
        place = str(Path(folder) / "ledger.sqlite")
        with open_ledger(place) as ledger:
            fill(ledger, documents, now)
            plain = ringing(ledger, range(10**6, 10**6 + alerts), days_ago=20)[0]
        with open_ledger(place, beside=[Bell([rule(), rule(name="two", hosts=["KEN"])])]) as ledger:
            hook = Channel(name="out", url=f"{receiver.base}/", secret="s", private=True)
            stop = threading.Event()
            dispatcher = Dispatcher(ledger.engine, Post({"out": hook}), ISSUER)
            running = threading.Thread(target=dispatcher.run, args=(stop,))
            running.start()
            took, began = ringing(ledger, range(2 * 10**6, 2 * 10**6 + alerts), days_ago=0)
            until = time.monotonic() + 30
            while len(heard_at) < len(began) and time.monotonic() < until:
                time.sleep(0.05)
            stop.set()
            running.join()
    handed = [(heard_at[words] - start) * 1000 for words, start in began.items() if words in heard_at]
    lost = len(began) - len(handed)
    rows = {"add": plain, "add_with_bell": took, "document_in_to_alert_heard": handed}
    told = {"documents": documents, "alerts": len(handed), "not_heard": lost}
    print(json.dumps(told | {name: spread(each) for name, each in rows.items()}))


def ringing(ledger: Ledger, numbers: range, *, days_ago: int) -> tuple[list[float], dict[str, float]]:
    """Add papers that each move a cell, five a second; the milliseconds of each add, and when each began."""
    now = dt.datetime.now(dt.UTC)
    cells = itertools.cycle([(host, sender) for host in HOSTS for sender in SENDERS])
    took, began = [], {}
    for number, (host, sender) in zip(numbers, cells, strict=False):
        day = now.date() - dt.timedelta(days=days_ago)
        document, said = paper(number, day, host=host, sender=sender, value="normal" if days_ago else "avoid_all")
        start = time.monotonic()
        ledger.add(document, said, seen_at=dt.datetime.now(dt.UTC), reader="bench/1")
        took.append((time.monotonic() - start) * 1000)
        began[said[0].evidence] = start
        time.sleep(max(0.0, 0.2 - took[-1] / 1000))
    return took, began


def spread(values: list[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    return {"p50": round(statistics.median(values), 1), "p95": round(statistics.quantiles(values, n=20)[-1], 1)}


if __name__ == "__main__":
    main()
