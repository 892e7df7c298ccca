"""Two texts of one page, sentence by sentence: what is new, what is gone, and whether it is more than wording."""

import collections
import difflib
import re

import msgspec

ALIKE = 0.72
"""How alike two sentences are (share of matching characters) that say the same in other words or spelling."""
_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_DATES = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d\d?:\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?\b|\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?\b",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"^\W*(?:still current at|updated|last updated|latest update|reissued|the advisory was reissued|reviewed"
    r"|there (?:is|was|were) no change|this is a periodic review)\b",
    re.IGNORECASE,
)
LONG = 1500
"""Sentences beyond which texts are compared as sets only."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences that are new and gone, as written; ``lines`` is the readable diff, each with its mark (``+ - ~``)."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def substance(self) -> bool:
        """Whether anything is new or gone that is more than wording, spelling, dates or order."""
        return bool(self.new or self.gone)


def difference(before: str, after: str) -> Difference:
    """What changed from one text to another. Order, spelling, case, spaces and dates of issue do not count."""
    old, new = _sentences(before), _sentences(after)
    left = collections.Counter(_plain(each) for each in old)
    left.subtract(collections.Counter(_plain(each) for each in new))
    gone = [each for each in dict.fromkeys(old) if left[_plain(each)] > 0 and _counts(each)]
    come = [each for each in dict.fromkeys(new) if left[_plain(each)] < 0 and _counts(each)]
    pairs, gone, come = _reworded(gone, come)
    lines = (
        [f"- {each}" for each in gone] + [f"~ {old_} → {new_}" for old_, new_ in pairs] + [f"+ {each}" for each in come]
    )
    return Difference(new=tuple(come), gone=tuple(gone), lines=tuple(lines))


def _sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in _SENTENCE.split(text) if each.strip()]


def _plain(sentence: str) -> str:
    """A sentence as it is compared: without dates, marks and case."""
    return " ".join(re.findall(r"\w+", _DATES.sub(" ", sentence.casefold())))


def _counts(sentence: str) -> bool:
    """Whether a sentence says anything that could be of substance."""
    return _STAMP.match(sentence) is None and len(_plain(sentence)) >= 12


def _reworded(gone: list[str], come: list[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Take out the pairs that say the same in other words; a number that changed is never only wording."""
    if len(gone) * len(come) > LONG * 40:
        return [], gone, come
    pairs: list[tuple[str, str]] = []
    left = list(come)
    still: list[str] = []
    for old in gone:
        best = max(left, key=lambda new: _alike(old, new), default=None)
        if best is not None and _alike(old, best) >= ALIKE and _same_core(old, best):
            pairs.append((old, best))
            left.remove(best)
        else:
            still.append(old)
    return pairs, still, left


def _alike(old: str, new: str) -> float:
    matcher = difflib.SequenceMatcher(None, _plain(old), _plain(new), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


_CORE = re.compile(
    r"\b(?:not?|never|no longer|all|only|avoid|leave|depart|closed|open|reopened|suspended"
    r"|against|essential|cannot|\d+)\b"
)


def _same_core(old: str, new: str) -> bool:
    """Whether both have the same words that turn a sentence: negations, orders, numbers."""
    cores = [sorted(_CORE.findall(_DATES.sub(" ", each.casefold()))) for each in (old, new)]
    return cores[0] == cores[1]
