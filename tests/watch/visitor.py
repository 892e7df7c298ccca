"""A program of its own that visits registers of a server on this machine, so that a test can kill it."""

import sys
import threading

from tocsin.ledger import open_ledger
from tocsin.sources import sources
from tocsin.watch import Manners, Watch
from tocsin.wire import Wire

from tests.watch.server import Rerouted


def main(base: str, ledger: str, *names: str) -> None:
    stop = threading.Event()
    every = {name: sources()[name] for name in names}
    with open_ledger(ledger) as opened, Wire(allow_loopback=True) as wire:
        Watch(every, opened, Manners(Rerouted(wire, base), pace=0.0, stop=stop), stop=stop, together=2).once()


if __name__ == "__main__":
    main(*sys.argv[1:])
