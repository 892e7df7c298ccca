"""General news: reading against the whole pipeline, pages against trafilatura alone, and memory, each in one run.

``python bench/general.py DAYS.jsonl.gz`` takes the digests of ``current-events``. Documents are its items, drawn over
all the years; pages are days, each item a paragraph, in the furniture of a news site, which is written here. Memory is
the most that a process holds that reads one document of a megabyte, for a dense and for an empty one.
"""

import argparse
import datetime as dt
import gzip
import html
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
import trafilatura

from tocsin.documents.load import from_bytes
from tocsin.documents.model import Document
from tocsin.reading import DEFAULT_MODEL, load

MEGABYTE = 1_000_000
_WAYS = ("World", "Africa", "Europe", "Asia", "Business", "Sport", "Travel")
_MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in _WAYS)
_META = '<meta property="og:site_name" content="Sample Courier"><meta property="article:published_time"'


def days(path: Path) -> list[dict[str, Any]]:
    """The days of the digest, each with its items."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def item(text: str, day: str) -> Document:
    """One item as a document."""
    return from_bytes(text.encode(), published=dt.date.fromisoformat(day))


def page(day: dict[str, Any]) -> bytes:
    """A day as a page of a news site."""
    paragraphs = "".join(f"<p>{html.escape(each['text'])}</p>" for each in day["items"])
    furniture = f"<nav><ul>{_MENU * 4}</ul></nav>"
    aside = f"<aside><h2>Most read</h2><ul>{_MENU * 6}</ul></aside>"
    return f"""<!doctype html><html lang="en"><head><title>The day {day["date"]} - Sample Courier</title>
{_META} content="{day["date"]}T08:00:00Z">
<style>{".menu{display:flex}" * 200}</style><script>{"window.a=1;" * 400}</script></head><body>{furniture}
<main><article><h1>What happened on {day["date"]}</h1><p class="byline">By our desk</p>{paragraphs}</article>
{aside}</main><footer>{_MENU * 4}<p>All rights reserved.</p></footer></body></html>
""".encode()


def median(rounds: int, *runs: Callable[[], object]) -> list[float]:
    """The median processor seconds of each of these, taken in turn."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, seconds in zip(runs, taken, strict=True):
            began = time.process_time()
            run()
            seconds.append(time.process_time() - began)
    return [statistics.median(seconds) for seconds in taken]


def reading(found: list[dict[str, Any]], count: int) -> str:
    """Items read a second, against the whole pipeline on the same texts."""
    every = [(each["text"], day["date"]) for day in found for each in day["items"]]
    documents = [item(text, day) for text, day in random.Random(7).sample(every, count)]
    reader, whole = load(), spacy.load(DEFAULT_MODEL)
    reader.read(documents[0])
    ours, theirs = median(
        3, lambda: [reader.read(each) for each in documents], lambda: [whole(each.text) for each in documents]
    )
    speeds = f"reading {count / ours:.0f} documents/s  whole pipeline {count / theirs:.0f}"
    return f"items {count}  {speeds}  times {theirs / ours:.2f}"


def pages(found: list[dict[str, Any]], count: int) -> str:
    """Pages from bytes to records, against trafilatura alone."""
    drawn = [page(day) for day in random.Random(7).sample([day for day in found if day["items"]], count)]
    reader = load()
    reader.read(from_bytes(drawn[0]))
    trafilatura.extract(drawn[0].decode())
    ours, cut, theirs = median(
        3,
        lambda: [reader.read(from_bytes(each)) for each in drawn],
        lambda: [from_bytes(each) for each in drawn],
        lambda: [trafilatura.extract(each.decode(), with_metadata=True) for each in drawn],
    )
    return (
        f"pages {count}  to records {ours:.2f} s (to documents {cut:.2f} s)  trafilatura {theirs:.2f} s  "
        f"times {ours / theirs:.2f}"
    )


def memory(found: list[dict[str, Any]]) -> str:
    """The most megabytes held by a process that reads a document of a megabyte."""
    dense = "\n\n".join(each["text"] for day in found for each in day["items"] if "embass" in each["text"].lower())
    texts = {"general": "\n\n".join(each["text"] for day in found[:900] for each in day["items"]), "dense": dense}
    told = []
    for name, text in texts.items():
        whole = (text * (MEGABYTE // max(len(text), 1) + 1)).encode()[:MEGABYTE]
        code = (
            "import sys, resource; from tocsin import read;"
            "read(sys.stdin.buffer.read().decode('utf-8', 'ignore').encode());"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        done = subprocess.run([sys.executable, "-c", code], input=whole, capture_output=True, check=True)
        told.append(f"{name} {int(done.stdout)} MB")
    return "memory at 1 MB: " + "  ".join(told)


def main() -> None:
    """Measure all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", type=Path)
    parser.add_argument("--items", type=int, default=1500)
    parser.add_argument("--pages", type=int, default=60)
    asked = parser.parse_args()
    found = days(asked.days)
    for line in (reading(found, asked.items), pages(found, asked.pages), memory(found)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
