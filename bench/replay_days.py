"""How many days of credited news briefs are read, stored and pictured in a second, on two cores.

    python bench/replay_days.py ../shared/data/current-events/days.jsonl.gz [--every 20] [--workers 2] [--keep LEDGER]

Each line of the file is a day, {date, items: [{text}]}; a day is one document, each item a post of it. Days are read by
worker processes, stored by this one, and the picture is settled once at the end. The file keeps its own terms and is no
part of this project.
"""

import argparse
import datetime as dt
import gzip
import itertools
import json
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tocsin import reading
from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.picture import brought_up, opened, sizes
from tocsin.records.model import AnyRecord

_SOME = 8
_readers: list[reading.Reader] = []


def days(path: Path, every: int) -> Iterator[Document]:
    """Every so-manyth day as a document."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in itertools.islice(file, 0, None, every):
            day = json.loads(line)
            texts = [item["text"] for item in day["items"] if item["text"].strip()]
            starts = itertools.accumulate((len(text) + 1 for text in texts), initial=0)
            yield Document(
                text="\n".join(texts),
                canonical=f"https://briefs.example/{day['date']}",
                published=dt.date.fromisoformat(day["date"]),
                language="en",
                live_blog=True,
                passages=tuple(
                    Passage(start=start, end=start + len(text), role=Role.BODY, opens_post=True)
                    for start, text in zip(starts, texts, strict=False)
                ),
            )


def prepare() -> None:
    """Load the language model once a worker."""
    _readers.append(reading.load())


def read(some: list[Document]) -> list[tuple[Document, list[AnyRecord]]]:
    """What a worker does with some days."""
    return list(zip(some, _readers[0].read_many(some), strict=True))


def batches(documents: Iterator[Document]) -> Iterator[list[Document]]:
    """The days in order, some at a time."""
    while some := list(itertools.islice(documents, _SOME)):
        yield some


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--every", type=int, default=20)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--keep", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool(options.workers, prepare) as pool:
        pool.map(len, ["wait until the model is loaded"] * options.workers)
        start, stored, count, records = time.perf_counter(), 0.0, 0, 0
        own = time.process_time()
        with opened(str(options.keep or Path(folder) / "replay.sqlite")) as ledger:
            read_days = pool.imap(read, batches(days(options.file, options.every)))
            for document, found in itertools.chain.from_iterable(read_days):
                before = time.perf_counter()
                seen = dt.datetime.combine(document.published or dt.date.min, dt.time(23), dt.UTC)
                ledger.add(document, found, seen_at=seen, reader=reading.REVISION)
                stored += time.perf_counter() - before
                count += 1
                records += len(found)
            read_until = time.perf_counter()
            brought_up(ledger)
            end = time.perf_counter()
            print(f"{count} days, {sizes(ledger)}")
        print(
            f"{count / (end - start):.1f} days a second end to end; {read_until - start:.1f} s reading and storing "
            f"(storing {stored:.1f} s, {1000 * stored / count:.1f} ms a day), {end - read_until:.1f} s settling; "
            f"processor of the storing process {time.process_time() - own:.1f} s"
        )


if __name__ == "__main__":
    main()
