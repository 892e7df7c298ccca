"""Measures towards many countries at once: a closed world is no crisis of one country."""

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping

import msgspec

from tocsin.outlook.model import Indicators, Sign

FRESH = 90
"""Days without the same from the same sender after which a measure towards a country is a new one."""


class Worldwide(msgspec.Struct, frozen=True):
    """The days of an indicator's signs that belong to a measure towards many countries, and since when that shows."""

    days: Mapping[str, Mapping[dt.date, dt.date]] = {}

    def since(self, sign: Sign) -> dt.date | None:
        """From which day on this sign is one of a measure towards many countries; ``None`` for never."""
        of_indicator = self.days.get(sign.indicator)
        shown = None if of_indicator is None else of_indicator.get(sign.day)
        return None if shown is None else max(shown, sign.day)


def worldwide(signs: Iterable[Sign], among: Indicators) -> Worldwide:
    """Find the days on which fresh signs of one indicator fell on ``hosts`` countries within ``together`` days.

    Only what governments and carriers do about their own people is looked at; ``signs`` are those of all hosts.
    """
    own = {each.name for each in among.indicator if each.group == "nationals"}
    by_indicator: defaultdict[str, set[tuple[dt.date, str, str]]] = defaultdict(set)
    for sign in signs:
        if sign.indicator in own and not sign.aside:
            by_indicator[sign.indicator].add((sign.day, sign.host, sign.sender or sign.voice))
    rules = among.levels
    found = {
        name: _broad(_fresh(sorted(told)), hosts=rules.hosts, together=rules.together)
        for name, told in sorted(by_indicator.items())
    }
    return Worldwide({name: days for name, days in found.items() if days})


def _fresh(told: Iterable[tuple[dt.date, str, str]]) -> list[tuple[dt.date, str]]:
    last: dict[tuple[str, str], dt.date] = {}
    fresh: list[tuple[dt.date, str]] = []
    for day, host, sender in told:
        before = last.get((host, sender))
        if before is None or (day - before).days > FRESH:
            fresh.append((day, host))
        last[host, sender] = day
    return fresh


def _broad(fresh: list[tuple[dt.date, str]], *, hosts: int, together: int) -> dict[dt.date, dt.date]:
    """Each day of a broad stretch, with the first day on which that stretch could be seen to be one."""
    shown: dict[dt.date, dt.date] = {}
    recent: deque[tuple[dt.date, str]] = deque()
    often: Counter[str] = Counter()
    for day, host in fresh:
        recent.append((day, host))
        often[host] += 1
        while (day - recent[0][0]).days > together:
            _, gone = recent.popleft()
            often[gone] -= 1
            if not often[gone]:
                del often[gone]
        if len(often) >= hosts:
            for back in range((day - recent[0][0]).days + 1):
                shown.setdefault(day - dt.timedelta(days=back), day)
    return shown
