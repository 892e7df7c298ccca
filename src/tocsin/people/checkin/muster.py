"""The muster: from who was asked, what was sent and what was answered to who is accounted for. Pure."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from tocsin.people.checkin.model import Answer, Campaign, Sending

Status = Literal["help", "not reached", "no answer", "moving", "safe"]
STATUSES: tuple[Status, ...] = ("help", "not reached", "no answer", "moving", "safe")
"""Most urgent first: the order of the call list and of the board."""
SHARES = (50, 95, 100)
"""Percent accounted for of which the report tells the time."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One person on the board: how they are, since when, who says so, and how they were last contacted."""

    person: str
    groups: tuple[str, ...]
    status: Status
    answered_at: dt.datetime | None = None
    taken_by: str | None = None
    answers: int = 0
    last_channel: str | None = None
    last_status: str | None = None
    last_at: dt.datetime | None = None
    tries: int = 0


class Muster(msgspec.Struct, frozen=True, kw_only=True):
    """The board of one campaign. ``minutes`` is from the first question until so many percent were accounted for."""

    campaign: Campaign
    lines: tuple[Line, ...]
    counts: dict[str, int]
    groups: dict[str, dict[str, int]]
    minutes: dict[int, float | None]

    @property
    def accounted(self) -> int:
        """How many have answered, whatever they said."""
        return sum(line.answers > 0 for line in self.lines)


def muster(
    campaign: Campaign,
    asked: Mapping[str, tuple[str, ...]],
    sendings: Iterable[Sending],
    answers: Iterable[Answer],
) -> Muster:
    """The board. ``asked`` has each person's groups. The latest answer counts; who was not reached is not silent."""
    by_person: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda each: each.at):
        by_person.setdefault(answer.person, []).append(answer)
    tried: dict[str, list[Sending]] = {}
    first_asked: dt.datetime | None = None
    for sending in sendings:
        if sending.purpose == "ask":
            tried.setdefault(sending.person, []).append(sending)
            first_asked = sending.at if first_asked is None else min(first_asked, sending.at)
    lines = [_line(each, asked[each], tried.get(each, []), by_person.get(each, [])) for each in asked]
    lines.sort(key=lambda line: (STATUSES.index(line.status), line.person))
    firsts = sorted(by_person[line.person][0].at for line in lines if line.answers)
    return Muster(
        campaign=campaign,
        lines=tuple(lines),
        counts=_counted(lines),
        groups=_by_group(lines),
        minutes={share: _minutes(firsts, len(lines), share, first_asked or campaign.made_at) for share in SHARES},
    )


def _line(person: str, groups: tuple[str, ...], tried: Sequence[Sending], said: Sequence[Answer]) -> Line:
    last = max(tried, key=lambda each: each.at, default=None)
    reached = any(each.status == "confirmed" for each in tried)
    status: Status = said[-1].state if said else "no answer" if reached else "not reached"
    return Line(
        person=person,
        groups=groups,
        status=status,
        answered_at=said[-1].at if said else None,
        taken_by=said[-1].taken_by if said else None,
        answers=len(said),
        last_channel=last.channel if last else None,
        last_status=last.status if last else None,
        last_at=last.at if last else None,
        tries=len(tried),
    )


def _counted(lines: Iterable[Line]) -> dict[str, int]:
    counted = Counter(line.status for line in lines)
    return {status: counted[status] for status in STATUSES}


def _by_group(lines: Iterable[Line]) -> dict[str, dict[str, int]]:
    counted = Counter((name, line.status) for line in lines for name in dict.fromkeys(line.groups))
    names = sorted({name for name, _ in counted})
    return {name: {status: counted[name, status] for status in STATUSES} for name in names}


def _minutes(firsts: Sequence[dt.datetime], whom: int, share: int, since: dt.datetime) -> float | None:
    """Minutes until this share had answered; ``None`` while it has not."""
    needed = math.ceil(whom * share / 100)
    if not needed or len(firsts) < needed:
        return None
    return round((firsts[needed - 1] - since).total_seconds() / 60, 2)
