"""The board: for each sender and host the posture in force, since when, from whom, and what disagrees. Pure."""

from tocsin.board.model import (
    STATES,
    Before,
    Board,
    Cell,
    Change,
    HostBoard,
    Lead,
    Measure,
    Mention,
    Register,
    Standing,
    State,
)
from tocsin.board.picture import board, changes_last

__all__ = [
    "STATES",
    "Before",
    "Board",
    "Cell",
    "Change",
    "HostBoard",
    "Lead",
    "Measure",
    "Mention",
    "Register",
    "Standing",
    "State",
    "board",
    "changes_last",
]
