"""How well copies are told from independent reports, and how fast: on pairs of own texts.

    python bench/origins.py [--misses] [--texts DIR]

The pairs are in tests/claims/pairs: thirteen ways of copying and nine of being independent while sharing words. The
threshold is swept on every second event and reported on the others. --texts times fingerprints over a folder's files
instead of the reports of the pairs. Times are of the processor, for one core.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.documents.fingerprints import fingerprint
from tocsin.origins import COPIED, share

from tests.claims.pairs.making import Pair, pairs


class Score(NamedTuple):
    """Pairs called copies that are, that are not, and copies that were missed."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        return f"precision {precision:.3f}, recall {recall:.3f}"


def found(pair: Pair) -> float:
    """The share that the two texts have in common, 0 where no band brings them together."""
    one, other = fingerprint(pair.one), fingerprint(pair.other)
    return 0.0 if set(one.bands).isdisjoint(other.bands) else share(one, other)


def score(measured: Iterable[tuple[Pair, float]], threshold: float) -> Score:
    """Both kinds of error at a threshold."""
    listed = [(pair.copied, common >= threshold) for pair, common in measured]
    return Score(listed.count((True, True)), listed.count((False, True)), listed.count((True, False)))


def per_second(texts: Sequence[str]) -> tuple[float, float]:
    """Documents a second on one core: fingerprints alone, and with the bands by which they are looked up."""
    prints = timed(lambda: [fingerprint(text) for text in texts])
    return len(texts) / prints, len(texts) / timed(lambda: [fingerprint(text).bands for text in texts])


def timed(do: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    do()
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--misses", action="store_true")
    asked.add_argument("--texts", type=Path)
    options = asked.parse_args()
    measured = [(pair, found(pair)) for pair in pairs()]
    events = sorted({pair.event for pair, _ in measured})
    half = [each for each in measured if each[0].event in events[::2]]
    other = [each for each in measured if each[0].event not in events[::2]]
    print(f"{len(measured)} pairs, {sum(pair.copied for pair, _ in measured)} of them copies, of {len(events)} events")
    for threshold in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        print(f"  half, threshold {threshold:.2f}: {score(half, threshold)}")
    print(f"other half, threshold {COPIED}: {score(other, COPIED)}")
    by_kind = defaultdict(list)
    for pair, common in measured:
        by_kind[(pair.copied, pair.how)].append(common)
    for (copied, how), shares in sorted(by_kind.items()):
        kind = "copy" if copied else "own "
        print(f"  {kind} {how:32} {len(shares):3}  least {min(shares):.2f}  most {max(shares):.2f}")
    if options.misses:
        for pair, common in measured:
            if pair.copied != (common >= COPIED):
                print(f"--- {pair.event}, {pair.how}, {common:.2f}\n{pair.one}\n\n{pair.other}")
    texts = [each.read_text("utf-8", "replace") for each in options.texts.iterdir()] if options.texts else None
    texts = texts or [text for pair in pairs() for text in (pair.one, pair.other)]
    alone, shelved = per_second(texts)
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} texts of {size:.0f} characters: {alone:,.0f} fingerprints a second, {shelved:,.0f} with bands")


if __name__ == "__main__":
    main()
