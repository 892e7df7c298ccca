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
LASTED = frozenset({"stayed", "remained", "lasted", "waited", "ran", "fought", "held", "continued", "raged", "slept"})
MOVED = ("postpone", "move", "adjourn", "delay", "reschedul", "extend", "defer", "shift", "push")
STOPPED = (
    "suspen",
    "cancel",
    "ban",
    "clos",
    "shut",
    "halt",
    "stop",
    "impos",
    "introduc",
    "effective",
    "apply",
    "requir",
)
RANGES = frozenset({"to", "until", "till", "through", "-", "–"})
NOT_A_SUBJECT = frozenset({"the", "a", "an", "of", "after", "for", "and", "during", "his", "her", "its", "their"})
NOT_A_VERB = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "our", "my"})
BREAKS = SHAPES["STOP"] + SHAPES["BREAK"]


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], str]:
    words = vocabulary()
    will, did, be = (frozenset(words.letters(name)) for name in ("WILL", "DID", "BE"))
    return will, did | {SHAPES["ED"]}, be, frozenset(words.letters("IMPLICATIVE")), words.code("to")


@cache
def _opens() -> frozenset[str]:
    return frozenset(vocabulary().letters("OPENS"))


def of(coded: Coded, first: int, stop: int) -> str | None:
    """The time that the clause around ``tokens[first:stop]`` speaks of: "future", "past", or ``None``."""
    told = _led(coded, first, stop) or before(coded, first) or _after(coded, stop)
    if told:
        return told
    return "future" if coded.key(first - 1) in TO_COME else None


def _led(coded: Coded, first: int, stop: int) -> str | None:
    """What the word before the date tells: "shut until Friday", "moved to Friday", "halts flights from Friday"."""
    lead = coded.key(first - 1)
    if lead not in {"until", "till", "to", "from"}:
        return None
    near = [coded.key(at) for at in range(max(0, first - 9), first - 1)]
    if lead in {"until", "till"}:
        return None if LASTED.intersection(near) else "future"
    if lead == "to":
        return "future" if any(key.startswith(MOVED) for key in near) else None
    known = any(key.startswith(STOPPED) for key in near) and coded.key(stop) not in RANGES
    return "future" if known else None


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
        elif _is_to_come(coded, at, first, be, to):
            return "future"
        elif code in did and coded.key(at) in REPORTING and coded.code(at + 1) == SHAPES["COMMA"]:
            continue
        elif code in did and not _is_participle(coded, at, be):
            if infinitive and code not in implicative:
                return "future"
            return "past"
    return "future" if infinitive else None


def _is_to_come(coded: Coded, at: int, first: int, be: frozenset[str], to: str) -> bool:
    """ "is leaving on Friday", "are to be reopened on Friday", "was to have met on Friday", "reopens on Friday"."""
    code, following = coded.code(at), coded.code(at + 1)
    if (code in be or coded.key(at) in ("was", "were")) and following == to:
        return True
    if code in be and (following == SHAPES["ING"] or (coded.key(at + 1) == "on" and at + 2 == first)):
        return True
    dated = first - at <= 5 and coded.key(first - 1) != "a"
    return code in _opens() and dated and coded.key(at - 1) not in NOT_A_SUBJECT


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
    """Whether a verb's form belongs to an auxiliary that says the time itself ("will be closed", "to have met")."""
    if coded.key(at - 1) == "have" and coded.key(at - 2) == "to":
        return True
    return coded.code(at) == SHAPES["ED"] and (coded.code(at - 1) in be or coded.key(at - 1) in {"been", "have"})
