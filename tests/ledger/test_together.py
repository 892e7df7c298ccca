"""Several programs on one ledger, and one that is killed: nothing is lost, nothing is doubled."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tocsin.ledger import Added, Counts, Ledger, open_ledger

from tests.ledger import writer
from tests.ledger.writer import NOON, document, posture

WRITER = str(Path(writer.__file__))
WHOLE = Counts(documents=25, sightings=25, readings=25, records=50, postures=50, signals=0)


def start(url: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, WRITER, url, str(count)], stdout=subprocess.PIPE, text=True)


def test_programs_that_add_the_same_documents_at_once_add_each_once(url: str) -> None:
    programs = [start(url, 25) for _ in range(2)]
    said = [program.communicate(timeout=60)[0].split("\n") for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    lines = [line.split() for each in said for line in each if line]
    assert sum(int(new) for _, new, _ in lines) == 25
    assert sum(int(records) for _, _, records in lines) == 50
    with open_ledger(url) as ledger:
        assert ledger.counts() == WHOLE


def test_a_program_killed_half_way_loses_nothing_it_reported_and_the_next_one_doubles_nothing(url: str) -> None:
    with start(url, 100_000) as program:
        assert program.stdout is not None
        reported = [next(program.stdout) for _ in range(12)]
        program.kill()
    with open_ledger(url) as ledger:
        held = ledger.counts()
        assert held.documents >= len(reported)
        assert held == Counts(
            documents=held.documents,
            sightings=held.documents,
            readings=held.documents,
            records=2 * held.documents,
            postures=2 * held.documents,
            signals=0,
        )
        for number in range(25):
            ledger.add(document(number), [posture(), posture(value="prepare")], seen_at=NOON, reader="rules/1")
        assert ledger.counts().documents == max(25, held.documents)
        assert len(ledger.postures()) == 2 * max(25, held.documents)


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    def add(number: int) -> Added:
        return ledger.add(document(number % 5), [posture()], seen_at=NOON, reader="rules/1")

    with ThreadPoolExecutor(6) as threads:
        added = list(threads.map(add, range(30)))
    assert sum(each.new_document for each in added) == 5
    assert ledger.counts().postures == 5
