"""What moved in the registers, and what only looked so: pure, from editions to changes and remarks."""

from tocsin.changes.feed import atom, sentence
from tocsin.changes.memory import Memory
from tocsin.changes.model import AdviceChange, History, Remark
from tocsin.changes.series import Rewritten, history
from tocsin.changes.told import Asked, Looking, Place, Told, told, told_page
from tocsin.changes.wording import Difference, difference

__all__ = [
    "AdviceChange",
    "Asked",
    "Difference",
    "History",
    "Looking",
    "Memory",
    "Place",
    "Remark",
    "Rewritten",
    "Told",
    "atom",
    "difference",
    "history",
    "sentence",
    "told",
    "told_page",
]
