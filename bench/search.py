"""How long a search takes, and what it costs to add a document: words as rare and as common as in a language.

python -m bench.search [--records 200000] [--keep FILE] [--url postgresql://...]
"""

import argparse
import bisect
import datetime as dt
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.load_ledger import AT_ONCE, EACH, HOSTS, NOW, _pack, _record

from tocsin.documents import Document, Passage, Role
from tocsin.ledger import Ledger, open_ledger, tables
from tocsin.ledger.indexing import take_in
from tocsin.search import Asked, bring_up, rebuild, search

LETTERS = "aeioubdgklmnprstvz"
SENTENCE, SENTENCES = 20, 30
"""Words of a sentence, and sentences of a document; the first ten are records."""


class Language:
    """Made words by rank: the first is every fifteenth word of a text, the last of 40,000 is in hardly any."""

    def __init__(self) -> None:
        dice = random.Random(3)
        self.words = list(
            dict.fromkeys("".join(dice.choices(LETTERS, k=2 + n // 9_000)) + str(n) for n in range(40_000))
        )
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def sentence(self, dice: random.Random) -> str:
        """Words drawn as a language draws them."""
        drawn = (dice.random() * self.weights[-1] for _ in range(SENTENCE))
        return " ".join(self.words[bisect.bisect(self.weights, each)] for each in drawn) + ". "


def document(language: Language, dice: random.Random, number: int) -> tuple[Document, list[Any], dt.date]:
    """One of any number of documents, its records, and its day."""
    day = (NOW - dt.timedelta(days=dice.randrange(720))).date()
    host, text, records = dice.choice(HOSTS), "", []
    for at in range(SENTENCES):
        sentence = language.sentence(dice)
        if at < EACH:
            records.append(_record(dice, host, day, len(text), sentence))
        text += sentence
    title = " ".join(text.split()[:8])
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    made = Document(
        text=text, published=day, title=title, passages=passages, publisher=f"Outlet {number % 400}", language="en"
    )
    return made, records, day


def fill(url: str, records: int, language: Language) -> None:
    """Make the ledger, and make it searchable."""
    dice = random.Random(1)
    with open_ledger(url) as ledger:
        for start in range(0, records // EACH, AT_ONCE):
            batch: dict[str, list[dict[str, Any]]] = {}
            for number in range(start, min(start + AT_ONCE, records // EACH)):
                _pack(batch, *document(language, dice, number), dice)
            with ledger.engine.begin() as connection:
                for name, made in batch.items():
                    connection.execute(tables.metadata.tables[name].insert(), made)
        begun = time.perf_counter()
        done = rebuild(ledger)
        print(f"{done} readings made searchable in {time.perf_counter() - begun:.0f} s")


def questions(language: Language) -> Iterator[tuple[str, Callable[[random.Random], Asked]]]:
    """What is asked, by name."""

    def word(dice: random.Random, first: int, last: int) -> str:
        return language.words[dice.randrange(first, last)]

    yield "a rare word", lambda dice: Asked(words=word(dice, 5_000, 40_000))
    yield "two usual words", lambda dice: Asked(words=f"{word(dice, 200, 2_000)} {word(dice, 200, 2_000)}")
    yield "either of two", lambda dice: Asked(words=f"{word(dice, 200, 2_000)} OR {word(dice, 200, 2_000)}")
    yield "a phrase of two very common words", lambda dice: Asked(words=f'"{word(dice, 0, 20)} {word(dice, 0, 20)}"')
    yield "a beginning", lambda dice: Asked(words=word(dice, 200, 2_000)[:3] + "*")
    yield "the commonest words", lambda dice: Asked(words=word(dice, 0, 5))
    yield "a usual word and a host", lambda dice: Asked(words=word(dice, 50, 500), host=dice.choice(HOSTS))
    yield "a usual word in a kind", lambda dice: Asked(words=word(dice, 50, 500), kind="statement")
    yield "a usual word, the newest", lambda dice: Asked(words=word(dice, 50, 500), order="newest")
    past = NOW - dt.timedelta(days=360)
    yield "a usual word, known a year ago", lambda dice: Asked(words=word(dice, 50, 500), known_at=past)


def measure(ledger: Ledger, language: Language, times: int) -> None:
    """Ask each kind of question so many times."""
    print(f"{'':34} {'p50':>8} {'p95':>8} {'processor p50':>14} {'p95':>8} {'hits':>6}")
    for name, asked in questions(language):
        dice, took, worked, hits = random.Random(7), [], [], 0
        for _ in range(times):
            question = asked(dice)
            begun, began = time.perf_counter(), time.process_time()
            hits += len(search(ledger, question).hits)
            took.append((time.perf_counter() - begun) * 1_000)
            worked.append((time.process_time() - began) * 1_000)
        wall, cpu = _half_and_most(took), _half_and_most(worked)
        print(f"{name:34} {wall[0]:6.0f}ms {wall[1]:6.0f}ms {cpu[0]:12.0f}ms {cpu[1]:6.0f}ms {hits / times:6.1f}")


def _half_and_most(took: list[float]) -> tuple[float, float]:
    return statistics.median(took), sorted(took)[int(0.95 * len(took))]


def adding(ledger: Ledger, language: Language, times: int) -> None:
    """The whole of adding a document, and the part of it that is the search's; 400 words and ten records each."""
    dice, whole, part = random.Random(time.time_ns()), [], []
    for number in range(times):
        made, records, _ = document(language, dice, number)
        begun = time.perf_counter()
        ledger.add(made, records, seen_at=NOW, reader="made/1")
        whole.append((time.perf_counter() - begun) * 1_000)
        other, records, _ = document(language, dice, number)
        with ledger.engine.begin() as connection:
            begun = time.perf_counter()
            take_in(connection, other, f"none {number}", records)
            part.append((time.perf_counter() - begun) * 1_000)
            connection.rollback()
    print(f"adding a document: {statistics.median(whole):.1f} ms, of which {statistics.median(part):.1f} ms for search")


def main() -> None:
    """Make the ledger where it is not there, ask, and add."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--records", type=int, default=200_000)
    given.add_argument("--times", type=int, default=100)
    given.add_argument("--keep", type=Path)
    given.add_argument("--url")
    options = given.parse_args()
    language = Language()
    with tempfile.TemporaryDirectory() as folder:
        url = options.url or str(options.keep or Path(folder) / "search.sqlite")
        if options.url or not Path(url).exists():
            fill(url, options.records, language)
        if not options.url:
            print(f"{Path(url).stat().st_size / 1e6:.0f} MB")
        with open_ledger(url) as ledger:
            bring_up(ledger)
            measure(ledger, language, options.times)
            adding(ledger, language, options.times)


if __name__ == "__main__":
    main()
