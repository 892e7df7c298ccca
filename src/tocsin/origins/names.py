"""One name for each agency and each newsroom, however a credit writes it."""

import functools
import re

from tocsin.documents.masthead import outlets
from tocsin.origins.words import table

_SAMPLE = re.compile(r",? a sample$|\s*\(sample\)$", re.IGNORECASE)


@functools.cache
def _agencies() -> dict[str, str]:
    """Folded names of agencies to the name that they sign with."""
    return _by_alias("agencies.toml")


@functools.cache
def _families() -> dict[str, str]:
    """Folded names of outlets to the name of their newsroom."""
    return _by_alias("families.toml")


def _by_alias(name: str) -> dict[str, str]:
    return {_folded(each): one for one, others in table(name).items() for each in (one, *others)}


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def agency(name: str) -> str | None:
    """The agency of that name, or ``None``."""
    return _agencies().get(_folded(name))


def newsroom(name: str) -> str:
    """The newsroom that an outlet belongs to: its family, its agency, or itself without "The"."""
    plain = _SAMPLE.sub("", name.strip())
    folded = _folded(plain)
    known = _agencies().get(folded) or _families().get(folded)
    return known or re.sub(r"^The ", "", plain)


@functools.cache
def known_names() -> str:
    """A regular expression of every agency and outlet that is known by name, the longest first."""
    return "|".join(map(re.escape, every_name()))


@functools.cache
def every_name() -> tuple[str, ...]:
    """Every agency and outlet that is known by name, the longest first.

    Names of one plain word of small letters, and those of three letters or fewer that are words, are left to context.
    """
    words = {"Times", "Sun", "Sky", "Express", "Mirror", "Mail", "Fox", "Independent", "Guardian", "Dawn", "PA", "AA"}
    listed = {
        alias
        for data in ("agencies.toml", "families.toml")
        for one, others in table(data).items()
        for alias in (one, *others)
    }
    names = (listed | set(outlets().values())) - words
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
