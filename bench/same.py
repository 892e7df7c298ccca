"""Whether a change of the reader changed what is read: dump before, dump after, compare.

    python bench/same.py dump BEFORE.jsonl FILES... [--days DAYS.jsonl.gz] [--items 1500] [--joined 40]
    python bench/same.py compare BEFORE.jsonl AFTER.jsonl

A line is a text and its records. Files are read as ``tocsin read`` reads them; of a digest of days as in
``current-events`` some items are drawn and read whole, past the document's gate, and some days as one document each.
``compare`` prints every text whose records differ, with the records of one side only, and ends with 1 if any does.
"""

import argparse
import datetime as dt
import gzip
import itertools
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tocsin.documents.load import from_bytes
from tocsin.documents.load import load as load_documents
from tocsin.documents.model import Document
from tocsin.reading import load


def texts(asked: argparse.Namespace) -> Iterator[tuple[str, Document, bool]]:
    """Each text with its name, and whether it is read past the gate."""
    for path in asked.files:
        for number, document in enumerate(load_documents(path)):
            yield f"{path} {number}", document, False
    if asked.days is None:
        return
    with gzip.open(asked.days, "rt", encoding="utf-8") as file:
        days = [json.loads(line) for line in file]
    every = [(each["text"], day["date"]) for day in days for each in day["items"]]
    for number, (text, day) in enumerate(random.Random(11).sample(every, asked.items)):
        yield f"item {number} of {day}", from_bytes(text.encode(), published=dt.date.fromisoformat(day)), True
    for day in random.Random(12).sample([day for day in days if day["items"]], asked.joined):
        text = "\n\n".join(each["text"] for each in day["items"])
        yield f"day {day['date']}", from_bytes(text.encode(), published=dt.date.fromisoformat(day["date"])), False


def dump(asked: argparse.Namespace) -> None:
    """Write the records of every text."""
    gated, whole = load(), load(whole=True)
    encoder = msgspec.json.Encoder()
    with asked.out.open("wb") as file:
        for past, some in itertools.groupby(texts(asked), key=lambda row: row[2]):
            named, reader = list(some), whole if past else gated
            documents = [document for _, document, _ in named]
            read = map(reader.read, documents) if asked.alone else reader.read_many(documents)
            for (name, _, _), records in zip(named, read, strict=True):
                file.write(encoder.encode([name, records]) + b"\n")


def compare(asked: argparse.Namespace) -> int:
    """How many texts differ; each is printed."""
    before, after = ([json.loads(line) for line in path.open("rb")] for path in (asked.before, asked.after))
    if [name for name, _ in before] != [name for name, _ in after]:
        sys.exit("The two were made from other texts. Dump both with the same arguments.")
    differing = 0
    for (name, old), (_, new) in zip(before, after, strict=True):
        if old == new:
            continue
        differing += 1
        gone = [each for each in old if each not in new]
        come = [each for each in new if each not in old]
        print(f"{name}: {len(gone)} gone, {len(come)} come" + ("" if gone or come else ", in another order"))
        for sign, rows in (("-", gone), ("+", come)):
            for row in rows:
                print(f"  {sign} {json.dumps(row, ensure_ascii=False)}")
    print(f"{len(before)} texts, {sum(len(rows) for _, rows in before)} records, {differing} texts differ")
    return 1 if differing else 0


def main() -> None:
    """Dump or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    dumping = verbs.add_parser("dump")
    dumping.add_argument("out", type=Path)
    dumping.add_argument("files", nargs="*")
    dumping.add_argument("--days", type=Path)
    dumping.add_argument("--items", type=int, default=1500)
    dumping.add_argument("--joined", type=int, default=40)
    dumping.add_argument("--alone", action="store_true", help="read each text by itself, not some together")
    dumping.set_defaults(run=dump)
    comparing = verbs.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.set_defaults(run=compare)
    asked = parser.parse_args()
    sys.exit(asked.run(asked))


if __name__ == "__main__":
    main()
