"""Where a record lies among those that it may be one claim with, so that a claim can be kept up without reading all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from tocsin.claims import contacts, events, figures, postures, speech
from tocsin.claims.gather import Group
from tocsin.claims.model import ClaimKind, Told
from tocsin.records.model import Contact, Denial, Event, Figure, Forewarning, Posture, Record, Statement


@dataclass(frozen=True, slots=True)
class Kind:
    """How the records of one kind become claims.

    Records of two shelves are never one claim. ``reach`` is how many days a record reaches: it changes no claim that
    has no record within so many days of it. ``None``: what a record changes is known only from its whole shelf.
    """

    name: ClaimKind
    of: type[Record]
    shelf: Callable[[Told], tuple[str, ...]]
    gather: Callable[[Iterable[Told]], list[Group]]
    reach: int | None


KINDS: dict[ClaimKind, Kind] = {
    kind.name: kind
    for kind in (
        Kind("posture", Posture, postures.shelf, postures.gather, None),
        Kind("contact", Contact, contacts.shelf, contacts.gather, None),
        Kind("event", Event, events.shelf, events.gather, events.TOLERANCE_DAYS),
        Kind("figure", Figure, figures.shelf, figures.gather, figures.TOLERANCE_DAYS),
        Kind("statement", Statement, speech.of_statement, speech.statements, speech.STATEMENT_DAYS),
        Kind("warning", Forewarning, speech.of_warning, speech.warnings, speech.WARNING_DAYS),
        Kind("denial", Denial, speech.of_denial, speech.denials, speech.DENIAL_DAYS),
    )
}
_OF = {kind.of: kind for kind in KINDS.values()}


def kind_of(told: Told) -> Kind:
    """The kind of a record."""
    return _OF[type(told.record)]


def shelf_of(told: Told) -> str:
    """The name of a record's shelf: its kind, and what decides which others it may be one with."""
    kind = kind_of(told)
    return "|".join((kind.name, *(part.replace("|", "/") for part in kind.shelf(told))))


def kind_name(shelf: str) -> ClaimKind:
    """The kind that the name of a shelf begins with."""
    return cast(ClaimKind, shelf.split("|", 1)[0])
