"""Whether two wordings are of one thing: by the words that carry meaning, and by the words that are quoted."""

import functools
import re
import unicodedata

from tocsin.records.spelling import normal

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{1,900})[”\"»“]")
_EMPTY = frozenset(
    "a about after again all also among an and another any are around as at be because been before being both but "
    "by can could did do does down during each either even ever every few for from further had has have having he "
    "her here hers him his how however i if in into is it its just last later least less many may me might more "
    "most much must my near neither no nor not now of off on once one only or other our out over own per said "
    "same say says she should since so some such than that the their them then there these they this those though "
    "through to told too toward towards under until up us very was we were what when where which while who whom "
    "whose why will with within without would year yet you your monday tuesday wednesday thursday friday saturday "
    "sunday today yesterday tomorrow according added announced reported reports report statement spokesman "
    "spokeswoman spokesperson official officials".split()
)
_SPELT = {
    "kiev": "kyiv",
    "kharkov": "kharkiv",
    "odessa": "odesa",
    "lvov": "lviv",
    "zelenskyy": "zelensky",
    "putin": "putin",
}
_NATION = re.compile(r"(?<=\w{4})(?:ian|ia|e)$")
_RUN = 5
"""Quoted words in a row that two sentences must share to be one utterance."""


@functools.lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to their stems."""
    return frozenset(_stem(word) for word in map(folded, _WORD.findall(text)) if word not in _EMPTY and len(word) > 1)


@functools.lru_cache(maxsize=65536)
def quoted(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of five words inside quotation marks; a shorter quotation of three words or more is a run itself."""
    runs: set[tuple[str, ...]] = set()
    for found in _QUOTED.findall(text):
        words = [folded(word) for word in _WORD.findall(found)]
        if 3 <= len(words) < _RUN:
            runs.add(tuple(words))
        runs.update(zip(*(words[place:] for place in range(_RUN)), strict=False))
    return frozenset(runs)


def folded(word: str) -> str:
    """A word without case and marks, in one of its spellings."""
    plain = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode() or word.casefold()
    plain = plain.removesuffix("'s")
    return _SPELT.get(plain, plain)


def alike(one: frozenset[str], other: frozenset[str], *, least: float, shared: int) -> bool:
    """Whether two sets of words have so large a share of the smaller in common, and so many words."""
    both = len(one & other)
    return both >= shared and both >= least * min(len(one), len(other))


def person(name: str) -> str:
    """A name to compare by: of a person the last word in its one spelling, of an institution its words in one case."""
    words = [folded(word) for word in _WORD.findall(name)]
    of_office = {"ministry", "embassy", "department", "government", "council", "office", "house", "agency", "service"}
    if not words or of_office & set(words) or name == name.casefold():
        return " ".join(sorted(set(words) - {"the", "of", "s"}))
    return normal(words[-1])


def _stem(word: str) -> str:
    """Without the endings of number, tense and nationality: enough to compare by, not a lemma."""
    for ending, kept in (("ies", 3), ("sses", 4), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= kept and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return _NATION.sub("", word)
