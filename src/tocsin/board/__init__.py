"""The board: for each sender and host the posture in force, since when, from whom, and what disagrees. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable

from tocsin.board.model import Before, Board, Cell, Change, HostBoard, Measure, Mention, Standing, State
from tocsin.ledger.model import KnownPosture

__all__ = [
    "Before",
    "Board",
    "Cell",
    "Change",
    "HostBoard",
    "Measure",
    "Mention",
    "Standing",
    "State",
    "board",
    "changes_last",
]


def board(
    postures: Iterable[KnownPosture],
    *,
    as_of: dt.datetime,
    known_at: dt.datetime | None = None,
    hosts: Collection[str] = (),
    senders: Collection[str] = (),
) -> Board:
    """The board at ``as_of`` from what was first seen by ``known_at`` (default: ``as_of``); same postures, same board.

    ``hosts`` and ``senders`` narrow it (empty: all); a host asked for is there even if nothing is known of it, and so
    is the cell of a sender asked for. Raises DateError for a naive moment.
    """
    raise NotImplementedError


def changes_last(board: Board, n: int | None = None) -> tuple[Change, ...]:
    """For each host its latest dated change, newest first, at most ``n``."""
    raise NotImplementedError
