"""The outlook of a country: named indicators over its records, each open to its evidence. No score, no verdict."""

from tocsin.outlook.breadth import Worldwide, worldwide
from tocsin.outlook.history import Daily, Standing, standing
from tocsin.outlook.indicators import default, indicators
from tocsin.outlook.looking import Ahead, ahead_of, all_ahead, outlook_of, outlooks
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import Aside, Evidence, Indicator, Indicators, Level, Outlook, Rules, Shown, Sign
from tocsin.outlook.pure import outlook
from tocsin.outlook.taking import taken_in, waiting
from tocsin.outlook.weighing import Moment, weigh

__all__ = [
    "Ahead",
    "Aside",
    "Daily",
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
    "Standing",
    "Worldwide",
    "ahead_of",
    "all_ahead",
    "default",
    "indicators",
    "outlook",
    "outlook_of",
    "outlooks",
    "signs",
    "standing",
    "taken_in",
    "waiting",
    "weigh",
    "worldwide",
]
