"""Which parts of which documents were copied from which: by the runs of words that they share, the earlier first."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tocsin.documents import Document
from tocsin.documents.fingerprints import Fingerprint, Shelf, fingerprint_of, parts
from tocsin.origins.model import Copy, Issue

COPIED = 0.3
"""The share of the runs of either text that makes one a copy of the other. Chosen on half of the events of
tests/claims/pairs (bench/origins.py sweeps it): .3 to .4 parts that half without a mistake, a short notice that both of
two reports print makes up to .29; press of different houses shares so much only where both print one agency."""
WHOLLY = 0.6
"""From this share on everything in a copy is copied; below, each paragraph is asked for itself."""
PARAGRAPH = 0.2
"""The share of a paragraph's runs that must stand in the original, in a document that is only partly a copy."""
SHARED = 8
"""Fewer runs in common than these are chance or a form of words."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A document, or one post of a live blog, with its fingerprint and its place in the order of coming out."""

    issue: Issue
    document: Document = field(repr=False)
    start: int
    end: int
    print: Fingerprint = field(repr=False)
    day: dt.date | None = None

    @property
    def name(self) -> str:
        """A name for the shelf: the document's key, and where in it the part starts."""
        return f"{self.issue.key}:{self.start}"

    @property
    def order(self) -> tuple[dt.date, dt.datetime, dt.datetime, str, int]:
        """When it came out: the post's own date, or the document's, and what else is known."""
        day, moment, seen, key = self.issue.order
        if self.day is not None and self.day != day:
            day, moment = self.day, dt.datetime.max.replace(tzinfo=dt.UTC)
        return day, moment, seen, key, self.start


def share(one: Fingerprint, other: Fingerprint) -> float:
    """The larger share, 0 to 1, that either text has in the other; 0 where they share less than says anything."""
    if len(one.runs & other.runs) < SHARED:
        return 0.0
    return max(one.share_in(other), other.share_in(one))


def copied(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether one of two texts was made from the other."""
    return share(one, other) >= COPIED


def parts_of(document: Document, issue: Issue) -> Iterator[Part]:
    """The parts of a document with their fingerprints."""
    dates = {each.start: each.published for each in document.passages if each.published is not None}
    for start, end in parts(document):
        made = fingerprint_of(document, start, end)
        yield Part(issue=issue, document=document, start=start, end=end, print=made, day=dates.get(start))


def find_copies(of: Iterable[Part]) -> dict[str, Copy]:
    """For each part that was copied, by its name, the earlier part that it has most in common with.

    The later text is the copy, unless it only takes up a short earlier one and goes on for more than twice its length.
    """
    shelf = Shelf()
    by_name: dict[str, Part] = {}
    found: dict[str, Copy] = {}
    for part in sorted(of, key=lambda part: part.order):
        near = [by_name[name] for name in shelf.put(part.name, part.print)]
        sources = [each for each in near if each.issue.key != part.issue.key and _is_copy(part.print, each.print)]
        if sources:
            best = min(sources, key=lambda each: (-share(part.print, each.print), each.order))
            found[part.name] = Copy(
                key=part.issue.key,
                start=part.start,
                of_key=best.issue.key,
                of_start=best.start,
                share=round(part.print.share_in(best.print), 3),
            )
        by_name[part.name] = part
    return found


def _is_copy(later: Fingerprint, earlier: Fingerprint) -> bool:
    if len(later.runs & earlier.runs) < SHARED:
        return False
    grew = len(later.runs) > 2 * len(earlier.runs)
    return later.share_in(earlier) >= COPIED or (earlier.share_in(later) >= COPIED and not grew)
