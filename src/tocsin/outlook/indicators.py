"""The indicators: the set that comes with the program, or a file of one's own."""

import functools
import importlib.resources
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from tocsin.errors import SettingsError
from tocsin.outlook.model import Indicators

KINDS = frozenset({"posture", "statement", "denial", "figure", "contact", "warning", "event", "way"})


@functools.cache
def default() -> Indicators:
    """The set that comes with the program."""
    text = importlib.resources.files("tocsin.outlook").joinpath("indicators.toml").read_bytes()
    return checked(text, "indicators.toml")


def indicators(path: Path | None = None) -> Indicators:
    """The indicators of a file, or the default set. Raises SettingsError that names what is wrong in it."""
    if path is None:
        return default()
    try:
        return checked(path.read_bytes(), str(path))
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror or error}). Name a file of indicators."
        raise SettingsError(message) from None


def checked(text: bytes, where: str) -> Indicators:
    """A file's indicators, or SettingsError for a wrong field, a second name, an unknown kind, a broken expression."""
    try:
        found = msgspec.toml.decode(text, type=Indicators)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{where}: {error}."
        raise SettingsError(message) from None
    for problem in _problems(found):
        message = f"{where}: {problem}"
        raise SettingsError(message)
    return found


def _problems(found: Indicators) -> Iterable[str]:
    seen: set[str] = set()
    for each in found.indicator:
        if each.name in seen:
            yield f"two indicators are called {each.name!r}."
        seen.add(each.name)
        if stray := set(each.kinds) - KINDS:
            yield f"{each.name}: no records are called {sorted(stray)[0]!r}; the kinds are {', '.join(sorted(KINDS))}."
        if each.window < 1 or each.half_life <= 0 or each.threshold <= 0 or each.usual < 0:
            yield f"{each.name}: window, half_life and threshold are above zero, usual is not below it."
        yield from (f"{each.name}: {bad}" for bad in _broken((*each.words, *each.unless)))
    for aside in found.aside:
        yield from (f"{aside.name}: {bad}" for bad in _broken(aside.words))
    if not 0 < found.levels.watch <= found.levels.elevated <= found.levels.high:
        yield "levels: watch, elevated and high rise in this order, from above zero."


def _broken(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        try:
            re.compile(word)
        except re.error as error:
            yield f"{word!r} is no regular expression ({error})."
