"""The words of warnings (``words.toml``), and the gate made of them."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any

from tocsin.reading.stems import Stems


@functools.cache
def _file() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading.warning") / "words.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One class of words."""
    return frozenset(_file()[name])


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """A phrase of the table of patterns, compiled."""
    return re.compile(_file()["patterns"][name])


@functools.cache
def _prospect() -> Stems:
    return Stems(words("prospect"))


@functools.cache
def _harm() -> Stems:
    listed = words("harm_verbs") | words("harm_nouns")
    return Stems({word.removesuffix("e").removesuffix("y") for word in listed} | {"invas", "struck", "attack"})


def may_hold_warning(text: str) -> bool:
    """Whether a sentence can hold a warning: a word of what may be, and a word of harm."""
    return _prospect().stand_in(text) and _harm().stand_in(text)
