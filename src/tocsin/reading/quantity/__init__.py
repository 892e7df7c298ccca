"""Quantity: the numbers of a text with their units, qualifiers and intervals.

``find`` reads all of them from the text alone. Words are data (``words.toml``); names and codes of currencies are
Babel's; ``measure`` makes a quantity of pint's of one that is physical. No model and no network.
"""

from tocsin.reading.quantity.finder import find
from tocsin.reading.quantity.model import Change, Kind, Part, Qualifier, Quantity

__all__ = ["Change", "Kind", "Part", "Qualifier", "Quantity", "find"]
