"""PLOVER's example sentences: the type that the reader gives each one, against the type that its coder gave.

Each sentence has one coded event (a few have two). The names of its first version are folded to those of the present
codebook: DEMAND is REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT, and property destroyed (COERCE,
mode destroy) is ASSAULT. What is scored is the reader's main event of the sentence, its first record::

    precision = right / sentences with an event, recall = right / sentences, F1 of the two

"any" counts a sentence as right where any record of it has the type. The cues were tuned on one half (the even
numbers of the file), so the other half is told apart; it is no blind test either, as a third of it was read before
the first cue was written (the sentences of AGREE, COERCE, FIGHT and ASSAULT). Sides: the state of the actor and of the
recipient (or, as the coders do, of the place), where the type is right and a coder names a state::

    python bench/events.py ../shared/data/bench/plover-gsr.json.gz [--misses even]
"""

import argparse
import collections
import gzip
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.documents import Document, Passage, Role
from tocsin.reading import load
from tocsin.reading.engine import Text
from tocsin.reading.event import events
from tocsin.reading.model import pipeline
from tocsin.records import Event

DEFAULT = Path(__file__).parents[2] / "shared/data/bench/plover-gsr.json.gz"
FOLDED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
CODES = {"JAP": "JPN", "PAN ": "PAN", "VTN": "VNM"}
PEERS = "Published by others on these sentences: none"


class Row(NamedTuple):
    """One coded sentence."""

    number: int
    text: str
    types: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]


class Count(NamedTuple):
    """Sentences, those with an event, main events right, and sentences with any event right."""

    sentences: int = 0
    found: int = 0
    right: int = 0
    any: int = 0

    def plus(self, other: "Count") -> "Count":
        """The sum of two counts."""
        return Count(*(one + two for one, two in zip(self, other, strict=True)))

    def line(self, name: str) -> str:
        """One line of the table."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.sentences, 1)
        f1 = 2 * self.right / max(self.found + self.sentences, 1)
        return (
            f"{name:<12}{self.sentences:>6}{self.found:>7}{precision:>10.3f}{recall:>8.3f}"
            f"{f1:>8.3f}{self.any / max(self.sentences, 1):>8.3f}"
        )


def rows(path: Path) -> Iterable[Row]:
    """The sentences, each once, with every type that it was given."""
    with gzip.open(path) as file:
        coded: list[dict[str, Any]] = [row for row in json.load(file) if row.get("text")]
    merged: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, row in enumerate(coded, 1):
        merged.setdefault(row["text"].strip("{} "), []).append((number, row))
    for text, group in merged.items():
        types = frozenset(kind(row) for _, row in group)
        yield Row(group[0][0], text, types, codes(group, "source"), codes(group, "target"))


def kind(row: dict[str, Any]) -> str:
    """The present name of a coded type."""
    if row["event"] == "COERCE" and row.get("mode") == "destroy":
        return "ASSAULT"
    return FOLDED.get(row["event"], str(row["event"]))


def codes(group: list[tuple[int, dict[str, Any]]], side: str) -> frozenset[str]:
    """The states that a coder gave to one side."""
    given = [party.get("code", "") for _, row in group for party in row.get(side) or () if isinstance(party, dict)]
    return frozenset(CODES.get(code, code) for code in given if code not in ("", "IGO", "NGO", "IMG", "ISM"))


def read(texts: Iterable[str]) -> list[list[Event]]:
    """The events of each sentence, the main one first."""
    nlp = pipeline()
    found = []
    for text in texts:
        document = Document(text=text, published=None, passages=(Passage(start=0, end=len(text), role=Role.BODY),))
        found.append(events(Text(document, nlp)))
    return found


def main() -> int:
    """Print the figures of both halves and of each type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--misses", choices=("even", "odd"), help="print what is wrong in one half")
    given = parser.parse_args()
    if not given.file.exists():
        print(f"no file at {given.file}", file=sys.stderr)
        return 2
    coded = list(rows(given.file))
    load()
    began = time.process_time()
    answers = read(row.text for row in coded)
    spent = time.process_time() - began
    report(coded, answers, given.misses)
    print(f"{len(coded) / spent:.0f} sentences/s on one core, parsing included. {PEERS}")
    return 0


def report(coded: list[Row], answers: list[list[Event]], misses: str | None) -> None:
    """Print the tables."""
    halves: dict[str, Count] = collections.defaultdict(Count)
    kinds: dict[str, Count] = collections.defaultdict(Count)
    told: collections.Counter[str] = collections.Counter()
    sides = collections.Counter[str]()
    for row, found in zip(coded, answers, strict=True):
        half = "odd" if row.number % 2 else "even"
        right = bool(found) and found[0].type in row.types
        one = Count(1, bool(found), right, any(event.type in row.types for event in found))
        for name in (half, "all"):
            halves[name] = halves[name].plus(one)
        told[found[0].type if found else "-"] += 1
        for name in row.types:
            kinds[name] = kinds[name].plus(one)
        if right:
            sides.update(states(row, found[0]))
        if misses == half and not right:
            print(
                row.number,
                "/".join(row.types),
                "|",
                [(event.type, event.act, event.wording) for event in found],
                "|",
                row.text,
            )
    print(f"{'half':<12}{'sent.':>6}{'found':>7}{'precision':>10}{'recall':>8}{'F1':>8}{'any':>8}")
    for name in ("even", "odd", "all"):
        print(halves[name].line(name))
    print(f"{'type':<12}{'coded':>6}{'told':>7}{'precision':>10}{'recall':>8}")
    for name, count in sorted(kinds.items()):
        print(
            f"{name:<12}{count.sentences:>6}{told[name]:>7}"
            f"{count.right / max(told[name], 1):>10.3f}{count.right / count.sentences:>8.3f}"
        )
    for side in ("actor", "recipient"):
        print(f"state of the {side}, where the type is right: {sides[side] / max(sides[side + ' coded'], 1):.3f}")


def states(row: Row, event: Event) -> list[str]:
    """What to count of the sides of an event."""
    counted = []
    for side, coded, ours in (
        ("actor", row.actors, event.actor_country),
        ("recipient", row.recipients, event.recipient_country or event.host),
    ):
        if coded:
            counted += [f"{side} coded"] + ([side] if ours in coded else [])
    return counted


if __name__ == "__main__":
    raise SystemExit(main())
