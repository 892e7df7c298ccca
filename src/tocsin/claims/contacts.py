"""Accounts of one call, meeting or visit: the same people, or the same states, on about the same day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import cast

from tocsin.claims.gather import Group, by_key, in_order, joined, near
from tocsin.claims.model import Told
from tocsin.claims.wording import person
from tocsin.records.model import Contact

TOLERANCE_DAYS = 1
"""Midnight falls between two capitals, and some accounts carry the date of their paper."""


def contact(told: Told) -> Contact:
    """The record as the contact that it is."""
    return cast(Contact, told.record)


def gather(records: Iterable[Told]) -> list[Group]:
    """Groups of one contact each. An account that names states only goes with the one contact of people it can be."""
    groups: list[Group] = []
    for _, group in sorted(by_key(records, _mode).items()):
        named = [each for each in group if len(people(each)) > 1]
        apart = joined(named, _same_people, TOLERANCE_DAYS)
        rest = []
        for each in in_order(told for told in group if len(people(told)) <= 1):
            fits = [place for place, made in enumerate(apart) if any(_same_states(each, other) for other in made)]
            if len(fits) == 1:
                apart[fits[0]].append(each)
            else:
                rest.append(each)
        groups += [*apart, *joined(rest, _same_states, TOLERANCE_DAYS)]
    return groups


def people(told: Told) -> frozenset[str]:
    """The persons that an account names, to compare by: who is not a state by name."""
    record = contact(told)
    states = {code for code in record.countries if code}
    return frozenset(
        person(name)
        for name, country in zip(record.participants, _padded(record), strict=True)
        if not (country in states and " " not in name.strip())
    )


def _padded(record: Contact) -> Sequence[str | None]:
    return [*record.countries, *([None] * len(record.participants))][: len(record.participants)]


def _mode(told: Told) -> str:
    return "call" if contact(told).mode == "call" else "in person"


def _same_people(one: Told, other: Told) -> bool:
    return len(people(one) & people(other)) > 1


def _same_states(one: Told, other: Told) -> bool:
    if not near(one, other, TOLERANCE_DAYS):
        return False
    first, second = states(one), states(other)
    known = people(one) & people(other)
    return (len(first) > 1 and first == second) or (bool(known) and bool(set(first) & set(second)))


def states(told: Told) -> Counter[str]:
    """The states that take part."""
    return Counter(code for code in contact(told).countries if code)
