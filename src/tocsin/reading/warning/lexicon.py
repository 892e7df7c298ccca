"""The words of warnings (``words.toml``), and the gate made of them."""

import functools
import importlib.resources
import re
import tomllib


@functools.cache
def _file() -> dict[str, list[str]]:
    with (importlib.resources.files("tocsin.reading.warning") / "words.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One class of words."""
    return frozenset(_file()[name])


_PROSPECT = re.compile(
    r"\b(?:warn|fear|risk|threat|danger|imminent|alert|could|may|might|will|would|wo|likely|unlikely|expect|predict|forecast|possib|prospect|about to|poised|prepar|plan|worr|concern|loom|brace|going to|set to|ready to|inevitab)",
    re.IGNORECASE,
)


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
    return bool(_PROSPECT.search(text)) and bool(_harm().search(text))
