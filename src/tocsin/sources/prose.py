"""Levels from a register's formula sentences: which step the words name, and for the whole country or a part."""

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from tocsin.sources.card import Card, Rung
from tocsin.sources.hosts import Hosts, fold
from tocsin.sources.model import Said

_SMALL = "a-zß-öø-ÿāăąćčďēėęěğģīįķĺļľłńņňōőŕřśşšţťūůűųźżž"
_SENTENCE = re.compile(rf"[^\n]+?(?:(?:[!?;。]|\.(?!\s+[{_SMALL}]))(?=[\s\"”»)]|$)[\"”»)]*|(?=\n)|$)")
_RANK = {"normal": 1, "caution": 2, "avoid_nonessential": 3, "avoid_all": 4}
SENTENCES = 4_000
"""Sentences beyond which no page of advice goes on."""
LONGEST = 3_000
"""Characters beyond which a sentence is none, and is not searched."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What the prose of one entry says: the national level or why there is none, and the levels of parts."""

    level: Said | None = None
    why: str | None = None
    parts: tuple[Said, ...] = ()
    silent: bool = False


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    said: Said
    extent: str
    weak: bool


class _Names(msgspec.Struct, frozen=True, kw_only=True):
    """The destination as its language may write it, folded; longer names are cut so that inflection hides none."""

    stems: tuple[str, ...]

    def begin(self, words: str) -> bool:
        """Whether the words begin with the destination's name, an article before it allowed."""
        bare = re.sub(
            r"^(?:the|la|le|les|l|el|los|las|il|lo|gli|i|die|der|das|den|dem|de|het|o|a|os|as|d) ", "", fold(words)
        )
        return any(bare.startswith(stem) or fold(words).startswith(stem) for stem in self.stems)


def heard(body: str, card: Card, *, destination: str, hosts: Sequence[str]) -> Heard:
    """The levels that the card's patterns find in a body of text. What two sentences say differently is unknown."""
    names = _names(card.language, destination, tuple(hosts))
    found: list[_Found] = []
    undone = False
    for at, sentence in enumerate(_SENTENCE.finditer(body)):
        if at >= SENTENCES:
            break
        begin, words = sentence.start(), sentence.group()
        if len(words) > LONGEST:
            continue
        matches = _matches(words, card)
        if matches and card.prose.undone and re.search(card.prose.undone, words, re.IGNORECASE):
            undone = True
            continue
        found += _placed(words, begin, matches, card=card, names=names)
    return _judged(found, undone=undone)


def _matches(words: str, card: Card) -> list[tuple[Rung, re.Match[str]]]:
    """The steps that a sentence names, in its order; where two overlap the card's earlier one stands."""
    taken: list[tuple[Rung, re.Match[str]]] = []
    for rung, pattern in card.patterns():
        for match in pattern.finditer(words):
            if all(match.end() <= other.start() or match.start() >= other.end() for _, other in taken):
                taken.append((rung, match))
    return sorted(taken, key=lambda each: each[1].start())


def _placed(
    words: str, begin: int, matches: list[tuple[Rung, re.Match[str]]], *, card: Card, names: _Names
) -> Iterator[_Found]:
    before = 0
    for at, (rung, match) in enumerate(matches):
        after = matches[at + 1][1].start() if at + 1 < len(matches) else len(words)
        if rung.value is not None and rung.extent != "none":
            head, tail = words[before : match.start()], words[match.end() : after]
            extent, place = _extent(head, match, tail, card=card, names=names, rung=rung)
            end = begin + len(words.rstrip())
            said = Said(value=rung.value, wording=match.group(), place=place, start=begin, end=end)
            yield _Found(said=said, extent=extent, weak=rung.weak)
        before = match.end()


def _extent(
    head: str, match: re.Match[str], tail: str, *, card: Card, names: _Names, rung: Rung
) -> tuple[str, str | None]:
    """Whether the words around a level make it national, the rest of the country, or a part; and which part."""
    prose, clause = card.prose, f"{head}{match.group()}{tail}"
    if prose.rest and re.search(prose.rest, clause, re.IGNORECASE):
        return "rest", None
    if prose.rest_of and any(
        names.begin(clause[of.end() :]) for of in re.finditer(prose.rest_of, clause, re.IGNORECASE)
    ):
        return "rest", None
    place = _object(head, match, tail, card)
    core = None if place is None else _core(place, prose.stop)
    if rung.extent == "regional":
        return "part", _trimmed(place or tail)
    if prose.whole and re.search(prose.whole, clause, re.IGNORECASE):
        return "national", None
    regional = bool(prose.region and re.search(prose.region, clause if core is None else core, re.IGNORECASE))
    if core is not None and names.begin(core) and not regional:
        return "national", None
    if regional or place is not None:
        return "part", _trimmed(place or tail) or _trimmed(head)
    if tail.rstrip().endswith(":"):
        return "part", None
    return ("national", None) if rung.bare else ("unplaced", None)


def _core(place: str, stop: str | None) -> str:
    """What a level is said of without what follows on why, when, and what else."""
    found = re.search(rf"[,;(]|{stop}" if stop else r"[,;(]", place, re.IGNORECASE)
    return place[: found.start()] if found else place


def _object(head: str, match: re.Match[str], tail: str, card: Card) -> str | None:
    """What a level is said of: the pattern's own group ``at``, the words after it, or those that stand before it."""
    if "at" in match.re.groupindex and match["at"]:
        return match["at"]
    after = re.match(card.prose.to, tail, re.IGNORECASE) if card.prose.to else None
    if after is not None:
        return tail[after.end() :]
    before = list(re.finditer(card.prose.ahead, head, re.IGNORECASE)) if card.prose.ahead else []
    return head[before[-1].end() :] if before else None


def _trimmed(words: str) -> str | None:
    """The part of the country as written, without the marks around it."""
    return words.strip(" .:;,–-()\"'«»“”")[:200] or None


def _judged(found: list[_Found], *, undone: bool) -> Heard:
    parts = tuple(each.said for each in found if each.extent == "part")
    rest = [each for each in found if each.extent == "rest"]
    stated = rest or [each for each in found if each.extent == "national"]
    national = [each.said for each in stated if not each.weak] or [each.said for each in stated]
    avoid = [each for each in national if _RANK[each.value] >= _RANK["avoid_nonessential"]]
    chosen = avoid or sorted(national, key=lambda each: -_RANK[each.value])
    if not chosen:
        return Heard(parts=parts, why=_silence(parts=bool(parts), undone=undone), silent=bool(parts))
    if len({each.value for each in avoid}) > 1:
        return Heard(parts=parts, why="its sentences say two levels for the whole country")
    return Heard(level=chosen[0], parts=parts)


def _silence(*, parts: bool, undone: bool) -> str:
    if parts:
        return "it says levels for parts of the country only"
    if undone:
        return "it says that a level no longer holds and not which one does"
    return "none of its sentences says a level that the card knows"


@functools.lru_cache(maxsize=1024)
def _names(language: str, destination: str, hosts: tuple[str, ...]) -> _Names:
    known = Hosts(language)
    names = [fold(destination), *(name for code in hosts for name in known.spellings(code))]
    return _Names(stems=tuple(dict.fromkeys(name[:-2] if len(name) > 5 else name for name in names if len(name) > 2)))
