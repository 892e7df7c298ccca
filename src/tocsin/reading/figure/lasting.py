"""How long what lasts: talks, truces, closures. Never how long ago."""

import functools
import re
from typing import NamedTuple

from tocsin.reading.figure.counted import Counted
from tocsin.reading.figure.lexicon import words
from tocsin.reading.parse import Parsed
from tocsin.reading.quantity import Quantity

DURATIONS = frozenset({"minute", "hour", "day", "night", "week"})
_NOT_LASTING = re.compile(
    r"\b(?:last|past|next|within|every|in|after|coming|first|than|these|those|previous|recent|in the|"
    r"over the|time|earlier)\s*$"
)
_LASTING = re.compile(
    r"\b(?:for|lasted|lasts|at|took|over|just|about|than|least|ran|some|running|nearly|almost|to|up)\s*$"
)
_NOT_LENGTH = re.compile(r"\s*(?:ago|before|earlier|later|after|old|of age|notice|from now|ultimatum)")
_TALK = re.compile(
    r"\b(?:call|conversation|talks|meeting|met|spoke|talked|discuss(?:ed|ion)?|phone|telephoned?|on the line|closeted"
    r"|(?:been|was|were|sat) with)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor (?:just |only |well |nearly |almost |about |some |over |more than |at least )*$")
_ENDED_AFTER = re.compile(r"\bafter (?:just |only |nearly |almost |about |some |more than )*$")


class Choice(NamedTuple):
    """A figure's unit, and whether its length is to be told in minutes."""

    unit: str
    minutes: bool = False


def duration(unit: str, quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    """The length of what lasts: "a 10-day drill", "closed for 48 hours"; never "in the last three days"."""
    before = parsed.text[max(0, quantity.start - 24) : quantity.start].casefold()
    after = parsed.text[quantity.end : quantity.end + 60].casefold()
    modifies = _modifies().match(after)
    told = before.rstrip().endswith("for") and bool(re.match(r"\s*(?:before|after)", after))
    ended = _ENDED_AFTER.search(before) and bool(set(found.above[:3]) & words("reopened"))
    if (_NOT_LENGTH.match(after) and not told) or (
        _NOT_LASTING.search(before) and not ended and not (modifies and before.rstrip().endswith(("after", "in")))
    ):
        return None
    if ended or _lasting_of().search(before):
        return Choice(unit)
    talks = unit in ("minute", "hour") and (
        bool({*found.above[:2]} & words("calls")) or _TALK.search(parsed.text) is not None
    )
    lasting = bool(set(found.above[:4]) & words("shut")) and bool(
        _LASTING.search(before) or before.rstrip().endswith("for") or quantity.text.casefold().startswith("for")
    )
    if talks and _FOR.search(before):
        return Choice("minute", minutes=True)
    if modifies or (lasting and (unit != "day" or "for" in before)) or (talks and lasting):
        return Choice("minute" if talks else unit, minutes=bool(talks))
    return None


@functools.cache
def _modifies() -> re.Pattern[str]:
    """An event right behind its length: "day joint military drill", "hour call", "of talks"."""
    events = "|".join(re.escape(word) for word in sorted(words("lasting"), key=len, reverse=True))
    return re.compile(rf"[- ]?(?:long[- ]?)?\s?(?:of )?(?:[\w-]+ ){{0,3}}?(?:{events})s?\b")


@functools.cache
def _lasting_of() -> re.Pattern[str]:
    """An event right before its length: "a closure of about", "a curfew of"."""
    events = "|".join(re.escape(word) for word in sorted(words("lasting"), key=len, reverse=True))
    return re.compile(rf"\b(?:{events})s? of (?:just |only |nearly |almost |about |some |at least |more than )*$")
