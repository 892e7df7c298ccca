"""From records to claims: one claim for what is asserted once, its origins counted, its denials beside it."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.claims import figures
from tocsin.claims.contests import Asserted, contest, side
from tocsin.claims.gather import Group
from tocsin.claims.model import Claim, ClaimKind, Contest, Told, Traces
from tocsin.claims.shelves import KINDS
from tocsin.claims.voices import voices


def claims(records: Iterable[Told], *, origins: Traces) -> list[Claim]:
    """Records that assert the same, across documents and days, as one claim each, in order of day and id.

    Every record is in the evidence of exactly one claim, or of one of its contests. The same records in any order give
    the same claims. Pure: it knows no clock, and says nothing of what is true.
    """
    once = {each.id: each for each in records}
    groups: list[tuple[ClaimKind, Group]] = [
        (kind.name, group)
        for kind in KINDS.values()
        for group in kind.gather([each for each in once.values() if isinstance(each.record, kind.of)])
    ]
    sides = [side(kind, group) for kind, group in groups]
    asserted = Asserted(sides)
    beside: dict[str, list[Contest]] = {}
    made = []
    for (kind, group), each in zip(groups, sides, strict=True):
        denied = asserted.denied_by(each) if each.denies else []
        for target in denied:
            beside.setdefault(target, []).append(contest(group, origins))
        if not denied:
            made.append(claim(kind, group, origins))
    return in_order(contested(each, beside.get(each.id, ())) for each in made)


def in_order(made: Iterable[Claim]) -> list[Claim]:
    """By the first day, kind and id; undated ones last."""
    return sorted(made, key=lambda each: (each.since or dt.date.max, each.kind, each.id))


def contested(claim: Claim, by: Iterable[Contest]) -> Claim:
    """A claim with the denials and doubts that stand beside it."""
    ordered = tuple(sorted(by, key=lambda each: (str(each.day), each.evidence)))
    return msgspec.structs.replace(claim, contests=ordered) if ordered else claim


def claim(kind: ClaimKind, group: Sequence[Told], origins: Traces) -> Claim:
    """A group of records as one claim, without what contests it."""
    best = max(group, key=_fullness)
    days = sorted(each.day for each in group if each.day is not None)
    return Claim(
        id=min(group, key=lambda each: each.order).id,
        kind=kind,
        said=best.record,
        said_id=best.id,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        hosts=tuple(sorted({each.place for each in group if each.place is not None})),
        evidence=tuple(sorted(each.id for each in group)),
        voices=voices(group, origins),
        values=figures.values(group, origins) if kind == "figure" else (),
    )


def _fullness(told: Told) -> tuple[bool, int, int, str]:
    """The record that tells the most; of equals the shorter sentence."""
    fields = msgspec.structs.asdict(told.record)
    held = getattr(told.record, "status", "held") == "held"
    return held, sum(value not in (None, (), "") for value in fields.values()), -len(told.record.evidence), told.id
