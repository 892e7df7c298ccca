"""From signs to an outlook: which indicators are on, which level they make together, and what holds it back."""

import bisect
import datetime as dt
import operator
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

Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the sentence, or the origin, of each record, by ids."""

Newsrooms = Callable[[Mapping[str, int], dt.date], int]
"""Counts the newsrooms behind some indicators, given with their windows in days, on a day."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """When it is asked about, from what was known when; ``began`` is the first day that the ledger reaches back to."""

    as_of: dt.date
    known_at: dt.datetime | None = None
    began: dt.date | None = None


class Gathered:
    """The signs of one host, by indicator: when each unit counts, and what may be shown or stand behind a level.

    Signs that count alike on a day may come as one, that of the last id; one whose voice is a newsroom may then come
    without its origin.
    """

    def __init__(self, among: Indicators, worldwide: Worldwide) -> None:
        self._worldwide = worldwide
        self._of = {each.name: each for each in among.indicator}
        self.units: dict[str, dict[str, list[Lasting]]] = {name: {} for name in self._of}
        self.signs: dict[str, list[Sign]] = {name: [] for name in self._of}

    def add(self, sign: Sign) -> None:
        """Take a sign in; those of an indicator come in order of their days."""
        indicator = self._of.get(sign.indicator)
        if indicator is None:
            return
        self.signs[sign.indicator].append(sign)
        if not sign.aside:
            lasting = Lasting(sign.day, self._worldwide.since(sign))
            self.units[sign.indicator].setdefault(sign.unit(indicator.count), []).append(lasting)

    def is_broad(self, name: str, day: dt.date, as_of: dt.date) -> bool:
        """Whether the signs of an indicator on a day are known as a measure towards many countries by ``as_of``."""
        shown = self._worldwide.days.get(name, {}).get(day)
        return shown is not None and max(shown, day) <= as_of

    def recent(self, indicator: Indicator, as_of: dt.date) -> list[Sign]:
        """The signs of its window, those set aside where they were one of a measure towards many countries by then."""
        return [_as_aside(each, self._worldwide.since(each), as_of) for each in self._window(indicator, as_of)]

    def counting(self, indicator: Indicator, as_of: dt.date) -> list[Sign]:
        """The signs of its window that are not set aside."""
        signs = [each for each in self._window(indicator, as_of) if not each.aside]
        if indicator.name not in self._worldwide.days:
            return signs
        return [each for each in signs if not self.is_broad(indicator.name, each.day, as_of)]

    def _window(self, indicator: Indicator, as_of: dt.date) -> list[Sign]:
        signs, by_day = self.signs[indicator.name], operator.attrgetter("day")
        first = bisect.bisect_right(signs, as_of - dt.timedelta(days=indicator.window), key=by_day)
        return signs[first : bisect.bisect_right(signs, as_of, key=by_day)]


def weigh(
    signs: Iterable[Sign],
    *,
    host: str,
    moment: Moment,
    among: Indicators,
    worldwide: Worldwide = Worldwide(),  # noqa: B008 - frozen and empty
    sentences: Texts = lambda ids: {},  # noqa: ARG005 - a caller who wants none
) -> Outlook:
    """The outlook of a host at a moment, from its signs up to then; the same in whatever order they come."""
    gathered = Gathered(among, worldwide)
    for sign in sorted(set(signs)):
        if sign.host == host and sign.day <= moment.as_of:
            gathered.add(sign)
    return weighed(gathered, host=host, moment=moment, among=among, sentences=sentences)


def weighed(
    gathered: Gathered,
    *,
    host: str,
    moment: Moment,
    among: Indicators,
    sentences: Texts,
    origins: Texts = lambda ids: {},  # noqa: ARG005 - a caller whose signs have theirs
    newsrooms: Newsrooms | None = None,
) -> Outlook:
    """The outlook of a host from its signs, gathered. ``origins`` and ``newsrooms`` tell what folded signs do not."""
    looked = [_look(gathered, each, moment, among.levels) for each in among.indicator]
    shown_signs = [sign for each in looked for sign in (*each.counting, *each.apart)]
    told = sentences(sorted({sign.id for sign in shown_signs}))
    by = origins(sorted({sign.id for sign in shown_signs if not (sign.government or sign.origin)}))
    shown = tuple(each.shown(told, by) for each in looked)
    weight = points(shown)
    who = behind(sign for each in looked if each.state == "on" for sign in each.behind)
    if newsrooms is not None and wants_newsrooms(weight, who, among.levels):
        on = {each.indicator.name: each.indicator.window for each in looked if each.state == "on"}
        who = who._replace(newsrooms=newsrooms(on, moment.as_of))
    level, held_back = leveled(weight, who, among.levels)
    if unknown := sum(each.state == "unknown" for each in shown):
        told_apart = f"{unknown} more count, and the ledger is too young to say what is usual."
        held_back = f"{held_back} {told_apart}" if held_back else told_apart
    return Outlook(
        host=host, level=level, as_of=moment.as_of, known_at=moment.known_at, shown=shown, held_back=held_back
    )


def wants_newsrooms(weight: float, who: "Behind", rules: Rules) -> bool:
    """Whether a level hangs on how many newsrooms stand behind it."""
    return weight >= rules.high and who.governments < rules.governments


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
    behind: tuple[Sign, ...]

    def shown(self, told: Mapping[str, str], origins: Mapping[str, str]) -> Shown:
        return Shown(
            indicator=self.indicator,
            state=self.state,
            counted=self.counted,
            needed=self.needed,
            usual=self.usual,
            steps=self.steps,
            evidence=tuple(_evidence(sign, told, origins) for sign in self.counting),
            set_aside=tuple(_evidence(sign, told, origins) for sign in self.apart),
        )


def _look(gathered: Gathered, indicator: Indicator, moment: Moment, rules: Rules) -> _Looked:
    now, before = _measured(gathered.units[indicator.name], indicator, moment.as_of)
    young = is_young(indicator, moment.as_of, moment.began, rules)
    known = None if before is None or (young and now > 0) else before
    need = float(needed(np.array([known or 0.0]), indicator)[0])
    uncompared = before is not None and known is None and indicator.group != "nationals"
    state, step = _state(now, need, indicator, unknown=uncompared)
    recent = gathered.recent(indicator, moment.as_of)
    counting = [each for each in recent if not each.aside]
    return _Looked(
        indicator=indicator,
        state=state,
        counted=now,
        needed=need,
        usual=known,
        steps=step,
        counting=_latest(counting, indicator),
        apart=_latest([each for each in recent if each.aside], indicator),
        behind=tuple(counting),
    )


def _measured(
    units: Mapping[str, Iterable[Lasting]], indicator: Indicator, as_of: dt.date
) -> tuple[float, float | None]:
    """What an indicator counts on a day, and what is usual there, where it is asked."""
    if not units:
        return 0.0, 0.0 if indicator.usual else None
    counts = counted(units, indicator, Span(as_of, as_of).wider(reach(indicator)))
    return float(counts[-1]), float(usual(counts, indicator)[-1]) if indicator.usual else None


def is_young(indicator: Indicator, as_of: dt.date, began: dt.date | None, rules: Rules) -> bool:
    """Whether a ledger does not reach back far enough to tell what is usual."""
    return began is not None and (as_of - began).days < rules.young + indicator.window


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


def _evidence(sign: Sign, told: Mapping[str, str], origins: Mapping[str, str]) -> Evidence:
    voice = sign.voice if sign.government or sign.origin else f"press:{origins.get(sign.id, '')}"
    return Evidence(id=sign.id, day=sign.day, voice=voice, sentence=told.get(sign.id, ""), aside=sign.aside)


class Behind(NamedTuple):
    """How many governments, newsrooms and days stand behind a level."""

    governments: int
    newsrooms: int
    days: int


def behind(signs: Iterable[Sign]) -> Behind:
    """Who and when, among the signs that count."""
    every = list(signs)
    governments = {each.government for each in every if each.government}
    newsrooms = {each.origin for each in every if not each.government}
    return Behind(len(governments), len(newsrooms), len({each.day for each in every}))


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
