"""Two numbers that are one quantity: "10,000-15,000", "between 5 and 7 per cent", "from 15,000 troops to 2,500"."""

from dataclasses import replace

from tocsin.reading.quantity.amounts import amount, with_noun
from tocsin.reading.quantity.lengths import Amount
from tocsin.reading.quantity.lexicon import words
from tocsin.reading.quantity.numbers import Number, key
from tocsin.reading.quantity.tokens import Token

_DASHES = frozenset({"-", "–", "—", "‑", "~"})
_LINKS = (("to", "-"), ("-", "to", "-"), ("to",), ("or",), ("and",), ("till",), ("through",))
_QUALIFIERS = frozenset(
    {
        "about",
        "around",
        "some",
        "up",
        "to",
        "an",
        "estimated",
        "just",
        "nearly",
        "almost",
        "roughly",
        "more",
        "than",
        "over",
        "at",
        "least",
        "less",
        "approximately",
        "as",
        "many",
        "low",
        "a",
        "high",
        "of",
    }
)
_REACH = 9


def joined(tokens: list[Token], one: Amount, barred: set[int]) -> Amount:
    """The amount, with the one that it forms an interval with where it does."""
    if one.number.share or one.number.vague:
        return one
    tight = replace(one, noun=None, stop=_tight(one), out_of=None)
    for free, at, link in _links(tokens, tight):
        if at in barred:
            continue
        other = amount(tokens, at, taken=free, second=True)
        if other is None or other.number.share or other.number.vague or not _one_interval(tokens, tight, other, link):
            continue
        return _interval(tokens, tight, other, shift=False)
    return _led(tokens, one, barred)


def _tight(one: Amount) -> int:
    return max(one.number.stop, one.unit.stop if one.unit is not None else 0)


def _links(tokens: list[Token], one: Amount) -> list[tuple[int, int, str]]:
    """The first token behind each link, where a second number may begin, and the link."""
    found = []
    stop = one.stop
    if key(tokens, stop) in _DASHES:
        found.append((stop + 1, stop + 1, "-"))
    for link in _LINKS:
        if tuple(key(tokens, stop + step) for step in range(len(link))) == link:
            at = stop + len(link)
            while key(tokens, at) in _QUALIFIERS and at - stop < 5:
                at += 1
            found.append((at, at, "to" if "to" in link else link[0]))
    return [(free, at + _money(tokens, at), link) for free, at, link in found]


def _money(tokens: list[Token], at: int) -> int:
    """How many signs of money stand before the second number."""
    step = 0
    while (
        at + step < len(tokens)
        and step < 3
        and (tokens[at + step].text in "$€£¥₹=" or tokens[at + step].text in ("US", "Y", "RM", "A", "HK", "Rs"))
    ):
        step += 1
    return step


def _one_interval(tokens: list[Token], one: Amount, other: Amount, link: str) -> bool:
    if not _units_agree(one, other):
        return False
    low, high = shared(one, other)
    if link == "-":
        measured = one.unit is not None or other.unit is not None
        return low < high and (
            measured
            or high >= 20
            or key(tokens, one.first - 1) in ("from", "between", "some", "about", "of")
            or key(tokens, other.stop) in words("nouns", "plurals")
            or _plain_noun(tokens, other.stop)
        )
    before = _before(tokens, one)
    if link == "to":
        return (before != "by" or one.unit is None) and (low < high or before == "from")
    if link == "or":
        return high == low + 1 or (low < high <= 2 * low and one.number.digits)
    return link == "and" and before == "between" and low < high


def _plain_noun(tokens: list[Token], at: int) -> bool:
    return (
        at < len(tokens)
        and tokens[at].kind == "word"
        and tokens[at].key.endswith("s")
        and tokens[at].key not in words("nouns", "stops")
    )


def _units_agree(one: Amount, other: Amount) -> bool:
    if one.unit is None or other.unit is None:
        return not (
            other.unit is None
            and one.unit is not None
            and (
                (one.unit.kind in ("share", "age") and one.unit.name != "year of age") or one.unit.name == "percentage"
            )
        )
    return one.unit.name.split(" per ")[0] == other.unit.name.split(" per ")[0] or {one.unit.name, other.unit.name} == {
        "dollar",
        "cent",
    }


def shared(one: Amount, other: Amount) -> tuple[float, float]:
    """Both values, the first with the scale of the second where it has none of its own ("2 to 3 million")."""
    low, high = one.number, other.number
    if high.scale > 1 and low.scale == 1 and low.raw <= high.raw and low.raw < 1000:
        return low.value * high.scale, high.value
    if low.value < 0 or (isinstance(one.value, float) and one.value < 0):
        return float(one.value) if isinstance(one.value, float) else low.value, high.value
    return low.value, high.value


def _before(tokens: list[Token], one: Amount) -> str:
    """The word before the amount, without what qualifies it."""
    at = one.first - 1
    while key(tokens, at) in _QUALIFIERS and one.first - at < 5:
        at -= 1
    return key(tokens, at)


def _interval(tokens: list[Token], one: Amount, other: Amount, *, shift: bool) -> Amount:
    low, high = shared(one, other)
    unit = other.unit or one.unit
    parts = (_part(tokens, one.number, low), _part(tokens, other.number, high))
    merged = replace(
        one,
        stop=max(other.stop, other.number.stop),
        unit=unit,
        value=(min(low, high), max(low, high)),
        parts=parts,
        shift=shift,
        number=replace(one.number, stop=one.number.stop),
    )
    if unit is not None or shift:
        return merged
    noun = with_noun(tokens, replace(merged, number=other.number))
    return replace(noun, number=merged.number, value=merged.value)


def _part(tokens: list[Token], number: Number, value: float) -> tuple[int, int, float]:
    return tokens[number.first].start, tokens[number.stop - 1].end, value


def _led(tokens: list[Token], one: Amount, barred: set[int]) -> Amount:
    """ "from 20 miles per gallon in 2008 to 29 mpg", "from 15,000 troops to 2,500": words may stand between."""
    if _before(tokens, one) != "from":
        return one
    for at in range(one.stop, min(one.stop + _REACH, len(tokens))):
        if at in barred:
            continue
        if key(tokens, at) == "to":
            step = at + 1
            while key(tokens, step) in _QUALIFIERS and step - at < 5:
                step += 1
            step += _money(tokens, step)
            other = amount(tokens, step, taken=at + 1)
            if other is None or step in barred or not _units_agree(one, other) or other.number.share:
                return one
            if one.noun and other.noun and one.unit is None and other.unit is None and one.noun != other.noun:
                return one
            merged = _interval(tokens, one, other, shift=True)
            return replace(merged, noun=one.noun or other.noun, stop=other.stop)
        if tokens[at].text in ".;" or tokens[at].kind == "figure":
            return one
    return one
