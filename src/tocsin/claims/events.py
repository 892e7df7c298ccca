"""Events that several documents, or several posts of a live blog, tell: one type, host and parties, about one day."""

from collections.abc import Iterable
from typing import cast

from tocsin.board.facts import folded
from tocsin.claims.gather import Group, by_key, joined
from tocsin.claims.model import Told
from tocsin.claims.wording import alike, content, person
from tocsin.records.model import Event

TOLERANCE_DAYS = 1


def event(told: Told) -> Event:
    """The record as the event that it is."""
    return cast(Event, told.record)


def shelf(told: Told) -> tuple[str, ...]:
    """Type, modality, parties and host: events that differ in one of them are never one."""
    record = event(told)
    actor, recipient = _party(record.actor_country, record.actor), _party(record.recipient_country, record.recipient)
    return record.type, record.act or "", record.modality, actor, recipient, record.host or ""


def gather(records: Iterable[Told]) -> list[Group]:
    """Groups of one event each.

    Of two named parties whatever they did that day at one place, or at none that is told, is one event; where a party
    or one of the places is not named, or the days differ by one, the words of the sentences must be alike too.
    """
    return [
        made
        for _, group in sorted(by_key(records, shelf).items())
        for made in joined(group, _same_event, TOLERANCE_DAYS)
    ]


def _party(country: str | None, name: str | None) -> str:
    return country or person(name or "")


def _same_event(one: Told, other: Told) -> bool:
    here, there = folded(event(one).place), folded(event(other).place)
    if here and there and here != there:
        return False
    named = shelf(one)[3] and shelf(one)[4]
    if named and here == there and one.day == other.day:
        return True
    return alike(content(one.record.evidence), content(other.record.evidence), least=0.5, shared=3)
