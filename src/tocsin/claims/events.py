"""Events that several documents, or several posts of a live blog, tell: one type, actor and place, about one day."""

from collections.abc import Iterable
from typing import cast

from tocsin.claims.gather import Group, by_key, chains, joined, split_by_place
from tocsin.claims.model import Told
from tocsin.claims.wording import alike, content, person
from tocsin.records.model import Event

TOLERANCE_DAYS = 1


def event(told: Told) -> Event:
    """The record as the event that it is."""
    return cast(Event, told.record)


def gather(records: Iterable[Told]) -> list[Group]:
    """Groups of one event each. Where nobody is named on one side, the words of the sentences must be alike too."""
    groups: list[Group] = []
    for key, group in sorted(by_key(records, _key).items()):
        vague = not key[3] or not key[4]
        runs = joined(group, _alike, TOLERANCE_DAYS) if vague else chains(group, TOLERANCE_DAYS)
        groups += [made for run in runs for made in split_by_place(run, TOLERANCE_DAYS)]
    return groups


def _key(told: Told) -> tuple[str, str, str, str, str, str]:
    record = event(told)
    actor = record.actor_country or person(record.actor or "")
    recipient = record.recipient_country or person(record.recipient or "")
    return record.type, record.act or "", record.modality, actor, recipient, record.host or ""


def _alike(one: Told, other: Told) -> bool:
    return alike(content(one.record.evidence), content(other.record.evidence), least=0.5, shared=3)
