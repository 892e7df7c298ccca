"""The nouns of the question "where": an entry of the gazetteer, and a place in a text."""

from dataclasses import dataclass
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry of the gazetteer.

    ``code`` is GeoNames': ``US`` for a country, ``US.TX`` for a first-order region, ``US.OH.089`` for a district, and
    for a town that of its first-order region. ``country`` is alpha-2; degrees are decimal, north and east positive.
    """

    geonameid: int | None
    name: str
    kind: str
    country: str
    code: str
    latitude: float
    longitude: float
    population: int
    readings: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """The code of the first-order region that it is or lies in; empty for a country."""
        parts = self.code.split(".")
        return ".".join(parts[:2]) if len(parts) > 1 else ""


class Match(NamedTuple):
    """An entry that a name can stand for, and how good the name is: 1 for its own name, less for another."""

    entry: Entry
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a text names, in the text's own characters.

    ``kind`` is ``country``, ``people`` (an adjective or a people that stands for a country), ``region`` (first order),
    ``district``, ``capital``, ``city``, ``area`` (a sea, a continent, a part of the world), or ``near``: a name that
    the gazetteer lacks, whose point is that of the places named around it. ``geonameid`` is ``None`` for those, and
    for areas that have none. ``country`` is alpha-3, or ``None`` for what lies in no one country. ``lat`` and ``lon``
    are degrees; for a country, region or district a point in its middle. ``readings`` are the states that claim or
    hold a disputed place, alpha-3, that of ``country`` first; empty where nobody disputes.
    """

    start: int
    end: int
    text: str
    geonameid: int | None
    name: str
    country: str | None
    lat: float
    lon: float
    kind: str
    population: int
    readings: tuple[str, ...] = ()
