"""Texts cut into the words that are searched for: the same on both databases, whatever the script.

A word is what no letter, number or mark interrupts, without case and accents. Scripts that set no spaces between words
(Chinese, Japanese, Thai, Lao, Khmer, Burmese) are cut into overlapping pairs of characters, so that any run of them is
found wherever it stands.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

LONGEST = 64
"""Characters of a word that count: no language has longer ones, but addresses and noise do."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"([{_UNSPACED}]+)")
_PLAIN = re.compile("[A-Za-z0-9]+")
_PARTS = re.compile("[^_]+")
_UNSEEN = (
    (0xAD, 0xAD), (0x640, 0x640), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069),
    (0xFEFF, 0xFEFF),
)  # fmt: skip
"""Soft hyphens, joiners, marks of direction, the stroke that stretches Arabic words: they end no word."""
_ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
)  # fmt: skip
"""Accents of Latin, Greek and Cyrillic, and the vowel signs that Hebrew and Arabic are mostly written without. The
vowel signs of Indian scripts are part of their words and stay."""
_ALIKE = {
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
}  # fmt: skip
_DIGITS = (0x0660, 0x06F0, 0x0966, 0x09E6)
"""Where the digits of Arabic, Persian, Hindi and Bengali begin."""
_BREAKS = re.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\s]+")


class Word(NamedTuple):
    """A word as it is searched for, and where it stands in the text.

    ``pair``: two characters of a script without spaces; ``last``: the last one of such a run, by itself.
    """

    text: str
    start: int
    end: int
    pair: bool = False
    last: bool = False


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of ``text[start:end]`` in order; offsets count in ``text``. About a millisecond for 1,500 words."""
    for found in _pattern().finditer(text, start, len(text) if end is None else end):
        run, at = found.group(), found.start()
        if run.isascii():
            for each in _PLAIN.finditer(run):
                yield Word(each[0].lower()[:LONGEST], at + each.start(), at + each.end())
        else:
            yield from _of_scripts(run, at)


def some_words(text: str, start: int, end: int, wanted: Collection[int]) -> dict[int, Word]:
    """Those of ``words`` whose numbers are wanted, without making the others where the text is plain."""
    if not text[start:end].isascii():
        return {number: word for number, word in enumerate(words(text, start, end)) if number in wanted}
    last = max(wanted, default=-1)
    found = itertools.islice(_PLAIN.finditer(text, start, end), last + 1)
    return {
        number: Word(each[0].lower()[:LONGEST], each.start(), each.end())
        for number, each in enumerate(found)
        if number in wanted
    }


def only_words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words alone, as ``words`` has them, in a third of the time."""
    part = text[start:end]
    if part.isascii():
        return [word[:LONGEST] for word in _PLAIN.findall(part.lower())]
    found: list[str] = []
    for run in _pattern().findall(part):
        if run.isascii() and "_" not in run:
            found.append(run.lower()[:LONGEST])
        else:
            found += (word.text for word in words(run))
    return found


def _of_scripts(run: str, at: int) -> Iterator[Word]:
    place = at
    for piece in _RUNS.split(run):
        if piece and _RUNS.match(piece):
            yield from _pairs(piece, place)
        else:
            for each in _PARTS.finditer(piece):
                if text := _folded(each[0]):
                    yield Word(text, place + each.start(), place + each.end())
        place += len(piece)


def _pairs(piece: str, at: int) -> Iterator[Word]:
    for place, (one, two) in enumerate(itertools.pairwise(piece), at):
        yield Word(_folded(one + two) or one + two, place, place + 2, pair=True)
    end = at + len(piece)
    yield Word(_folded(piece[-1]) or piece[-1], end - 1, end, last=True)


@functools.lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold()).translate(_table())
    return _BREAKS.sub("", unicodedata.normalize("NFC", apart))[:LONGEST]


@functools.cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for first, last in (*_ACCENTS, *_UNSEEN):
        table.update(dict.fromkeys(range(first, last + 1)))
    table.update({ord(each): plain for each, plain in _ALIKE.items()})
    table.update({start + digit: str(digit) for start in _DIGITS for digit in range(10)})
    return table


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Letters, numbers and marks; Python's ``\\w`` has no marks, and would cut the words of India at every vowel."""
    marks = (each for each in range(0x300, 0x1F000) if unicodedata.category(chr(each))[0] == "M")
    runs = itertools.groupby(enumerate(marks), lambda placed: placed[1] - placed[0])
    listed = [[code for _, code in run] for _, run in runs]
    spans = [(codes[0], codes[-1]) for codes in listed] + list(_UNSEEN)
    return re.compile("[\\w" + "".join(f"{chr(first)}-{chr(last)}" for first, last in spans) + "]+")
