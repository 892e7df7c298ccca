"""The boards of single hosts, kept for as long as nothing is written and the day is the same."""

import collections
import datetime as dt
import threading
from typing import TypeVar

import msgspec

from tocsin.board import Cell, HostBoard, Measure, Mention, Standing, board
from tocsin.ledger import Ledger
from tocsin.ledger.pulse import Pulse

HELD = 400
"""Boards that are kept at once: one for every country, and some moments beside."""
EVIDENCE = 10
"""Records, and publishers, that a measure names."""

M = TypeVar("M", Measure, Mention, Standing)


class Boards:
    """Computes the board of a host, or finds it as it was computed. Shared by threads.

    One board is computed at a time: several would share one processor, and hold up whoever asks for what is kept.
    """

    def __init__(self, ledger: Ledger, pulse: Pulse) -> None:
        self._ledger, self._pulse = ledger, pulse
        self._lock = threading.Lock()
        self._working = threading.Lock()
        self._word = ""
        self._held: collections.OrderedDict[tuple[str, dt.date, dt.datetime | None], HostBoard] = (
            collections.OrderedDict()
        )

    def host(self, code: str, *, moment: dt.datetime, known_at: dt.datetime | None) -> HostBoard:
        """The board of one host at a moment, from what was seen by ``known_at`` (``None``: all that there is).

        Each measure names at most ten records and ten publishers.
        """
        key = (code, moment.date(), known_at)
        word = self._pulse.word()
        with self._lock:
            if word != self._word:
                self._word = word
                self._held.clear()
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        with self._working:
            again = self._held.get(key) if word == self._word else None
            made = again or self._made(code, moment, known_at)
        with self._lock:
            if word == self._word:
                self._held[key] = made
                while len(self._held) > HELD:
                    self._held.popitem(last=False)
        return made

    def _made(self, code: str, moment: dt.datetime, known_at: dt.datetime | None) -> HostBoard:
        postures = self._ledger.postures(host=code, known_at=known_at)
        registers = self._ledger.registers.shown(host=code, known_at=known_at)
        seen = [*(each.first_seen for each in postures), *(each.read_at for each in registers)]
        until = known_at or max(seen, default=moment)
        found = board(postures, as_of=moment, known_at=until, hosts=(code,), registers=registers).host(code)
        return HostBoard(host=code, cells=tuple(_short(cell) for cell in found.cells))


def _short(cell: Cell) -> Cell:
    kinds = ("advice", "directive", "mission", "carrier", "military")
    found = {kind: _standing(each) for kind in kinds if (each := getattr(cell, kind)) is not None}
    regional = tuple(map(_standing, cell.regional))
    return msgspec.structs.replace(cell, **found, regional=regional, apart=tuple(map(_few, cell.apart)))


def _standing(standing: Standing) -> Standing:
    return msgspec.structs.replace(
        _few(standing),
        others=tuple(map(_few, standing.others)),
        disagreements=tuple(map(_few, standing.disagreements)),
        lapsed=None if standing.lapsed is None else _few(standing.lapsed),
        undated=tuple(map(_few, standing.undated)),
        press=tuple(map(_few, standing.press)),
    )


def _few(measure: M) -> M:
    """With the first of its records and publishers; how many documents say so stands beside."""
    return msgspec.structs.replace(
        measure, evidence=measure.evidence[:EVIDENCE], publishers=measure.publishers[:EVIDENCE]
    )
