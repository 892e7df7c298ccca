"""Day by day through the facts of one cell and type: what began, what ended what, and what came to its own end."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tocsin.board.facts import Fact, in_order
from tocsin.board.rules import DISAGREE, STALE_AFTER_DAYS, What, ended_by, rank

ONE_DAY = dt.timedelta(days=1)


@dataclass(slots=True, eq=False)
class Run:
    """One measure from the day it began: its facts in order, and the measures that it put an end to."""

    type: str
    value: str
    place: str
    since: dt.date
    latest: dt.date
    repeated: dt.date
    end: dt.date | None = None
    facts: list[Fact] = field(default_factory=list)
    ended: list["Run"] = field(default_factory=list)
    places: frozenset[str] = frozenset()

    @property
    def what(self) -> What:
        """The value and the places, which decide what it ends and what it disagrees with."""
        return self.value, self.places

    @property
    def rank(self) -> tuple[int, dt.timedelta, str]:
        """The most severe first, then the latest begun."""
        return rank(self.type, self.value), dt.date.max - self.since, self.place

    def stale(self, today: dt.date) -> bool:
        """Whether nobody repeated it for long, and it does not itself say that it lasts until today."""
        if self.end is not None and self.end >= today:
            return False
        return (today - self.repeated).days > STALE_AFTER_DAYS[self.type]

    def take(self, fact: Fact, day: dt.date, today: dt.date) -> None:
        """Add a fact of that day. An end counts only from the run's first day on: nothing later shortens a measure that
        began without one."""
        self.place = self.place or fact.apart
        if fact.place and fact.place not in self.places:
            self.places |= {fact.place}
        if fact.ends is not None and (self.end is not None or day == self.since):
            self.end = fact.ends if day > self.latest else max(fact.ends, self.end or fact.ends)
        self.latest = day
        self.repeated = max(self.repeated, fact.repeated(today) or day)
        self.facts.append(fact)


@dataclass(frozen=True, slots=True)
class Step:
    """From this day the headline was this value (``None``: nothing was known any more)."""

    day: dt.date
    value: str | None


class Fold:
    """What stands on ``today`` after every fact: the measures in force, the last lapse, and the headline's steps."""

    def __init__(self, type_: str, facts: Iterable[Fact], today: dt.date, *, named: bool = True) -> None:
        self.type, self.today, self.named = type_, today, named
        self.active: list[Run] = []
        self.lapsed: Run | None = None
        self.steps: list[Step] = []
        dated = [(fact.effect, fact) for fact in sorted(facts, key=in_order) if fact.effect is not None]
        for day, batch in groupby(dated, key=lambda pair: pair[0]):
            self._lapse(day)
            self._take(day, [fact for _, fact in batch])
            self._note(day)
        self._lapse(today)

    def _lapse(self, day: dt.date) -> None:
        """End each measure whose own last day is before ``day``; what it had put an end to stands again."""
        while over := [run for run in self.active if run.end is not None and run.end < day]:
            run = min(over, key=lambda run: (run.end, run.rank))
            after = (run.end or day) + ONE_DAY
            self.active.remove(run)
            self._restore(run, after)
            self.lapsed = run
            self._note(after)

    def _restore(self, lapsed: Run, day: dt.date) -> None:
        later = [now for now in self.active if now.latest >= lapsed.since]
        held = {(now.value, now.place) for now in self.active}
        for run in _outlasting(lapsed, day):
            if (run.value, run.place) not in held and not any(self._ends(now, run) for now in later):
                self.active.append(run)

    def _ends(self, new: Run, old: Run) -> bool:
        return self.named and new is not old and ended_by(self.type, old.what, new.what)

    def _take(self, day: dt.date, batch: Sequence[Fact]) -> None:
        """Add the facts of one day at once, so that none of them ends another: they agree, add up, or disagree."""
        before = list(self.active)
        touched = [self._join(fact, day) for fact in sorted(batch, key=lambda fact: not fact.apart)]
        for old in before:
            enders = [run for run in touched if self._ends(run, old)]
            if enders and old in self.active and old not in touched and not self._contested(old, enders, day):
                self.active.remove(old)
                for run in enders:
                    run.ended.append(old)
        self.lapsed = None

    def _join(self, fact: Fact, day: dt.date) -> Run:
        run = self._run_of(fact)
        if run is not None and run.stale(day):
            self.active.remove(run)
            run = None
        if run is None:
            run = Run(self.type, fact.value, fact.apart, since=day, latest=day, repeated=day)
            self.active.append(run)
        run.take(fact, day, self.today)
        return run

    def _run_of(self, fact: Fact) -> Run | None:
        """The measure that the fact repeats: at its place, or at none told; for a fact without place, the latest."""
        like = [run for run in self.active if run.value == fact.value]
        if fact.apart:
            like = [run for run in like if run.place in (fact.apart, "")]
        return max(like, key=lambda run: (run.place == fact.apart, run.latest, run.place), default=None)

    def _contested(self, old: Run, enders: Sequence[Run], day: dt.date) -> bool:
        """Whether their order is not known: the old one is of the day before and more severe, and what would end it has
        no date of its own, so that it may be an older fact told late."""
        pairs = DISAGREE[self.type]
        return all(
            day - old.latest <= ONE_DAY
            and rank(self.type, old.value) < rank(self.type, run.value)
            and frozenset({old.value, run.value}) in pairs
            and not any(fact.dated for fact in run.facts if fact.effect == day)
            for run in enders
        )

    def headline(self, day: dt.date) -> Run | None:
        """The most severe measure that is not stale on that day; where all are, on the last day when one was not."""
        at = min(day, max((run.repeated for run in self.active), default=day))
        fresh = [run for run in self.active if not run.stale(day)] or [run for run in self.active if not run.stale(at)]
        return min(fresh, key=lambda run: run.rank, default=None)

    def _note(self, day: dt.date) -> None:
        run = self.headline(day)
        value = None if run is None else run.value
        if not self.steps or self.steps[-1].value != value:
            self.steps.append(Step(day, value))


def _outlasting(lapsed: Run, day: dt.date) -> Iterator[Run]:
    """What a lapsed measure had put an end to; for what would have lapsed meanwhile, what that had put an end to."""
    for run in lapsed.ended:
        if run.end is not None and run.end < day:
            yield from _outlasting(run, day)
        else:
            yield run
