"""How names are compared: without case, accents and the many ways of writing Saint; and the words of ``words.toml``."""

import functools
import importlib.resources
import re
import tomllib
import unicodedata
from typing import Any

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "ß": "ss",
        "đ": "d",
        "æ": "ae",
        "ə": "e",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "-": " ",
        "–": " ",
    }
)
_SHORT = re.compile(r"\b(st|ste|ft|mt|pt)\b\.? (?=\w)")
_LONG = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}
_OWNED = re.compile(r"['’]s?$")


@functools.cache
def words() -> dict[str, Any]:
    """The tables of ``words.toml``."""
    with (importlib.resources.files("tocsin.reading.where") / "words.toml").open("rb") as file:
        return tomllib.load(file)


def fold(name: str) -> str:
    """The name in small letters without accents, hyphens as spaces, ``St.`` as ``saint``."""
    low = name.lower()
    if not low.isascii():
        plain = unicodedata.normalize("NFKD", low.translate(_LETTERS)).encode("ascii", "ignore").decode()
        low = plain if plain.strip() else low
    elif "-" in low or "`" in low:
        low = low.replace("-", " ").replace("`", "'")
    if low[:2] in _LONG or " st" in low or " ft" in low or " mt" in low or low[:3] == "ste":
        low = _SHORT.sub(lambda found: _LONG[found.group(1)] + " ", low)
    return low


@functools.cache
def kinds() -> dict[str, str]:
    """Words of a place's kind, and the kind: ``county`` is ``district``."""
    return {word: kind for kind, listed in words()["kinds"].items() for word in listed.split()}


@functools.cache
def _before() -> frozenset[str]:
    return frozenset(words()["before"]["words"].split())


def variants(written: str) -> list[tuple[str, str, float]]:
    """The names to look up for a name as written: folded, the kind that the wording asks for, and how good a guess.

    ``Licking County`` is looked up whole and then as the district ``licking``; ``southern Iraq`` whole, then ``iraq``.
    """
    bare = _OWNED.sub("", fold(written.strip(' \n\t,;:()"“”')))
    parts = bare.split()
    last = kinds().get(parts[-1], "") if parts else ""
    found = [(bare, last if len(parts) > 1 and last != "other" else "", 1.0)]
    if bare.endswith("."):
        found.append((bare.rstrip("."), "", 1.0))
    if len(parts) > 1 and last:
        found.append((" ".join(parts[:-1]), last, 0.9 if last != "other" else 0.6))
    begun = 0
    while begun < len(parts) - 1 and parts[begun] in _before():
        begun += 1
    if begun:
        found.append(
            (" ".join(parts[begun:]), next((kinds()[part] for part in parts[:begun] if part in kinds()), ""), 0.9)
        )
        if last and begun < len(parts) - 1:
            found.append((" ".join(parts[begun:-1]), last, 0.8))
    return found
