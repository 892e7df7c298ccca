"""Whether a number counts or measures something, and is no part of a name, a code, a score."""

import re

from tocsin.reading.quantity.lexicon import section, words
from tocsin.reading.quantity.numbers import Number, key
from tocsin.reading.quantity.tokens import Token
from tocsin.reading.quantity.units import Unit

_NOT_ONE_BEFORE = frozenset(
    {
        "each",
        "every",
        "any",
        "no",
        "this",
        "that",
        "another",
        "the",
        "which",
        "some",
        "big",
        "good",
        "bad",
        "new",
        "old",
        "last",
        "next",
        "only",
        "such",
        "my",
        "his",
        "her",
        "their",
        "our",
        "your",
        "its",
        "square",
        "loved",
        "first",
        "a",
        "what",
        "for",
    }
)
_NOT_ONE_AFTER = frozenset(
    {
        "another",
        "that",
        "who",
        "they",
        "he",
        "she",
        "it",
        "we",
        "you",
        "can",
        "could",
        "must",
        "should",
        "might",
        "may",
        "would",
        "is",
        "'s",
        "thing",
        "knows",
        "day",
        "to",
        "or",
        "says",
    }
)
_ONE_COMPOUND = frozenset(
    {"time", "off", "way", "sided", "on", "stop", "liner", "party", "man", "size", "sixth", "fifth", "china", "state"}
)
_OPENING = frozenset('.!?:;"“”‘’(—–-*•#|>\n')
_FUNCTION = frozenset(
    "some about around over under between nearly almost at the a an in on of for with from by to and or "
    "but than more most up all only just only after before "
    "when while as if is are was were has have had another these those his her their our its both least "
    "killed kills kill dead says say said "
    "roughly approximately estimated including there it he she they we police officials least total per "
    "every each within last past next sent has".split()
)


def counts(tokens: list[Token], at: int, found: Number, unit: Unit | None) -> bool:
    """Whether the number counts or measures something, and is not part of a name, an ordinal, a score."""
    if unit is not None and unit.name != "magnitude":
        return not (
            tokens[at].kind == "word"
            and key(tokens, at) == "one"
            and key(tokens, at - 1) in _NOT_ONE_BEFORE
            and unit.kind == "measure"
            and key(tokens, at - 1) != "the"
        )
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
    """Whether a figure stands free: no letters stuck to it, no hyphen to a word before it, no score."""
    if before is not None and tokens[at].glued:
        if before.kind == "word" or before.text in "_@#=’'":
            return False
        if (
            before.text in "-–/."
            and at >= 2
            and (before.glued or tokens[at - 2].key == "covid")
            and tokens[at - 2].key not in ("sub", "to", "from", "of", "about", "up", "over", "under", "some", "mid")
        ):
            return False
    if after is not None and after.glued:
        if (
            after.kind == "word"
            or after.text in "_@="
            or (after.text in "'’" and tokens[at].end - tokens[at].start == 2)
        ):
            return False
        tail = tokens[at + 2] if at + 2 < len(tokens) else None
        if after.text in "/:" and tail is not None and tail.glued and tail.kind == "figure":
            return False
    return True


def _one(tokens: list[Token], at: int, found: Number) -> bool:
    after = key(tokens, found.stop)
    before = key(tokens, at - 1)
    led = before == "which" and key(tokens, at - 2) in ("in", "during", "of", "from")
    if (
        (before in _NOT_ONE_BEFORE and not led)
        or after in _NOT_ONE_AFTER
        or not after
        or after in words("nouns", "stops") - {"of", "in", "and", "out", "killed", "injured", "wounded"}
    ):
        return False
    if after == "-" and key(tokens, found.stop + 1) in _ONE_COMPOUND:
        return False
    return tokens[found.stop].kind == "word" or after == "-"


def _name(tokens: list[Token], at: int, found: Number, before: Token | None, after: Token | None) -> bool:
    """Whether the number belongs to a name: "Flight 17", "Fortune 100", "BBC One", "the Five Eyes"."""
    if before is None:
        return False
    plural = after is not None and after.kind == "word" and (_counted(after) or _a_people(tokens, found.stop))
    if before.key == "week" and key(tokens, at - 2) in ("last", "this", "next", "a", "per"):
        return False
    if (
        before.key in words("nouns", "naming")
        and not _a_people(tokens, found.stop)
        and not (plural and not before.text[:1].isupper() and after is not None and after.key.endswith("s"))
    ):
        return True
    if (
        before.text == ","
        and tokens[at].kind == "figure"
        and found.raw < 110
        and (after is None or after.text in ",.)")
        and at >= 2
        and tokens[at - 2].text[:1].isupper()
    ):
        return True
    opening = before.text in _OPENING
    if tokens[at].kind == "word":
        spelled_name = tokens[at].text[:1].isupper() and not opening
        return spelled_name and (not plural or not before.text[:1].isupper())
    capital = before.kind == "word" and before.text[:1].isupper() and before.key not in _FUNCTION
    small = found.scale == 1 and found.raw < 10000 and "," not in tokens[at].text
    return capital and small and not plural


def _a_people(tokens: list[Token], at: int) -> bool:
    """Whether a name in the plural follows, that of a people: "26 New Zealanders", "219 Filipinos"."""
    run = tokens[at : at + 2]
    if not run or not run[0].text[:1].isupper() or run[0].kind != "word":
        return False
    ends = [token for token in run if token.kind == "word" and token.text[:1].isupper() and not token.text.isupper()]
    return any(re.search(r"[a-z]{3}s$", token.text) for token in ends)


def _counted(token: Token) -> bool:
    return (
        token.key in words("nouns", "plurals")
        or bool(re.search(r"[a-z]{2}s$", token.key))
        or (token.text.islower() and token.key not in words("nouns", "stops") and token.key not in section("scales"))
    )
