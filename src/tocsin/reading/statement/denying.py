"""The words of denials (``words/denials.toml``), as sets and compiled patterns."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any


@functools.cache
def _lexicon() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading") / "words" / "denials.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One list of words: lemmas, lower case."""
    return frozenset(_lexicon()[name])


@functools.cache
def patterns(name: str) -> re.Pattern[str]:
    """One list of phrases as one pattern, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _lexicon()[name]), re.IGNORECASE)
