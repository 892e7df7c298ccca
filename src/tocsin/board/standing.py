"""From the fold of one cell and type to what the board shows of it."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from tocsin.board.facts import Fact, in_order, summary
from tocsin.board.fold import ONE_DAY, Fold, Run
from tocsin.board.model import Before, Measure, Standing, State
from tocsin.board.rules import STALE_AFTER_DAYS, rank, unlike
from tocsin.records.model import PostureType


def standing(type_: PostureType, facts: Sequence[Fact], today: dt.date, *, named: bool = True) -> Standing | None:
    """What stands for one type in one cell on ``today``, or ``None`` where the facts say nothing of it.

    Senders that nobody named (``named`` false) may be several: what one does neither ends nor disputes another's.
    """
    fold = Fold(type_, facts, today, named=named)
    undated = _undated(type_, [fact for fact in facts if fact.effect is None])
    headline = fold.headline(today)
    if headline is not None:
        return _in_force(type_, fold, headline, undated)
    if fold.lapsed is not None:
        lapsed = _measure(fold.lapsed, today, "lapsed")
        return Standing(type=type_, value=None, state="lapsed", lapsed=lapsed, undated=undated, **_turn(fold, None))
    if undated:
        first, *rest = undated
        return Standing(type=type_, undated=tuple(rest), **_fields(first))
    return None


def _in_force(type_: PostureType, fold: Fold, headline: Run, undated: tuple[Measure, ...]) -> Standing:
    beside = sorted(
        (run for run in fold.active if run is not headline), key=lambda run: (run.stale(fold.today), run.rank)
    )
    disputed = _disputed(type_, fold.active if fold.named else ())
    measure = _measure(headline, fold.today, _state(headline, fold))
    return Standing(
        type=type_,
        **_fields(measure),
        others=tuple(_measure(run, fold.today) for run in beside if run not in disputed),
        disagreements=tuple(_measure(run, fold.today) for run in beside if run in disputed),
        lapsed=None if fold.lapsed is None else _measure(fold.lapsed, fold.today, "lapsed"),
        undated=undated,
        **_turn(fold, headline.value),
    )


def _state(run: Run, fold: Fold) -> State:
    """``lapsed`` where this stands again after a measure's own end, until that is stale news too."""
    ended = fold.lapsed.end if fold.lapsed is not None else None
    recent = ended is not None and (fold.today - ended).days <= STALE_AFTER_DAYS[run.type]
    if run.stale(fold.today) and not recent:
        return "stale"
    return "in_force" if ended is None else "lapsed"


def _disputed(type_: str, active: Sequence[Run]) -> list[Run]:
    """The measures that another one of the same day, or of the day beside it, says cannot be so."""
    return [
        run
        for run in active
        if any(unlike(type_, run.what, other.what) and abs(run.latest - other.latest) <= ONE_DAY for other in active)
    ]


def _turn(fold: Fold, value: str | None) -> dict[str, Any]:
    """When the headline last changed, and from what."""
    changed = next((step.day for step in reversed(fold.steps) if step.value == value), None)
    earlier = (step for step in reversed(fold.steps) if step.value not in (value, None))
    before = next((Before(value=str(step.value), since=step.day) for step in earlier), None)
    return {"changed": changed, "before": before}


def _measure(run: Run, today: dt.date, state: State | None = None) -> Measure:
    return Measure(
        value=run.value,
        state=state or ("stale" if run.stale(today) else "in_force"),
        since=run.since,
        ends=run.end,
        repeated=run.repeated,
        age_days=(today - run.repeated).days,
        **summary(run.facts),
    )


def _undated(type_: str, facts: Sequence[Fact]) -> tuple[Measure, ...]:
    """What is said without any date, the most severe first."""

    def what(fact: Fact) -> tuple[int, str, str]:
        return rank(type_, fact.value), fact.value, fact.apart

    ordered = sorted(facts, key=lambda fact: (what(fact), in_order(fact)))
    groups = (list(group) for _, group in groupby(ordered, key=what))
    return tuple(Measure(value=group[0].value, state="undated", **summary(group)) for group in groups)


def _fields(measure: Measure) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in Measure.__struct_fields__}
