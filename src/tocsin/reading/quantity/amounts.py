"""One number with its unit: what stands before it, what it counts, and whether it counts at all."""

import dataclasses
import re

from tocsin.reading.quantity.lexicon import section, words
from tocsin.reading.quantity.model import Kind
from tocsin.reading.quantity.numbers import Number, key, number, suffixed
from tocsin.reading.quantity.tokens import Token
from tocsin.reading.quantity.units import Unit, age_after, measure_after, money_after, money_before, noun_after, rate_after

_NEGATIVE = ("-", "−", "–")
_NOT_ONE_BEFORE = frozenset({"each", "every", "any", "no", "this", "that", "another", "the", "which", "some", "big", "good", "bad", "new", "old", "last", "next", "only", "such", "my", "his", "her", "their", "our", "your", "its", "square", "loved", "first", "a", "what", "for"})
_NOT_ONE_AFTER = frozenset({"another", "that", "who", "they", "he", "she", "it", "we", "you", "can", "could", "must", "should", "might", "may", "would", "is", "'s", "thing", "knows", "day", "to", "or", "says"})
_ONE_COMPOUND = frozenset({"time", "off", "way", "sided", "on", "stop", "liner", "party", "man", "size", "sixth", "fifth", "china", "state"})
_OPENING = frozenset('.!?:;"“”‘’(—–-*•#|>\n')
_FUNCTION = frozenset(
    "some about around over under between nearly almost at the a an in on of for with from by to and or but than more most up all only just only after before "
    "when while as if is are was were has have had another these those his her their our its both least killed kills kill dead says say said "
    "roughly approximately estimated including there it he she they we police officials least total per every each within last past next sent has".split()
)


_BEFORE_LENGTH = frozenset({"over", "than", "about", "around", "nearly", "almost", "for", "least", "lasted", "lasts", "roughly", "approximately", "under", "took", "ran", "most", "within"})
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


def amount(tokens: list[Token], at: int, *, taken: int = 0, second: bool = False) -> Amount | None:
    """The amount whose number begins at token ``at``; ``None`` where none does or what looks like one is a name.

    ``taken`` is the first token that is free. With ``second`` it is the far end of an interval: a dash before it is no
    score, and the noun that is counted is not looked for.
    """
    if not second and (length := _length(tokens, at)) is not None:
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
    unit = _rated(tokens, unit, found.stop) if unit is not None else (rate_after(tokens, after) if after is not None else None)
    if unit is None:
        unit = _magnitude(tokens, at)
    stop = max(unit.stop if unit is not None else 0, found.stop)
    if not second and not _counts(tokens, at, found, unit):
        return None
    both: float | tuple[float, float] = (found.value, found.high) if found.high is not None else value
    plain = Amount(first, stop, found, unit, None, both)
    return plain if second else with_noun(tokens, plain)


def _length(tokens: list[Token], at: int) -> Amount | None:
    """"an hour and 40 minutes", "half an hour", "three quarters of an hour", "hour-and-a-half", "hourlong"."""
    words_at = tuple(key(tokens, at + step) for step in range(7))
    for pattern, hours in _HOURS:
        if words_at[: len(pattern)] == pattern:
            return _of_length(at, at + len(pattern), hours, about=pattern[-1] in ("hourlong", "long"))
    if words_at[0] in ("a", "an") and words_at[1] in ("hour", "minute") and words_at[2] == "and":
        second = number(tokens, at + 3)
        unit = measure_after(tokens, second.stop) if second is not None else None
        if second is not None and unit is not None and (words_at[1], unit.name) == ("hour", "minute"):
            return dataclasses.replace(_of_length(at, unit.stop, 60 + second.value), unit=unit)
    if words_at[0] in ("a", "an") and words_at[1] in ("hour", "minute") and key(tokens, at - 1) in _BEFORE_LENGTH and words_at[2] not in ("ago", "before", "later", "earlier", "after", "-"):
        return dataclasses.replace(_of_length(at, at + 2, 1), unit=Unit(words_at[1], at + 2, "measure"))
    return None


def _of_length(at: int, stop: int, hours: float, *, about: bool = False) -> Amount:
    return Amount(at, stop, Number(at, stop, hours, hours, about=about), Unit("hour", stop, "measure"), None, hours)


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
    """"56 out of 122", "14 of 24 bombings", "one in three"."""
    words_after = [key(tokens, found.stop + step) for step in range(4)]
    skip = {("out", "of"): 2, ("in", "every"): 2, ("out", "of", "every"): 3}.get(tuple(words_after[:2]), 0)
    if words_after[:3] == ["out", "of", "every"]:
        skip = 3
    if not skip and words_after[0] in ("of", "in"):
        skip = 1
    whole = number(tokens, found.stop + skip) if skip else None
    if whole is None or whole.value <= found.number.value or whole.share:
        return None
    ratio = words_after[0] != "of" and whole.value <= 10 and not found.number.digits
    if words_after[0] == "in" and not ratio or measure_after(tokens, whole.stop) or words_after[0] == "in" and key(tokens, whole.stop) in ("years", "days", "months"):
        return None
    noun, stop, _ = noun_after(tokens, whole.stop, one=False)
    if ratio:
        share = dataclasses.replace(found.number, share=True, value=found.number.value / whole.value)
        return dataclasses.replace(found, number=share, value=share.value, stop=stop if noun else whole.stop)
    return dataclasses.replace(found, noun=noun, stop=stop if noun else whole.stop, out_of=whole.value)


def _signed(tokens: list[Token], at: int) -> int:
    """Where money would end: before the minus of "$-50.8bn"."""
    return at - 1 if key(tokens, at - 1) in _NEGATIVE and at >= 2 and tokens[at].glued and tokens[at - 1].glued and tokens[at - 2].text in "$€£¥" else at


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
    counted = following is not None and following.kind == "word" and following.text.islower() and key(tokens, found.stop + 1) not in words("nouns", "stops") | {"long", "wide", "high", "tall", "deep"}
    if money or letter in ("bn", "tn", "trn", "mn") or (letter in ("k", "K", "M") and not (following is not None and following.text == "/")):
        return suffixed(found) if letter != "K" or money or counted else found
    return suffixed(found) if letter == "m" and counted and following is not None and following.key in words("nouns", "plurals") else found


def _compound(tokens: list[Token], found: Number, unit: Unit | None, value: float) -> tuple[Number, Unit | None, float]:
    """"an hour and 40 minutes", "1 hour 20 minutes", "five feet six", "two hours and a half": one value in the smaller unit."""
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
    """"magnitude 6.3", "a magnitude of 7.8"."""
    before = [key(tokens, at - 2), key(tokens, at - 1)]
    if before[1] == "magnitude" or before in (["magnitude", "of"], ["magnitude", "-"]):
        return Unit("magnitude", 0, "measure")
    return None


def _counts(tokens: list[Token], at: int, found: Number, unit: Unit | None) -> bool:
    """Whether the number counts or measures something, and is not part of a name, an ordinal, a score."""
    if unit is not None and unit.name != "magnitude":
        return not (tokens[at].kind == "word" and key(tokens, at) == "one" and key(tokens, at - 1) in _NOT_ONE_BEFORE and unit.kind == "measure" and key(tokens, at - 1) != "the")
    if found.share or found.vague or unit is not None:
        return True
    before = tokens[at - 1] if at else None
    after = tokens[found.stop] if found.stop < len(tokens) else None
    if tokens[at].kind == "figure" and not _free(tokens, at, before, after):
        return False
    if tokens[at].key == "one" and not _one(tokens, at, found):
        return False
    return not _name(tokens, at, found, before, after)


def _free(tokens: list[Token], at: int, before: Token | None, after: Token | None) -> bool:
    """Whether a figure stands free: no letters stuck to it, no hyphen to a word before it, no second half of a score."""
    if before is not None and tokens[at].glued:
        if before.kind == "word" or before.text in "_@#=’'":
            return False
        if before.text in "-–/." and at >= 2 and (before.glued or tokens[at - 2].key == "covid") and tokens[at - 2].key not in ("sub", "to", "from", "of", "about", "up", "over", "under", "some", "mid"):
            return False
    if after is not None and after.glued:
        if after.kind == "word" or after.text in "_@=" or (after.text in "'’" and tokens[at].end - tokens[at].start == 2):
            return False
        tail = tokens[at + 2] if at + 2 < len(tokens) else None
        if after.text in "/:" and tail is not None and tail.glued and tail.kind == "figure":
            return False
    return True


def _one(tokens: list[Token], at: int, found: Number) -> bool:
    after = key(tokens, found.stop)
    if key(tokens, at - 1) in _NOT_ONE_BEFORE or after in _NOT_ONE_AFTER or not after or after in words("nouns", "stops") - {"of", "in", "and", "out", "killed", "injured", "wounded"}:
        return False
    if after == "-" and key(tokens, found.stop + 1) in _ONE_COMPOUND:
        return False
    return tokens[found.stop].kind == "word" or after == "-"


def _name(tokens: list[Token], at: int, found: Number, before: Token | None, after: Token | None) -> bool:
    """Whether the number belongs to a name: "Flight 17", "Fortune 100", "BBC One", "the Five Eyes"."""
    if before is None:
        return False
    plural = after is not None and after.kind == "word" and _counted(after)
    if before.key in words("nouns", "naming") and not (plural and not before.text[:1].isupper() and after is not None and after.key.endswith("s")):
        return True
    if before.text == "," and tokens[at].kind == "figure" and found.raw < 110 and (after is None or after.text in ",.)") and at >= 2 and tokens[at - 2].text[:1].isupper():
        return True
    opening = before.text in _OPENING
    if tokens[at].kind == "word":
        spelled_name = tokens[at].text[:1].isupper() and not opening
        return spelled_name and (not plural or not before.text[:1].isupper())
    capital = before.kind == "word" and before.text[:1].isupper() and before.key not in _FUNCTION
    small = found.scale == 1 and found.raw < 10000 and "," not in tokens[at].text
    return capital and small and not plural


def _counted(token: Token) -> bool:
    return token.key in words("nouns", "plurals") or bool(re.search(r"[a-z]{2}s$", token.key)) or (token.text.islower() and token.key not in words("nouns", "stops") and token.key not in section("scales"))
