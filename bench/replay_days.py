"""How many days of credited news briefs are read, stored and pictured in a second, on two cores.

    python bench/replay_days.py ../shared/data/current-events/days.jsonl.gz [--every 20] [--workers 2] [--keep LEDGER]

Each line of the file is a day, {date, items: [{text}]}; a day is one document, each item a post of it. Days are read
by worker processes, sixteen at a time, stored by this one in one transaction each time, and the picture is settled once
at the end. The file keeps its own terms and is no part of this project.
"""

import argparse
import datetime as dt
import gzip
import itertools
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tocsin import reading
from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.ledger import Incoming
from tocsin.picture import brought_up, opened, sizes
from tocsin.records.model import AnyRecord

_SOME = 16
_DECODER = msgspec.msgpack.Decoder(list[list[AnyRecord]])
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
    """Load the language model once a worker; who stores goes before who reads, because all wait for it."""
    os.nice(10)
    _readers.append(reading.load())


def read(some: list[Document]) -> bytes:
    """What a worker does with some days; bytes, because they are packed and unpacked faster than objects."""
    return msgspec.msgpack.encode(list(_readers[0].read_many(some)))


def batches(documents: list[Document]) -> list[list[Document]]:
    """The days in order, some at a time."""
    return [documents[start : start + _SOME] for start in range(0, len(documents), _SOME)]


def incoming(some: list[Document], found: bytes) -> list[Incoming]:
    """Some days with what was read of them, seen in the evening of each."""
    return [
        Incoming(
            document=document,
            records=records,
            seen_at=dt.datetime.combine(document.published or dt.date.min, dt.time(23), dt.UTC),
            reader=reading.REVISION,
        )
        for document, records in zip(some, _DECODER.decode(found), strict=True)
    ]


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
        start, stored, count = time.perf_counter(), 0.0, 0
        own = time.process_time()
        with opened(str(options.keep or Path(folder) / "replay.sqlite")) as ledger:
            some_days = batches(list(days(options.file, options.every)))
            for some, found in zip(some_days, pool.imap(read, some_days), strict=True):
                before = time.perf_counter()
                ledger.add_all(incoming(some, found))
                stored += time.perf_counter() - before
                count += len(some)
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
