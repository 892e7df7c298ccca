"""Claims in the words and the order of the pages."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from tocsin.claims import Claim, Contest, Value
from tocsin.picture import Weighed
from tocsin.records import Event, Figure, Forewarning, Posture
from tocsin.timeline import Outcome, label
from tocsin.timeline.outcome import outcome
from tocsin.web.names import name_of
from tocsin.web.sections.looking import Days, Look

CONTESTS = 8
"""Denials and doubts of one claim on a page."""
RIVALS = 6
"""Values of one figure on a page."""
KINDS: dict[str, str] = {
    "posture": "Posture",
    "statement": "Statement",
    "denial": "Denial",
    "figure": "Figure",
    "contact": "Contact",
    "warning": "Warning",
    "event": "Event",
}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a page prints it: in a few words, with who had it first, and what came of it where it is a warning."""

    claim: Claim
    label: str
    documents: int
    contests: tuple[Contest, ...] = ()
    more_contests: int = 0
    values: tuple[Value, ...] = ()
    more_values: int = 0
    rivals: bool = False
    outcome: Outcome | None = None
    window: str | None = None


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of one day."""

    day: dt.date | None
    rows: tuple[Row, ...]


def by_day(look: Look, found: Days, *, outcomes: bool = False) -> tuple[Day, ...]:
    """Every day with its claims."""
    return tuple(Day(day=day, rows=rows(look, claims, outcomes=outcomes)) for day, claims in found.items())


def rows(look: Look, found: Iterable[Weighed], *, outcomes: bool = False) -> tuple[Row, ...]:
    """Claims as the page prints them, in the order in which they come."""
    return tuple(_row(look, each.claim, outcomes=outcomes) for each in found)


def first_of(found: Days, most: int) -> list[Weighed]:
    """The first claims of the latest days."""
    return [each for claims in found.values() for each in claims][:most]


def _row(look: Look, claim: Claim, *, outcomes: bool) -> Row:
    last = look.today if look.page.hindsight else None
    beside = [each for each in claim.contests if last is None or each.day is None or each.day <= last]
    values = _values(claim, last)
    came = None
    if outcomes:
        known_at = None if look.page.knows_all else look.page.known_at
        came = outcome(look.page.ledger, claim, today=look.today, known_at=known_at, among=look.then)
    return Row(
        claim=claim,
        label=_label(claim),
        documents=len({key for voice in claim.voices for key in voice.documents}),
        contests=tuple(beside[:CONTESTS]),
        more_contests=max(0, len(beside) - CONTESTS),
        values=values[:RIVALS],
        more_values=max(0, len(values) - RIVALS),
        rivals=len({each.value for each in values}) > 1,
        outcome=came,
        window=_window(claim, look.today),
    )


def _label(claim: Claim) -> str:
    """The label of the timeline, with names for codes."""
    said = claim.said
    if isinstance(said, Posture):
        return label(msgspec.structs.replace(claim, said=msgspec.structs.replace(said, sender=name_of(said.sender))))
    if isinstance(said, Event):
        actor = said.actor or (said.actor_country and name_of(said.actor_country))
        recipient = said.recipient or (said.recipient_country and name_of(said.recipient_country))
        named = msgspec.structs.replace(said, actor=actor, recipient=recipient)
        return label(msgspec.structs.replace(claim, said=named))
    return label(claim)


def _values(claim: Claim, last: dt.date | None) -> tuple[Value, ...]:
    """The latest value of each claimant, the newest first."""
    if not isinstance(claim.said, Figure):
        return ()
    latest: dict[str | None, Value] = {}
    for each in claim.values:
        if last is None or each.day is None or each.day <= last:
            held = latest.get(each.claimant)
            if held is None or (each.day or dt.date.min) >= (held.day or dt.date.min):
                latest[each.claimant] = each
    return tuple(sorted(latest.values(), key=lambda each: -(each.day or dt.date.min).toordinal()))


def _window(claim: Claim, today: dt.date) -> str | None:
    """Where the window of a warning is: to come, open or past; ``None`` for what names no day."""
    said = claim.said
    if not isinstance(said, Forewarning) or (said.first is None and said.last is None):
        return None
    if said.last is not None and said.last < today:
        return "past"
    return "to come" if said.first is not None and said.first > today else "open"
