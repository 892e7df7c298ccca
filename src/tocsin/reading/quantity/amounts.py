"""One number with its unit: what stands before it, what it counts, and whether it counts at all."""

import dataclasses

from tocsin.reading.quantity.counting import counts
from tocsin.reading.quantity.lengths import LENGTH_OPENERS, Amount, length_at
from tocsin.reading.quantity.lexicon import words
from tocsin.reading.quantity.numbers import Number, begins_number, key, number, suffixed
from tocsin.reading.quantity.tokens import Token
from tocsin.reading.quantity.units import (
    Unit,
    age_after,
    measure_after,
    money_after,
    money_before,
    noun_after,
    rate_after,
)

_NEGATIVE = ("-", "−", "–")


def opens(token: Token) -> bool:
    """Whether an amount can begin at a token."""
    return begins_number(token) or token.key in LENGTH_OPENERS


def amount(tokens: list[Token], at: int, *, taken: int = 0, second: bool = False) -> Amount | None:
    """The amount whose number begins at token ``at``; ``None`` where none does or what looks like one is a name.

    ``taken`` is the first token that is free. With ``second`` it is the far end of an interval: a dash before it is no
    score, and the noun that is counted is not looked for.
    """
    if not second and (length := length_at(tokens, at)) is not None:
        return length
    found = number(tokens, at)
    if found is None:
        return None
    unit = money_before(tokens, _signed(tokens, at))
    before = unit.stop if unit is not None and unit.stop >= taken else None
    unit = unit if before is not None else None
    if found.suffix:
        found = _suffix(tokens, found, money=unit is not None)
    first = before if before is not None else at
    negative = _negative(tokens, at, taken)
    value = -found.value if negative else found.value
    if negative and before is None:
        first = at - 1 - (key(tokens, at - 2) == "minus")
    after = None
    if unit is None:
        after = age_after(tokens, found.stop) or money_after(tokens, found.stop) or measure_after(tokens, found.stop)
        found, after, value = _compound(tokens, found, after, value)
    unit = (
        _rated(tokens, unit, found.stop)
        if unit is not None
        else (rate_after(tokens, after) if after is not None else None)
    )
    if unit is None:
        unit = _magnitude(tokens, at)
    stop = max(unit.stop if unit is not None else 0, found.stop)
    if not second and not counts(tokens, at, found, unit):
        return None
    both: float | tuple[float, float] = (found.value, found.high) if found.high is not None else value
    plain = Amount(first, stop, found, unit, None, both)
    return plain if second else with_noun(tokens, plain)


def with_noun(tokens: list[Token], found: Amount) -> Amount:
    """With the noun that is counted, the whole that it is taken from, and the share where it says one."""
    if found.unit is not None:
        return found
    if found.number.share:
        return found
    whole = _whole(tokens, found)
    if whole is not None:
        return whole
    noun, stop, more = noun_after(tokens, found.stop, one=found.number.value == 1 and not found.number.digits)
    more = more or key(tokens, found.first - 1) in ("another", "additional", "further", "extra")
    return dataclasses.replace(found, noun=noun, stop=stop if noun else found.stop, more=more)


def _whole(tokens: list[Token], found: Amount) -> Amount | None:
    """ "56 out of 122", "14 of 24 bombings", "one in three"."""
    words_after = [key(tokens, found.stop + step) for step in range(4)]
    skip = {("out", "of"): 2, ("in", "every"): 2, ("out", "of", "every"): 3}.get(tuple(words_after[:2]), 0)
    if words_after[:3] == ["out", "of", "every"]:
        skip = 3
    if words_after[0] == "of" and words_after[1] in ("its", "their", "his", "her", "our", "the"):
        skip = 2
    if not skip and words_after[0] in ("of", "in"):
        skip = 1
    whole = number(tokens, found.stop + skip) if skip else None
    if whole is None or whole.value <= found.number.value or whole.share:
        return None
    ratio = words_after[0] != "of" and whole.value <= 10 and not found.number.digits
    if (
        (words_after[0] == "in" and not ratio)
        or measure_after(tokens, whole.stop)
        or (words_after[0] == "in" and key(tokens, whole.stop) in ("years", "days", "months"))
    ):
        return None
    noun, stop, _ = noun_after(tokens, whole.stop, one=False)
    if ratio:
        share = dataclasses.replace(found.number, share=True, value=found.number.value / whole.value)
        return dataclasses.replace(found, number=share, value=share.value, stop=stop if noun else whole.stop)
    return dataclasses.replace(found, noun=noun, stop=stop if noun else whole.stop, out_of=whole.value)


def _signed(tokens: list[Token], at: int) -> int:
    """Where money would end: before the minus of "$-50.8bn"."""
    return (
        at - 1
        if key(tokens, at - 1) in _NEGATIVE
        and at >= 2
        and tokens[at].glued
        and tokens[at - 1].glued
        and tokens[at - 2].text in "$€£¥"
        else at
    )


def _negative(tokens: list[Token], at: int, taken: int) -> bool:
    if at - 1 < taken or at == 0:
        return False
    before = tokens[at - 1]
    if before.key == "minus" or (before.text == "-" and key(tokens, at - 2) == "minus"):
        return True
    if before.text not in _NEGATIVE or not tokens[at].glued or tokens[at].kind != "figure":
        return False
    return _signed(tokens, at) != at or not before.glued or (at >= 2 and tokens[at - 2].text in "([")


def _suffix(tokens: list[Token], found: Number, *, money: bool) -> Number:
    """Read a glued letter as a scale where it can be one: money, "45k", "4.3M"; "37m" is metres."""
    letter = found.suffix
    following = tokens[found.stop + 1] if found.stop + 1 < len(tokens) else None
    if following is not None and following.glued and following.kind != "sign":
        return found
    counted = (
        following is not None
        and following.kind == "word"
        and following.text.islower()
        and key(tokens, found.stop + 1) not in words("nouns", "stops") | {"long", "wide", "high", "tall", "deep"}
    )
    if (
        money
        or letter in ("bn", "tn", "trn", "mn")
        or (letter in ("k", "K", "M") and not (following is not None and following.text == "/"))
    ):
        return suffixed(found) if letter != "K" or money or counted else found
    return (
        suffixed(found)
        if letter == "m" and counted and following is not None and following.key in words("nouns", "plurals")
        else found
    )


def _compound(tokens: list[Token], found: Number, unit: Unit | None, value: float) -> tuple[Number, Unit | None, float]:
    """One value in the smaller unit: "1 hour 20 minutes", "two hours and a half"."""
    if unit is None or unit.name not in ("hour", "day", "minute", "foot"):
        return found, unit, value
    step = unit.stop + (key(tokens, unit.stop) in ("and", ","))
    if [key(tokens, step + more) for more in (0, 1)] == ["a", "half"] and step > unit.stop:
        return dataclasses.replace(found, value=value + 0.5), unit._replace(stop=step + 2), value + 0.5
    second = number(tokens, step)
    small = {"hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "foot": ("inch", 12)}[unit.name]
    after = measure_after(tokens, second.stop) if second is not None else None
    if second is None or after is None or after.name != small[0]:
        return found, unit, value
    total = value * small[1] + second.value
    return dataclasses.replace(found, value=total), after, total


def _rated(tokens: list[Token], unit: Unit, at: int) -> Unit:
    """Money before the number, with what stands after it: "$3500 a month", "$31.20 US"."""
    stop = at
    if key(tokens, stop) == "us" and tokens[stop].text == "US":
        stop += 1
    elif [key(tokens, stop + step) for step in range(3)] == ["u", ".", "s"]:
        stop += 3 + (key(tokens, stop + 3) == ".")
    elif key(tokens, stop) == "sterling":
        return Unit("pound sterling", stop + 1, "money")
    return rate_after(tokens, unit._replace(stop=stop))


def _magnitude(tokens: list[Token], at: int) -> Unit | None:
    """ "magnitude 6.3", "a magnitude of 7.8"."""
    before = [key(tokens, at - 2), key(tokens, at - 1)]
    if before[1] == "magnitude" or before in (["magnitude", "of"], ["magnitude", "-"]):
        return Unit("magnitude", 0, "measure")
    return None
