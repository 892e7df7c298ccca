"""An amount; and lengths of time told without a number: "an hour and 40 minutes", "half an hour", "hourlong"."""

import dataclasses

from tocsin.reading.quantity.model import Kind
from tocsin.reading.quantity.numbers import Number, key, number
from tocsin.reading.quantity.tokens import Token
from tocsin.reading.quantity.units import Unit, measure_after

_BEFORE_LENGTH = frozenset(
    {
        "over",
        "than",
        "about",
        "around",
        "nearly",
        "almost",
        "for",
        "least",
        "lasted",
        "lasts",
        "roughly",
        "approximately",
        "under",
        "took",
        "ran",
        "most",
        "within",
    }
)
_HOURS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("an", "hour", "and", "a", "half"), 1.5),
    (("an", "hour", "and", "a", "quarter"), 1.25),
    (("one", "and", "a", "half", "hours"), 1.5),
    (("hour", "-", "and", "-", "a", "-", "half"), 1.5),
    (("hour", "and", "a", "half"), 1.5),
    (("three", "quarters", "of", "an", "hour"), 0.75),
    (("a", "quarter", "of", "an", "hour"), 0.25),
    (("half", "an", "hour"), 0.5),
    (("half", "-", "hour"), 0.5),
    (("hour", "-", "long"), 1),
    (("hourlong",), 1),
)
LENGTH_OPENERS = frozenset({"a", "an", *(pattern[0] for pattern, _ in _HOURS)})
"""Every word that a length of time without a number can begin with."""


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it is of, from token ``first`` to before ``stop``; ``parts`` are (start, end, value)."""

    first: int
    stop: int
    number: Number
    unit: Unit | None
    noun: str | None
    value: float | tuple[float, float]
    more: bool = False
    shift: bool = False
    out_of: float | None = None
    parts: tuple[tuple[int, int, float], ...] = ()

    @property
    def name(self) -> str | None:
        """The unit or the noun."""
        if self.unit is not None:
            return self.unit.name
        return "share" if self.number.share else self.noun

    @property
    def kind(self) -> Kind:
        """What sort of quantity it is."""
        if self.unit is not None:
            return self.unit.kind  # type: ignore[return-value]
        return "share" if self.number.share else "count"


def length_at(tokens: list[Token], at: int) -> Amount | None:
    """ "an hour and 40 minutes", "half an hour", "three quarters of an hour", "hour-and-a-half", "hourlong"."""
    if tokens[at].key not in LENGTH_OPENERS:
        return None
    words_at = tuple(key(tokens, at + step) for step in range(7))
    for pattern, hours in _HOURS:
        if words_at[: len(pattern)] == pattern:
            return _of_length(at, at + len(pattern), hours, about=pattern[-1] in ("hourlong", "long"))
    if words_at[0] in ("a", "an") and words_at[1] in ("hour", "minute") and words_at[2] == "and":
        second = number(tokens, at + 3)
        unit = measure_after(tokens, second.stop) if second is not None else None
        if second is not None and unit is not None and (words_at[1], unit.name) == ("hour", "minute"):
            return dataclasses.replace(_of_length(at, unit.stop, 60 + second.value), unit=unit)
    if (
        words_at[0] in ("a", "an")
        and words_at[1] in ("hour", "minute")
        and key(tokens, at - 1) in _BEFORE_LENGTH
        and (words_at[2] not in ("ago", "before", "later", "earlier", "after", "-") or _lasts(tokens, at, words_at[2]))
    ):
        return dataclasses.replace(_of_length(at, at + 2, 1), unit=Unit(words_at[1], at + 2, "measure"))
    return None


def _lasts(tokens: list[Token], at: int, after: str) -> bool:
    """Whether "for" leads in, so that what follows is when and not how long ago: "for about an hour before dawn"."""
    before = (key(tokens, at - 1), key(tokens, at - 2))
    return after in ("before", "after") and "for" in before


def _of_length(at: int, stop: int, hours: float, *, about: bool = False) -> Amount:
    return Amount(at, stop, Number(at, stop, hours, hours, about=about), Unit("hour", stop, "measure"), None, hours)
