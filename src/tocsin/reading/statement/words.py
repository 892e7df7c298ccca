"""The lexicon of speech (``words/cues.toml``), as sets."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any

from tocsin.reading.stems import Stems

_HUMAN = re.compile(r"(?:[^aeiou]er|[td]or|ist|cian|man|men|woman|women|crat|analyst)s?$")
_NOT_HUMAN = frozenset(
    (
        "paper order number weather power tower center centre matter factor sector error terror computer poster "
        "border corridor river november december september october newsletter letter chapter quarter disaster "
        "summer winter member-state shelter other cluster missile carrier tanker bomber fighter helicopter "
        "register transfer filter layer answer danger list mist fist remainder number"
    ).split()
)


@functools.cache
def _lexicon() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading") / "words" / "cues.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One class of words: a list at the top of the file or under ``lists``."""
    lexicon = _lexicon()
    return frozenset(lexicon.get(name) or lexicon["lists"][name])


@functools.cache
def table(name: str) -> dict[str, frozenset[str]]:
    """One table of the file: a word and what it takes."""
    lexicon = _lexicon()
    return {word: frozenset(taken) for word, taken in (lexicon.get(name) or lexicon["lists"][name]).items()}


@functools.cache
def homes() -> dict[str, str]:
    """Bodies by their names, and the code of the state or organisation that they speak for."""
    return {name: code for code, names in table("homes").items() for name in names}


@functools.cache
def verbs() -> frozenset[str]:
    """Every lemma that can attribute speech as a verb."""
    return (
        words("say")
        | words("quoted")
        | words("naming")
        | words("telling") - {"order", "direct", "request"}
        | frozenset(table("objects"))
        | frozenset(table("phrases"))
    )


@functools.lru_cache(maxsize=10_000)
def is_human(noun: str) -> bool:
    """Whether a common noun (a lemma) names people."""
    return noun in words("people") or (bool(_HUMAN.search(noun)) and noun not in _NOT_HUMAN and len(noun) > 4)


def is_body(noun: str) -> bool:
    """Whether a common noun names an institution or a state."""
    return noun in words("bodies")


def is_paper(noun: str) -> bool:
    """Whether a common noun names something written or broadcast."""
    return noun in words("papers")


_MARKS = re.compile(r"[\"“”„«»]|(?:^|\s)['‘]\w|^[^:]{2,60}: |[:—–] [A-Za-z][\w .'-]+$")


def may_hold_statement(text: str) -> bool:
    """Whether a sentence can hold a statement: a word of speech, a quotation mark, or a colon after a name."""
    return _speech().stand_in(text) or _MARKS.search(text) is not None


@functools.cache
def _speech() -> Stems:
    stems = {_stem(word) for word in verbs()} | {_stem(word) for word in words("nouns")}
    stems |= {
        "said",
        "told",
        "wrote",
        "put",
        "thought",
        "found",
        "went",
        "made",
        "spoke",
        "according",
        "tweet",
        "words of",
        "by the",
        "by a",
        "by its",
        "pled",
        "declin",
        "ordered",
        "orders",
        "directed",
        "directs",
        "instruct",
        "authori",
        "refus",
        "would not",
        "wouldn",
        "denie",
        "denia",
        "repl",
        "impl",
        "began",
    }
    stems |= {
        "swor",
        "version",
        "position",
        "line is",
        "message is",
        "view is",
        "let it",
        "ruled out",
        "rules out",
        "ruling out",
        "rule out",
        "push back",
        "pushes back",
        "pushed back",
        "pushing back",
        "would say",
        "spoke",
        "shot",
        "put.",
    }
    stems -= {
        "go",
        "put",
        "rule",
        "own",
        "back",
        "fire",
        "push",
        "pour",
        "text",
        "offer",
        "reason",
        "sum",
        "nod",
        "line",
        "case",
        "word",
        "story",
        "find",
        "make",
        "made",
        "cry",
        "begin",
        "hit",
    }
    return Stems(stems)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith(("e", "y")) else word
