"""Rules as data: a pattern over word classes, and the function that gives its meaning.

A pattern is a regular expression whose letters are words: ``CLASS`` (``words.toml`` or a shape of ``tokens.py``), a
plain word (``of``), with ``name:`` before what the meaning needs, and the signs ``( ) | ? * +`` and look-arounds as
usual: ``(the? day:DAYNUM of?) month:MONTH (COMMA? year:Y4)?``.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from tocsin.reading.when.found import Found
from tocsin.reading.when.tokens import GROUPS, SHAPES, Token, vocabulary

PIECE = re.compile(
    r"\s*(?:(?P<sign>\(\?[:=!]|\(\?<[=!]|[()|?*+])|(?P<name>[a-z]\w*):|(?P<cls>[A-Z][A-Z0-9]+)|(?P<word>[a-z']+))"
)


NEAR = 12
"""Tokens around a telling one that a rule may reach."""
TELLING = (
    *("MONTH", "WEEKDAY", "WEEKDAYSHORT", "WEEKDAYS", "SEASON", "UNIT", "UNITS", "PART", "PARTS", "TENSPLURAL", "SET"),
    *("PRESENT", "PAST", "TODAY", "HOLIDAY", "ERA", "AMPM", "ISO", "SLASHED", "CLOCK", "TENYEARS", "SHORTYEAR", "Y4"),
    *("NTH", "ZONE"),
)
"""The classes of words without one of which no rule stands."""
TELLING_WORDS = (
    *("past", "future", "present", "night", "tonight", "overnight", "midnight", "noon", "fiscal", "moment", "date"),
    *("time", "quarter", "half", "q", "h", "clock", "hours", "hrs", "eve"),
)
"""The single words that serve as well."""


Builder = Callable[[Found, Any], Any]
"""The meaning of a finding in a context: a Meaning, several, or None where the words mean something else."""


class Rule(NamedTuple):
    """A compiled pattern and its meaning."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    build: Builder


class Grammar:
    """The rules of one file, in the order written. ``macros`` are names for parts that patterns share."""

    def __init__(self, **macros: str) -> None:
        self.rules: list[Rule] = []
        self.macros = macros

    def rule(self, *patterns: str) -> Callable[[Builder], Builder]:
        """Register the function as the meaning of these patterns."""

        def register(build: Builder) -> Builder:
            self.rules += [compiled(self._expanded(pattern), build) for pattern in patterns]
            return build

        return register

    def _expanded(self, pattern: str) -> str:
        def replaced(match: re.Match[str]) -> str:
            return f"({self._expanded(self.macros[match.group(1)])})"

        return re.sub(r"\{(\w+)\}", replaced, pattern)


def compiled(pattern: str, build: Builder) -> Rule:
    """A rule from its pattern; raises ``ValueError`` where the pattern cannot be read."""
    names: list[str] = []
    parts: list[str] = []
    name, at = "", 0
    pattern = pattern.strip()
    while at < len(pattern):
        piece = PIECE.match(pattern, at)
        if piece is None:
            why = f"unreadable rule at {pattern[at : at + 20]!r}"
            raise ValueError(why)
        at = piece.end()
        if piece["name"]:
            name = piece["name"]
            continue
        if piece["sign"]:
            parts.append("(?:" if piece["sign"] == "(" else piece["sign"])
            continue
        letters = _letters(piece["cls"], piece["word"])
        if name:
            parts.append(f"(?P<{name}_{len(names)}>{letters})")
            names.append(f"{name}_{len(names)}")
            name = ""
        else:
            parts.append(letters)
    return Rule(re.compile("".join(parts)), tuple(names), build)


def _letters(cls: str | None, word: str | None) -> str:
    if word:
        return re.escape(vocabulary().code(word))
    letters = vocabulary().letters(cls or "")
    if cls in GROUPS or cls in SHAPES or len(letters) > 1:
        return "[" + "".join(map(re.escape, letters)) + "]"
    return re.escape(letters)


def matches(rules: list[Rule], tokens: list[Token], codes: str) -> Iterator[tuple[Found, Rule]]:
    """Every place where a rule stands, leftmost first and longest first; places may overlap.

    Rules run only over the words near one that can tell a time, which in most texts are few.
    """
    kept = _near_time(codes)
    thin = "".join(SHAPES["BREAK"] if at < 0 else codes[at] for at in kept)
    places: list[tuple[int, int, int, re.Match[str], Rule]] = []
    for number, rule in enumerate(rules):
        places += [(match.start(), -match.end(), number, match, rule) for match in rule.pattern.finditer(thin)]
    places.sort(key=lambda place: place[:3])
    for start, stop, _, match, rule in places:
        at = {name.rpartition("_")[0]: kept[match.start(name)] for name in rule.names if match.start(name) >= 0}
        yield Found(kept[start], kept[-stop - 1] + 1, at, tokens), rule


@cache
def _telling() -> re.Pattern[str]:
    words = vocabulary()
    letters = "".join(words.letters(name) for name in TELLING) + "".join(words.code(word) for word in TELLING_WORDS)
    return re.compile(f"[{re.escape(letters)}]")


def _near_time(codes: str) -> list[int]:
    """The numbers of the tokens near a telling one, with -1 where some are left out."""
    kept: list[int] = []
    for match in _telling().finditer(codes):
        first, stop = max(0, match.start() - NEAR), min(len(codes), match.start() + NEAR)
        if kept and kept[-1] >= first - 1:
            first = kept[-1] + 1
        elif kept:
            kept.append(-1)
        kept += range(first, stop)
    return kept
