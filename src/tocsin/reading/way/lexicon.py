"""The words of ways (``words.toml``), and the gate that they make."""

import functools
import importlib.resources
import tomllib
from typing import Any

import ahocorasick_rs


@functools.cache
def _file() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading.way") / "words.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def modes() -> dict[str, str]:
    """The mode of each noun that is a way: ``border post`` -> ``border``."""
    return {noun: mode for mode, nouns in _file()["mode"].items() for noun in nouns}


@functools.cache
def states() -> dict[str, str]:
    """What each word says of a way: ``seal`` -> ``closed``; the first table that holds a word wins."""
    found: dict[str, str] = {}
    for state, words in _file()["state"].items():
        for word in words:
            found.setdefault(word, "open" if state == "set_up" else state)
    return found


@functools.cache
def founding() -> frozenset[str]:
    """The verbs by which a point of reception comes to be."""
    return frozenset(_file()["state"]["set_up"])


@functools.cache
def bare() -> frozenset[str]:
    """The nouns that are a way only with a name or a place beside them."""
    return frozenset(_file()["needs_place"])


@functools.cache
def others() -> frozenset[str]:
    """What else is opened and closed."""
    return frozenset(_file()["not"]["with"])


@functools.cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    heads = {noun.rpartition(" ")[2].rstrip("ey") for noun in modes()} | {"skies"}
    return ahocorasick_rs.AhoCorasick(sorted(heads), matchkind=ahocorasick_rs.MatchKind.Standard)


@functools.cache
def _predicates() -> ahocorasick_rs.AhoCorasick:
    stems = {word.rstrip("ey") for word in states()} | {"shut", "cut", "struck", "ran"}
    return ahocorasick_rs.AhoCorasick(sorted(stems), matchkind=ahocorasick_rs.MatchKind.Standard)


def may_hold_way(text: str) -> bool:
    """Whether a sentence names a way and says something that may be of it."""
    folded = text.lower()
    return bool(_automaton().find_matches_as_indexes(folded)) and bool(_predicates().find_matches_as_indexes(folded))
