"""From records to claims: one claim for what is asserted once, its origins counted, its denials beside it."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

import msgspec

from tocsin.claims import contacts, events, figures, postures, speech
from tocsin.claims.contests import Contested, contests
from tocsin.claims.gather import Group
from tocsin.claims.model import Claim, ClaimKind, Told
from tocsin.claims.voices import voices
from tocsin.origins import Origins
from tocsin.records.model import Contact, Denial, Event, Figure, Forewarning, Posture, Record, Statement

_KINDS: tuple[tuple[ClaimKind, type[Record], Callable[[Iterable[Told]], list[Group]]], ...] = (
    ("posture", Posture, postures.gather),
    ("contact", Contact, contacts.gather),
    ("event", Event, events.gather),
    ("figure", Figure, figures.gather),
    ("statement", Statement, speech.statements),
    ("warning", Forewarning, speech.warnings),
    ("denial", Denial, speech.denials),
)


def claims(records: Iterable[Told], *, origins: Origins) -> list[Claim]:
    """Records that assert the same, across documents and days, as one claim each, in order of day and id.

    Every record is in the evidence of exactly one claim, or of one of its contests. The same records in any order give
    the same claims. Pure: it knows no clock, and says nothing of what is true.
    """
    once = {each.id: each for each in records}
    groups = {
        kind: gather([each for each in once.values() if isinstance(each.record, of)]) for kind, of, gather in _KINDS
    }
    beside = contests(groups)
    made = [
        _claim(kind, group, beside.of_group.get((kind, place), ()), origins)
        for kind, every in beside.remaining.items()
        for place, group in every
    ]
    return sorted(made, key=lambda claim: (claim.since or dt.date.max, claim.kind, claim.id))


def _claim(kind: ClaimKind, group: Sequence[Told], contested: Sequence[Contested], origins: Origins) -> Claim:
    best = max(group, key=_fullness)
    days = sorted(each.day for each in group if each.day is not None)
    return Claim(
        id=min(group, key=lambda each: each.order).id,
        kind=kind,
        said=best.record,
        said_id=best.id,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        hosts=tuple(sorted({host for each in group if (host := getattr(each.record, "host", None)) is not None})),
        evidence=tuple(sorted(each.id for each in group)),
        voices=voices(group, origins),
        contests=tuple(
            sorted((each.contest(origins) for each in contested), key=lambda each: (str(each.day), each.evidence))
        ),
        values=figures.values(group, origins) if kind == "figure" else (),
    )


def _fullness(told: Told) -> tuple[bool, int, int, str]:
    """The record that tells the most; of equals the shorter sentence."""
    fields = msgspec.structs.asdict(told.record)
    held = getattr(told.record, "status", "held") == "held"
    return held, sum(value not in (None, (), "") for value in fields.values()), -len(told.record.evidence), told.id
