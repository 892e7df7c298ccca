"""What is said to the person who is asked, in their language; English where theirs is not here."""

import functools
import importlib.resources
import tomllib

import msgspec

EXERCISE = "EXERCISE (DRILL) – this is not real"
"""What every page and export of a drill begins with, in any language."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of one language; ``direction`` is ``ltr`` or ``rtl``."""

    language: str
    direction: str = "ltr"
    question: str
    ask: str
    safe: str
    help: str
    moving: str
    note: str
    place: str
    optional: str
    send: str
    thanks: str
    again: str
    said: str
    choose: str
    silent: str
    exercise: str
    invalid: str


@functools.cache
def _all() -> dict[str, Words]:
    data = (importlib.resources.files("tocsin.people.checkin") / "words.toml").read_text("utf-8")
    return {
        name: msgspec.convert({"language": name, **table}, Words, strict=True)
        for name, table in tomllib.loads(data).items()
    }


def words(language: str) -> Words:
    """The sentences for a language tag."""
    return _all().get(language.partition("-")[0].casefold(), _all()["en"])


def languages() -> tuple[str, ...]:
    """The tags that there are sentences for."""
    return tuple(_all())
