"""How well quantities are read: value, unit and change on NewsQuant, beside the published figures of other readers.

    python bench/quantities.py [FILE] [--misses]

FILE is the set as gzipped JSON, a list of sentences with their quantities; it keeps its own terms and is not part of
this project. Counting follows the set's own scorer: one quantity of the annotation, one of the reader, value first.
Both ends of an interval are compared in order of size.
"""

import argparse
import gzip
import json
import math
import time
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.reading.quantity import Quantity, find

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "bench" / "quantities-dev.json.gz"
PEERS = "published on the whole set: CQE value .92, with unit .86; quantulum3 .73, .47"
CHANGES = {"about": "~", "more_than": ">", "at_least": ">", "less_than": "<", "up_to": "<", "exact": "="}
MATTER = {"people": "person", "percentage": "percentage", "united states dollar": "dollar", "count": "count"}


class Count(NamedTuple):
    """What was annotated, what was found, and how much of it was right."""

    gold: int = 0
    found: int = 0
    value: int = 0
    unit: int = 0
    change: int = 0

    def f1(self, right: int) -> float:
        """The F1 of so many right ones."""
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def gold_value(written: str) -> tuple[float, ...]:
    """One number, or both ends of an interval, of the annotation."""
    plain = written.replace(" ", "")
    if "-" in plain[1:] and "E" not in plain:
        low, _, high = plain.partition("-")
        return tuple(sorted((float(low), float(high))))
    return (float(plain),)


def own_value(quantity: Quantity) -> tuple[float, ...]:
    """The same of ours."""
    return tuple(sorted(quantity.value)) if isinstance(quantity.value, tuple) else (quantity.value,)


def same_value(left: tuple[float, ...], right: tuple[float, ...]) -> bool:
    """Whether two values are the same but for rounding."""
    pairs = zip(left, right, strict=False)
    return len(left) == len(right) and all(math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8) for a, b in pairs)


def same_unit(written: str, ours: str | None) -> bool:
    """Whether two units are the same; the annotation has no noun for a bare number and for a share of something."""
    gold = written.casefold()
    own = (ours or "-").casefold()
    return MATTER.get(gold, gold) == MATTER.get(own, own) or (own == "share" and gold.startswith("% "))


def score(row: dict[str, Any], *, show: bool) -> Count:
    """The count of one sentence."""
    left = find(row["text"])
    found, value, unit, change = len(left), 0, 0, 0
    for gold in sorted(row["quantities"], key=lambda each: str(each["normalized_unit"])):
        fits = [each for each in left if same_value(gold_value(gold["value"]), own_value(each))]
        if not fits:
            report(show, "MISS", row["text"], f"{gold['value']} {gold['normalized_unit']}", "")
            continue
        best = next((each for each in fits if same_unit(gold["normalized_unit"], each.unit)), fits[0])
        left.remove(best)
        value += 1
        right = same_unit(gold["normalized_unit"], best.unit)
        unit += right
        change += gold["change"] == (best.change or CHANGES[best.qualifier])
        if not right:
            report(show, "UNIT", row["text"], f"{gold['value']} {gold['normalized_unit']}", str(best.unit))
    for extra in left:
        report(show, "EXTRA", row["text"], "", f"{extra.value} {extra.unit} ({extra.text})")
    return Count(len(row["quantities"]), found, value, unit, change)


def report(show: bool, kind: str, text: str, gold: str, ours: str) -> None:
    """Print one disagreement."""
    if show:
        print(f"{kind:<6} gold={gold} ours={ours} | {text}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--misses", action="store_true", help="print every disagreement")
    given = parser.parse_args()
    if not given.file.exists():
        print(f"no file at {given.file}")
        return 2
    with gzip.open(given.file, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    began = time.process_time()
    counts = [score(row, show=given.misses) for row in rows]
    spent = time.process_time() - began
    total = Count(*(sum(column) for column in zip(*counts, strict=True)))
    print(f"sentences {len(rows)}  annotated {total.gold}  found {total.found}")
    print(f"{spent / len(rows) * 1000:.2f} ms a sentence")
    print(f"value  P {total.value / total.found:.3f}  R {total.value / total.gold:.3f}  F1 {total.f1(total.value):.3f}")
    print(f"with unit  F1 {total.f1(total.unit):.3f}   with change  F1 {total.f1(total.change):.3f}")
    print(PEERS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
