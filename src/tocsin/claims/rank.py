"""How much a claim weighs in a timeline: by a rule that is written down (docs/claims.md), never by what is true."""

import datetime as dt
import math
from collections.abc import Iterable

import msgspec

from tocsin.board.facts import folded
from tocsin.claims.model import Claim
from tocsin.records.model import Contact, Event, Figure, Forewarning, Posture, Record

POSTURES = {
    "avoid_all": 9,
    "leave": 9,
    "closed": 9,
    "departure_ordered": 9,
    "relocated": 9,
    "shelter": 8,
    "families_leave": 7,
    "withdrawn": 7,
    "consider_leaving": 6,
    "avoid_nonessential": 6,
    "suspended": 6,
    "reduced": 6,
    "reopened": 6,
    "deployed": 5,
}
OTHER_POSTURE = 4
NOT_IN_FORCE = 3
"""Taken off what is planned, considered or denied."""
EVENTS = {"ASSAULT": 5, "COERCE": 4, "MOBILIZE": 4, "RETREAT": 4, "CONCEDE": 4, "AGREE": 4, "SANCTION": 3}
OTHER_EVENT, CONTACT, WARNING, FIGURE, SAID = 2, 3, 4, 1, 1
WINDOW, OPENING, CONTESTED = 1, 2, 2
"""Added for a warning that names its window, a first of its kind, and anything that somebody denies or doubts."""
MOST_ORIGINS = 6
LARGE = 4
"""At most so much is added for independent origins, and for the size of a figure."""


def weight(claim: Claim, *, opening: bool = False) -> int:
    """The weight of a claim, more for what matters more; ``opening`` for a sender's first posture of its kind there.

    It is the weight of what is said, plus two for each doubling of its independent origins, plus two where it is a
    first, plus two where it is contested.
    """
    said = _said(claim.said)
    if isinstance(claim.said, Figure):
        said = FIGURE + max((_size(each.value) for each in claim.values), default=0)
    return said + _heard(claim) + OPENING * opening + CONTESTED * bool(claim.contests)


def openings(made: Iterable[Claim]) -> frozenset[str]:
    """The ids of the claims that are a sender's first measure of its kind in a country, of those that are given."""
    first: dict[tuple[str | None, ...], tuple[dt.date, str]] = {}
    for each in made:
        said = each.said
        if isinstance(said, Posture) and said.modality == "fact" and each.since is not None:
            region = f"part {folded(said.place)}" if said.scope == "regional" else None
            key = (said.sender, said.host, said.type, said.value, region)
            first[key] = min(first.get(key, (dt.date.max, "")), (each.since, each.id))
    return frozenset(id_ for _, id_ in first.values())


def reasons(claim: Claim, *, opening: bool = False) -> tuple[str, ...]:
    """What the weight of a claim is made of, in words."""
    said = weight(msgspec.structs.replace(claim, voices=(), contests=()))
    found = [f"{_named(claim.said)} {said}"]
    if claim.independent > 1 and (heard := _heard(claim)):
        found.append(f"{claim.independent} origins {heard}")
    found += [f"first of its kind {OPENING}"] * opening + [f"contested {CONTESTED}"] * bool(claim.contests)
    return tuple(found)


def _named(record: Record) -> str:
    of = getattr(record, "value", None) if isinstance(record, Posture) else getattr(record, "type", None)
    kind = str(type(record).__struct_config__.tag)
    return f"{kind} {of}".replace("_", " ") if of else kind


def _heard(claim: Claim) -> int:
    return min(MOST_ORIGINS, int(2 * math.log2(max(1, claim.independent))))


def _said(record: Record) -> int:
    if isinstance(record, Posture):
        known = POSTURES.get(record.value, OTHER_POSTURE) - (2 if record.scope == "regional" else 0)
        return known if record.modality == "fact" else max(1, known - NOT_IN_FORCE)
    if isinstance(record, Event):
        known = EVENTS.get(record.type, OTHER_EVENT)
        return known if record.modality == "fact" else max(1, known - NOT_IN_FORCE)
    if isinstance(record, Forewarning):
        return WARNING + (WINDOW if record.window else 0)
    if isinstance(record, Contact):
        return CONTACT
    return SAID


def _size(value: float | tuple[float, float]) -> int:
    """The class of size of a figure: how many times ten, up to a hundred thousand and more."""
    most = value[1] if isinstance(value, tuple) else value
    return min(LARGE, int(math.log10(most))) if most >= 1 else 0
