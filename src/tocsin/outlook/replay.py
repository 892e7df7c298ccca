"""Years of signs, replayed day by day: what each host's outlook would have been on every morning."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tocsin.errors import DocumentError
from tocsin.origins.names import newsroom
from tocsin.outlook.breadth import Worldwide, worldwide
from tocsin.outlook.counting import STEPS, Span, counted, steps, usual
from tocsin.outlook.days import ReadDay, place_of
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import Indicator, Indicators, Sign
from tocsin.outlook.weighing import added, lasting

Levels = npt.NDArray[np.int8]


FIRST_YEAR = 365
"""Days of an archive that are only compared with."""


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """For each host and each day of ``span``: its level (0 quiet to 3 high) and the steps of each indicator."""

    span: Span
    levels: dict[str, Levels]
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
    taken: dict[str, dict[str, Levels]] = {}
    for host, of_host in sorted(by_host.items()):
        taken[host] = {each.name: _steps(of_host, each, span, broad) for each in among.indicator}
        levels[host] = _levels(of_host, taken[host], span, among)
    return Replay(span=span, levels=levels, steps=taken, signs={host: len(each) for host, each in by_host.items()})


def _steps(given: Iterable[Sign], indicator: Indicator, span: Span, broad: Worldwide) -> Levels:
    own = (sign for sign in given if sign.indicator == indicator.name)
    counts = counted(lasting(own, indicator, broad), indicator, span)
    before = usual(counts, indicator) if indicator.usual else np.zeros(span.days)
    needed = np.round(indicator.threshold + indicator.usual * before, 6)
    return steps(counts, needed, indicator.threshold).astype(np.int8)


def weights(taken: dict[str, Levels], among: Indicators) -> npt.NDArray[np.float64]:
    """For each day, what the indicators that are on weigh together."""
    worth = {each.name: np.array([added(each.weight, step) for step in range(STEPS + 1)]) for each in among.indicator}
    return np.asarray(sum(worth[name][of_indicator] for name, of_indicator in taken.items()), dtype=np.float64)


def _levels(given: list[Sign], taken: dict[str, Levels], span: Span, among: Indicators) -> Levels:
    rules = among.levels
    weight = weights(taken, among)
    reached = sum((weight >= each).astype(np.int8) for each in (rules.watch, rules.elevated, rules.high))
    found = np.asarray(reached, dtype=np.int8)
    for place in np.flatnonzero(found == 3):
        if not _many_voices(given, taken, int(place), span, among):
            found[place] = 2
    return found


def _many_voices(given: list[Sign], taken: dict[str, Levels], place: int, span: Span, among: Indicators) -> bool:
    day = span.first + dt.timedelta(days=place)
    windows = {each.name: each.window for each in among.indicator if taken[each.name][place]}
    voices = {
        sign.voice for sign in given if not sign.aside and 0 <= (day - sign.day).days < windows.get(sign.indicator, 0)
    }
    governments = sum(voice.startswith("gov:") for voice in voices)
    return governments >= among.levels.governments or len(voices) - governments >= among.levels.origins
