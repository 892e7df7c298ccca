"""Which quantities are figures of a crisis: people, forces, losses, aid, and how long talks, truces and closures last."""

import re
from typing import NamedTuple

from tocsin.reading.figure.counted import Counted
from tocsin.reading.figure.lexicon import is_person, is_thing, words
from tocsin.reading.parse import Parsed
from tocsin.reading.quantity import Quantity

_DURATIONS = frozenset({"minute", "hour", "day", "night", "week"})
_LENGTHS = frozenset({"kilometre", "mile", "metre", "nautical mile"})
_MASSES = frozenset({"kilogram", "tonne", "ton", "litre", "gallon", "barrel", "hectare", "acre", "kiloton"})
_MASS_NAMES = {"kilogram": "kg", "kilometre": "km"}
_TRAVEL = re.compile(r"\b(?:travel|advise|visa|avoid|passport|do not go)\b", re.IGNORECASE)
_BAD_BEFORE = re.compile(r"(?:\b(?:aged?|ages of|under|article|level|page|count|counts|grade|version|group of)|#|№)\s*$", re.IGNORECASE)
_PERSONAL = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})


class Choice(NamedTuple):
    """A figure's unit, and whether its length is to be told in minutes."""

    unit: str
    minutes: bool = False


def choose(quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    """The unit of the figure; ``None`` where the quantity is none of the crisis."""
    if quantity.kind in ("share", "age") or _BAD_BEFORE.search(parsed.text[max(0, quantity.start - 12) : quantity.start]):
        return None
    if quantity.kind == "money":
        return Choice(quantity.unit or "dollar") if _aid(found) else None
    if quantity.kind == "measure":
        return _measure(quantity, found, parsed)
    return _count(quantity, found, parsed)


def _aid(found: Counted) -> bool:
    around = {*found.above[:4], *found.below}
    return bool(around & words("aid")) and not around & {"deal", "acquisition", "revenue"}


def _measure(quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    unit = (quantity.unit or "").split(" per ")[0]
    if " per " in (quantity.unit or "") or "percentage" in unit:
        return None
    if unit in _DURATIONS:
        return _duration(unit, quantity, found, parsed)
    if unit in _LENGTHS:
        return Choice(_MASS_NAMES.get(unit, unit)) if _distance(quantity, parsed) else None
    if unit in _MASSES:
        return Choice(_MASS_NAMES.get(unit, unit))
    return None


def _duration(unit: str, quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    """The length of what lasts: "a 10-day drill", "spoke for an hour", "closed for 48 hours"; never "in the last three days"."""
    before = parsed.text[max(0, quantity.start - 24) : quantity.start].casefold()
    after = parsed.text[quantity.end : quantity.end + 40].casefold()
    if re.search(r"\b(?:last|past|next|within|every|in|after|coming|first|than|these|those|previous|recent|in the|over the|time|earlier)\s*$", before) or re.match(r"\s*(?:ago|before|earlier|later|after|old|of age|notice|from now|on\b)", after):
        return None
    talks = unit in ("minute", "hour") and (bool({*found.above[:2]} & words("calls")) or re.search(r"\b(?:call|conversation|talks|meeting|spoke|talked|discussion|phone)\b", parsed.text, re.IGNORECASE) is not None)
    modifies = re.match(r"[- ]?(?:long[- ]?)?\s?(?:[\w-]+ ){0,3}?(?:" + "|".join(re.escape(word) for word in sorted(words("lasting"), key=len, reverse=True)) + r")s?\b", after)
    lasting = bool(set(found.above[:2]) & words("shut")) and re.search(r"\b(?:for|lasted|lasts|at|took|over|just|about|than|least|ran|some|running|nearly|almost|to|up)\s*$", before)
    if modifies or (lasting and (unit != "day" or "for" in before)) or (talks and lasting):
        return Choice("minute" if talks else unit, minutes=bool(talks))
    return None


def _distance(quantity: Quantity, parsed: Parsed) -> bool:
    after = parsed.text[quantity.end : quantity.end + 50].casefold()
    near = re.match(r"[^.,;]{0,16}\b(?:from|of|off|outside)\b[^.,;]*", after)
    said = set(re.findall(r"[a-z]+", parsed.text.casefold()))
    fights = said & words("fighting") or {word.rstrip("s") for word in said} & words("fighting")
    return bool(near) and bool(fights) and not _TRAVEL.search(parsed.text)


def _count(quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    harmed = _harmed(quantity, found, parsed)
    around = {*found.above, *found.below}
    value = quantity.value if not isinstance(quantity.value, tuple) else quantity.value[1]
    if found.noun is None:
        return Choice("person") if harmed and not quantity.unit or (harmed and found.number.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "conj", "attr")) else None
    mention = parsed.mention(found.noun)
    people = mention is not None and (mention.kind == "people" or (mention.kind == "adjective" and found.noun.text.endswith("s")))
    if people or is_person(found.name):
        unit = _person(found)
        if harmed or found.name in words("forces"):
            return Choice(unit) if harmed or value > 1 else None
        if found.name in words("civil"):
            return Choice(unit) if around & (words("moved") - {"be", "have", "remain", "head", "work", "join", "add", "report", "confirm", "sign", "number", "leave", "stand", "return", "take", "come", "go", "hold", "meet", "attend"}) and value > 1 and not quantity.out_of else None
        return Choice(unit) if value >= 12 or (value > 1 and around & (words("moved") - {"be", "have", "think", "remain"})) else None
    if is_thing(found.name):
        if found.name in words("weak") and not (harmed or around & (words("moved") - {"be", "have", "remain", "carry", "come", "go"})):
            return None
        return Choice(found.name) if value > 1 or harmed else None
    if harmed and found.noun.dep_ in ("dobj", "nsubj", "nsubjpass", "conj") and value < 1e5 and found.noun.text.islower():
        return None
    return None


def _person(found: Counted) -> str:
    if found.name in ("people", "dead", "injured", "wounded", "missing", "other", "casualty", "life", "displaced", "individual", "personnel", "staff"):
        return "person"
    return {"force": "troop"}.get(found.name, found.name)


_HARM = re.compile(
    r"\b(?:kill|injur|wound|dead\b|die[sd]?\b|dying|drown|hospitali|death|toll|casualt|fatalit|missing|unaccounted|slain|massacr|behead|execut|hurt\b|lives\b|lost\b|perish|victims?\b|murder|maim|succumb)",
    re.IGNORECASE,
)


def _harmed(quantity: Quantity, found: Counted, parsed: Parsed) -> bool:
    """Whether what is counted was killed, hurt or lost: by the verb that it hangs on, or by the word right beside it."""
    if set(found.above[:4]) & words("harm") or {*found.below} & (words("harm") - {"cost", "lose", "claim", "life", "shoot", "hang", "burn"}):
        return True
    after = re.match(r"[^.;,]{0,24}", parsed.text[quantity.end :])
    before = parsed.text[max(0, quantity.start - 22) : quantity.start]
    return bool(after and _HARM.search(after.group())) or bool(re.search(r"\b(?:killing|injuring|wounding|kills?|killed|injured|injures?|wounded|wounds)\s*$", before, re.IGNORECASE))
