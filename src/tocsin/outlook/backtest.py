"""How early the outlook warned of known crises, and how often for nothing, over years of an archive."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from tocsin.errors import SettingsError
from tocsin.outlook.replay import Levels, Replay

HORIZON = 90
"""Days before an event within which a warning is one of it."""
AFTERWARDS = 365
"""Days after an event in which its country is not quiet."""
APART = 30
"""Days below the level after which the next warning is a new one."""
IN_THE_NEWS = 50
"""Signs over the whole archive from which a country counts as one that is often in the news."""

Half = Literal["odd", "even"]


class Episode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A crisis, its host, the day before which people should have been out, and what it was."""

    name: str
    host: str
    day: dt.date
    kind: str


class Unquiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Years in which a host was not quiet; both days included."""

    host: str
    since: dt.date
    until: dt.date


class Episodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an outlook is measured by."""

    episodes: tuple[Episode, ...]
    unquiet: tuple[Unquiet, ...] = ()

    def half(self, which: Half | None) -> "tuple[Episode, ...]":
        """The first, third, ... by their days, or the second, fourth, ...; all without a half."""
        ordered = sorted(self.episodes, key=lambda each: (each.day, each.name))
        return tuple(ordered if which is None else ordered[0 if which == "odd" else 1 :: 2])


class Warned(msgspec.Struct, frozen=True, kw_only=True):
    """One episode as it was seen: the first day of warning within the horizon and what was on then.

    ``lead`` is in days, ``None`` for no warning. ``usually`` is the share of this host's quiet days on which somebody
    who looked back over a horizon would have found a warning: what a warning is worth there.
    """

    episode: Episode
    first: dt.date | None
    lead: int | None
    on: tuple[str, ...]
    usually: float | None


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """A warning in quiet days."""

    host: str
    day: dt.date
    on: tuple[str, ...]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """False alarms over the quiet time of some countries."""

    countries: int
    country_years: float
    alarms: tuple[Alarm, ...]

    @property
    def per_ten_years(self) -> float:
        """False alarms in ten years of one country."""
        return 10 * len(self.alarms) / self.country_years if self.country_years else 0.0


class Backtest(msgspec.Struct, frozen=True, kw_only=True):
    """A backtest at one level, with the false alarms of ``every`` country that the archive has a sign of, of those that
    are often in the ``news``, and of those ``named`` by episodes.

    ``share`` is, for each indicator, the share of the warned episodes in which it was on.
    """

    warned: tuple[Warned, ...]
    outside: tuple[Episode, ...]
    every: Tally
    news: Tally
    named: Tally
    share: dict[str, float]

    @property
    def hits(self) -> int:
        """How many episodes were warned of."""
        return sum(each.lead is not None for each in self.warned)


def episodes_in(path: Path) -> Episodes:
    """The episodes of a file. Raises SettingsError that says what is wrong in it."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Episodes)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        message = f"{path}: is no file of episodes ({error}). Each has a name, a host, a day and a kind."
        raise SettingsError(message) from None
    return found


def backtest(replayed: Replay, given: Episodes, *, half: Half | None = None, level: int = 2) -> Backtest:
    """Measure a replay. Quiet is what lies outside every episode's time and outside ``unquiet``, in whichever half."""
    first = replayed.span.first + dt.timedelta(days=HORIZON)
    chosen = [each for each in given.half(half) if first <= each.day <= replayed.span.last]
    quiet = {host: _quiet(host, given, replayed) for host in replayed.levels}
    warned = tuple(_warned(each, replayed, level, quiet) for each in chosen)
    told = [host for host, count in replayed.signs.items() if count >= IN_THE_NEWS]
    named = {each.host for each in given.episodes} & set(replayed.levels)
    return Backtest(
        warned=warned,
        outside=tuple(each for each in given.half(half) if each not in chosen),
        every=_tally(sorted(replayed.levels), replayed, level, quiet),
        news=_tally(sorted(told), replayed, level, quiet),
        named=_tally(sorted(named), replayed, level, quiet),
        share=_share(warned),
    )


def curve(
    replayed: Replay, given: Episodes, *, half: Half | None, at: Sequence[float]
) -> list[tuple[float, int, int, float, float]]:
    """Hits, episodes, and false alarms in ten years (every, named) for each threshold on the sum of weights."""
    rows = []
    for threshold in at:
        levels: dict[str, Levels] = {
            host: (each >= threshold).astype(np.int8) for host, each in replayed.weights.items()
        }
        found = backtest(msgspec.structs.replace(replayed, levels=levels), given, half=half, level=1)
        rows.append((threshold, found.hits, len(found.warned), found.every.per_ten_years, found.named.per_ten_years))
    return rows


def _quiet(host: str, given: Episodes, replayed: Replay) -> npt.NDArray[np.bool_]:
    quiet = np.ones(replayed.span.days, dtype=bool)
    around = [
        (each.day - dt.timedelta(days=HORIZON), each.day + dt.timedelta(days=AFTERWARDS))
        for each in given.episodes
        if each.host == host
    ]
    for since, until in (*around, *((each.since, each.until) for each in given.unquiet if each.host == host)):
        start = max(0, (since - replayed.span.first).days)
        quiet[start : max(0, (until - replayed.span.first).days + 1)] = False
    return quiet


def _warned(episode: Episode, replayed: Replay, level: int, quiet: dict[str, npt.NDArray[np.bool_]]) -> Warned:
    levels = replayed.levels.get(episode.host)
    if levels is None:
        return Warned(episode=episode, first=None, lead=None, on=(), usually=None)
    place = (episode.day - replayed.span.first).days
    warning = np.flatnonzero(levels[place - HORIZON : place] >= level)
    usually = _usually(levels >= level, quiet[episode.host])
    if not warning.size:
        return Warned(episode=episode, first=None, lead=None, on=(), usually=usually)
    at = place - HORIZON + int(warning[0])
    return Warned(
        episode=episode,
        first=replayed.span.first + dt.timedelta(days=at),
        lead=place - at,
        on=_on(replayed, episode.host, at),
        usually=usually,
    )


def _usually(warning: npt.NDArray[np.bool_], quiet: npt.NDArray[np.bool_]) -> float | None:
    if not quiet.any():
        return None
    seen = np.convolve(warning, np.ones(HORIZON))[: warning.size] > 0
    return round(float(seen[quiet].mean()), 3)


def _tally(hosts: Iterable[str], replayed: Replay, level: int, quiet: dict[str, npt.NDArray[np.bool_]]) -> Tally:
    hosts = list(hosts)
    alarms = [
        Alarm(host=host, day=replayed.span.first + dt.timedelta(days=at), on=_on(replayed, host, at))
        for host in hosts
        for at in _beginnings(replayed.levels[host] >= level)
        if quiet[host][at]
    ]
    years = sum(float(quiet[host].sum()) for host in hosts) / 365.25
    return Tally(countries=len(hosts), country_years=round(years, 1), alarms=tuple(alarms))


def _beginnings(warning: npt.NDArray[np.bool_]) -> list[int]:
    found: list[int] = []
    last: int | None = None
    for at in np.flatnonzero(warning):
        if last is None or at - last > APART:
            found.append(int(at))
        last = int(at)
    return found


def _on(replayed: Replay, host: str, at: int) -> tuple[str, ...]:
    return tuple(name for name, steps in replayed.steps[host].items() if steps[at] > 0)


def _share(warned: Iterable[Warned]) -> dict[str, float]:
    hits = [each for each in warned if each.lead is not None]
    names = sorted({name for each in hits for name in each.on})
    return {name: round(sum(name in each.on for each in hits) / len(hits), 2) for name in names}
