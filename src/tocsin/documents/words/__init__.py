"""Word lists of this room: what page furniture says, and which outlet a host belongs to. Data only."""

import functools
import importlib.resources
import tomllib


def text_of(name: str) -> str:
    """The contents of one file of this folder."""
    return importlib.resources.files(__name__).joinpath(name).read_text("utf-8")


def listed(name: str) -> frozenset[str]:
    """One word list of ``lists.toml``."""
    return frozenset(_lists()[name].split())


@functools.cache
def _lists() -> dict[str, str]:
    """All of them, read once."""
    return tomllib.loads(text_of("lists.toml"))
