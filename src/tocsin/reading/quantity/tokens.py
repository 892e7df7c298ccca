"""Text to tokens: figures, words, signs, and whether each is glued to the one before."""

import re
from typing import NamedTuple

FIGURE = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]\d|\d)|"
    r"\d+(?:\.\d+)?|(?<![\w.])\.\d+"
)
TOKEN = re.compile(rf"(?P<figure>{FIGURE})|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[^\s])")
_PHONE = re.compile(
    r"\+\d[\d ()./-]{6,}\d|(?<![\d,.$£€])\(?0\d{1,4}\)?[ -]\d{2,4}[ -]?\d{3,4}(?:[ -]\d{2,4})?(?![\d,])|"
    r"\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b"
)
_NOT_COUNTED = re.compile(
    r"https?://\S+|www\.\S+|[#@]\w+|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b\.?|\b24/7\b|\b9/11\b"
    r"|\b\d{4}-\d\d-\d\d\b|^\s*\(?\d{1,2}[.)]\s|\b(?:\d+\.){2,}\d+\b|\b\d{4}\s?(?:GMT|UTC|BST|hrs|hours local)\b",
    re.MULTILINE | re.IGNORECASE,
)


class Token(NamedTuple):
    """One token; ``key`` is its lower case, ``glued`` says that no space stands before it."""

    text: str
    key: str
    start: int
    end: int
    kind: str
    glued: bool


def tokenize(text: str) -> list[Token]:
    """Every token of the text, in order."""
    found: list[Token] = []
    last = 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        found.append(
            Token(
                match.group(),
                match.group().casefold().replace("’", "'"),
                match.start(),
                match.end(),
                kind,
                bool(found) and match.start() == last,
            )
        )
        last = match.end()
    return found


def masked(text: str) -> list[tuple[int, int]]:
    """What looks like a number and counts nothing: telephone numbers, clock times, addresses, numbers of a list."""
    return [match.span() for pattern in (_PHONE, _NOT_COUNTED) for match in pattern.finditer(text)]
