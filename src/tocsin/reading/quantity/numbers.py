"""Numbers: figures, words, scales, fractions and vague plurals, from one token on."""

import dataclasses
import re

from tocsin.reading.quantity.lexicon import section
from tocsin.reading.quantity.tokens import Token

_CARDINALS = section("cardinals")
_SCALES = section("scales")
_SUFFIXES = section("suffixes")
_VAGUE = section("vague")
_FRACTIONS = section("fractions")
_GLYPHS = section("glyphs")
_PLURAL_SCALES = {f"{name}s": value for name, value in _SCALES.items()}
_BIG = _SCALES | {"dozen": 12.0}
_OPENERS = frozenset(
    {*_CARDINALS, *_VAGUE, *_PLURAL_SCALES, "tens", "a", "an", "half", "quarter", "few", "several", "many", "dozen"}
)
"""Every word that a number can begin with."""
_POWER = re.compile(r"[×x]")


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """A number from token ``first`` to before ``stop``. ``raw`` is what was written before its scale."""

    first: int
    stop: int
    value: float
    raw: float
    scale: float = 1.0
    high: float | None = None
    vague: bool = False
    share: bool = False
    about: bool = False
    digits: bool = False
    suffix: str = ""


def number(tokens: list[Token], at: int) -> Number | None:
    """The number that begins at a token, if one does."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if not begins_number(token):
        return None
    if token.kind == "figure" or token.text in _GLYPHS:
        return _figure(tokens, at)
    return _vague(tokens, at) or _share(tokens, at) or _article(tokens, at) or _spelled(tokens, at)


def begins_number(token: Token) -> bool:
    """Whether a number can begin at a token."""
    return (token.kind == "word" and token.key in _OPENERS) or token.kind == "figure" or token.text in _GLYPHS


def key(tokens: list[Token], at: int) -> str:
    """The lower case of a token, or nothing where there is none."""
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _figure(tokens: list[Token], at: int) -> Number:
    token = tokens[at]
    stop = at + 1
    raw = _GLYPHS[token.text] if token.text in _GLYPHS else float(re.sub(r"[^\d.]", "", token.text))
    if key(tokens, stop) in _GLYPHS:
        raw, stop = raw + _GLYPHS[tokens[stop].text], stop + 1
    elif (
        key(tokens, stop) in ("/", "⁄")
        and stop + 1 < len(tokens)
        and tokens[stop + 1].glued
        and tokens[stop + 1].kind == "figure"
        and "." not in token.text
    ):
        below = float(tokens[stop + 1].text.replace(",", "").replace(" ", ""))
        if 1 < below < 1000 and raw < below and key(tokens, stop + 2) not in ("/", "-"):
            return Number(at, stop + 2, raw / below, raw / below, digits=True)
    power = _power(tokens, stop)
    if power is not None:
        return Number(at, stop + power[1], raw * power[0], raw * power[0], digits=True)
    return _scaled(tokens, Number(at, stop, raw, raw, digits=True))


def _power(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """ "×10−30": ten to a power, and how many tokens that takes."""
    if at + 2 >= len(tokens) or not _POWER.fullmatch(tokens[at].text) or tokens[at + 1].text != "10":
        return None
    sign = tokens[at + 2].text in "-−–^"
    after = tokens[at + 3] if sign and at + 3 < len(tokens) else tokens[at + 2]
    if after.kind != "figure":
        return None
    return 10.0 ** (-float(after.text) if sign and tokens[at + 2].text != "^" else float(after.text)), 4 if sign else 3


def _scaled(tokens: list[Token], found: Number) -> Number:
    """With the scale words after it ("3.5 million", "25-million", "$3bn")."""
    stop, scale, suffix = found.stop, 1.0, ""
    while True:
        step = stop + (key(tokens, stop) == "-" and key(tokens, stop + 1) in _SCALES)
        if key(tokens, step) in _SCALES and (scale == 1.0 or scale * _SCALES[key(tokens, step)] <= 1e12):
            scale *= _SCALES[key(tokens, step)]
            stop = step + 1
            continue
        break
    if scale == 1.0 and found.digits and stop < len(tokens) and tokens[stop].glued and tokens[stop].text in _SUFFIXES:
        suffix = tokens[stop].text
    value = found.raw * scale
    if scale > 1 and key(tokens, stop) == "and" and key(tokens, stop + 1) == "a" and key(tokens, stop + 2) == "half":
        value, stop = value + scale / 2, stop + 3
    return dataclasses.replace(found, stop=stop, value=round(value, 9), scale=scale, suffix=suffix)


def suffixed(found: Number) -> Number:
    """The number with its glued letter read as a scale."""
    scale = _SUFFIXES[found.suffix]
    return dataclasses.replace(found, stop=found.stop + 1, value=round(found.raw * scale, 9), scale=scale, suffix="")


def _spelled(tokens: list[Token], at: int) -> Number | None:
    """ "seventy-one", "one hundred and twenty thousand", "two and a half", "three dozen"."""
    total, current, stop, seen = 0.0, 0.0, at, False
    raw = 0.0
    scale = 1.0
    while stop < len(tokens):
        word = tokens[stop].key
        if word in _CARDINALS:
            if seen and not _joins(current, _CARDINALS[word]):
                break
            current += _CARDINALS[word]
            seen, stop = True, stop + 1
        elif word in _SCALES and seen and current and not tokens[stop].text.isupper():
            if word == "hundred":
                current *= 100
            else:
                total, raw, scale, current = total + current * _SCALES[word], current, _SCALES[word], 0.0
            stop += 1
        elif word == "dozen" and seen:
            return Number(at, stop + 1, current * 12, current * 12)
        elif (
            word == "-"
            and seen
            and key(tokens, stop + 1) in _CARDINALS
            and tokens[stop].glued
            and _joins(current, _CARDINALS[key(tokens, stop + 1)])
        ) or (word == "-" and seen and key(tokens, stop + 1) in _SCALES and tokens[stop].glued):
            stop += 1
        elif (
            word == "and"
            and seen
            and (total or current >= 100)
            and key(tokens, stop + 1) in _CARDINALS
            and _CARDINALS[key(tokens, stop + 1)] < 100
            and (current % 100 == 0)
        ):
            if key(tokens, stop - 1) not in _SCALES:
                break
            stop += 1
        else:
            break
    if not seen:
        return None
    value = total + current
    found = Number(at, stop, value, raw or value, scale)
    part = {"half": 0.5, "quarter": 0.25}.get(key(tokens, stop + 2), 0.0)
    if part and key(tokens, stop) == "and" and key(tokens, stop + 1) == "a":
        return (
            _scaled(tokens, Number(at, stop + 3, value + part, value + part))
            if scale == 1
            else dataclasses.replace(found, value=value + scale * part, stop=stop + 3)
        )
    return found


def _joins(current: float, word: float) -> bool:
    """Whether a number word goes on with what was read: seventy, one; hundred, five."""
    tens = current % 100
    return (
        (tens >= 20 and tens % 10 == 0 and 0 < word < 10)
        or (current >= 100 and tens == 0 and 0 < word < 100)
        or current == 0
    )


def _article(tokens: list[Token], at: int) -> Number | None:
    """Numbers that begin with an article, a half, a few: "a hundred", "half a million", "several hundred"."""
    return _halved(tokens, at) or _with_article(tokens, at) or _few(tokens, at)


def _halved(tokens: list[Token], at: int) -> Number | None:
    """ "half a million", "half a dozen", "half-dozen", "a half dozen", "quarter of a million"."""
    words = [key(tokens, at + step) for step in range(4)]
    match words:
        case ["half", "a" | "-", scale, *_] if scale in _BIG:
            return Number(at, at + 3, _BIG[scale] / 2, _BIG[scale] / 2)
        case ["half", "dozen", *_]:
            return Number(at, at + 2, 6, 6)
        case ["a" | "an", "half", "dozen", *_]:
            return Number(at, at + 3, 6, 6)
        case ["a", "half", "-", "dozen"]:
            return Number(at, at + 4, 6, 6)
        case ["quarter", "of", "a", scale] if scale in _SCALES:
            return Number(at, at + 4, _SCALES[scale] / 4, _SCALES[scale] / 4)
    return None


def _with_article(tokens: list[Token], at: int) -> Number | None:
    """ "a hundred", "a hundred thousand", "a million and a half", "a hundred and twenty"."""
    scale = key(tokens, at + 1)
    if key(tokens, at) not in ("a", "an") or scale not in _BIG or not tokens[at + 1].text.islower():
        return None
    lone = Number(at, at + 2, _BIG[scale], 1, _BIG[scale])
    if key(tokens, at + 2) in _SCALES:
        value = _BIG[scale] * _SCALES[key(tokens, at + 2)]
        return dataclasses.replace(lone, stop=at + 3, value=value, scale=value)
    if [key(tokens, at + step) for step in (2, 3, 4)] == ["and", "a", "half"]:
        return dataclasses.replace(lone, stop=at + 5, value=_BIG[scale] * 1.5)
    after = _spelled(tokens, at + 3) if key(tokens, at + 2) == "and" else None
    if after is not None and after.value < _BIG[scale]:
        return dataclasses.replace(lone, stop=after.stop, value=_BIG[scale] + after.value)
    return lone


def _few(tokens: list[Token], at: int) -> Number | None:
    """ "a couple of thousand", "a few hundred", "several dozen", "dozen"."""
    words = [key(tokens, at + step) for step in range(4)]
    match words:
        case ["a", "couple", "of", scale]:
            return Number(at, at + 3 + (scale in _BIG), 2 * _BIG.get(scale, 1.0), 2, _BIG.get(scale, 1.0), about=True)
        case ["a", "couple", scale, *_]:
            return Number(at, at + 2 + (scale in _BIG), 2 * _BIG.get(scale, 1.0), 2, _BIG.get(scale, 1.0), about=True)
        case ["a", "few", scale, *_] if scale in _BIG:
            return Number(at, at + 3, 2 * _BIG[scale], 2, _BIG[scale], high=10 * _BIG[scale], vague=True)
        case ["few" | "several" | "many", scale, *_] if scale in _BIG:
            return Number(at, at + 2, 2 * _BIG[scale], 2, _BIG[scale], high=10 * _BIG[scale], vague=True)
        case ["dozen", *_] if key(tokens, at - 1) not in ("a", "baker's"):
            return Number(at, at + 1, 12, 12)
    return None


def _vague(tokens: list[Token], at: int) -> Number | None:
    """ "hundreds", "tens of thousands", "hundreds of thousands", "dozens"."""
    word = tokens[at].key
    if word not in _VAGUE and word not in ("tens", *_PLURAL_SCALES):
        return None
    low, high = _VAGUE.get(
        word, (10, 100) if word == "tens" else (_PLURAL_SCALES.get(word, 1), 10 * _PLURAL_SCALES.get(word, 1))
    )
    stop = at + 1
    if (
        key(tokens, stop) == "of"
        and key(tokens, stop + 1) in _VAGUE
        and key(tokens, stop + 1) not in ("dozens", "scores")
    ):
        times = _VAGUE[key(tokens, stop + 1)][0]
        return Number(at, stop + 2, low * times, low, times, high=high * times, vague=True)
    if word == "tens" or (
        word == "scores"
        and key(tokens, stop) != "of"
        and key(tokens, stop) not in ("more", "killed", "dead", "injured", "wounded")
    ):
        return None
    return Number(at, stop, low, low, high=high, vague=True)


def _share(tokens: list[Token], at: int) -> Number | None:
    """ "two-thirds", "a third of", "three quarters", "one in five"."""
    words = [key(tokens, at + step) for step in range(4)]
    match words:
        case [top, "-", part, *_] if top in _CARDINALS and part in _FRACTIONS and part != "half":
            return _fraction(at, at + 3, _CARDINALS[top] * _FRACTIONS[part])
        case [top, part, after, *_] if (
            top in _CARDINALS and part in _FRACTIONS and (part.endswith("s") or after == "of")
        ):
            return _fraction(at, at + 2, _CARDINALS[top] * _FRACTIONS[part])
        case ["a", "-", part, after] if part in _FRACTIONS and after == "of":
            return _fraction(at, at + 3, _FRACTIONS[part])
        case ["a", part, "of", after] if part in _FRACTIONS and not (after == "a" and key(tokens, at + 4) in _SCALES):
            return _fraction(at, at + 2, _FRACTIONS[part])
        case ["half", "of" | "its" | "their" | "his" | "our" | "all" | "the", *_] if key(tokens, at - 1) not in (
            "first",
            "second",
            "latter",
            "this",
            "last",
            "a",
            "and",
            "other",
        ):
            return _fraction(at, at + 1, 0.5)
    return None


def _fraction(at: int, stop: int, value: float) -> Number | None:
    return Number(at, stop, value, value, share=True) if value <= 1 else None
