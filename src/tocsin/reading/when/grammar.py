"""Rules as data: a pattern over word classes, and the function that gives its meaning.

A pattern is a regular expression whose letters are words: ``CLASS`` (``words.toml`` or a shape of ``tokens.py``), a
plain word (``of``), with ``name:`` before what the meaning needs, and the signs ``( ) | ? * +`` and look-arounds as
usual: ``(the? day:DAYNUM of?) month:MONTH (COMMA? year:Y4)?``.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from tocsin.reading.when.found import Found
from tocsin.reading.when.tokens import SHAPES, Token, vocabulary

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
    """A compiled pattern and its meaning. Where a text has no letter of one of ``needs``, the rule cannot stand."""

    pattern: re.Pattern[str]
    names: tuple[tuple[str, str], ...]
    needs: tuple[frozenset[str], ...]
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
    names: list[tuple[str, str]] = []
    parts: list[str] = []
    name = ""
    pieces = list(_pieces(pattern))
    for piece in pieces:
        if piece["name"]:
            name = piece["name"]
        elif piece["sign"]:
            parts.append("(?:" if piece["sign"] == "(" else piece["sign"])
        elif name:
            names.append((f"{name}_{len(names)}", name))
            parts.append(f"(?P<{names[-1][0]}>{_charset(piece)})")
            name = ""
        else:
            parts.append(_charset(piece))
    return Rule(re.compile("".join(parts)), tuple(names), tuple(_needs(pieces)), build)


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    pattern, at = pattern.strip(), 0
    while at < len(pattern):
        piece = PIECE.match(pattern, at)
        if piece is None:
            why = f"unreadable rule at {pattern[at : at + 20]!r}"
            raise ValueError(why)
        at = piece.end()
        yield piece


def _needs(pieces: list[re.Match[str]]) -> list[frozenset[str]]:
    """Sets of letters, of each of which every match has one: what stands outside all options.

    A negative look-around counts as an option, by an empty branch.
    """
    frames: list[list[list[frozenset[str]]]] = [[[]]]
    for number, piece in enumerate(pieces):
        sign = piece["sign"]
        follows = pieces[number + 1]["sign"] if number + 1 < len(pieces) else None
        if sign and sign[0] == "(":
            frames.append([[], []] if sign.endswith("!") else [[]])
        elif sign == "|":
            frames[-1].append([])
        elif sign == ")":
            needed = _common(frames.pop())
            if follows not in {"?", "*"}:
                frames[-1][-1] += needed
        elif not sign and not piece["name"] and follows not in {"?", "*"}:
            frames[-1][-1].append(frozenset(_code_letters(piece)))
    return _common(frames[0])


def _common(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    if len(branches) == 1:
        return branches[0]
    return [frozenset().union(*(min(branch, key=len) for branch in branches))] if all(branches) else []


def _code_letters(piece: re.Match[str]) -> str:
    return vocabulary().code(piece["word"]) if piece["word"] else vocabulary().letters(piece["cls"])


def _charset(piece: re.Match[str]) -> str:
    letters = "".join(map(re.escape, _code_letters(piece)))
    return f"[{letters}]" if piece["cls"] else letters


def matches(rules: list[Rule], tokens: list[Token], codes: str) -> Iterator[tuple[Found, Rule]]:
    """Every place where a rule stands, leftmost first and longest first; places may overlap.

    Rules run only over the words near one that can tell a time, which in most texts are few.
    """
    kept = _near_time(codes)
    if not kept:
        return
    thin = "".join(SHAPES["BREAK"] if at < 0 else codes[at] for at in kept)
    places: list[tuple[int, int, int, re.Match[str], Rule]] = []
    present = set(thin)
    for number, rule in enumerate(rules):
        for need in rule.needs:
            if need.isdisjoint(present):
                break
        else:
            places += [(match.start(), -match.end(), number, match, rule) for match in rule.pattern.finditer(thin)]
    places.sort(key=itemgetter(0, 1, 2))
    for start, stop, _, match, rule in places:
        at = {name: kept[match.start(group)] for group, name in rule.names if match.start(group) >= 0}
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
