"""When: the temporal expressions of a text, resolved against its publication date.

``find`` reads all of them, ``day_of`` asks one for its single day. Rules are data over word classes (``grammar.py``,
``words.toml``), one file a family; no model and no network.
"""

from tocsin.reading.when.finder import find
from tocsin.reading.when.model import When, day_of

__all__ = ["When", "day_of", "find"]
