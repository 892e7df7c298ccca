"""General news: reading against the whole pipeline, pages against trafilatura alone, and memory, each in one run.

``python bench/general.py DAYS.jsonl.gz`` takes the digests of ``current-events``. Documents are its items, drawn over
all the years. Pages carry one article each, an item with what earlier days told of its topic, in the furniture of a
news site, which is written here: 20 to 100 kB. Memory is the most that a process holds that reads one document of a
megabyte, for a dense and for an empty one.
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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
import trafilatura

from tocsin.documents.load import from_bytes
from tocsin.documents.model import Document
from tocsin.reading import DEFAULT_MODEL, load

MEGABYTE = 1_000_000
_WAYS = ("World", "Africa", "Europe", "Asia", "Business", "Sport", "Travel")
_META = '<meta property="og:site_name" content="Sample Courier"><meta property="article:published_time"'


def days(path: Path) -> list[dict[str, Any]]:
    """The days of the digest, each with its items."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def item(text: str, day: str) -> Document:
    """One item as a document."""
    return from_bytes(text.encode(), published=dt.date.fromisoformat(day))


def articles(found: list[dict[str, Any]], count: int) -> list[tuple[str, list[str]]]:
    """Articles with their day: an item, and as its background what earlier days told of the same topic."""
    told: dict[str, list[str]] = {}
    every = []
    for day in found:
        for each in day["items"]:
            topic = each["topic"][-1] if each["topic"] else ""
            before = told.setdefault(topic, [])
            every.append((day["date"], [each["text"], *before[-9:][::-1]]))
            before.append(each["text"])
    return random.Random(7).sample(every, count)


def _links(names: Iterable[str], kind: str) -> str:
    return "".join(
        f'<li class="{kind}__item"><a class="{kind}__link" data-track="{kind}-{at}" href="/{kind}/{at}">'
        f"<span>{html.escape(name)}</span></a></li>"
        for at, name in enumerate(names)
    )


def page(day: str, paragraphs: list[str], teasers: list[str], size: int) -> bytes:
    """One article as a page of a news site: menu, links to other stories, footer, scripts; about ``size`` bytes."""
    title = " ".join(paragraphs[0].split()[:9])
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": day}
    body = "".join(f'<p class="story__text" data-part="text">{html.escape(each)}</p>' for each in paragraphs)
    menu = f"<header><nav><ul>{_links(_WAYS * 9, 'menu')}</ul></nav></header>"
    more = f"<aside><h2>More stories</h2><ul>{_links(teasers, 'more')}</ul></aside>"
    foot = f"<footer><ul>{_links(_WAYS * 5, 'foot')}</ul><p>All rights reserved.</p></footer>"
    share = '<button class="share" type="button"><svg><path d="M1 4h9v9z"/></svg></button>' * 6
    whole = f"""<!doctype html><html lang="en"><head><title>{html.escape(title)} - Sample Courier</title>
{_META} content="{day}T08:00:00Z"><script type="application/ld+json">{json.dumps(data)}</script>
<style>{".menu{display:flex}" * 150}</style></head><body><div class="page"><div class="grid">{menu}
<main><article><h1>{html.escape(title)}</h1><p class="byline">By our desk</p><div>{share}</div>
<figure><img src="/a.jpg" alt=""><figcaption>A street in the capital. Photograph: Sample Pictures</figcaption></figure>
<div class="story">{body}</div></article>{more}</main>{foot}</div></div><script>FILL</script></body></html>"""
    return whole.replace("FILL", "window.a=1;" * max(0, (size - len(whole)) // 11)).encode()


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
    together, alone, theirs = median(
        3,
        lambda: list(reader.read_many(documents)),
        lambda: [reader.read(each) for each in documents],
        lambda: [whole(each.text) for each in documents],
    )
    speeds = (
        f"reading {count / together:.0f} documents/s, each alone {count / alone:.0f}; pipeline {count / theirs:.0f}"
    )
    return f"items {count}  {speeds}  times {theirs / together:.2f}, each alone {theirs / alone:.2f}"


def pages(found: list[dict[str, Any]], count: int) -> str:
    """Pages from bytes to records, against trafilatura alone."""
    chance = random.Random(7)
    drawn = articles(found, count)
    titles = [" ".join(paragraphs[0].split()[:9]) for _, paragraphs in drawn]
    made = [
        page(day, paragraphs, chance.sample(titles, min(count, 24)), chance.randrange(20_000, 100_000))
        for day, paragraphs in drawn
    ]
    reader = load()
    reader.read(from_bytes(made[0]))
    trafilatura.extract(made[0].decode(), with_metadata=True)
    ours, cut, theirs = median(
        3,
        lambda: [reader.read(from_bytes(each)) for each in made],
        lambda: [from_bytes(each) for each in made],
        lambda: [trafilatura.extract(each.decode(), with_metadata=True) for each in made],
    )
    length = statistics.mean(sum(len(each.split()) for each in paragraphs) for _, paragraphs in drawn)
    return (
        f"pages {count} of {statistics.mean(map(len, made)) / 1000:.0f} kB and {length:.0f} words of story  "
        f"to records {ours:.2f} s (to documents {cut:.2f} s)  trafilatura {theirs:.2f} s  times {ours / theirs:.2f}"
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
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--only", choices=("items", "pages", "memory"))
    asked = parser.parse_args()
    found = days(asked.days)
    runs: dict[str, Callable[[], str]] = {
        "items": lambda: reading(found, asked.items),
        "pages": lambda: pages(found, asked.pages),
        "memory": lambda: memory(found),
    }
    for name, run in runs.items():
        if asked.only in (None, name):
            print(run(), flush=True)


if __name__ == "__main__":
    main()
