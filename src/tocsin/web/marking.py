"""Cutting a canonical text where records begin and end, so that the page marks evidence in place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

import msgspec


class Span(Protocol):
    """Anything that runs from ``start`` to ``end`` in a canonical text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """One past the last character."""


S = TypeVar("S", bound=Span)


class Piece(msgspec.Struct, Generic[S], frozen=True):
    """A run of text with the spans that cover it."""

    text: str
    covered_by: tuple[S, ...] = ()


def pieces(text: str, start: int, end: int, spans: Sequence[S]) -> Iterator[Piece[S]]:
    """Cut ``text[start:end]`` at every edge of the spans; joined again, the pieces are that text, unchanged."""
    near = [span for span in spans if span.start < end and span.end > start]
    edges = {start, end}
    for span in near:
        edges.update(edge for edge in (span.start, span.end) if start < edge < end)
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        yield Piece(text[left:right], tuple(span for span in near if span.start <= left and span.end >= right))


def around(text: str, start: int, end: int, *, reach: int = 240) -> tuple[int, int]:
    """The bounds of the line that holds ``text[start:end]``, at most ``reach`` characters further on either side."""
    left = max(text.rfind("\n", 0, start) + 1, start - reach)
    if left == start - reach and (space := text.find(" ", left, start)) >= 0:
        left = space + 1
    line_end = text.find("\n", end)
    right = min(line_end if line_end >= 0 else len(text), end + reach)
    if right == end + reach and (space := text.rfind(" ", end, right)) >= 0:
        right = space
    return left, right
