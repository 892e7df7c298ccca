"""The document's gate: whether a text touches what Tocsin is for at all, and which of its passages do.

Governments' people and missions abroad, war, coups and unrest, threats between states and the diplomacy of a crisis,
ways out, official advice: the words are ``words/concern.toml``. One pass of a multi-pattern matcher over each passage,
before anything is tagged or parsed.
"""

import functools
import importlib.resources
import itertools
import tomllib
from collections.abc import Sequence

import ahocorasick_rs

from tocsin.documents import Document, Role

_SHORT = 24
"""A text of so few passages is read whole or not at all."""
_LEAD = 3
"""So many passages of headings and body are the head of a text."""
_DENSE = 0.25
"""A text whose head touches is read whole where this share of its passages does."""


@functools.cache
def _lists() -> dict[str, list[str]]:
    with (importlib.resources.files("tocsin.reading") / "words" / "concern.toml").open("rb") as file:
        found: dict[str, list[str]] = tomllib.load(file)
    return found


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str], list[bool]]:
    """The matcher, and for each of its words its list, and whether it is a whole word."""
    rows = [(word, name) for name, words in _lists().items() for word in words]
    matcher = ahocorasick_rs.AhoCorasick(
        [word.removesuffix(".") for word, _ in rows], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return matcher, [name for _, name in rows], [word.endswith(".") for word, _ in rows]


def touches(text: str) -> bool:
    """Whether a text has a word of what Tocsin is for, or two hints of it."""
    matcher, lists, whole = _automaton()
    folded = text.lower()
    hint = None
    for index, start, end in matcher.find_matches_as_indexes(folded):
        if (start and folded[start - 1].isalpha()) or (whole[index] and folded[end : end + 1].isalpha()):
            continue
        if lists[index] == "touches" or (lists[index] == "hints" and hint not in (None, index)):
            return True
        hint = index if lists[index] == "hints" else hint
    return False


def concerned(document: Document) -> frozenset[int]:
    """The passages of headings and body that are to be read, by their place in ``document.passages``.

    None where nothing touches. All where the title does, where the text is short, or where its head and a good share
    of the rest do. Else, as in a digest of many topics, those that touch and their neighbours. A live blog whose title
    and summary do not touch has a topic a post, however short it is: the posts that touch.
    """
    places = [at for at, passage in enumerate(document.passages) if passage.role.is_read]
    hits = [number for number, at in enumerate(places) if touches(_text(document, at))]
    titled = touches(document.title or "")
    if titled or not hits:
        return frozenset(places if titled else ())
    posts = _posts(document, places)
    if posts[-1] > 1 and posts[hits[0]] > 0:
        touched = {posts[number] for number in hits}
        return frozenset(places[number] for number, post in enumerate(posts) if post in touched)
    head = hits[0] < _LEAD and len(hits) >= _DENSE * len(places)
    if len(places) <= _SHORT or head:
        return frozenset(places)
    return frozenset(places[number] for number in _widened(document, places, hits))


def _posts(document: Document, places: Sequence[int]) -> list[int]:
    """The post that each of these passages stands in, from 1 on; 0 before the first, and all where there are none."""
    passages = [document.passages[at] for at in places]
    return list(itertools.accumulate(document.live_blog and passage.opens_post for passage in passages))


def _text(document: Document, at: int) -> str:
    passage = document.passages[at]
    return document.text[passage.start : passage.end]


def _widened(document: Document, places: Sequence[int], hits: Sequence[int]) -> set[int]:
    """What touches with what stands beside it: the passages before and after, the heading above, the whole post."""
    passages = [document.passages[at] for at in places]
    found: set[int] = set()
    for number in hits:
        found |= {number - 1, number, number + 1} & set(range(len(places)))
        heading = number
        while heading > 0 and passages[heading].role is not Role.HEADING:
            heading -= 1
        found.add(heading)
    posts = _posts(document, places)
    touched = {posts[number] for number in hits} - {0}
    return found | {number for number, post in enumerate(posts) if post in touched}
