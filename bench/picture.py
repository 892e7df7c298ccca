"""How long a document takes to add, and a timeline to show, in ledgers of 10,000, 50,000 and 200,000 records.

    python bench/picture.py [--sizes 10000 50000 200000] [--host-records 50000] [--probes 60] [--clock processor]

The documents are made: sentences drawn from invented words, ten records each, of 40 hosts and 30 governments, 500
records a day; one document in five is a copy of an earlier one of its week. Rows are written by the programs' own
functions. Times are without the language model: what the ledger and the picture take. Medians.
"""

import argparse
import datetime as dt
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.ledger import Ledger
from tocsin.picture import Asked, brought_up, claims_of, opened, weightiest
from tocsin.records import Contact, Denial, Event, Figure, Posture, Statement
from tocsin.records.model import AnyRecord, PostureType

RECORDS, A_DAY = 10, 500
GOVERNMENTS = tuple(f"{a}{b}X" for a in "ABCDEF" for b in "KLMNO")
HOSTS = tuple(f"{a}{b}Z" for a in "PQRST" for b in "ABCDEFGH")
START = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
SPEAKERS = tuple(f"Minister {name}{ending}" for name in ("Ald", "Bren", "Cor", "Dal") for ending in "aeiouy")
VALUES: tuple[tuple[PostureType, str], ...] = (
    ("mission", "closed"),
    ("mission", "reduced"),
    ("directive", "leave"),
    ("advice", "avoid_all"),
)


class Making:
    """Documents in the order of their days, always the same ones."""

    def __init__(self, *, host: str | None = None) -> None:
        self._draw = random.Random(7)
        self._words = [
            "".join(self._draw.choices("aeioubcdfghlmnprst", k=self._draw.randint(3, 9))) for _ in range(6000)
        ]
        self._host = host
        self._week: list[str] = []

    def __iter__(self) -> Iterator[tuple[Document, list[AnyRecord], dt.datetime]]:
        for number in itertools.count():
            yield self._document(number)

    def _document(self, number: int) -> tuple[Document, list[AnyRecord], dt.datetime]:
        seen = START + dt.timedelta(days=1) * (number * RECORDS / A_DAY)
        copied = self._draw.random() < 0.2 and self._week
        body = self._draw.choice(self._week[-300:]) if copied else "\n".join(self._sentence(30) for _ in range(12))
        self._week.append(body)
        lines = [self._sentence(14) for _ in range(RECORDS)]
        text = "\n".join([self._sentence(6), body, *lines])
        document = Document(
            text=text,
            publisher=f"The {self._draw.choice(['North', 'South', 'East', 'West'])} Sample {self._draw.randint(1, 40)}",
            published=seen.date(),
            canonical=f"https://news.example/{number}",
            passages=(Passage(start=0, end=len(text), role=Role.BODY),),
        )
        host = self._host or self._draw.choice(HOSTS)
        starts = itertools.accumulate((len(line) + 1 for line in lines), initial=len(text) - len("\n".join(lines)))
        records = [self._record(start, line, host, seen.date()) for start, line in zip(starts, lines, strict=False)]
        return document, records, seen

    def _sentence(self, words: int) -> str:
        return " ".join(self._draw.choices(self._words, k=words)) + "."

    def _record(self, start: int, line: str, host: str, day: dt.date) -> AnyRecord:
        of: dict[str, Any] = {"start": start, "end": start + len(line), "evidence": line}
        who, other = self._draw.sample(GOVERNMENTS, 2)
        kind = self._draw.random()
        if kind < 0.5:
            return Statement(speaker=self._draw.choice(SPEAKERS), form="indirect", cue="said", about=host, **of)
        if kind < 0.7:
            place = self._draw.choice([None, None, "Aldton", "Brenburg"])
            return Event(
                type="ASSAULT", actor_country=who, recipient_country=other, host=host, place=place, wording="x", **of
            )
        if kind < 0.85:
            type_, value = self._draw.choice(VALUES)
            dated = self._draw.choice([day, None])
            return Posture(sender=who, host=host, type=type_, value=value, date=dated, **of)
        if kind < 0.93:
            return Figure(value=self._draw.randint(1, 9000), unit="troop", what=line[:40], host=host, wording="x", **of)
        if kind < 0.98:
            return Contact(participants=(who, other), countries=(who, other), mode="call", about=host, **of)
        return Denial(by=self._draw.choice(SPEAKERS), claim=line, cue="denied", about=host, **of)


def fill(ledger: Ledger, making: Iterator[tuple[Document, list[AnyRecord], dt.datetime]], records: int) -> None:
    """Add documents until there are so many records."""
    for document, found, seen in itertools.islice(making, records // RECORDS):
        ledger.add(document, found, seen_at=seen, reader="made/1")


CLOCK = {"wall": time.perf_counter, "processor": time.process_time}
clock = time.perf_counter


def hurry(ledger: Ledger) -> None:
    """Do not wait for the disk while a ledger is filled; what is measured afterwards waits as always."""
    sa.event.listen(ledger.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    ledger.engine.dispose()


def timed(do: Callable[[], object]) -> float:
    """Milliseconds."""
    start = clock()
    do()
    return (clock() - start) * 1000


def grown(folder: Path, sizes: list[int], probes: int) -> None:
    """One ledger that grows: at each size the median of adding, of adding and looking, and of looking alone."""
    making = iter(Making())
    held = 0
    for size in sizes:
        with opened(str(folder / "grown.sqlite")) as ledger:
            hurry(ledger)
            filled = timed(lambda: fill(ledger, making, size - held)) / 1000  # noqa: B023 - called at once
        with opened(str(folder / "grown.sqlite")) as ledger:
            settled = timed(lambda: brought_up(ledger)) / 1000
            adds, firsts, looks = [], [], []
            for document, found, seen in itertools.islice(making, probes):
                adds.append(timed(lambda: ledger.add(document, found, seen_at=seen, reader="made/1")))  # noqa: B023
                firsts.append(timed(lambda: brought_up(ledger)))
                looks.append(timed(lambda: weightiest(ledger, Asked(host=HOSTS[0]), a_day=10, days=10)))
            held = size + probes * RECORDS
            sys.stdout.flush()
            print(
                f"{size:>8,} records: add {median(adds):.1f} ms (most {max(adds):.0f}), "
                f"settling it {median(firsts):.1f} ms, ten days of a host {median(looks):.1f} ms; "
                f"filled in {filled:.0f} s, settled in {settled:.0f} s"
            )


def of_one_host(folder: Path, records: int) -> None:
    """A timeline of a host that has so many records."""
    with opened(str(folder / "host.sqlite")) as ledger:
        hurry(ledger)
        fill(ledger, iter(Making(host="UKR")), records)
        settled = timed(lambda: brought_up(ledger)) / 1000
        asked = Asked(host="UKR")
        shown = median(timed(lambda: weightiest(ledger, asked, a_day=10)) for _ in range(5))
        lately = median(timed(lambda: weightiest(ledger, asked, a_day=10, days=10)) for _ in range(5))
        past = timed(lambda: claims_of(ledger, asked, known_at=START + dt.timedelta(days=10)))
        print(
            f"{records:,} records of one host (settled in {settled:.0f} s): ten a day of every day {shown:.0f} ms, "
            f"of the last ten days {lately:.0f} ms; as known after ten days {past:.0f} ms"
        )


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="*", default=[10_000, 50_000, 200_000])
    asked.add_argument("--host-records", type=int, default=50_000)
    asked.add_argument("--probes", type=int, default=60)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--clock", choices=tuple(CLOCK), default="wall", help="processor: for a machine that is busy")
    options = asked.parse_args()
    global clock  # noqa: PLW0603 - one clock for the whole measure
    clock = CLOCK[options.clock]
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        grown(place, options.sizes, options.probes)
        if options.host_records:
            of_one_host(place, options.host_records)


if __name__ == "__main__":
    main()
