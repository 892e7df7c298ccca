"""What is drawn: figures with their rivals, advice over time, who tells people to leave, how much was told."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterable
from typing import Any

from tocsin.charts.model import Cell, Counts, Drawing, Ladders, Past, Rivals
from tocsin.charts.style import plain
from tocsin.claims import Claim, Value
from tocsin.records.model import LADDER, Figure

NOBODY = "nobody named"
MOST_SENDERS = 12
"""Senders of which steps are drawn; the table has all of them."""
LEVELS = {
    None: "not known",
    "normal": "1 normal",
    "caution": "2 caution",
    "avoid_nonessential": "3 avoid non-essential",
}
LEVELS["avoid_all"] = "4 avoid all"
_SAID = {
    "more_than": "more than ", "less_than": "fewer than ", "about": "about ", "up_to": "up to ",
    "at_least": "at least ", "exact": "",
}  # fmt: skip

Name = Callable[[str | None], str]


def figures(claim: Claim) -> Drawing | None:
    """Every value that anybody gives for one thing, by day and claimant: rivals side by side, revisions as a line.

    ``None`` where no value has a day. A value with a least and a most is an upright bar.
    """
    said = claim.said
    dated = [each for each in claim.values if each.day is not None]
    if not isinstance(said, Figure) or not dated:
        return None
    what = plain(said.what)
    rows = [_value(each) for each in dated]
    names = sorted({row["claimant"] for row in rows})
    return Drawing(
        title=what,
        words=f"{what}: {len(rows)} value{'s' * (len(rows) != 1)} by {len(names)} claimant{'s' * (len(names) != 1)}.",
        plot=Rivals(points=tuple(rows), claimants=tuple(names), unit=plain(said.unit)),
        columns=("Day", "Claimant", "Value"),
        rows=tuple((row["day"], row["claimant"], row["said"]) for row in rows),
        evidence=tuple(sorted({id_ for each in dated for id_ in each.evidence})),
    )


def spoken(value: Value) -> str:
    """A value as it is said: "about 40,000", "between 30 and 50"."""
    low, high = _ends(value)
    if low != high:
        return f"between {_number(low)} and {_number(high)}"
    return f"{_SAID[value.qualifier]}{_number(low)}"


def advice(past: Past, *, name: Name) -> Drawing | None:
    """Each sender's level of advice on each day, as steps on the common ladder; ``None`` where no level is known.

    A gap is a day on which the level is not known.
    """
    levels: dict[tuple[str, dt.date], str | None] = {
        (each.sender, each.day): each.advice for each in past.held if each.advice in LADDER
    }
    senders = sorted({sender for sender, _ in levels}, key=lambda code: (-_highest(levels, code), name(code)))
    if not senders:
        return None
    rows: list[dict[str, Any]] = [
        {"sender": plain(name(sender)), "day": day.isoformat(), "level": LADDER.get(levels.get((sender, day)) or "")}
        for sender in senders[:MOST_SENDERS]
        for day in past.days
    ]
    runs = [run for sender in senders for run in _runs(plain(name(sender)), sender, past, levels)]
    return Drawing(
        title="Advice over time",
        words=f"The level of advice of {len(senders)} sender{'s' * (len(senders) != 1)}, 1 normal to 4 avoid all.",
        plot=Ladders(points=tuple(rows), senders=tuple(plain(name(code)) for code in senders[:MOST_SENDERS])),
        columns=("Sender", "Level", "From", "To"),
        rows=tuple(runs),
        evidence=tuple(sorted({id_ for each in past.held for id_ in each.evidence})),
    )


def leaving(past: Past, *, name: Name) -> Drawing | None:
    """On how many governments' word people were told to leave, day by day; ``None`` where it was none on any day."""
    telling = {day: sorted(each.sender for each in past.held if each.day == day and each.leave) for day in past.days}
    most = max(map(len, telling.values()), default=0)
    if not most:
        return None
    rows = tuple({"day": day.isoformat(), "senders": len(each)} for day, each in telling.items())
    return Drawing(
        title="Governments that tell their people to leave",
        words=f"At most {most} at once, {len(telling[past.days[-1]])} on {past.days[-1]}.",
        plot=Counts(points=rows, name="senders", title="governments", steps=True),
        columns=("From", "To", "Governments", "Which"),
        rows=tuple(_spans(telling, name)),
        evidence=tuple(sorted({id_ for each in past.held if each.leave for id_ in each.evidence})),
    )


def density(claims: Iterable[Claim]) -> Drawing | None:
    """How many claims begin on each day, and how many of them somebody denies; ``None`` where none has a day."""
    dated = [each for each in claims if each.since is not None]
    days = sorted({each.since for each in dated if each.since is not None})
    if not days:
        return None
    every = [days[0] + dt.timedelta(days=each) for each in range((days[-1] - days[0]).days + 1)]
    counts = {day: [each for each in dated if each.since == day] for day in every}
    rows = tuple({"day": day.isoformat(), "claims": len(each)} for day, each in counts.items())
    return Drawing(
        title="Claims by day",
        words=f"{len(dated)} claim{'s' * (len(dated) != 1)} from {days[0]} to {days[-1]}.",
        plot=Counts(points=rows, name="claims", title="claims", steps=False),
        columns=("Day", "Claims", "Denied or doubted"),
        rows=tuple((str(day), len(each), sum(bool(one.contests) for one in each)) for day, each in counts.items()),
        evidence=tuple(sorted({id_ for each in dated for id_ in each.evidence})),
    )


def _spans(telling: dict[dt.date, list[str]], name: Name) -> Iterable[tuple[Cell, ...]]:
    for senders, run in itertools.groupby(telling, key=lambda day: telling[day]):
        days = list(run)
        yield str(days[0]), str(days[-1]), len(senders), ", ".join(sorted(plain(name(each)) for each in senders))


def _value(value: Value) -> dict[str, Any]:
    low, high = _ends(value)
    return {
        "day": str(value.day),
        "claimant": plain(value.claimant or NOBODY),
        "least": low,
        "most": high,
        "middle": (low + high) / 2,
        "said": spoken(value),
    }


def _ends(value: Value) -> tuple[float, float]:
    return value.value if isinstance(value.value, tuple) else (value.value, value.value)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _highest(levels: dict[tuple[str, dt.date], str | None], sender: str) -> int:
    return max(LADDER[level] for (who, _), level in levels.items() if who == sender and level is not None)


def _runs(
    named: str, sender: str, past: Past, levels: dict[tuple[str, dt.date], str | None]
) -> Iterable[tuple[Cell, ...]]:
    for level, run in itertools.groupby(past.days, key=lambda day: levels.get((sender, day))):
        days = list(run)
        yield named, LEVELS[level], str(days[0]), str(days[-1])
