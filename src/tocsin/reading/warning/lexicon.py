"""The words of warnings (``words.toml``), and the gate made of them."""

import functools
import importlib.resources
import re
import tomllib
from typing import Any


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
def _harm() -> re.Pattern[str]:
    stems = {word.removesuffix("e").removesuffix("y") for word in words("harm_verbs") | words("harm_nouns")}
    return re.compile(
        r"\b(?:"
        + "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
        + r"|invas|struck|attack)",
        re.IGNORECASE,
    )


def may_hold_warning(text: str) -> bool:
    """Whether a sentence can hold a warning: a word of what may be, and a word of harm."""
    return bool(pattern("prospect").search(text)) and bool(_harm().search(text))
