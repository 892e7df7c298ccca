"""Records into groups that assert the same, whatever order they come in."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from tocsin.board.facts import folded
from tocsin.claims.model import Told

_UNDATED = 10_000_000
"""A day later than every other, so that undated records are near each other only."""

Group = list[Told]
Key = TypeVar("Key", bound=Hashable)


def by_key(records: Iterable[Told], key: Callable[[Told], Key]) -> dict[Key, Group]:
    """Groups of equal keys, each in order of day and id."""
    groups: dict[Key, Group] = {}
    for each in in_order(records):
        groups.setdefault(key(each), []).append(each)
    return groups


def in_order(records: Iterable[Told]) -> Group:
    """By the day that they tell of, then by id; undated ones last."""
    return sorted(records, key=lambda each: (each.day or dt.date.max, each.id))


def chains(records: Iterable[Told], days: int) -> list[Group]:
    """Runs of records that lie at most so many days apart, one after another; undated ones are one run."""
    made: list[Group] = []
    for each in in_order(records):
        last = made[-1][-1] if made else None
        if last is not None and near(last, each, days):
            made[-1].append(each)
        else:
            made.append([each])
    return made


def near(one: Told, other: Told, days: int) -> bool:
    """Whether both are undated, or both dated and at most so many days apart."""
    if one.day is None or other.day is None:
        return one.day is None and other.day is None
    return abs((one.day - other.day).days) <= days


def joined(records: Iterable[Told], same: Callable[[Told, Told], bool], days: int) -> list[Group]:
    """The groups that pairs of the same, at most so many days apart, make together."""
    ordered = in_order(records)
    dates = [each.day.toordinal() if each.day else _UNDATED for each in ordered]
    leader = list(range(len(ordered)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for place, each in enumerate(ordered):
        for earlier in range(place - 1, -1, -1):
            if dates[place] - dates[earlier] > days:
                break
            if lead(earlier) != lead(place) and same(ordered[earlier], each):
                leader[max(lead(earlier), lead(place))] = min(lead(earlier), lead(place))
    led = sorted(range(len(ordered)), key=lambda place: (lead(place), place))
    return [[ordered[place] for place in group] for _, group in groupby(led, key=lead)]


def split_by_place(group: Sequence[Told], days: int) -> list[Group]:
    """One group a place; those that name none go with the only place that there is, or stand apart."""
    places = by_key(group, lambda each: folded(getattr(each.record, "place", None)))
    if len([place for place in places if place]) <= 1:
        return [list(group)]
    return [chain for place in sorted(places) for chain in chains(places[place], days)]
