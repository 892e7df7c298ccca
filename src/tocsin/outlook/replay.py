"""Years of signs, replayed day by day: what each host's outlook would have been on every morning."""

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tocsin.errors import DocumentError
from tocsin.origins.names import newsroom
from tocsin.outlook.breadth import Worldwide, worldwide
from tocsin.outlook.counting import STEPS, Span, counted, needed, steps, usual
from tocsin.outlook.days import ReadDay, place_of
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import LEVELS, Indicator, Indicators, Sign
from tocsin.outlook.weighing import added, behind, lasting, leveled

Levels = npt.NDArray[np.int8]
Weights = npt.NDArray[np.float64]


FIRST_YEAR = 365
"""Days of an archive that are only compared with."""


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """For each host and each day of ``span``: its level (0 quiet to 3 high) and the steps of each indicator.

    ``weights`` is what the indicators that are on weigh together, zero where signs of too few days stand behind them.
    """

    span: Span
    levels: dict[str, Levels]
    weights: dict[str, Weights]
    steps: dict[str, dict[str, Levels]]
    signs: dict[str, int]


def heard_in(days: Iterable[ReadDay]) -> Iterator[Heard]:
    """The records of an archive, as indicators take them; each is known on the day that its brief stands under."""
    for day in days:
        for at, brief in enumerate(day.briefs):
            document = f"{day.date}/{at}"
            for place, record in enumerate(brief.records):
                yield Heard(
                    id=f"{document}/{place}",
                    record=record,
                    host=place_of(record, brief),
                    known=day.date,
                    origin=newsroom(brief.outlet) if brief.outlet else document,
                )


def signs_in(days: Iterable[ReadDay], among: Indicators) -> list[Sign]:
    """Every sign of an archive."""
    return list(signs(heard_in(days), among))


def span_of(days: Sequence[ReadDay]) -> Span:
    """The days of an archive from its second year on: before that nobody knows what is usual."""
    if not days:
        raise DocumentError("The archive holds no day. Name one that does.")
    first, last = days[0].date, days[-1].date
    return Span(min(first + dt.timedelta(days=FIRST_YEAR), last), last)


def replay(given: Iterable[Sign], span: Span, among: Indicators) -> Replay:
    """The level of every host on every day of the span, each from what was known by then."""
    by_host: defaultdict[str, list[Sign]] = defaultdict(list)
    for sign in sorted(set(given)):
        by_host[sign.host].append(sign)
    broad = worldwide((sign for each in by_host.values() for sign in each), among)
    levels: dict[str, Levels] = {}
    weighed: dict[str, Weights] = {}
    taken: dict[str, dict[str, Levels]] = {}
    for host, of_host in sorted(by_host.items()):
        taken[host] = {each.name: _steps(of_host, each, span, broad) for each in among.indicator}
        levels[host], weighed[host] = _levels(of_host, taken[host], span, among)
    return Replay(
        span=span,
        levels=levels,
        weights=weighed,
        steps=taken,
        signs={host: len(each) for host, each in by_host.items()},
    )


def _steps(given: Iterable[Sign], indicator: Indicator, span: Span, broad: Worldwide) -> Levels:
    own = (sign for sign in given if sign.indicator == indicator.name)
    counts = counted(lasting(own, indicator, broad), indicator, span)
    need = needed(usual(counts, indicator), indicator)
    return steps(counts, need, indicator.threshold).astype(np.int8)


def weights(taken: dict[str, Levels], among: Indicators) -> Weights:
    """For each day, what the indicators that are on weigh together."""
    worth = {each.name: np.array([added(each.weight, step) for step in range(STEPS + 1)]) for each in among.indicator}
    return np.asarray(sum(worth[name][of_indicator] for name, of_indicator in taken.items()), dtype=np.float64)


def _levels(given: list[Sign], taken: dict[str, Levels], span: Span, among: Indicators) -> tuple[Levels, Weights]:
    weight = weights(taken, among)
    spread = weight.copy()
    found = np.asarray(weight >= among.levels.watch, dtype=np.int8)
    for place in np.flatnonzero(found):
        who = behind(_counting(given, taken, int(place), span, among))
        found[place] = LEVELS.index(leveled(float(weight[place]), who, among.levels)[0])
        if who.days < among.levels.days:
            spread[place] = 0.0
    return found, spread


def _counting(given: list[Sign], taken: dict[str, Levels], place: int, span: Span, among: Indicators) -> Iterator[Sign]:
    """The signs in the windows of the indicators that are on; ``given`` are in the order of their days."""
    day = span.first + dt.timedelta(days=place)
    windows = {each.name: each.window for each in among.indicator if taken[each.name][place]}
    first = bisect.bisect_left(given, day - dt.timedelta(days=max(windows.values())), key=lambda each: each.day)
    last = bisect.bisect_right(given, day, key=lambda each: each.day)
    for sign in given[first:last]:
        if not sign.aside and (day - sign.day).days < windows.get(sign.indicator, 0):
            yield sign
