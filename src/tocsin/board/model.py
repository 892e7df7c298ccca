"""The nouns of the board: Board, HostBoard, Cell, Standing, Measure, Mention, Change. msgspec encodes them to JSON."""

import datetime as dt
from typing import Literal

import msgspec

from tocsin.records.model import Modality, PostureType

State = Literal["in_force", "stale", "lapsed", "undated"]
"""``stale``: nobody repeated it for long. ``lapsed``: a measure came to the end that it named, this stood before it.
``undated``: the text has no date and its publication is unknown."""


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One value that a sender is said to have in force, and who says so.

    ``since`` is the day it took effect, ``ends`` its last day where the text names one, ``repeated`` the last day that
    a document said so and ``age_days`` the whole days from then to the board's moment. ``evidence`` holds the ids of
    the records (``KnownPosture.id``), sorted. ``place`` and ``wording`` are of the latest record that has one.
    ``value`` is ``None`` only where a lapsed measure left nothing known behind.
    """

    value: str | None
    state: State
    since: dt.date | None = None
    ends: dt.date | None = None
    repeated: dt.date | None = None
    age_days: int | None = None
    place: str | None = None
    wording: str | None = None
    evidence: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    documents: int = 0
    first_seen: dt.datetime | None = None


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What stood before, and since when."""

    value: str
    since: dt.date


class Standing(Measure, frozen=True, kw_only=True):
    """What stands for one type in one cell. Its own fields are the headline: the strongest measure in force.

    ``others``: measures that hold beside it, strongest first. ``disagreements``: measures within a day that cannot both
    be so; the headline is the more severe. ``undated``: said without any date, never in force. ``lapsed``: the measure
    that came to its own end, where nothing was announced since. ``changed``: the day from which the headline was this.
    """

    type: PostureType
    others: tuple[Measure, ...] = ()
    disagreements: tuple[Measure, ...] = ()
    before: Before | None = None
    changed: dt.date | None = None
    lapsed: Measure | None = None
    undated: tuple[Measure, ...] = ()


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A posture not in force: planned, considered, denied; or ``coming``: a fact dated after the board's day."""

    type: PostureType
    value: str
    modality: Modality | Literal["coming"]
    date: dt.date | None = None
    place: str | None = None
    wording: str | None = None
    scope: str | None = None
    evidence: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    documents: int = 0
    first_seen: dt.datetime | None = None


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One sender about one host. ``None`` for a type is *unknown*, never normal.

    ``sender`` is alpha-3, an airline's name, or ``None`` for carriers that nobody named. ``regional`` holds advice and
    directives for parts of the country, one Standing a type and place, and never counts for the whole country.
    ``apart`` holds what is not in force. ``unknown`` names the types that a government's cell is silent on.
    """

    sender: str | None
    host: str
    advice: Standing | None = None
    directive: Standing | None = None
    mission: Standing | None = None
    carrier: Standing | None = None
    military: Standing | None = None
    regional: tuple[Standing, ...] = ()
    apart: tuple[Mention, ...] = ()
    unknown: tuple[PostureType, ...] = ()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """What is known at the national level, in the order of the types."""
        every = (self.advice, self.directive, self.mission, self.carrier, self.military)
        return tuple(standing for standing in every if standing is not None)


class HostBoard(msgspec.Struct, frozen=True, kw_only=True):
    """One host country: its cells by sender. No cell means that nothing is known, not that all is well."""

    host: str
    cells: tuple[Cell, ...] = ()


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """The present: what stands at ``as_of``, from what had been seen by ``known_at`` (both UTC).

    ``hosts`` are sorted; ``unplaced`` are postures whose host the text does not tell.
    """

    as_of: dt.datetime
    known_at: dt.datetime
    hosts: tuple[HostBoard, ...] = ()
    unplaced: tuple[Mention, ...] = ()

    def host(self, host: str) -> HostBoard:
        """The board of one host, empty where nothing is known of it."""
        found = (each for each in self.hosts if each.host == host)
        return next(found, HostBoard(host=host))

    def cell(self, sender: str | None, host: str) -> Cell | None:
        """The cell of one sender about one host, or ``None`` where nothing is known."""
        return next((cell for cell in self.host(host).cells if cell.sender == sender), None)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """At ``host``, what ``sender`` does changed on ``date``: from ``before`` to ``value`` (``None``: not known)."""

    host: str
    sender: str | None
    type: PostureType
    before: str | None
    value: str | None
    date: dt.date
    evidence: tuple[str, ...] = ()
