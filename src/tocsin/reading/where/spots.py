"""Names of places in a bare text: capitalised runs that the gazetteer knows, in company that makes them places."""

import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from tocsin.reading.where.names import fold, variants, words
from tocsin.reading.where.regions import by_name
from tocsin.reading.where.towns import called, known

Span = tuple[int, int]

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:al|el|ad|as|ar|ash|an|at|az)[-‑](?=[A-ZÀ-Ž])[\w’'-]+|(?<![\w@#/])[A-ZÀ-Ž](?:[\w’'-]*\w)?(?:(?<=\bSt)\.|(?<=\bFt)\.|(?<=\bMt)\.)?"
)
_JOIN = re.compile(r" (?:(?:of|the|de|del|la|le|las|los|al|el|and|upon|sur|am|an der|on) ){0,2}|")
_LONGEST = 5
_WORD_BEFORE = re.compile(r"([\w.’'-]+)[ \"“(]*$")
_SHORTENED = re.compile(r",\s+$")
_OWNED = re.compile(r"['’]s?$")
_KIND = re.compile(
    r" (?:region|oblast|province|governorate|prefecture|district|county)\b(?! (?:court|judge|attorney|police|council))"
)
_GOOD = 0.9
_OTHER_NAME = 0.05
_BIG = 100_000
_TOWN = 5_000
_SMALL_CODE = 2


class Sign(IntEnum):
    """How sure a name is that of a place."""

    NONE = 0
    MAYBE = 1
    LIKELY = 2
    SURE = 3


@dataclass(slots=True)
class Spot:
    """A run of words that the gazetteer knows."""

    start: int
    end: int
    name: str
    sign: Sign = Sign.NONE


@dataclass(slots=True)
class Run:
    """Capitalised words that stand together."""

    tokens: list[Span]
    spots: list[Spot] = field(default_factory=list)


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(words()["spot"][name].split())


def spots(text: str) -> list[Span]:
    """Where the text names places, in order."""
    runs = list(_runs(text))
    surnames: set[str] = set()
    for run in runs:
        run.spots = list(_spots(text, run))
        surnames |= _surname(text, run)
    found = [spot for run in runs for spot in run.spots]
    for run in runs:
        for spot in run.spots:
            spot.sign = _sign(text, run, spot)
    _lists(text, found)
    sure = {spot.name for spot in found if spot.sign >= Sign.LIKELY}
    kept = [
        spot
        for spot in found
        if spot.sign == Sign.SURE
        or (spot.sign == Sign.LIKELY and spot.name not in surnames)
        or (spot.sign == Sign.MAYBE and spot.name in sure and spot.name not in surnames)
    ]
    return [(spot.start, _with_kind(text, spot.end)) for spot in kept]


def _with_kind(text: str, end: int) -> int:
    """The end of a name with the word of its kind behind it: ``Kharkiv oblast``."""
    kind = _KIND.match(text, end)
    return kind.end() if kind else end


def _runs(text: str) -> Iterable[Run]:
    run: list[Span] = []
    for token in _TOKEN.finditer(text):
        if run and not _JOIN.fullmatch(text, run[-1][1], token.start()):
            yield Run(run)
            run = []
        run += _pieces(text, token.start(), token.end())
    if run:
        yield Run(run)


def _pieces(text: str, start: int, end: int) -> Iterable[Span]:
    """A word without its possessive ending; ``Egyptian-US`` in two, where the gazetteer does not have it whole."""
    owned = _OWNED.search(text, start, end)
    stop = owned.start() if owned and owned.start() > start else end
    if "-" not in text[start:stop] or _name(text, start, stop):
        return [(start, stop)]
    return [part.span() for part in re.compile(r"[A-ZÀ-Ž][^\s-]*").finditer(text, start, stop)] or [(start, stop)]


def _spots(text: str, run: Run) -> Iterable[Spot]:
    """The longest names that the gazetteer knows, from the left."""
    at = 0
    while at < len(run.tokens):
        for last in range(min(at + _LONGEST, len(run.tokens)) - 1, at - 1, -1):
            start, end = run.tokens[at][0], run.tokens[last][1]
            name = _name(text, start, end)
            if name:
                yield Spot(start, end, name)
                at = last
                break
        at += 1


def _name(text: str, start: int, end: int) -> str:
    written = text[start:end]
    low = written.lower()
    if low in _words("never") or len(written) < _SMALL_CODE:
        return ""
    short = len(written) == _SMALL_CODE or (len(written) == _SMALL_CODE + 1 and written.isupper())
    if short and written.isalpha() and not _code(text, start, written):
        return ""
    return fold(written) if _known(written) else ""


@functools.lru_cache(maxsize=20_000)
def _known(written: str) -> bool:
    return any(
        worth >= _GOOD and name not in _words("never") and (name in by_name() or known(name))
        for name, _, worth in variants(written)
    )


def _code(text: str, start: int, written: str) -> bool:
    """Whether capitals of two or three letters are a place: US and UK are, OH behind a comma is, and OR is not."""
    kinds = {match.entry.kind for match in by_name().get(fold(written), ())}
    return (written.isupper() and bool(kinds & {"country", "area"})) or (
        "region" in kinds and bool(_SHORTENED.search(text, max(0, start - 4), start))
    )


def _surname(text: str, run: Run) -> set[str]:
    """The last word of two or three capitalised ones that are no place together and have nothing of an office."""
    inside = [fold(text[start:end]) for start, end in run.tokens]
    if not 2 <= len(inside) <= 3 or set(inside) & (_words("part") | _words("not_place") | _words("never")):
        return set()
    whole = any(spot.start == run.tokens[0][0] and spot.end == run.tokens[-1][1] for spot in run.spots)
    placed = run.spots and run.spots[0].start == run.tokens[0][0] and _weight(run.spots[0].name) > _BIG
    return set() if whole or placed else {inside[-1]}


def _sign(text: str, run: Run, spot: Spot) -> Sign:
    before = _WORD_BEFORE.search(text, max(0, spot.start - 30), spot.start)
    word = before.group(1).casefold().rstrip(".") if before else ""
    after = re.compile(r"[ -]([\w.’']+)").match(text, spot.end)
    follows = after.group(1).rstrip(".") if after else ""
    if fold(follows) in _words("not_place") and follows[:1].isupper():
        return Sign.NONE
    if word in _words("titles") and text[before.start(1)].isupper() if before else False:
        return Sign.NONE
    weight = _weight(spot.name)
    inside = word in _words("inside")
    inner, outer = _inside(text, run, spot)
    if spot.name in _words("given") and follows[:1].isupper() and fold(follows) not in _words("part") | _words("never"):
        return Sign.NONE
    if _qualified(text, spot):
        return Sign.SURE
    if weight > 10 * _BIG and not (inner or outer):
        return Sign.SURE
    if inner or outer:
        return Sign.LIKELY if weight > _BIG and (not inner or inside) else Sign.NONE
    if inside or (before is None and re.match(r"\s*(?:\(\w+\)\s*)?[—–-]", text[spot.end : spot.end + 12])):
        return Sign.SURE if weight > _TOWN or " " in spot.name else Sign.LIKELY
    if weight > _BIG or (word in _words("perhaps") and weight > _TOWN):
        return Sign.LIKELY
    return Sign.MAYBE


def _inside(text: str, run: Run, spot: Spot) -> tuple[bool, bool]:
    """Whether capitalised words that belong to no place and no office stand right before it, and right behind it."""
    placed = [(other.start, other.end) for other in run.spots]
    sides = []
    for before in (True, False):
        beside = [token for token in run.tokens if (token[1] == spot.start - 1 if before else token[0] == spot.end + 1)]
        plain = [
            token
            for token in beside
            if not any(start <= token[0] < end for start, end in placed)
            and fold(text[slice(*token)]) not in _words("part") | _words("never")
        ]
        sides.append(bool(plain))
    return sides[0], sides[1]


def _qualified(text: str, spot: Spot) -> bool:
    """Whether a region or country that the name lies in stands right beside it, or the name says what it is."""
    if re.search(r" (?:county|parish|province|oblast|governorate|district|township)$", spot.name):
        return True
    link = re.compile(r", (?=[A-Z])").match(text, spot.end)
    if link is None:
        return False
    run = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}").match(text, link.end())
    parts = run.group().split() if run else []
    for length in range(len(parts), 0, -1):
        for name in (fold(" ".join(parts[:length])), fold(" ".join(parts[:length])).rstrip(".")):
            wholes = {
                match.entry.code for match in by_name().get(name, ()) if match.entry.kind in ("country", "region")
            }
            if any(match.entry.region in wholes or match.entry.country in wholes for match in called(spot.name)):
                return True
    return False


@functools.lru_cache(maxsize=20_000)
def _weight(name: str) -> int:
    """How many people the largest place of a name has; countries, regions of the world and their peoples have most."""
    best = 0
    for form, _, worth in variants(name):
        for match in by_name().get(form, ()):
            high = match.entry.kind in ("country", "people", "area")
            best = max(best, 10**9 if high else match.entry.population // (1 if match.entry.kind == "region" else 20))
        for match in called(form):
            best = max(best, int(match.entry.population * (1 if match.worth == 1 else _OTHER_NAME) * worth))
        if best:
            break
    return best


_LIST = re.compile(r"(?:,|,? and|,? or| to| &|;)\s+(?:in |to |from |near )?$")


def _lists(text: str, found: list[Spot]) -> None:
    """What is listed with a place is one."""
    for one, other in (*itertools.pairwise(found), *itertools.pairwise(found[::-1])):
        first, second = sorted((one, other), key=lambda spot: spot.start)
        listed = second.start - first.end < 14 and _LIST.fullmatch(text[first.end : second.start])
        if listed and one.sign == Sign.SURE and other.sign == Sign.MAYBE:
            other.sign = Sign.LIKELY
