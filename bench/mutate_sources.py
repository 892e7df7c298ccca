"""Spoil every source's example many times: no crash, nothing over five seconds, memory under 500 MB.

python bench/mutate_sources.py [--count 200000] [--seed 1] [--source NAME]
"""

import argparse
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tocsin.sources import register_page, sources

from tests.sources.mutating import mutated


def main() -> None:
    """Print each failure as it comes, then how many were tried, the slowest, and the peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--source")
    given = parser.parse_args()
    every = {name: each for name, each in sources().items() if given.source in (None, name)}
    others = [body for source in every.values() for body in source.example().values()]
    failed, slowest, began = 0, (0.0, ""), time.monotonic()
    examples = [(source, source.example()) for source in every.values()]
    for number in range(given.count):
        source, example = examples[number % len(examples)]
        payloads = mutated(random.Random(f"{given.seed} {number}"), example, others)
        before = time.monotonic()
        try:
            for entry in source.read(payloads).entries:
                register_page(entry, source.card).document.text.encode()
            source.follow(payloads)
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            failed += 1
            print(f"{source.name} {given.seed} {number}: {type(error).__name__}: {str(error)[:100]}")
        slowest = max(slowest, (time.monotonic() - before, f"{source.name} {given.seed} {number}"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = time.monotonic() - began
    print(f"{given.count} tried in {took:.0f} s, {failed} crashed, peak {peak:.0f} MB")
    print(f"slowest {slowest[0]:.2f} s: {slowest[1]}")


if __name__ == "__main__":
    main()
