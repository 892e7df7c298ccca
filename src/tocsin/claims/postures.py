"""Posture records that assert one measure: of one sender, in one host, of one value and place, about one day."""

from collections.abc import Iterable, Sequence
from typing import cast

from tocsin.board.facts import folded
from tocsin.board.rules import PLACED, STALE_AFTER_DAYS
from tocsin.claims.gather import Group, by_key, chains, split_by_place
from tocsin.claims.model import Told
from tocsin.records.model import Posture

TOLERANCE_DAYS = 3
"""Announced on one day, in force on another, reported on a third; two orders of one kind a week apart are two."""

Key = tuple[str, str, str, str, str, str]


def posture(told: Told) -> Posture:
    """The record as the posture that it is."""
    return cast(Posture, told.record)


def gather(records: Iterable[Told]) -> list[Group]:
    """Groups of one measure each. What is planned, considered or denied is apart from what is done."""
    groups = []
    for key, group in sorted(by_key(records, shelf).items()):
        repeated_for = STALE_AFTER_DAYS[key[2]]
        for chain in _with_undated(group, repeated_for):
            placed = key[3] in PLACED.get(key[2], ())
            groups += split_by_place(chain, TOLERANCE_DAYS) if placed else [chain]
    return groups


def measure(told: Told) -> tuple[str, ...]:
    """Sender, host, type and value, whatever the modality."""
    return shelf(told)[:4]


def shelf(told: Told) -> Key:
    """Sender, host, type, value, modality and region: postures that differ in one of them are never one."""
    record = posture(told)
    regional = record.scope == "regional"
    place = folded(record.place) if regional else ""
    return record.sender or "", record.host or "", record.type, record.value, record.modality, f"{regional}{place}"


def _with_undated(group: Sequence[Told], repeated_for: int) -> list[Group]:
    """Chains of the records that tell their day; those that tell none repeat the chain before their publication."""
    made = chains([each for each in group if each.dated is not None], TOLERANCE_DAYS)
    ends = [chain[-1].day for chain in made]
    rest: Group = []
    for each in (told for told in group if told.dated is None):
        before = [
            place
            for place, (chain, end) in enumerate(zip(made, ends, strict=True))
            if each.day is not None
            and chain[0].day is not None
            and end is not None
            and (each.day - chain[0].day).days >= -TOLERANCE_DAYS
            and (each.day - end).days <= repeated_for
        ]
        if before:
            made[before[-1]].append(each)
        else:
            rest.append(each)
    return [*made, *chains(rest, TOLERANCE_DAYS)]
