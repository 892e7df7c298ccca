"""Names in one spelling, so that a person whom one paper calls Zelenskyy and another Zelensky is one.

The rules are those that the English press differs in when it writes Cyrillic, Arabic and Persian names; each is named
in ``docs/directory.md``. They are for comparing only: what is shown is always a spelling that a document has.
"""

import functools
import re
import unicodedata

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_MARKS = re.compile(r"['’ʼ`´.]")
_ARTICLE = re.compile(r"^(?:al|el|ad|as|an|ar|ash|at|az)-(?=\w)")
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ou|oo", "u"),
        (r"kh", "h"),
        (r"gh|q|ck", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"(?<=[aeiou])y(?=e)", ""),
        (r"[jy](?=[uao])", "i"),
        (r"y", "i"),
        (r"ij$", "i"),
        (r"([a-z])\1+", r"\1"),
        (r"enka$", "enko"),
        (r"(?<=nd)er$", "r"),
    )
)


@functools.lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """One word of a name in its one spelling: ``Zelenskyy``, ``Zelenskiy`` and ``Zelensky`` are ``zelenski``."""
    folded = word.casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode() or folded
    plain = _MARKS.sub("", re.sub(r"['’]s$", "", plain))
    plain = _ARTICLE.sub("", plain)
    for pattern, to in _SOUNDS:
        plain = pattern.sub(to, plain)
    return plain


@functools.lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name, each in its one spelling; initials are kept as letters."""
    return tuple(found for word in name.split() if (found := normal(word)))


def surname(name: str) -> str:
    """The last word of a name in its one spelling (no ``Jr``); '' for a name without letters."""
    words = [word for word in parts(name) if word not in ("jr", "sr", "ii", "iii")]
    return words[-1] if words else ""


def may_be_one(one: str, other: str) -> bool:
    """Whether two names of one surname may be one person's: the first names agree, or one of them is an initial, and
    so do the middle names where both have one."""
    mine, theirs = parts(one), parts(other)
    if not mine or not theirs or surname(one) != surname(other):
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return True
    if len(mine) > 2 and len(theirs) > 2 and mine[1][0] != theirs[1][0]:
        return False
    first, second = mine[0], theirs[0]
    short = min(len(first), len(second))
    return first == second or (short == 1 and first[0] == second[0]) or (short > 1 and first in theirs[:-1])
