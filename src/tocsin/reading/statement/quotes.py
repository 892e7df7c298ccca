"""Quotation marks to quotes: which characters of a sentence stand inside one, across the sentences of a paragraph."""

import dataclasses
import re
from collections.abc import Iterable

from tocsin.reading.sentences import Sentence

_OPEN, _CLOSE, _BOTH = "“„«", "”»", '"'
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[^\s‘'’])(?P<inside>[^\n“”\"]{2,200}?)(?<=[^\s‘(])[’'](?![\w’'])")


@dataclasses.dataclass(frozen=True, slots=True)
class Quoted:
    """What of one sentence is quoted: spans in its clean text, and whether a quote is open where it starts and ends."""

    spans: tuple[tuple[int, int], ...]
    starts_inside: bool
    ends_inside: bool
    quote: int

    def inside(self, at: int) -> bool:
        """Whether the character of the clean text stands in a quote."""
        return any(start <= at < end for start, end in self.spans)

    def share(self, length: int) -> float:
        """How much of the sentence is quoted, 0 to 1."""
        return sum(end - start for start, end in self.spans) / max(1, length)


def quoted(text: str, sentences: Iterable[Sentence]) -> list[Quoted]:
    """For each sentence what is quoted in it. A quote that a paragraph leaves open goes on only behind a new mark."""
    found: list[Quoted] = []
    paragraph, is_open, number = -1, False, 0
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, is_open = sentence.paragraph, False
        before = is_open
        spans, is_open, number = _walk(text, sentence, is_open, number)
        found.append(Quoted(tuple(spans or _single(sentence)), before, is_open, number))
    return found


def _walk(text: str, sentence: Sentence, is_open: bool, number: int) -> tuple[list[tuple[int, int]], bool, int]:
    spans: list[tuple[int, int]] = []
    start = 0
    for at, origin in enumerate(sentence.origin):
        mark = text[origin]
        opens = mark in _OPEN or (mark in _BOTH and not is_open)
        closes = mark in _CLOSE or (mark in _BOTH and is_open)
        if opens and not is_open:
            start, is_open, number = at + 1, True, number + 1
        elif closes and is_open:
            spans.append((start, at))
            is_open = False
    if is_open:
        spans.append((start, len(sentence.clean)))
    return spans, is_open, number


def _single(sentence: Sentence) -> list[tuple[int, int]]:
    return [found.span("inside") for found in _SINGLE.finditer(sentence.clean)]
