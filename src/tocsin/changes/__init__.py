"""What moved in the registers, and what only looked so: pure, from editions to changes and remarks."""

from tocsin.changes.model import AdviceChange, History, Remark
from tocsin.changes.series import Text, history
from tocsin.changes.told import Told, atom, sentence, told
from tocsin.changes.wording import Difference, difference

__all__ = [
    "AdviceChange",
    "Difference",
    "History",
    "Remark",
    "Text",
    "Told",
    "atom",
    "difference",
    "history",
    "sentence",
    "told",
]
