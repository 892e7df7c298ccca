"""The cues of events (``words.toml``): verbs with what they take, and nouns that name an act."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any

import msgspec


class Cue(msgspec.Struct, frozen=True):
    """One line of the lexicon; empty sets ask for nothing."""

    type: str
    mode: str | None = None
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    adverb: frozenset[str] = frozenset()
    clause: bool = False
    infinitive: bool = False
    operator: bool = False

    @property
    def detail(self) -> int:
        """How much the cue asks for: the more it asks, the more it says."""
        asked = (self.objects, self.subjects, self.particle, self.preps, self.adverb)
        return sum(map(bool, asked)) + self.clause + self.infinitive


@functools.cache
def _file() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading.event") / "words.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One list at the top of the file, or of the table of observers ("observers.verbs")."""
    table, _, key = name.rpartition(".")
    found = _file()[table][key] if table else _file()[key]
    return frozenset(found)


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """A phrase of the table of patterns, compiled."""
    return re.compile(_file()["patterns"][name])


@functools.cache
def mended() -> dict[str, str]:
    """Lemmas that the tagger gets wrong, and the verbs that they are."""
    return dict(pair.split() for pair in _file()["mended"])


@functools.cache
def cues() -> tuple[Cue, ...]:
    """Every cue, in the order of the file; those that govern other acts first."""
    rows = [{**row, "operator": True} for row in _file()["operator"]] + _file()["cue"]
    return tuple(msgspec.convert(row, Cue) for row in rows)


@functools.cache
def by_verb() -> dict[str, tuple[Cue, ...]]:
    """The cues of each verb, those that ask for most first."""
    return _index("verbs")


@functools.cache
def by_noun() -> dict[str, tuple[Cue, ...]]:
    """The cues of each noun, or of each run of nouns."""
    return _index("nouns")


@functools.cache
def noun_heads() -> frozenset[str]:
    """The last words of the nouns that name acts."""
    return frozenset(name.rpartition(" ")[2] for name in by_noun())


@functools.cache
def by_state() -> dict[str, tuple[Cue, ...]]:
    """The cues of each adjective that governs an act ("ready to")."""
    return _index("states")


def _index(field: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for cue in cues():
        for word in getattr(cue, field):
            found.setdefault(word, []).append(cue)
    return {word: tuple(sorted(rows, key=lambda cue: -cue.detail)) for word, rows in found.items()}
