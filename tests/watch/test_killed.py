"""Killed at any point, the loop goes on where it was: nothing is lost, nothing doubled."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tocsin.ledger import Ledger, open_ledger
from tocsin.sources import sources
from tocsin.watch import Manners, Watch
from tocsin.wire import Wire

from tests.watch.server import Registers, Rerouted

NAMES = ("irl_dfa", "can_gac", "che_eda")
ROOT = Path(__file__).parents[2]


def held(ledger: Ledger) -> tuple[set[str], set[tuple[str, str, str | None]], int]:
    """The documents, the editions and the number of records of a ledger."""
    editions = ledger.registers.editions()
    said = [(edition.source, edition.entry, edition.level) for edition in editions]
    assert len(said) == len(set(said)), "an edition is kept twice"
    return {entry.key for entry in ledger.documents(limit=1000)}, set(said), ledger.counts().records


@pytest.mark.parametrize("after", [3, 18])
def test_a_watch_that_is_killed_is_finished_by_the_next(
    registers: Registers, wire: Wire, tmp_path: Path, after: int
) -> None:
    for name in NAMES:
        registers.serve(sources()[name])
    registers.delay = 0.01
    place = str(tmp_path / "killed.sqlite")
    command = [sys.executable, "-m", "tests.watch.visitor", registers.base, place, *NAMES]
    with subprocess.Popen(command, cwd=ROOT) as visitor:
        until = time.monotonic() + 20
        while len(registers.asked) < after and visitor.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        visitor.kill()
    registers.delay = 0.0

    def once(ledger: Ledger) -> None:
        stop = threading.Event()
        manners = Manners(Rerouted(wire, registers.base), pace=0.0, stop=stop)
        Watch({name: sources()[name] for name in NAMES}, ledger, manners, stop=stop).once()

    with open_ledger(place) as killed, open_ledger(str(tmp_path / "whole.sqlite")) as whole:
        once(killed)
        once(whole)
        assert held(killed) == held(whole)
