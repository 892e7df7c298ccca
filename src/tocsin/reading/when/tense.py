"""Whether the clause around a date speaks of what was or of what is to come, by the nearest word that tells.

No parse is needed for this: English puts the telling verb close, mostly before the date ("said on Friday", "will
meet on Friday"), else soon after it ("On Friday, ministers will meet").
"""

from functools import cache

from tocsin.reading.when.tokens import SHAPES, Coded, vocabulary

REACH = 18
"""How many tokens away a telling word may stand."""

ABBREVIATED = frozenset(
    {"mr", "mrs", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "st", "maj", "adm", "no", "vs"}
)
REPORTING = frozenset(
    {"said", "says", "told", "warned", "added", "announced", "reported", "stated", "claimed", "feared"}
)
WHOLE_MONTHS = frozenset({"^may", "^march", "^august"})
TO_COME = frozenset({"by", "until", "till"})
NOT_A_VERB = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "our", "my"})
BREAKS = SHAPES["STOP"] + SHAPES["BREAK"]


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], str]:
    words = vocabulary()
    will, did, be = (frozenset(words.letters(name)) for name in ("WILL", "DID", "BE"))
    return will, did | {SHAPES["ED"]}, be, frozenset(words.letters("IMPLICATIVE")), words.code("to")


def of(coded: Coded, first: int, stop: int) -> str | None:
    """The time that the clause around ``tokens[first:stop]`` speaks of: "future", "past", or ``None``."""
    told = before(coded, first) or _after(coded, stop)
    if told:
        return told
    return "future" if coded.key(first - 1) in TO_COME else None


def plainly_past(coded: Coded, first: int, stop: int) -> bool:
    """Whether a verb that is no mere "said" puts the date itself into the past."""
    return before(coded, first) == "past" or _after(coded, stop, skipped=REPORTING) == "past"


def ends_sentence(coded: Coded, at: int) -> bool:
    """Whether the token ends a sentence: a full stop that no abbreviation owns, or another mark that does."""
    code = coded.code(at)
    if code in BREAKS:
        return True
    if code != SHAPES["DOT"]:
        return False
    if abbreviated(coded, at - 1):
        return False
    following = coded.code(at + 1)
    return not (following == SHAPES["LOWER"] or following == SHAPES["COMMA"])


def abbreviated(coded: Coded, at: int) -> bool:
    """Whether a full stop after this token is the token's own."""
    key = coded.key(at)
    if key in WHOLE_MONTHS:
        return False
    return (len(key) == 1 and key.isalpha()) or key in ABBREVIATED or key[:1] == "^"


def before(coded: Coded, first: int) -> str | None:
    """The same, by the words before the date alone."""
    will, did, be, implicative, to = _cues()
    infinitive = False
    for at in range(first - 1, max(-1, first - REACH - 1), -1):
        code = coded.code(at)
        if ends_sentence(coded, at):
            break
        if code in will:
            return "future"
        if code == to and coded.code(at + 1) in "w" + "".join(did & will) and coded.key(at + 1) not in NOT_A_VERB:
            infinitive = True
        elif code in be and coded.code(at + 1) == SHAPES["ING"]:
            return "future"
        elif code in did and not _is_participle(coded, at, be):
            if infinitive and code not in implicative:
                return "future"
            return "past"
    return "future" if infinitive else None


def _after(coded: Coded, stop: int, skipped: frozenset[str] = frozenset()) -> str | None:
    will, did, be, _, to = _cues()
    for at in range(stop, min(len(coded.codes), stop + REACH)):
        code = coded.code(at)
        if ends_sentence(coded, at):
            break
        if code in will:
            return "future"
        if code in be and coded.code(at + 1) in {to, SHAPES["ING"]}:
            return "future"
        if code in did and coded.key(at) not in skipped and not _is_participle(coded, at, be):
            return "past"
    return None


def _is_participle(coded: Coded, at: int, be: frozenset[str]) -> bool:
    """Whether a verb's form belongs to an auxiliary that says the time itself ("will be closed")."""
    return coded.code(at) == SHAPES["ED"] and (coded.code(at - 1) in be or coded.key(at - 1) in {"been", "have"})
