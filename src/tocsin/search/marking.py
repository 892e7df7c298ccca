"""Where the words of a query stand in a text, and which piece of it shows them best."""

import bisect
import itertools
from collections.abc import Iterable, Sequence

from tocsin.ledger.words import Word, only_words, some_words
from tocsin.search.query import Term

REACH = 280
"""Characters of a quote, about."""
BEFORE = 140
"""Characters of it that stand before the first word that was found, at most."""

Span = tuple[int, int]


def marks(text: str, terms: Iterable[Term], start: int = 0, end: int | None = None) -> list[Span]:
    """From where to where each term stands in ``text[start:end]``, in order; those that touch are one."""
    return _joined(span for _, span in _places(text, terms, start, end))


def quote(text: str, terms: Iterable[Term], start: int, end: int, *, line: bool = False) -> tuple[Span, list[Span]]:
    """The run, about ``REACH`` characters, in which most of the terms stand that are in ``text[start:end]``; the marks.

    ``line``: it may go beyond, as far as the line goes. It begins where a line does, if that is near. Where no term is
    found (the title has them), it is how the text begins.
    """
    least, most = _line(text, start, end) if line else (start, end)
    found = _places(text, terms, start, end)
    if not found:
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        return _trimmed(text, begin, _word_end(text, begin + REACH, most)), []
    first, last = _densest(found)
    left = max(least, text.rfind("\n", least, first) + 1)
    if first - left > BEFORE:
        left = min(first, _word_start(text, first - BEFORE // 2, least))
    right = _word_end(text, max(last, left + REACH), most)
    ends = text.find("\n", last, right)
    run = _trimmed(text, left, right if ends < 0 else ends)
    return run, _joined(span for _, span in found if run[0] <= span[0] and span[1] <= run[1])


def _line(text: str, start: int, end: int) -> Span:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def _places(text: str, terms: Iterable[Term], start: int, end: int | None) -> list[tuple[int, Span]]:
    """Each place of each term, by its number, in the order of the text."""
    until = len(text) if end is None else end
    cut = only_words(text, start, until)
    at: dict[str, list[int]] = {}
    for place, word in enumerate(cut):
        at.setdefault(word, []).append(place)
    runs = [(number, term, place) for number, term in enumerate(terms) for place in _of_term(cut, at, term)]
    wanted = {each for _, term, place in runs for each in (place, place + len(term.words) - 1)}
    word_at = some_words(text, start, until, wanted)
    found = [
        (number, _span(word_at[place], word_at[place + len(term.words) - 1], term)) for number, term, place in runs
    ]
    return sorted(found, key=lambda each: (each[1], each[0]))


def _span(first: Word, last: Word, term: Term) -> Span:
    """From the first word to the last; of a pair of characters only the one that was looked for."""
    return first.start, last.end - (last.pair and len(term.words[-1]) < len(last.text))


def _of_term(cut: Sequence[str], at: dict[str, list[int]], term: Term) -> Iterable[int]:
    """The numbers of the words with which a term begins."""
    *before, last = term.words
    for place in at.get(before[0], ()) if before else _beginning(at, last, begins=term.begins):
        end = place + len(before)
        if end >= len(cut) or any(cut[place + ahead] != word for ahead, word in enumerate(before)):
            continue
        if cut[end].startswith(last) if term.begins else cut[end] == last:
            yield place


def _beginning(at: dict[str, list[int]], word: str, *, begins: bool) -> Iterable[int]:
    if not begins:
        return at.get(word, ())
    return itertools.chain.from_iterable(places for each, places in at.items() if each.startswith(word))


def _densest(found: Sequence[tuple[int, Span]]) -> Span:
    """The run of places, half of ``REACH`` long, that holds most different terms, then most places; the first one."""
    starts = [span[0] for _, span in found]

    def worth(place: int) -> tuple[int, int, int]:
        within = found[place : bisect.bisect_right(starts, starts[place] + REACH - BEFORE)]
        return len({number for number, _ in within}), len(within), -place

    best = max(range(len(found)), key=worth)
    until = bisect.bisect_right(starts, starts[best] + REACH - BEFORE)
    return starts[best], max(span[1] for _, span in found[best:until])


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _word_end(text: str, at: int, most: int) -> int:
    """Where the word before ``at`` ends, unless that is far."""
    if at >= most:
        return most
    space = max(text.rfind(" ", at - 40, at), text.rfind("\n", at - 40, at))
    return space if space >= 0 else at


def _word_start(text: str, at: int, least: int) -> int:
    """Where the next word starts, unless it is far."""
    if at <= least or text[at - 1].isspace():
        return max(at, least)
    space = text.find(" ", at, at + 40)
    return space + 1 if space >= 0 else at


def _trimmed(text: str, start: int, end: int) -> Span:
    run = text[start:end]
    return start + len(run) - len(run.lstrip()) if run.strip() else start, start + len(run.rstrip())
