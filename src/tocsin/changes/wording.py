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
REWRITTEN = 30_000_000
"""Characters that are gone times characters that are new from which a text counts as written anew, sentence by
sentence, and nobody asks which of them say the same in other words (a fifth of a second)."""
LONG_SENTENCES = 1200
"""Characters of two sentences together from which they are compared word by word, and not letter by letter."""


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
    old, new = (collections.Counter(_sentences(each)) for each in (before, after))
    old, new = old - new, new - old
    left: collections.Counter[str] = collections.Counter()
    for sentence, times in old.items():
        left[_plain(sentence)] += times
    for sentence, times in new.items():
        left[_plain(sentence)] -= times
    gone = [each for each in old if left[_plain(each)] > 0 and _counts(each)]
    come = [each for each in new if left[_plain(each)] < 0 and _counts(each)]
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
    if sum(map(len, gone)) * sum(map(len, come)) > REWRITTEN:
        return [], gone, come
    pairs: list[tuple[str, str]] = []
    left = [_Sentence(each) for each in come]
    still: list[str] = []
    for old in map(_Sentence, gone):
        best, alike = None, 0.0
        for new in left:
            found = new.alike(old, least=max(alike, ALIKE))
            if found > alike:
                best, alike = new, found
        if best is not None and _core(old.written) == _core(best.written):
            pairs.append((old.written, best.written))
            left.remove(best)
        else:
            still.append(old.written)
    return pairs, still, [each.written for each in left]


class _Sentence:
    """A sentence and what comparing it with many others needs once."""

    def __init__(self, written: str) -> None:
        self.written, self.plain = written, _plain(written)
        self.letters = collections.Counter(self.plain)
        self._matcher: difflib.SequenceMatcher[str] | None = None

    def alike(self, old: "_Sentence", *, least: float) -> float:
        """How alike ``old`` is to this one, 0 where it is less than ``least``; very long ones by their words."""
        both = len(self.plain) + len(old.plain)
        if 2 * min(len(self.plain), len(old.plain)) < least * both:
            return 0.0
        if 2 * (self.letters & old.letters).total() < least * both:
            return 0.0
        if both > LONG_SENTENCES:
            words = difflib.SequenceMatcher(None, old.plain.split(), self.plain.split(), autojunk=False)
            found = words.ratio()
        else:
            self._matcher = self._matcher or difflib.SequenceMatcher(None, "", self.plain, autojunk=False)
            self._matcher.set_seq1(old.plain)
            found = self._matcher.ratio()
        return found if found >= least else 0.0


_CORE = re.compile(
    r"\b(?:not?|never|no longer|all|only|avoid|leave|depart|closed|open|reopened|suspended"
    r"|against|essential|cannot|\d+)\b"
)


def _core(sentence: str) -> list[str]:
    """The words that turn a sentence: negations, orders, numbers."""
    return sorted(_CORE.findall(_DATES.sub(" ", sentence.casefold())))
