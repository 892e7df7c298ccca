"""The words of ``words/classes.toml`` and the phrases of ``patterns.toml`` and ``advice.toml``, loaded once."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any

from tocsin.reading.stems import Stems


def _table(name: str) -> dict[str, Any]:
    with (importlib.resources.files("tocsin.reading") / "words" / name).open("rb") as file:
        return tomllib.load(file)


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of one class of ``words/classes.toml``."""
    return frozenset(_classes()[name])


@functools.cache
def _classes() -> dict[str, list[str]]:
    return _table("classes.toml")


@functools.cache
def _patterns() -> dict[str, Any]:
    return _table("patterns.toml")


@functools.cache
def pattern(key: str) -> re.Pattern[str]:
    """The phrase ``table.name`` of ``words/patterns.toml``, compiled. Raises ``KeyError`` for an unknown one."""
    table, _, name = key.partition(".")
    return re.compile(_patterns()[table][name])


@functools.cache
def advice_phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each advice value with its wordings, in the order in which they are tried."""
    data = _table("advice.toml")
    phrases = []
    for phrase in data["phrase"]:
        joined = "|".join(phrase["patterns"])
        for name, meaning in data["macros"].items():
            joined = joined.replace(f"<{name}>", meaning)
        phrases.append((phrase["value"], re.compile(joined, re.IGNORECASE)))
    return tuple(phrases)


@functools.cache
def advice_gate() -> Stems:
    """Words of which each wording of an advice value holds one."""
    return Stems(_table("advice.toml")["gate"])


@functools.cache
def advice_schemes() -> dict[str, list[str]]:
    """For governments whose numbered levels mean something else than most: the advice value of each, from 1 on."""
    schemes: dict[str, list[str]] = _table("advice.toml")["schemes"]
    return schemes
