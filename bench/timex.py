"""Dates and times against public annotated texts: value F1, as TempEval-3 counts it.

An expression found is right where it overlaps an annotated one, one to one, and has the same value. The date of the
document itself is given, not counted. Texts are read from an archive of TimeML files, one folder a set::

    python bench/timex.py ../shared/data/bench/timex-dev.tar.gz [--misses wikiwars]
"""

import argparse
import datetime as dt
import html
import re
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tocsin.reading.when import find

DEFAULT = Path(__file__).parents[2] / "shared/data/bench/timex-dev.tar.gz"
PEERS = "Published on news kept back: HeidelTime .78, recognizers-text .57, dateparser .03"
TAG = re.compile(r"<(/?)([A-Z]\w*)([^>]*)>", re.IGNORECASE)


class Gold(NamedTuple):
    """An annotated expression."""

    start: int
    end: int
    value: str


class Text(NamedTuple):
    """A text without its tags, and what was annotated in it."""

    name: str
    text: str
    anchor: dt.date | None
    gold: list[Gold]


class Count(NamedTuple):
    """Expressions found, annotated, matched by place, and matched with the same value."""

    found: int = 0
    gold: int = 0
    placed: int = 0
    right: int = 0

    def plus(self, other: "Count") -> "Count":
        """The sum of two counts."""
        return Count(*(one + two for one, two in zip(self, other, strict=True)))

    def f1(self, hits: int) -> float:
        """The F1 of so many hits."""
        return 2 * hits / ((self.found + self.gold) or 1)


def parse(name: str, raw: str) -> Text:
    """The text of a TimeML file."""
    told = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    parts: list[str] = []
    gold: list[Gold] = []
    opened: list[tuple[int, str]] = []
    at = length = 0
    source = body.group(1) if body else ""
    for tag in TAG.finditer(source):
        piece = html.unescape(source[at : tag.start()])
        parts.append(piece)
        length, at = length + len(piece), tag.end()
        if tag.group(2).upper() != "TIMEX3":
            continue
        if not tag.group(1):
            value = re.search(r'\bvalue="([^"]*)"', tag.group(3))
            opened.append((length, value.group(1) if value else ""))
        elif opened:
            start, given = opened.pop()
            gold.append(Gold(start, length, given))
    parts.append(html.unescape(source[at:]))
    anchor = dt.date.fromisoformat(told.group(1)) if told else None
    return Text(name, "".join(parts), anchor, sorted(gold))


def texts(archive: Path) -> Iterator[tuple[str, Text]]:
    """Each text of the archive with the name of its set, the first folder of its path."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            file = tar.extractfile(member) if member.name.endswith(".tml") else None
            if file:
                path = member.name.removeprefix("./")
                yield path.split("/")[0], parse(path.rsplit("/", 1)[-1], file.read().decode("utf-8"))


def plain(value: str) -> str:
    """A value without the habits of one annotator: 2014-XX-XX is 2014, 2013-09-W39 is 2013-W39."""
    value = re.sub(r"-WXX-\d", "", value) if value[:4].isdigit() else value
    value = re.sub(r"^(\d{4})-\d\d-(W\d\d)", r"\1-\2", value)
    return re.sub(r"(?<=\d)(-XX)+$", "", value)


def score(text: Text, *, loose: bool, show: bool) -> Count:
    """The count of one text."""
    same = plain if loose else str
    found = find(text.text, text.anchor)
    free = list(text.gold)
    placed = right = 0
    for when in found:
        over = [gold for gold in free if gold.start < when.end and when.start < gold.end]
        if not over:
            report(show, text, "EXTRA", when.start, when.end, when.value, "")
            continue
        gold = next((gold for gold in over if same(gold.value) == same(when.value)), over[0])
        free.remove(gold)
        placed += 1
        if same(gold.value) == same(when.value):
            right += 1
        else:
            report(show, text, "VALUE", when.start, when.end, when.value, gold.value)
    for gold in free:
        report(show, text, "MISS", gold.start, gold.end, "", gold.value)
    return Count(len(found), len(text.gold), placed, right)


def report(show: bool, text: Text, kind: str, *rest: int | str) -> None:
    """Print one disagreement with the words around it."""
    if show:
        start, end, ours, theirs = rest
        assert isinstance(start, int)
        assert isinstance(end, int)
        around = f"{text.text[max(0, start - 70) : start]}[[{text.text[start:end]}]]{text.text[end : end + 40]}"
        print(kind, text.name, f"ours={ours} gold={theirs} |", around.replace("\n", " "))


def main() -> int:
    """Print one line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--misses", metavar="SET", help="print every disagreement in one set")
    given = parser.parse_args()
    if not given.archive.exists():
        print(f"no archive at {given.archive}", file=sys.stderr)
        return 2
    sets: dict[str, list[Text]] = {}
    for name, text in texts(given.archive):
        sets.setdefault(name, []).append(text)
    heads = ("place F1", "value P", "value R", "value F1", "MB/s")
    print(f"{'set':<22}{'texts':>6}{'gold':>7}{'found':>7}" + "".join(f"{head:>10}" for head in heads))
    for name, members in sets.items():
        for loose in (False, True):
            began = time.process_time()
            total = Count()
            for text in members:
                total = total.plus(score(text, loose=loose, show=given.misses == name and not loose))
            spent = time.process_time() - began
            size = sum(len(text.text) for text in members) / 1e6
            label = name + (" (plain)" if loose else "")
            print(
                f"{label:<22}{len(members):>6}{total.gold:>7}{total.found:>7}{total.f1(total.placed):>10.3f}"
                f"{total.right / max(total.found, 1):>10.3f}{total.right / max(total.gold, 1):>10.3f}"
                f"{total.f1(total.right):>10.3f}{size / spent:>10.2f}"
            )
    print(PEERS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
