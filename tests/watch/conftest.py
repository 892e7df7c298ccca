"""A register of six rows at an invented ministry, the server that plays it, and a clock that the test moves."""

import datetime as dt
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.ledger import Ledger
from tocsin.sources import Source, sources
from tocsin.sources.beginning import begin
from tocsin.watch import Manners, Watch
from tocsin.wire import Wire

from tests.fresh import open_fresh
from tests.watch.server import Answer, Registers, Rerouted, running

ADDRESS = "https://ministry.example/advice.json"
CARD = """publisher = "Ministry of Samples"
government = "NOR"
format = "json"
language = "en"
rhythm = 60
licence = "CC0-1.0"
rows = [2, 10]
ignored = []

[addresses]
index = "https://ministry.example/advice.json"

[[levels]]
words = "Green"
value = "normal"

[[levels]]
words = "Red"
value = "avoid_all"
"""


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now

    def on(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


class Ministry:
    """The register as the test writes it, at its address."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self.rows: dict[str, tuple[str | None, str]] = {}
        reds, greens = ("Niger", "Mali", "Chad"), ("Portugal", "Kenya", "Ghana")
        levels = dict.fromkeys(reds, "Red") | dict.fromkeys(greens, "Green")
        self.says(**{name: (level, "2026-05-01") for name, level in levels.items()})

    def says(self, **rows: tuple[str | None, str] | None) -> None:
        """Set the level and the date of some rows; ``None`` takes a row out."""
        for name, row in rows.items():
            self.rows.pop(name, None)
            if row is not None:
                self.rows[name] = row
        self.answers([{"name": name, "level": level, "updated": day} for name, (level, day) in self.rows.items()])

    def answers(self, payload: object) -> None:
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        self._registers.answers[ADDRESS] = Answer(body=body, etag=f'"{hash(body)}"')

    def plays(self, answer: Answer) -> None:
        self._registers.answers[ADDRESS] = answer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def registers() -> Iterator[Registers]:
    with running() as registers:
        yield registers


@pytest.fixture
def ministry(registers: Registers) -> Ministry:
    return Ministry(registers)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    folder = tmp_path / "outside"
    place = begin("nor_samples", folder)
    (place / "card.toml").write_text(CARD, encoding="utf-8")
    return sources(folder)["nor_samples"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_fresh(str(tmp_path / "watch.sqlite")) as ledger:
        yield ledger


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire(allow_loopback=True, timeout=0.5, deadline=1.0, cap=200_000) as wire:
        yield wire


@pytest.fixture
def manners(wire: Wire, registers: Registers, stop: threading.Event) -> Manners:
    return Manners(Rerouted(wire, registers.base), pace=0.0, stop=stop)


@pytest.fixture
def watch(source: Source, ledger: Ledger, manners: Manners, stop: threading.Event, clock: Clock) -> Watch:
    return Watch({source.name: source}, ledger, manners, stop=stop, clock=clock)
