"""Whether the clause around a date speaks of what was or of what is to come, by the nearest word that tells.

No parse is needed for this: English puts the telling verb close, mostly before the date ("said on Friday", "will
meet on Friday"), else soon after it ("On Friday, ministers will meet").
"""

from functools import cache
from typing import TYPE_CHECKING

from tocsin.reading.when.tokens import SHAPES, vocabulary

if TYPE_CHECKING:
    from tocsin.reading.when.context import Context

REACH = 18
"""How many tokens away a telling word may stand."""

ABBREVIATED = frozenset({"mr", "mrs", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "st", "maj", "adm", "no", "vs"})
TO_COME = frozenset({"by", "until", "till"})
NOT_A_VERB = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "our", "my"})
BREAKS = SHAPES["STOP"] + SHAPES["BREAK"]


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], str]:
    words = vocabulary()
    will, did, be = (frozenset(words.letters(name)) for name in ("WILL", "DID", "BE"))
    return will, did | {SHAPES["ED"]}, be, frozenset(words.letters("IMPLICATIVE")), words.code("to")


def of(context: "Context", first: int, stop: int) -> str | None:
    """The time that the clause around ``tokens[first:stop]`` speaks of: "future", "past", or ``None``."""
    told = before(context, first) or _after(context, stop)
    if told:
        return told
    return "future" if context.key(first - 1) in TO_COME else None


def ends_sentence(context: "Context", at: int) -> bool:
    """Whether the token ends a sentence: a full stop that no abbreviation owns, or another mark that does."""
    code = context.code(at)
    if code in BREAKS:
        return True
    if code != SHAPES["DOT"]:
        return False
    before = context.key(at - 1)
    if len(before) == 1 and before.isalpha() or before in ABBREVIATED or before in _months():
        return False
    following = context.code(at + 1)
    return not (following == SHAPES["LOWER"] or following == SHAPES["COMMA"])


@cache
def _months() -> frozenset[str]:
    return frozenset(word for word in vocabulary().values["MONTH"] if word[0] == "^") - {"^may", "^march", "^august"}


def before(context: "Context", first: int) -> str | None:
    """The same, by the words before the date alone."""
    will, did, be, implicative, to = _cues()
    infinitive = False
    for at in range(first - 1, max(-1, first - REACH - 1), -1):
        code = context.code(at)
        if ends_sentence(context, at):
            break
        if code in will:
            return "future"
        if code == to and context.code(at + 1) in "w" + "".join(did & will) and context.key(at + 1) not in NOT_A_VERB:
            infinitive = True
        elif code in be and context.code(at + 1) == SHAPES["ING"]:
            return "future"
        elif code in did and not _is_participle(context, at, be):
            if infinitive and code not in implicative:
                return "future"
            return "past"
    return "future" if infinitive else None


def _after(context: "Context", stop: int) -> str | None:
    will, did, be, _, to = _cues()
    for at in range(stop, min(len(context.codes), stop + REACH)):
        code = context.code(at)
        if ends_sentence(context, at):
            break
        if code in will:
            return "future"
        if code in be and context.code(at + 1) in {to, SHAPES["ING"]}:
            return "future"
        if code in did and not _is_participle(context, at, be):
            return "past"
    return None


def _is_participle(context: "Context", at: int, be: frozenset[str]) -> bool:
    """Whether a verb's form belongs to an auxiliary that says the time itself ("will be closed")."""
    return context.code(at) == SHAPES["ED"] and (context.code(at - 1) in be or context.key(at - 1) in {"been", "have"})
