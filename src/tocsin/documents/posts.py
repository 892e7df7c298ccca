"""Where the posts of a live blog open, in a saved text in which nothing marks them.

Marks win where there are any: clock lines, a headline above each post, "contributed to this post". Elsewhere every
gap between two paragraphs is weighed by what ties them (``cohesion.py``; weights in ``words/post_weights.toml``), and
the most likely cutting of the whole text is kept.
"""

import functools
import math
import operator
import re
import tomllib
from collections.abc import Sequence

import msgspec

from tocsin.documents import cohesion, furniture
from tocsin.documents.lines import Line
from tocsin.documents.model import Role
from tocsin.documents.paragraph import Facts, Reader, full_names
from tocsin.documents.roles import is_bullet
from tocsin.documents.words import text_of

_LIVE = re.compile(
    r"\blive (?:updates?|blog|coverage|feed|reporting)\b|^live\b\s*[:|]"
    r"|\blive[-_](?:news|updates?|blog|coverage)\b|\bliveblog\b"
    r"|/live/|\bas it happened\b|\brolling coverage\b",
    re.I,
)
_ENDED = re.compile(
    r"\bcoverage (?:has |is )?(?:now )?(?:ended|closed|over|moved)\b|\blive (?:coverage|blog|page) (?:has|is)\b"
    r"|\bwhat we(?:[’']re| are|[’']ve)? (?:covering|covered)\b",
    re.I,
)
_CLOCK = re.compile(
    r"^(?:(?:last )?(?:updated?|posted|published|edited)\s*(?:at"
    r"|on)?[:\s]*)?(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*\(?(?:[A-Z]{2,5}|local time)\)?)?(?:[\s,·|–-]+.{0,40}\d.{0,20})?$"
    r"|^\d{1,3}\s*(?:m|h|d|min|mins|minutes?|hrs?|hours?|days?)\s+ago\b.{0,40}$",
    re.I,
)
_OTHER = re.compile(r"\bread more\b|^(?:related|see also|more)\b", re.I)
_END = re.compile(r"^(?:read|see|follow|watch) (?:the|our|more|all)\b", re.I)
_KEPT, _LONGEST, _FEWEST = 3, 20_000, 4
_CERTAIN, _HEADING = 50.0, 2.5


class Cutting(msgspec.Struct, frozen=True):
    """The lines that open a post (indices), and whether the text is a live blog at all."""

    live: bool
    opens: frozenset[int]


class _Paragraph(msgspec.Struct, frozen=True):
    """One body line with what stands between it and the body line before."""

    line: int
    opening: int
    text: str
    picture: tuple[str, ...] | None
    mark: bool
    heading: bool


class _Track(msgspec.Struct):
    """One way to cut the text so far: its likelihood, the post it is in, its starts, and how clear each cut was."""

    score: float
    post: cohesion.Post
    starts: tuple[int, ...]
    odds: tuple[float, ...]


def cut(lines: Sequence[Line], roles: Sequence[Role], title: str | None) -> Cutting:
    """Find the posts of a text; a text with no good reason to be a live blog has none."""
    paragraphs = _paragraphs(lines, roles)
    nothing = Cutting(live=False, opens=frozenset())
    if not _FEWEST <= len(paragraphs) <= _LONGEST:
        return nothing
    told = _is_told(lines, roles, title)
    clocks = [i for i, p in enumerate(paragraphs) if p.mark]
    if (told or len(clocks) >= 4) and len(clocks) >= max(3, len(paragraphs) / 15) and _clocked(lines):
        return Cutting(live=True, opens=_openings(paragraphs, clocks))
    headed = [i for i, p in enumerate(paragraphs) if p.heading]
    if told and len(headed) >= max(3, len(paragraphs) / 10):
        return Cutting(live=True, opens=_openings(paragraphs, [0, *headed]))
    if not (_FEWEST if told else 40) <= len(paragraphs) <= (_LONGEST if told else _LONGEST // 10) or not (
        told or _introduces_twice(paragraphs)
    ):
        return nothing
    starts, sure = _likeliest(paragraphs)
    live = len(starts) >= 2 if told else sure
    return Cutting(live=live, opens=_openings(paragraphs, starts)) if live else nothing


def is_clock(line: str) -> bool:
    """A line that only says when a post was written: 12:06 GMT, 3h ago, Updated 10:15 a.m. ET, February 12."""
    return len(line) < 70 and bool(_CLOCK.match(line))


def _openings(paragraphs: Sequence[_Paragraph], starts: Sequence[int]) -> frozenset[int]:
    """The lines that open the posts: the headline where one stands over the lead, else the lead."""
    return frozenset(paragraphs[i].opening for i in starts)


def _is_told(lines: Sequence[Line], roles: Sequence[Role], title: str | None) -> bool:
    """Whether the page calls itself a live blog: in its title, its address, at its head, or under a post."""
    first = next((i for i, role in enumerate(roles) if role is Role.BODY), 0)
    edge = [
        i
        for i in (*range(min(first + 12, len(lines))), *range(max(0, len(lines) - 6), len(lines)))
        if roles[i] is not Role.BODY
    ]
    own = [lines[i].text for i in edge if len(lines[i].text) < 300 and not _OTHER.search(lines[i].text)]
    if _LIVE.search(title or "") or any(
        _ENDED.search(text) or (furniture.is_address(text) and _LIVE.search(text)) for text in own
    ):
        return True
    return any("this post" in line.text and furniture.is_contribution(line.text) for line in lines)


def _clocked(lines: Sequence[Line]) -> bool:
    """Whether clock lines are many enough to be marks of posts and not lengths of films."""
    return sum(is_clock(line.text) for line in lines) >= 3


def _paragraphs(lines: Sequence[Line], roles: Sequence[Role]) -> list[_Paragraph]:
    """The paragraphs in which a post may open; lists belong to the post they stand in."""
    found: list[_Paragraph] = []
    shown: list[str] | None = None
    mark, heading = False, None
    for i, (line, role) in enumerate(zip(lines, roles, strict=True)):
        if role is Role.BODY and not is_bullet(line.text):
            opening = heading if heading is not None else i
            found.append(
                _Paragraph(i, opening, line.text, None if shown is None else tuple(shown), mark, heading is not None)
            )
            shown, mark, heading = None, False, None
        elif role is Role.HEADING and found:
            heading = i if heading is None else heading
        elif role is Role.NOISE and is_clock(line.text):
            mark = True
        elif furniture.is_contribution(line.text) or (role is Role.NOISE and _END.match(line.text)):
            mark = bool(found)
        elif role in (Role.CAPTION, Role.CREDIT):
            shown = [*(shown or ()), line.text]
    return found


def _likeliest(paragraphs: Sequence[_Paragraph]) -> tuple[list[int], bool]:
    """The likeliest starts of posts, and whether they alone are reason enough to call the text a live blog."""
    reader = Reader([p.text for p in paragraphs])
    facts, seen = reader.paragraphs, cohesion.Seen()
    day, untied = cohesion.main_day(facts), cohesion.untied(facts)
    tracks = [_Track(0.0, cohesion.Post(facts[0]), (0,), ())]
    seen.add(facts[0])
    for i in range(1, len(paragraphs)):
        shown = paragraphs[i].picture
        picture = None if shown is None else frozenset(name for text in shown for name in reader.names(text))
        gap = cohesion.Gap(facts[i - 1], facts[i], facts[i + 1] if i + 1 < len(facts) else None, picture, day, untied)
        base = _CERTAIN if paragraphs[i].mark else _HEADING if paragraphs[i].heading else 0.0
        base += _weighed(_weights()[0], cohesion.alone(gap, seen))
        tracks = _extend(tracks, i, gap, base, seen)
        seen.add(facts[i])
    return list(tracks[0].starts), _is_sure(tracks[0], facts)


def _introduces_twice(paragraphs: Sequence[_Paragraph]) -> bool:
    """A quick look, before any weighing: full names that come back at the beginning of several paragraphs."""
    known: set[tuple[str, str]] = set()
    again = 0
    for paragraph in paragraphs:
        named = full_names(paragraph.text[:160])
        again += not named.isdisjoint(known)
        known |= named
    return again >= 4


def _is_sure(best: _Track, facts: Sequence[Facts]) -> bool:
    """Many clear cuts, and people introduced once more by their full names, which no story does."""
    known: set[tuple[str, str]] = set()
    again, start = 0, set(best.starts)
    for i, fact in enumerate(facts):
        again += i in start and bool(fact.first_full & known)
        known |= fact.full
    clear = sum(odds > 1.5 for odds in best.odds)
    return len(best.odds) >= 8 and clear >= 8 and again >= max(4, 0.15 * len(best.odds))


def _extend(tracks: list[_Track], i: int, gap: cohesion.Gap, base: float, seen: cohesion.Seen) -> list[_Track]:
    """The best ways to cut with one more paragraph: each goes on, and the best of them opens a new post."""
    cut: _Track | None = None
    for track in tracks:
        odds = base + _weighed(_weights()[1], cohesion.within(gap, track.post, seen))
        opened = track.score - _softplus(-odds)
        if cut is None or opened > cut.score:
            cut = _Track(opened, cohesion.Post(gap.here), (*track.starts, i), (*track.odds, odds))
        track.score -= _softplus(odds)
        track.post.add(gap.here)
    return sorted([*tracks, cut] if cut else tracks, key=lambda track: -track.score)[:_KEPT]


def _softplus(number: float) -> float:
    """ln(1 + e^x), without overflow."""
    return max(number, 0.0) + math.log1p(math.exp(-abs(number)))


def _weighed(weights: Sequence[float], numbers: Sequence[float]) -> float:
    """Numbers times their weights."""
    return float(sum(map(operator.mul, weights, numbers)))


@functools.cache
def _weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The weights of a gap's numbers, alone and within a post: each adds to the log-odds that a post opens."""
    listed = tomllib.loads(text_of("post_weights.toml"))
    return tuple(float(listed[name]) for name in cohesion.ALONE), tuple(float(listed[name]) for name in cohesion.WITHIN)
