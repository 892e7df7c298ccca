"""Changes and editions of advice as the pages print them: diffs cut to what can be read, kinds and reasons in words."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from tocsin.changes import AdviceChange, Difference, Remark
from tocsin.web.printing import cut

LINES = 40
"""Sentences of a diff on a page."""
SHORT = 160
"""Characters of a register's words for a level, of a region, of a directive."""
SHOWN = 12
"""Regions, directives and missions of one change or edition on a page."""

KINDS: dict[str, str] = {
    "level": "Level",
    "region": "Regions",
    "directive": "Directive",
    "mission": "Mission",
    "substance": "Substance",
}
REASONS: dict[str, str] = {
    "reread": "read by a newer reader",
    "restamped": "published again",
    "reworded": "reworded",
    "flapped": "flapped",
    "vanished": "gone from the register",
    "returned": "back in the register",
    "lost_level": "level could not be read",
    "older": "an older copy",
    "impossible_date": "impossible date",
    "unconfirmed": "not confirmed yet",
}
"""Why something that moved is no change, as a tag."""

Mark = Literal["gone", "new", "reworded"]
_MARKS: dict[str, Mark] = {"-": "gone", "+": "new", "~": "reworded"}


class Line(msgspec.Struct, frozen=True):
    """A sentence of a diff. A reworded one says in ``text`` how it was and in ``now`` how it is."""

    mark: Mark
    text: str
    now: str | None = None


class Diff(msgspec.Struct, frozen=True, kw_only=True):
    """What moved in a text: the first lines, and how many more there are."""

    lines: tuple[Line, ...] = ()
    more: int = 0

    @property
    def size(self) -> int:
        """How many sentences moved."""
        return len(self.lines) + self.more


def diff(found: Difference) -> Diff:
    """A difference cut to what a page may hold."""
    lines = tuple(_line(each) for each in found.lines[:LINES])
    return Diff(lines=lines, more=max(0, len(found.lines) - LINES))


def _line(line: str) -> Line:
    mark, text = _MARKS.get(line[:1], "reworded"), line[2:]
    before, arrow, after = text.partition(" → ")
    if mark == "reworded" and arrow:
        return Line(mark, cut(before), cut(after))
    return Line(mark, cut(text))


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A change with its diff, ready to be printed; ``words`` are the register's own where they say more."""

    change: AdviceChange
    diff: Diff
    host: str | None

    @property
    def levelled(self) -> bool:
        """Whether the level moved."""
        return "level" in self.change.kinds

    @property
    def gone(self) -> tuple[str, ...]:
        """What went: regions, directives, missions."""
        return shortened(self.change.gone)

    @property
    def new(self) -> tuple[str, ...]:
        """What came."""
        return shortened(self.change.new)


def moved(change: AdviceChange, difference: Difference, *, host: str | None = None) -> Moved:
    """A change as a page prints it; ``host`` is the one that is asked for, else its first."""
    meant = host if host in change.hosts else next(iter(change.hosts), None)
    return Moved(change=change, diff=diff(difference), host=meant)


def shortened(every: Sequence[str]) -> tuple[str, ...]:
    """The first of these, each as short as a line allows, and how many more."""
    first = [cut(plain_posture(each), SHORT) for each in every[:SHOWN]]
    more = len(every) - SHOWN
    return (*first, f"and {more} more") if more > 0 else tuple(first)


def plain_posture(said: str) -> str:
    """``directive:leave@Niamey`` for a reader: ``directive: leave (Niamey)``; anything else as it is."""
    kind, colon, rest = said.partition(":")
    if not colon or kind not in ("directive", "mission"):
        return said.replace("_", " ", 2) if kind.startswith("avoid_") else said
    value, at, place = rest.partition("@")
    return f"{kind}: {value.replace('_', ' ')}" + (f" ({place})" if at else "")


def reason(remark: Remark) -> str:
    """The tag of a remark."""
    return REASONS.get(remark.reason, remark.reason)
