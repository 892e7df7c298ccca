"""Which country's affairs a record belongs to, so that what is said of a crisis is found with the crisis."""

import bisect
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from tocsin.reading.engine import Text
from tocsin.reading.states import Mention
from tocsin.records import Contact, Telling

Said = TypeVar("Said", bound=Telling)

_PLACES = frozenset({"name", "capital", "city", "region"})
_UNIONS = frozenset({"EU", "NATO", "UN"})


def placed(text: Text, records: Sequence[Said]) -> list[Said]:
    """The records, each with ``about``: the host that it tells, else the country that its sentence or text is on."""
    starts = [sentence.start for sentence in text.sentences]
    return [msgspec.structs.replace(record, about=_about(text, starts, record)) for record in records]


def _about(text: Text, starts: list[int], record: Telling) -> str | None:
    told: str | None = getattr(record, "host", None)
    if told is not None:
        return told
    whole, scattered = text.leading
    leader = None if scattered else whole
    at = bisect.bisect_right(starts, record.start) - 1
    mentions = text.mentions[at] if at >= 0 else []
    named = _countries(mentions, _PLACES) or _countries(mentions, _PLACES | {"adjective"})
    if leader is not None and (not named or leader in _countries(mentions, _PLACES | {"adjective"})):
        return leader
    apart = [code for code in named if code not in _own(record)]
    return apart[0] if len(apart) == 1 else leader or (named[0] if len(named) == 1 else None)


def _countries(mentions: Sequence[Mention], kinds: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(each.code for each in mentions if each.kind in kinds and each.code not in _UNIONS))


def _own(record: Telling) -> set[str | None]:
    """The states of those who speak or act: a sentence is seldom on the country of its speaker."""
    if isinstance(record, Contact):
        return set(record.countries)
    names = ("speaker_country", "by_country", "actor_country")
    return {getattr(record, name, None) for name in names}
