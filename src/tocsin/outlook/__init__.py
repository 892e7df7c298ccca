"""The outlook of a country: named indicators over its records, each open to its evidence. No score, no verdict."""

from tocsin.outlook.breadth import Worldwide, worldwide
from tocsin.outlook.indicators import default, indicators
from tocsin.outlook.looking import outlook_of, outlooks, taken_in
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import Aside, Evidence, Indicator, Indicators, Level, Outlook, Rules, Shown, Sign
from tocsin.outlook.pure import outlook
from tocsin.outlook.weighing import Moment, weigh

__all__ = [
    "Aside",
    "Evidence",
    "Heard",
    "Indicator",
    "Indicators",
    "Level",
    "Moment",
    "Outlook",
    "Rules",
    "Shown",
    "Sign",
    "Worldwide",
    "default",
    "indicators",
    "outlook",
    "outlook_of",
    "outlooks",
    "signs",
    "taken_in",
    "weigh",
    "worldwide",
]
