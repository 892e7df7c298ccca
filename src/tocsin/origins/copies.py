"""Which parts of which documents were copied from which: by the runs of words that they share, the earlier first."""

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tocsin.documents import Document
from tocsin.documents.fingerprints import SHORTEST, Fingerprint
from tocsin.origins.model import Copy, Issue, Traced

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
WINDOW_DAYS = 30
"""A text that was published longer ago than this is quoted, not copied; one without a date is looked up in all days."""
FIRST, MOST = 8, 24
"""The earliest texts of the window that are taken from each band, and how many with most bands in common are compared:
what thousands print is told by its first ones, and a candidate more costs the same in a ledger of any size."""

Name = TypeVar("Name")
Order = tuple[dt.date, dt.datetime, dt.datetime, str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A document, or one post of a live blog: its words' runs, its place in the order of coming out, what it credits.

    ``own`` is where its text comes from by its own words, ``names_agency`` whether it credits one itself, ``helped_by``
    whom it thanks, ``signs`` the agency that it is evidence for where many print it. ``document`` is its text, where
    that is at hand.
    """

    issue: Issue
    start: int
    end: int
    day: dt.date | None
    runs: frozenset[int] = field(repr=False)
    bands: tuple[int, ...] = field(repr=False)
    own: Traced
    names_agency: bool = False
    helped_by: tuple[str, ...] = ()
    signs: str | None = None
    document: Document | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """A name of its own: the document's key, and where in it the part starts."""
        return f"{self.issue.key}:{self.start}"

    @property
    def order(self) -> Order:
        """When it came out: the post's own date, or the document's, and what else is known."""
        day, moment, seen, key = self.issue.order
        if self.day is not None and self.day != day:
            day, moment = self.day, dt.datetime.max.replace(tzinfo=dt.UTC)
        return day, moment, seen, key, self.start


def share(one: Fingerprint, other: Fingerprint) -> float:
    """The larger share, 0 to 1, that either text has in the other; 0 where they share less than says anything."""
    return _share(one.runs, other.runs)


def copied(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether one of two texts was made from the other."""
    return share(one, other) >= COPIED


def earliest(part: Part) -> dt.date:
    """The day from which on a text may be what a part was copied from."""
    day = part.order[0]
    return dt.date.min if day == dt.date.max else day - dt.timedelta(days=WINDOW_DAYS)


def latest(part: Part) -> dt.date:
    """The day up to which a dated text may be a copy of a part; undated ones may be at any time."""
    day = part.order[0]
    return day if day == dt.date.max else day + dt.timedelta(days=WINDOW_DAYS)


def nearest(counted: Iterable[tuple[int, Any, Name]]) -> list[Name]:
    """Of numbers of bands in common, places in the order and names: the names to compare with, the likest first."""
    return [name for _, _, name in sorted(counted, key=lambda each: (-each[0], each[1]))[:MOST]]


def copy_of(part: Part, near: Iterable[Part]) -> Copy | None:
    """The earlier part of another document that a part has most in common with, if it was copied from any.

    The later text is the copy, unless it only takes up a short earlier one and goes on for more than twice its length.
    """
    sources = [
        each
        for each in near
        if each.issue.key != part.issue.key and each.order < part.order and _is_copy(part.runs, each.runs)
    ]
    if not sources:
        return None
    best = min(sources, key=lambda each: (-_share(part.runs, each.runs), each.order))
    return Copy(
        key=part.issue.key,
        start=part.start,
        of_key=best.issue.key,
        of_start=best.start,
        share=round(_share_in(part.runs, best.runs), 3),
    )


def find_copies(of: Iterable[Part]) -> dict[str, Copy]:
    """For each part that was copied, by its name, the earlier part that it has most in common with."""
    by_name: dict[str, Part] = {}
    shelf: dict[int, list[Part]] = {}
    found: dict[str, Copy] = {}
    for part in sorted(of, key=lambda part: part.order):
        common = Counter(name for band in part.bands for name in _first(shelf.get(band, ()), part))
        near = nearest((count, by_name[name].order, name) for name, count in common.items())
        if (copy := copy_of(part, (by_name[name] for name in near))) is not None:
            found[part.name] = copy
        by_name[part.name] = part
        for band in part.bands:
            shelf.setdefault(band, []).append(part)
    return found


def _first(listed: Sequence[Part], part: Part) -> Iterator[str]:
    """The earliest few of a band, in order, that are of other documents and within the window."""
    taken = 0
    for place in range(bisect.bisect_left(listed, earliest(part), key=lambda each: each.order[0]), len(listed)):
        if listed[place].issue.key != part.issue.key:
            yield listed[place].name
            taken += 1
        if taken == FIRST:
            return


def _is_copy(later: frozenset[int], earlier: frozenset[int]) -> bool:
    if len(later & earlier) < SHARED:
        return False
    grew = len(later) > 2 * len(earlier)
    return _share_in(later, earlier) >= COPIED or (_share_in(earlier, later) >= COPIED and not grew)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    if len(one & other) < SHARED:
        return 0.0
    return max(_share_in(one, other), _share_in(other, one))


def _share_in(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one) if len(one) >= SHORTEST else 0.0
