"""The words of denials (``words/denials.toml``), as sets and compiled patterns."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any

from tocsin.reading.stems import Stems


@functools.cache
def _lexicon() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading") / "words" / "denials.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One list of words: lemmas, lower case."""
    return frozenset(_lexicon()[name])


@functools.cache
def _gate() -> Stems:
    return Stems(_lexicon()["gate"])


def may_deny(text: str) -> bool:
    """Whether somebody's own words can deny: a word of denying stands among them."""
    return _gate().stand_in(text)


@functools.cache
def patterns(name: str) -> re.Pattern[str]:
    """One list of phrases as one pattern, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _lexicon()[name]), re.IGNORECASE)
