"""The nouns of people: person, way, stay, group, viewer. What is personal is never in a ``repr``."""

import datetime as dt
from typing import Literal

import msgspec

WayKind = Literal["mail", "phone", "sms", "chat"]
StayKind = Literal["home", "work", "trip"]
Role = Literal["viewer", "responder"]

BEGINNING = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
"""When a stay without a first day begins."""
END = dt.datetime(9999, 12, 30, tzinfo=dt.UTC)
"""When a stay without a last day ends."""


class Way(msgspec.Struct, frozen=True):
    """One way to reach a person: ``mailto:``, ``tel:``, ``sms:`` or the address of a chat channel."""

    kind: WayKind
    address: str

    def __repr__(self) -> str:
        return f"Way({self.kind})"


class Private(msgspec.Struct, frozen=True, kw_only=True):
    """What is sealed of a person. ``person`` ties the seal to the row that it stands in.

    ``ways`` are in the order in which they are tried. ``birth`` and ``passport`` are as written.
    """

    person: str
    name: str
    ways: tuple[Way, ...] = ()
    notes: str = ""
    birth: str = ""
    passport: str = ""

    def __repr__(self) -> str:
        return "Private(sealed)"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody for whose safety somebody is responsible.

    ``id`` is the roster's own, or one made from what it tells. ``groups`` are names; ``answered_by`` the ids of those
    who answer for this person, in order (none: those who answer for the groups). ``language`` is a tag such as ``fr``.
    """

    id: str
    private: Private
    groups: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    language: str = "en"

    @property
    def name(self) -> str:
        """The full name; personal."""
        return self.private.name

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to reach them, in order; personal."""
        return self.private.ways

    def __repr__(self) -> str:
        return f"Person({self.id!r}, groups={self.groups!r})"


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where a place is, as far as it could be resolved.

    ``country`` is alpha-3, ``claims`` the states that claim or hold a disputed place, ``region`` GeoNames' code of the
    first-order region, ``place`` the gazetteer's name. ``lat`` and ``lon`` are degrees; ``precision_km`` how far from
    there the true place may lie. Nothing at all: not placed.
    """

    country: str | None = None
    claims: tuple[str, ...] = ()
    region: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """A person is, was or will be somewhere. ``first`` and ``last`` are days there, both included; ``None`` is open.

    ``begins_at`` and ``ends_at`` (not included) are the widest moments that these days can mean, unless the source
    told the hour and its zone. ``written`` is the place as written, ``notes`` free text: both are personal and sealed.
    """

    id: str
    person: str
    kind: StayKind
    spot: Spot
    first: dt.date | None = None
    last: dt.date | None = None
    begins_at: dt.datetime = BEGINNING
    ends_at: dt.datetime = END
    cancelled: bool = False
    written: str = ""
    notes: str = ""

    def __repr__(self) -> str:
        return f"Stay({self.id!r}, person={self.person!r}, kind={self.kind!r}, country={self.spot.country!r})"


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group and the ids of those who answer for its people, in order."""

    name: str
    responsible: tuple[str, ...] = ()


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks, in which role, and why; every look at something personal is kept with it."""

    name: str
    role: Role = "responder"
    why: str = "duty"


LOCAL = Viewer(name="local")
"""Whoever sits at this machine: without accounts everybody who reaches the pages is a responder."""


def spanning(first: dt.date | None, last: dt.date | None) -> tuple[dt.datetime, dt.datetime]:
    """The widest moments that days somewhere on Earth can mean: from UTC+14 in the east to UTC-12 in the west."""
    begins, ends = BEGINNING, END
    if first is not None and first > BEGINNING.date():
        begins = dt.datetime.combine(first, dt.time(), dt.UTC) - dt.timedelta(hours=14)
    if last is not None and last < END.date() - dt.timedelta(days=2):
        ends = dt.datetime.combine(last, dt.time(), dt.UTC) + dt.timedelta(hours=36)
    return begins, ends
