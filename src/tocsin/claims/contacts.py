"""Accounts of one call, meeting or visit: the same people, or the same states, on about the same day."""

import functools
import importlib.resources
from collections.abc import Iterable
from typing import cast

import msgspec

from tocsin.claims.gather import Group, by_key, in_order, joined, near
from tocsin.claims.model import Told
from tocsin.claims.wording import person
from tocsin.records.model import Contact

TOLERANCE_DAYS = 1
"""Midnight falls between two capitals, and some accounts carry the date of their paper."""


def contact(told: Told) -> Contact:
    """The record as the contact that it is."""
    return cast(Contact, told.record)


def shelf(told: Told) -> tuple[str, ...]:
    """A call or in person, and the states that take part; where fewer than two are known, the people."""
    record = contact(told)
    known = states(told)
    who = sorted(known) if len(known) > 1 else ["", *sorted(people(told))]
    return ("call" if record.mode == "call" else "in person", *who)


def gather(records: Iterable[Told]) -> list[Group]:
    """Groups of one contact each. An account that names states only goes with the one contact of people it can be."""
    groups: list[Group] = []
    for _, group in sorted(by_key(records, shelf).items()):
        named = [each for each in group if len(people(each)) > 1]
        apart = joined(named, _same_people, TOLERANCE_DAYS)
        rest = []
        for each in in_order(told for told in group if len(people(told)) <= 1):
            fits = [place for place, made in enumerate(apart) if any(_may_be(each, other) for other in made)]
            if len(fits) == 1:
                apart[fits[0]].append(each)
            else:
                rest.append(each)
        groups += [*apart, *joined(rest, _same_states, TOLERANCE_DAYS)]
    return groups


def people(told: Told) -> frozenset[str]:
    """The persons that an account names, to compare by: who is not a state by name."""
    return frozenset(person(name) for name in contact(told).participants if not is_state(name))


def is_state(name: str) -> bool:
    """Whether a participant is a state and no person."""
    return name.casefold().removeprefix("the ").strip() in _states()


@functools.cache
def _states() -> frozenset[str]:
    """Every way to write a state, folded; the reader's data, read as a file because the reader loads a language."""
    data = importlib.resources.files("tocsin").joinpath("reading/words/states.json").read_bytes()
    listed = msgspec.json.decode(data)["states"]
    written = (state.get(field) or () for state in listed for field in ("name", "official_name", "names"))
    return frozenset(
        each.casefold().removeprefix("the ")
        for ways in written
        for each in ((ways,) if isinstance(ways, str) else ways)
    )


def _same_people(one: Told, other: Told) -> bool:
    return len(people(one) & people(other)) > 1


def _may_be(vague: Told, named: Told) -> bool:
    """Whether an account that names fewer than two people can be of a contact of people, whose shelf it shares."""
    return near(vague, named, TOLERANCE_DAYS) and people(vague) <= people(named)


def _same_states(one: Told, other: Told) -> bool:
    """Whether two accounts that share a shelf and name fewer than two people each can be of one contact."""
    first, second = people(one), people(other)
    return not first or not second or first == second


def states(told: Told) -> frozenset[str]:
    """The states that take part."""
    return frozenset(code for code in contact(told).countries if code)
