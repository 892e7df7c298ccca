"""From signs to an outlook: which indicators are on, which level they make together, and what holds it back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from tocsin.outlook.breadth import Worldwide
from tocsin.outlook.counting import Lasting, Span, counted, needed, reach, steps, usual
from tocsin.outlook.model import LEVELS, Evidence, Indicator, Indicators, Level, Outlook, Rules, Shown, Sign, State

SHOWN = 8
"""At most so many signs stand under an indicator, the latest of each unit."""

Sentences = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the sentence of each record, by ids."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """When it is asked about, from what was known when; ``began`` is the first day that the ledger reaches back to."""

    as_of: dt.date
    known_at: dt.datetime | None = None
    began: dt.date | None = None


def weigh(
    signs: Iterable[Sign],
    *,
    host: str,
    moment: Moment,
    among: Indicators,
    worldwide: Worldwide = Worldwide(),  # noqa: B008 - frozen and empty
    sentences: Sentences = lambda ids: {},  # noqa: ARG005 - a caller who wants none
) -> Outlook:
    """The outlook of a host at a moment, from its signs up to then; the same in whatever order they come."""
    by_indicator: defaultdict[str, list[Sign]] = defaultdict(list)
    for sign in sorted(set(signs)):
        if sign.host == host and sign.day <= moment.as_of:
            by_indicator[sign.indicator].append(sign)
    looked = [_look(by_indicator[each.name], each, moment, among.levels, worldwide) for each in among.indicator]
    told = sentences(sorted({sign.id for each in looked for sign in (*each.counting, *each.apart)}))
    shown = tuple(each.shown(told) for each in looked)
    level, held_back = leveled(points(shown), behind(_counting(looked)), among.levels)
    if unknown := sum(each.state == "unknown" for each in shown):
        told_apart = f"{unknown} more count, and the ledger is too young to say what is usual."
        held_back = f"{held_back} {told_apart}" if held_back else told_apart
    return Outlook(
        host=host, level=level, as_of=moment.as_of, known_at=moment.known_at, shown=shown, held_back=held_back
    )


class _Looked(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator as measured, with the signs that are to be shown under it."""

    indicator: Indicator
    state: State
    counted: float
    needed: float
    usual: float | None
    steps: int
    counting: tuple[Sign, ...]
    apart: tuple[Sign, ...]
    behind: frozenset[Sign]

    def shown(self, told: Mapping[str, str]) -> Shown:
        return Shown(
            indicator=self.indicator,
            state=self.state,
            counted=self.counted,
            needed=self.needed,
            usual=self.usual,
            steps=self.steps,
            evidence=tuple(_evidence(sign, told) for sign in self.counting),
            set_aside=tuple(_evidence(sign, told) for sign in self.apart),
        )


def _look(signs: Sequence[Sign], indicator: Indicator, moment: Moment, rules: Rules, worldwide: Worldwide) -> _Looked:
    shows = {sign: worldwide.since(sign) for sign in signs}
    span = Span(moment.as_of, moment.as_of).wider(reach(indicator))
    counts = counted(lasting(signs, indicator, worldwide), indicator, span)
    now = float(counts[-1])
    before = float(usual(counts, indicator)[-1]) if indicator.usual else None
    young = moment.began is not None and (moment.as_of - moment.began).days < rules.young + indicator.window
    known = None if before is None or (young and now > 0) else before
    need = float(needed(np.array([known or 0.0]), indicator)[0])
    uncompared = before is not None and known is None and indicator.group != "nationals"
    state, step = _state(now, need, indicator, unknown=uncompared)
    recent = [each for each in signs if (moment.as_of - each.day).days < indicator.window]
    apart = [_as_aside(each, shows[each], moment.as_of) for each in recent]
    counting = [each for each in apart if not each.aside]
    return _Looked(
        indicator=indicator,
        state=state,
        counted=now,
        needed=need,
        usual=known,
        steps=step,
        counting=_latest(counting, indicator),
        apart=_latest([each for each in apart if each.aside], indicator),
        behind=frozenset(counting),
    )


def lasting(signs: Iterable[Sign], indicator: Indicator, worldwide: Worldwide) -> dict[str, list[Lasting]]:
    """The days of each unit of an indicator, from those of its signs that are not set aside."""
    by_unit: defaultdict[str, list[Lasting]] = defaultdict(list)
    for sign in signs:
        if not sign.aside:
            by_unit[sign.unit(indicator.count)].append(Lasting(sign.day, worldwide.since(sign)))
    return by_unit


def _state(now: float, need: float, indicator: Indicator, *, unknown: bool) -> tuple[State, int]:
    if now < indicator.threshold:
        return "off", 0
    if unknown:
        return "unknown", 0
    step = int(steps(np.array([now]), need, indicator.threshold)[0])
    return ("on", step) if step else ("usual", 0)


def _as_aside(sign: Sign, shows: dt.date | None, as_of: dt.date) -> Sign:
    if not sign.aside and shows is not None and shows <= as_of:
        return msgspec.structs.replace(sign, aside="a measure towards many countries at once")
    return sign


def _latest(signs: Iterable[Sign], indicator: Indicator) -> tuple[Sign, ...]:
    """The latest sign of each unit, the latest first."""
    of_unit: dict[str, Sign] = {}
    for sign in sorted(signs):
        of_unit[sign.unit(indicator.count)] = sign
    return tuple(sorted(of_unit.values(), key=lambda each: (-each.day.toordinal(), each.id))[:SHOWN])


def _evidence(sign: Sign, told: Mapping[str, str]) -> Evidence:
    return Evidence(id=sign.id, day=sign.day, voice=sign.voice, sentence=told.get(sign.id, ""), aside=sign.aside)


def _counting(looked: Iterable[_Looked]) -> set[Sign]:
    """The signs in the windows of the indicators that are on."""
    return {sign for each in looked if each.state == "on" for sign in each.behind}


class Behind(NamedTuple):
    """How many governments, newsrooms and days stand behind a level."""

    governments: int
    newsrooms: int
    days: int


def behind(signs: Iterable[Sign]) -> Behind:
    """Who and when, among the signs that count."""
    every = set(signs)
    voices = {each.voice for each in every}
    governments = sum(voice.startswith("gov:") for voice in voices)
    return Behind(governments, len(voices) - governments, len({each.day for each in every}))


def points(shown: Iterable[Shown]) -> float:
    """What the indicators that are on weigh together; each step above the first adds half of its weight."""
    return sum(added(each.indicator.weight, each.steps) for each in shown if each.state == "on")


def added(weight: float, step: int) -> float:
    """What an indicator adds at a step."""
    return weight * (1 + step) / 2 if step else 0.0


def leveled(weight: float, who: Behind, rules: Rules) -> tuple[Level, str | None]:
    """The level of a weight, and why it is held back where too few speak for it, or only one day."""
    reached = sum(weight >= each for each in (rules.watch, rules.elevated, rules.high))
    if reached > 1 and who.days < rules.days:
        return LEVELS[1], f"More than 'watch' wants signs of {rules.days} days; there is {who.days}."
    if reached == len(LEVELS) - 1 and who.governments < rules.governments and who.newsrooms < rules.origins:
        return LEVELS[-2], (
            f"'high' wants {rules.governments} governments or {rules.origins} newsrooms behind it; "
            f"there are {who.governments} and {who.newsrooms}."
        )
    return LEVELS[reached], None
