"""Text to lines: the runs between line breaks, with their offsets in the canonical text."""

import itertools
import re
from collections.abc import Iterator

import msgspec

_RUN = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\xa0\u2002\u2003\u2009\u200a\u200b\u200e\u200f\u202f\u2060\u3000\ufeff"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$|[.!?…]”?\s?[\])]$")
_WRAPPED = (40, 100)


class Line(msgspec.Struct, frozen=True):
    """One printed line, trimmed: ``text`` is ``source[start:end]``; ``gap``: a blank line stands before it."""

    start: int
    end: int
    text: str
    words: int
    gap: bool = False

    @property
    def is_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text[-8:]))


def split(text: str) -> list[Line]:
    """The lines of a text that hold anything, in order; hard-wrapped paragraphs come back as one line each."""
    lines = list(_trimmed(text))
    return _unwrap(text, lines) if _is_wrapped(lines) else lines


def _trimmed(text: str) -> Iterator[Line]:
    """Each run without the blanks at its ends; empty runs only leave a gap."""
    last, seen = 0, False
    for run in _RUN.finditer(text):
        inner = run[0].strip(_BLANK)
        if not inner:
            continue
        start = run.start() + len(run[0]) - len(run[0].lstrip(_BLANK))
        end = start + len(inner)
        breaks = text.count("\n", last, start) or text.count("\r", last, start)
        yield Line(start, end, inner, len(inner.split()), gap=not seen or breaks > 1)
        last, seen = end, True


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether paragraphs are broken at a fixed width: most lines inside a block stop mid-sentence at a like length."""
    inner = [a for a, b in itertools.pairwise(lines) if not b.gap]
    if len(inner) < 6 or any(line.text.startswith(("#", "* ", "- ", "|")) for line in lines[:200]):
        return False
    low, high = _WRAPPED
    broken = sum(low <= len(a.text) <= high and not a.is_sentence for a in inner)
    return broken >= 0.6 * len(inner) and sum(line.gap for line in lines) > 1


def _unwrap(text: str, lines: list[Line]) -> list[Line]:
    """One line for each block between blank lines."""
    blocks: list[Line] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append(line)
        else:
            first = blocks[-1]
            blocks[-1] = Line(first.start, line.end, text[first.start : line.end], first.words + line.words, first.gap)
    return blocks
