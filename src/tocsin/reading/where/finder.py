"""The reading itself: the names of places in a text, or those given, and what each means."""

from collections.abc import Iterable

from tocsin.reading.where.model import Place
from tocsin.reading.where.resolve import Span, resolve
from tocsin.reading.where.spots import spots


def find(text: str, *, names: Iterable[Span] | None = None, country: str | None = None) -> list[Place]:
    """Every place that a text names, in order.

    With ``names``, the characters from and to of names known to be places, only these are read. ``country`` is the
    alpha-3 code of where the text is set, if known; the text itself may still say otherwise.
    """
    return resolve(text, spots(text) if names is None else list(names), country=country)
