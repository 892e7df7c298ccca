"""The noun of this room: one quantity as written and as read."""

from typing import Literal

import msgspec

Qualifier = Literal["more_than", "less_than", "about", "up_to", "at_least", "exact"]
Change = Literal["up", "down"]
Kind = Literal["count", "measure", "money", "share", "age"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of the numbers of a quantity that holds two, where it stands and what it is."""

    start: int
    end: int
    value: float


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity, ``text[start:end]`` (its qualifier and unit included), and what it says.

    ``value`` is a number, or the least and the most that is meant. ``unit`` is canonical: a unit of measure
    ("kilometre", "minute"), money ("dollar", "dollar per barrel"), "percentage", "share" (of one: a third), "year of
    age", or the noun that is counted in the singular as far as a text without grammar tells; ``None`` where nothing
    stands there. ``vague`` is true for plurals without a figure ("hundreds"). ``change`` is true to the verb that the
    number hangs on ("rose 3%"); ``more`` says that it comes on top of something ("3,000 more"). ``parts`` are the two
    numbers of an interval, ``shift`` says that it leads from the one to the other ("from 15,000 to 2,500").
    ``out_of`` is the whole that a count is taken from ("56 out of 122"). ``number`` is where the number itself stands.
    """

    start: int
    end: int
    text: str
    value: float | tuple[float, float]
    kind: Kind
    unit: str | None = None
    qualifier: Qualifier = "exact"
    vague: bool = False
    change: Change | None = None
    more: bool = False
    shift: bool = False
    out_of: float | None = None
    number: tuple[int, int] = (0, 0)
    parts: tuple[Part, ...] = ()
