"""The level of a register over time as steps, drawn on the server: where each bar lies, and the same in words."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.ledger import Edition
from tocsin.records import LADDER
from tocsin.web.printing import day
from tocsin.web.words import tone, word

WIDTH = 1000
"""Units of the drawing from the first edition to the moment that is shown."""
LANES = ("avoid_all", "avoid_nonessential", "caution", "normal", None)
"""From the top; the last is for what is not known, or stated to be none."""
LANE = 20
"""Units of height of a lane."""
SAID = 12
"""Steps that are said in words; the table has all of them."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A level that stood for a time, in the units of the drawing."""

    level: str | None
    since: dt.datetime
    until: dt.datetime
    x: float
    width: float
    y: float
    tone: str


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing: bars, the upright lines between them, and the words for who does not see it."""

    bars: tuple[Bar, ...]
    rises: tuple[tuple[float, float, float], ...]
    words: str
    first: dt.datetime
    last: dt.datetime


def steps(editions: Iterable[Edition], *, until: dt.datetime) -> Steps | None:
    """The steps of one entry's editions, which are in order of time; ``None`` where there are none."""
    runs: list[tuple[str | None, dt.datetime]] = []
    for edition in editions:
        level = edition.level if edition.present and edition.level in LADDER else None
        if not runs or runs[-1][0] != level:
            runs.append((level, edition.seen_at))
    if not runs:
        return None
    first, last = runs[0][1], max(until, runs[-1][1])
    span = max((last - first).total_seconds(), 1.0)
    ends = [*(since for _, since in runs[1:]), last]
    bars = []
    for (level, since), end in zip(runs, ends, strict=True):
        x, width = (WIDTH * (each).total_seconds() / span for each in (since - first, end - since))
        y = LANES.index(level) * LANE + LANE / 2
        bars.append(
            Bar(
                level=level,
                since=since,
                until=end,
                x=round(x, 1),
                width=round(max(width, 2.0), 1),
                y=y,
                tone=tone("advice", level),
            )
        )
    rises = tuple((two.x, min(one.y, two.y), max(one.y, two.y)) for one, two in itertools.pairwise(bars))
    return Steps(bars=tuple(bars), rises=rises, words=_words(bars), first=first, last=last)


def _words(bars: Sequence[Bar]) -> str:
    said = [f"{named(bar.level).lower()} from {day(bar.since)}" for bar in bars[-SAID:]]
    more = len(bars) - len(said)
    return "Level over time: " + (f"{more} earlier steps, then " if more else "") + "; ".join(said) + "."


def named(level: str | None) -> str:
    """The name of a lane."""
    return "No level known" if level is None else word("advice", level)
