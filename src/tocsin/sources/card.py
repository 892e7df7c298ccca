"""A source's card: what is known of a publisher before anything is fetched."""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from tocsin.errors import SettingsError, Unreadable

Extent = Literal["national", "regional", "none"]


class Rung(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a publisher's own scale: its exact ``words`` or a ``pattern`` of its prose, and what they mean.

    ``extent`` ``none`` is a word that is known and says no level (``Other``, ``no advice``): unknown on purpose.
    ``bare`` prose counts for the country where it names no place at all; ``weak`` prose only where no other does.
    """

    words: str | None = None
    pattern: str | None = None
    value: Literal["normal", "caution", "avoid_nonessential", "avoid_all"] | None = None
    extent: Extent = "national"
    bare: bool = True
    weak: bool = False


class Prose(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the prose of a publisher says where a level holds; each is a regular expression over one sentence.

    ``whole`` names the whole country, ``rest`` the rest of it, ``rest_of`` the rest of what is named after it,
    ``region`` a part of it; ``to`` is what stands between a level and its place, ``ahead`` what stands before a place
    that the level follows; ``stop`` begins what is said of a place beyond its name; ``undone`` says that something no
    longer holds or is not said here.
    """

    whole: str | None = None
    rest: str | None = None
    rest_of: str | None = None
    region: str | None = None
    to: str | None = None
    ahead: str | None = None
    stop: str | None = None
    undone: str | None = None


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of a source. ``rhythm`` is in minutes, ``rows`` the least and most destinations to expect.

    ``lists_warnings`` says that a destination is only in the register while there is advice on it: one that is gone
    from a whole round has none any more. ``addresses`` are fetched every round, ``pages`` are the patterns of the
    addresses that ``follow`` asks for. ``fallback`` names addresses that are only asked where no other answers.
    ``ignored`` names the fields that are known and not used; ``render`` matches lines of text that only tell when a
    page was made. ``key`` says that the publisher wants a key, given as a setting.
    """

    publisher: str
    government: str
    format: str
    language: str
    rhythm: int
    licence: str
    rows: tuple[int, int]
    addresses: dict[str, str]
    name: str = ""
    kind: Literal["register", "alerts"] = "register"
    scale: str = ""
    note: str = ""
    key: bool = False
    pages: dict[str, str] = {}
    levels: tuple[Rung, ...] = ()
    prose: Prose = Prose()
    ignored: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    lists_warnings: bool = False
    render: str | None = None

    def rung(self, words: str) -> Rung:
        """The step that these exact words name; Unreadable for words that are not listed, never a default."""
        found = _by_words(self.levels).get(folded(words))
        if found is None:
            message = f"{self.name}: {words[:80]!r} is not in the vocabulary of its card."
            raise Unreadable("unlisted_word", message)
        return found

    def patterns(self) -> Sequence[tuple[Rung, re.Pattern[str]]]:
        """The steps that prose is searched for, in the order of the card."""
        return _patterns(self.levels)


def folded(words: str) -> str:
    """Words as they are compared: one kind of space, one case, no marks around them."""
    plain = unicodedata.normalize("NFKC", words).replace("’", "'")
    return " ".join(plain.casefold().split()).strip(" .:;,!-–*")


@functools.cache
def _by_words(levels: tuple[Rung, ...]) -> dict[str, Rung]:
    return {folded(rung.words): rung for rung in levels if rung.words is not None}


@functools.cache
def _patterns(levels: tuple[Rung, ...]) -> tuple[tuple[Rung, re.Pattern[str]], ...]:
    return tuple((rung, re.compile(rung.pattern, re.IGNORECASE)) for rung in levels if rung.pattern)


def card_of(folder: Traversable) -> Card:
    """The card of a source's folder. Raises SettingsError where it is missing or does not fit."""
    place = folder / "card.toml"
    try:
        found = msgspec.convert(tomllib.loads(place.read_text(encoding="utf-8")), Card)
        for rung in found.levels:
            re.compile(rung.pattern or "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        message = f"{place} is not the card of a source ({error}); see docs/sources.md."
        raise SettingsError(message) from error
    return msgspec.structs.replace(found, name=folder.name)
