"""Units: money before or after a number, units of measure, percentages, ages, and the noun that is counted."""

import functools
import re
from typing import NamedTuple

from tocsin.reading.quantity.lexicon import codes, money, units, words
from tocsin.reading.quantity.numbers import key
from tocsin.reading.quantity.tokens import Token

_PER = frozenset({"per", "/", "a", "an", "each", "every"})
_PER_NOUNS = frozenset(
    {"share", "person", "head", "day", "week", "month", "year", "hour", "minute", "second", "night", "unit", "capita"}
)
_EACH = frozenset(
    "day week month year hour minute second night barrel ounce pound ton tonne gallon litre liter kilo "
    "acre kilogram bushel".split()
)


class Unit(NamedTuple):
    """A unit that ends before token ``stop``; ``kind`` as in ``Quantity``."""

    name: str
    stop: int
    kind: str


def money_before(tokens: list[Token], at: int) -> Unit | None:
    """The currency right before token ``at``; ``stop`` is then its first token."""
    for length in (5, 4, 3, 2, 1):
        first = at - length
        if first < 0:
            continue
        run = tuple(token.key for token in tokens[first:at])
        name = next((name for form, name in money().get(run[0], ()) if form == run), None)
        if name is None:
            continue
        if (
            any(
                len(token.text) == 1 and token.text.isalpha() and not tokens[first + 1].glued
                for token in tokens[first:at]
            )
            and length > 1
        ):
            continue
        sign = any(not token.text.isalnum() for token in tokens[first:at])
        glued = tokens[at].glued or (sign and all(token.glued for token in tokens[first + 1 : at]))
        upper = all(
            token.text.isupper() or token.text in ("Rs", "Rp") or not token.text.isalpha() for token in tokens[first:at]
        )
        if (sign and upper) or (
            upper and (glued or run[0] in codes() or run[0] in ("rs", "rm", "rp")) and len(run) == 1
        ):
            return Unit(name, first, "money")
    return None


def money_after(tokens: list[Token], at: int) -> Unit | None:
    """The currency that begins at token ``at``: ``dollars``, ``Danish crowns``, ``JPY``, ``€``."""
    step = at + (key(tokens, at) == "-")
    rows = money().get(key(tokens, step), ())
    for form, name in rows:
        if tuple(token.key for token in tokens[step : step + len(form)]) != form:
            continue
        token = tokens[step]
        if form in (("p",), ("ps",), ("rs",), ("won",), ("kn",)) and not (
            form == ("won",) and key(tokens, at - 1) in ("million", "billion", "trillion", "000")
        ):
            continue
        if len(form) == 1 and form[0] in codes() and not (token.text.isupper() and len(token.text) == 3):
            continue
        if not token.text.isalnum() and not token.glued:
            continue
        return Unit(name, step + len(form), "money")
    return None


def measure_after(tokens: list[Token], at: int) -> Unit | None:
    """The unit of measure that begins at token ``at`` (a hyphen before it counts)."""
    step = at
    if key(tokens, at) in ("-", "–", "‑") and tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued:
        step = at + 1
    elif key(tokens, at) == "-" and key(tokens, at + 1) not in ("year", "month", "day"):
        return None
    hyphen = step > at
    for run, name, cased in units().get(key(tokens, step), ()):
        if tuple((token.text if cased else token.key) for token in tokens[step : step + len(run)]) != run:
            continue
        if cased and not _abbreviates(tokens, step, hyphen):
            continue
        kind = "share" if name == "percentage" else "measure"
        return Unit(name, step + len(run), kind)
    return None


def _abbreviates(tokens: list[Token], at: int, hyphen: bool) -> bool:
    """Whether a few letters after a number are a unit and no word: "5 m wide", not "5 a day"."""
    token = tokens[at]
    if (
        at + 1 < len(tokens)
        and tokens[at + 1].glued
        and (tokens[at + 1].text == "-" or tokens[at + 1].kind == "figure")
    ):
        return False
    if token.key in ("m", "in", "a", "b", "s", "h", "c", "f", "k", "p", "v", "w", "n", "l", "g", "j"):
        if token.glued or hyphen:
            return token.text != "s"
        if token.key == "a":
            return key(tokens, at + 1) in ("and", ".", ",", "")
        if token.text in ("C", "F", "V", "W", "A", "J", "N", "K", "L"):
            return key(tokens, at - 2) not in ("vitamin", "group")
        return token.key in ("m", "g", "l", "b", "s", "h") and key(tokens, at - 2) not in ("u",)
    return True


def age_after(tokens: list[Token], at: int) -> Unit | None:
    """ "year-old", "-month-old", "years old", "years of age"."""
    step = at + (key(tokens, at) == "-")
    span = key(tokens, step)
    if span not in ("year", "years", "month", "months", "day", "days", "week", "weeks", "yr", "hour", "minute"):
        return None
    one = span.rstrip("s").replace("yr", "year")
    after = [key(tokens, step + 1), key(tokens, step + 2)]
    if after == ["-", "old"] or after == ["-", "olds"]:
        return Unit(f"{one} of age", step + 3, "age")
    if after[0] in ("old", "olds"):
        return Unit(f"{one} of age", step + 2, "age")
    if after == ["of", "age"]:
        return Unit(f"{one} of age", step + 3, "age")
    return None


def rate_after(tokens: list[Token], unit: Unit) -> Unit:
    """With "per barrel", "an ounce", "a month", "/kg", "-a-day" added."""
    at = unit.stop
    step = at + 1 if key(tokens, at) == "-" and key(tokens, at + 1) in ("a", "per") else at
    per = key(tokens, step)
    if per == "u" and [key(tokens, step + more) for more in (1, 2, 3)] == [".", "s", "."]:
        step += 4
        per = key(tokens, step)
    elif per == "us":
        step, per = step + 1, key(tokens, step + 1)
    if per not in _PER:
        return unit
    noun = step + 1 + (key(tokens, step + 1) == "-")
    if noun >= len(tokens) or (tokens[noun].kind != "word" and tokens[noun].text != "㎡"):
        return unit
    base = measure_after(tokens, noun)
    single = key(tokens, noun)
    if key(tokens, noun + 1) in ("ago", "earlier", "later"):
        return unit
    if per in ("a", "an", "each", "every") and not ((base and single in _EACH) or single in ("share", "head")):
        return unit
    if (base and base.kind == "measure" and not tokens[noun].text[:1].isupper()) or (
        base and len(tokens[noun].text) > 3
    ):
        return Unit(f"{unit.name} per {base.name}", base.stop, unit.kind)
    if per in ("per", "/") or single in _PER_NOUNS:
        tail = "mega british thermal unit" if single == "mmbtu" else single
        return Unit(f"{unit.name} per {tail}", noun + 1, unit.kind)
    return unit


def noun_after(tokens: list[Token], at: int, *, one: bool) -> tuple[str | None, int, bool]:
    """The run of words that is counted, its end, and whether a word said "more"."""
    step, more = _led_in(tokens, at)
    if key(tokens, step - 1) == "others":
        return "other", step, more
    named = _designation(tokens, step)
    if named is not None:
        return named[0], named[1], more
    run: list[str] = []
    while step < len(tokens) and len(run) < 6:
        stop = _word(tokens, step, run)
        if stop == step:
            break
        step = stop
        if (
            run
            and not one
            and _plural(run[-1].rpartition("-")[2])
            and not _hyphened(tokens, step)
            and not _goes_on(tokens, step, run)
        ):
            break
        if run and run[-1].endswith(("s-by", "s-in", "s-at")):
            break
    return (singular(run) if run else None), step, more


_ADDING = frozenset({"more", "additional", "further", "extra", "fresh", "another"})
_PASSED = frozenset({"of", "the", "a", "an", "these", "those", "our", "its", "their", "his", "all", "-"})
_LIKE_ADVERBS = frozenset({"family", "ally", "assembly", "reply", "supply", "anomaly"})


def _led_in(tokens: list[Token], at: int) -> tuple[int, bool]:
    """Past "more", "other", "of the": where the noun begins, and whether "more" was said."""
    more, step = False, at
    while step - at < 4 and (key(tokens, step) in words("nouns", "more") or key(tokens, step) in _PASSED):
        more = more or key(tokens, step) in _ADDING
        step += 1
        if key(tokens, step - 1) == "others":
            break
    return step, more


def _hyphened(tokens: list[Token], at: int) -> bool:
    """Whether a hyphen and a word are stuck to what stands before the token."""
    return (
        at + 1 < len(tokens)
        and tokens[at].text == "-"
        and tokens[at].glued
        and tokens[at + 1].glued
        and tokens[at + 1].kind == "word"
    )


def _word(tokens: list[Token], at: int, run: list[str]) -> int:
    """Take the next word into the run; returns where it ends, or ``at`` where the run is over."""
    token = tokens[at]
    if run and _hyphened(tokens, at):
        run[-1] += "-" + tokens[at + 1].text
        return at + 2
    if not run and re.search(r"[a-z]ly$", token.text) and token.key not in _LIKE_ADVERBS:
        return at + 1
    if token.kind != "word" or (token.key in words("nouns", "stops") and not token.text.isupper()):
        listed = token.key in ("and", ",") and run and run[-1][0].isupper()
        return at + 1 if listed and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() else at
    run.append(token.text.removesuffix("'s").removesuffix("’s"))
    return at + 1


def _designation(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """A type of weapon or aircraft as what is counted: "C-130s", "F-16 fighter jets", "Su-35s"."""
    step = at
    if not (
        step < len(tokens)
        and tokens[step].kind == "word"
        and tokens[step].text[0].isupper()
        and len(tokens[step].text) <= 8
    ):
        return None
    letters = tokens[step].text
    step += 1 + (key(tokens, step + 1) in ("-", "‑"))
    if not (
        step < len(tokens) and tokens[step].kind == "figure" and tokens[step].glued and len(tokens[step].text) <= 4
    ):
        return None
    name = f"{letters}-{tokens[step].text}" if key(tokens, step - 1) == "-" else letters + tokens[step].text
    step += 1
    tail = tokens[step].text if step < len(tokens) and tokens[step].glued and tokens[step].kind == "word" else ""
    if tail in ("s", "As", "Bs", "Ms", "Is") or (tail.endswith("s") and len(tail) <= 3):
        return name + tail[:-1], step + 1
    step += bool(tail)
    noun = (
        tokens[step].text if step < len(tokens) and tokens[step].kind == "word" and tokens[step].text.islower() else ""
    )
    further = tokens[step + 1].text if step + 1 < len(tokens) and tokens[step + 1].kind == "word" else ""
    if _plural(noun or "x"):
        return f"{name}{tail} {one_of(noun)}", step + 1
    return (f"{name}{tail} {noun} {one_of(further)}", step + 2) if noun and _plural(further or "x") else None


def _goes_on(tokens: list[Token], at: int, run: list[str]) -> bool:
    """Whether the noun after a plural is the head: "sports fans", "9 Americans killed" is not."""
    if at >= len(tokens) or not _plural(tokens[at].text):
        return False
    return (
        run[-1].casefold()
        in ("police", "military", "media", "crew", "staff", "people", "infantry", "artillery", "militia")
        or run[-1] in ("Hamas", "Houthis", "Philippines", "States")
        or run[0].casefold()
        in ("sports", "arms", "weapons", "goods", "special", "women", "men", "news", "systems", "armed")
    )


@functools.lru_cache(maxsize=8192)
def _plural(word: str) -> bool:
    low = word.casefold()
    return low in words("nouns", "plurals") or (
        len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ous", "'s"))
    )


_ENDINGS = (
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("oes", "o"),
    ("wives", "wife"),
    ("lives", "life"),
    ("knives", "knife"),
    ("men", "man"),
)
_KEPT = frozenset({"series", "species", "people", "movies", "police", "troops", "women"})


def singular(run: list[str]) -> str:
    """The run with its last word in the singular; small letters but for names."""
    low = [word if word.isupper() or (word[0].isupper() and len(word) > 1) else word.casefold() for word in run]
    return " ".join([*low[:-1], one_of(low[-1])])


@functools.lru_cache(maxsize=8192)
def one_of(word: str) -> str:
    """The singular of a noun."""
    irregular = {
        "people": "people",
        "children": "child",
        "feet": "foot",
        "teeth": "tooth",
        "mice": "mouse",
        "women": "woman",
        "men": "man",
        "troops": "troop",
        "movies": "movie",
        "lives": "life",
        "wives": "wife",
        "knives": "knife",
        "halves": "half",
        "shoes": "shoe",
        "heroes": "hero",
        "buses": "bus",
        "viruses": "virus",
        "passers-by": "passer-by",
        "gases": "gas",
        "crises": "crisis",
        "vehicles": "vehicle",
    }
    low = word.casefold()
    if low in irregular:
        return irregular[low]
    if (
        low in _KEPT
        or low.endswith(("ss", "us", "is"))
        or not low.endswith(("s", "men"))
        or (len(low) < 4 and not low.endswith("s"))
    ):
        return word
    for ending, stem in _ENDINGS:
        if low.endswith(ending) and len(low) > len(ending):
            return word[: -len(ending)] + stem
    return word[:-1] if low.endswith("s") and not re.search(r"\d", low) else word
