"""From records to signs: which indicators a record answers, on which day, and as whose voice."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tocsin.outlook.model import Indicator, Indicators, Sign
from tocsin.records import AnyRecord, Event, Figure, Forewarning, Posture, Statement


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A record with what an indicator asks of it beside its words.

    ``known`` is the day that it could be known on (its publication, else its first sighting); ``origin`` whom it is
    known from: an agency, an outlet, or the document alone; ``host`` the country that it is of.
    """

    id: str
    record: AnyRecord
    host: str | None
    known: dt.date
    origin: str


def signs(heard: Iterable[Heard], among: Indicators) -> Iterator[Sign]:
    """Every sign that these records are, in their order. Old facts are no signs."""
    by_kind = _by_kind(among)
    for each in heard:
        if each.host is None or _is_old(each, among.levels.late):
            continue
        asked = by_kind.get(_kind(each.record), ())
        names = [one.name for one in asked if answers(each.record, one, host=each.host)]
        aside = aside_of(each.record.evidence, among) if names else ""
        for name in names:
            yield Sign(
                day=each.known,
                host=each.host,
                indicator=name,
                id=each.id,
                origin=each.origin,
                sender=getattr(each.record, "sender", None) or "",
                government=_government(each.record),
                aside=aside,
            )


def answers(record: AnyRecord, indicator: Indicator, *, host: str) -> bool:
    """Whether a record of a host answers the question of an indicator."""
    if _kind(record) not in indicator.kinds or not _fits(record, indicator):
        return False
    if indicator.abroad and not _is_from_abroad(record, host):
        return False
    if indicator.windowed and getattr(record, "window", None) is None:
        return False
    evidence = record.evidence
    if indicator.words and not _pattern(indicator.words).search(evidence):
        return False
    return not (indicator.unless and _pattern(indicator.unless).search(evidence))


def aside_of(evidence: str, among: Indicators) -> str:
    """What names these words as no political crisis; empty for nothing."""
    return next((each.name for each in among.aside if _pattern(each.words).search(evidence)), "")


def _fits(record: AnyRecord, indicator: Indicator) -> bool:
    asked: tuple[tuple[tuple[Any, ...], Any], ...] = (
        (indicator.types, getattr(record, "type", None)),
        (indicator.values, record.value if isinstance(record, Posture) else None),
        (indicator.modes, getattr(record, "mode", None)),
        (indicator.likelihood, getattr(record, "likelihood", None)),
        (indicator.units, getattr(record, "unit", None)),
    )
    return all(not wanted or has in wanted for wanted, has in asked) and (
        getattr(record, "modality", "fact") in indicator.modality
    )


def _is_from_abroad(record: AnyRecord, host: str) -> bool:
    if isinstance(record, Event):
        state = record.actor_country
    elif isinstance(record, Forewarning):
        state = record.threat_country or record.speaker_country
    elif isinstance(record, Statement):
        state = record.speaker_country
    else:
        state = getattr(record, "sender", None)
    return state is not None and state != host


def _government(record: AnyRecord) -> str:
    """The state whose act or word a posture or a warning is; what others tell of it is a newsroom's."""
    if isinstance(record, Posture):
        return (record.sender or "") if record.type != "carrier" else ""
    return (record.speaker_country or "") if isinstance(record, Forewarning) else ""


def _is_old(heard: Heard, late: int) -> bool:
    told = None if isinstance(heard.record, Forewarning | Figure) else getattr(heard.record, "date", None)
    return told is not None and told < heard.known - dt.timedelta(days=late)


def _kind(record: AnyRecord) -> str:
    return str(record.__struct_config__.tag)


@functools.lru_cache(maxsize=16)
def _by_kind(among: Indicators) -> dict[str, tuple[Indicator, ...]]:
    kinds = {kind for each in among.indicator for kind in each.kinds}
    return {kind: tuple(each for each in among.indicator if kind in each.kinds) for kind in kinds}


@functools.lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)
