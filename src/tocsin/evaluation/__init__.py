"""How well a reader reads: texts with gold records, what was found of them, missed, and read beside them."""

from tocsin.evaluation.gold import Gold, load_gold
from tocsin.evaluation.model import Difference, Finding, Measure, Report, Share, TextReport, Told
from tocsin.evaluation.page import page
from tocsin.evaluation.report import KINDS, evaluate

__all__ = [
    "KINDS",
    "Difference",
    "Finding",
    "Gold",
    "Measure",
    "Report",
    "Share",
    "TextReport",
    "Told",
    "evaluate",
    "load_gold",
    "page",
]
