"""A full round of every register against a server of this machine that answers after 50 ms, then one with nothing new.

python bench/round_of_registers.py [--delay 0.05] [--model]
"""

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tocsin.ledger import open_ledger
from tocsin.sources import sources
from tocsin.watch import Manners, Watch
from tocsin.wire import Wire

from tests.watch.server import Rerouted, running


def main() -> None:
    """Print the seconds of both rounds and what they brought."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--model", action="store_true", help="read the English prose too")
    given = parser.parse_args()
    reader = None
    if given.model:
        from tocsin.reading import load  # noqa: PLC0415

        reader = load().read
    every = {name: each for name, each in sources().items() if each.card.kind == "register"}
    with tempfile.TemporaryDirectory() as folder, running(given.delay) as registers:
        for source in every.values():
            registers.serve(source)
        with open_ledger(f"{folder}/round.sqlite") as ledger, Wire(allow_loopback=True) as wire:
            stop = threading.Event()
            manners = Manners(Rerouted(wire, registers.base), pace=0.0, stop=stop, robots=True)
            watch = Watch(every, ledger, manners, stop=stop, reader=reader, keys={"KOR": "sample"})
            for name in ("full round", "nothing new"):
                before, asked = time.perf_counter(), len(registers.asked)
                rounds = watch.once()
                took = time.perf_counter() - before
                rows = sum(done.rows for done in rounds)
                outcomes = sorted({done.outcome for done in rounds})
                requests = len(registers.asked) - asked
                print(f"{name}: {took:.1f} s, {len(rounds)} sources, {rows} rows, {requests} requests, {outcomes}")
            print(ledger.counts())


if __name__ == "__main__":
    main()
