"""The words of contacts (``words.toml``), as sets of lemmas."""

import functools
import importlib.resources
import tomllib


@functools.cache
def _file() -> dict[str, dict[str, list[str]]]:
    with (importlib.resources.files("tocsin.reading.contact") / "words.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(_file()["lists"][name])


@functools.cache
def kinds(table: str) -> dict[str, str]:
    """The nouns or the verbs of contacts, and what each is."""
    return {word: kind for kind, rows in _file()[table].items() for word in rows}
