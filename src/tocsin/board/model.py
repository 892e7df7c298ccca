"""The nouns of the board: Board, HostBoard, Cell, Standing, Measure, Mention, Change. msgspec encodes them to JSON."""

import datetime as dt
from typing import Literal

import msgspec

from tocsin.records.model import Modality, PostureType

State = Literal["in_force", "stale", "lapsed", "undated", "unknown", "silent", "ended"]
"""``stale``: nobody repeated it for long, or its register was not read for long. ``lapsed``: a measure came to the end
that it named, this stood before it. ``undated``: the text has no date and its publication is unknown. Of a register,
without a value: ``unknown`` what it says cannot be read, ``silent`` it states no level for the whole country, ``ended``
it said so once and does not any more."""

STATES = {"unknown": "unknown", "silent": "no level for the whole country", "ended": "not said any more"}
"""What is printed for a register that gives no value."""
IN_HOURS = 48
"""A lead of up to so many hours is told in hours, where they are known."""


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One value that a sender is said to have in force, and who says so.

    ``since`` is the day it took effect, ``ends`` its last day where the text names one, ``repeated`` the last day that
    a document said so and ``age_days`` the whole days from then to the board's moment. ``evidence`` holds the ids of
    the records (``KnownPosture.id``), sorted. ``place`` and ``wording`` are of the latest record that has one.
    ``value`` is ``None`` where a lapsed measure left nothing known behind, and where a register gives none.
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


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """The government's own register that a posture stands in: its source, and its own name of the destination.

    ``seen_at`` is when the edition that stands was first seen, ``dated`` the register's own day of it. ``read_at`` is
    the last moment at which the register was read and still showed it: until then it vouches for it, and
    ``repeated`` and ``age_days`` count to then. ``why`` is the reason where a level is unknown, none, stale or gone.
    """

    government: str
    source: str
    entry: str
    destination: str
    seen_at: dt.datetime
    read_at: dt.datetime
    dated: dt.date | None = None
    url: str | None = None
    why: str | None = None


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """Press and register side by side: who was ahead, by how long.

    ``ahead``: the press tells of something that the register does not show yet, for so many ``days`` so far.
    ``differs``: the same for longer than registers take to follow, or both of one day. ``both`` say the same now:
    ``first`` had it first by ``days``, or nobody did. ``behind``: the register moved on since the press told of it.
    ``press_day`` and ``register_day`` are the days of their own dates; ``hours`` is the time between the two sightings
    (for ``ahead``, until now), where both were seen within a day of those dates.
    """

    state: Literal["ahead", "differs", "both", "behind"]
    press_day: dt.date
    register_day: dt.date | None = None
    first: Literal["press", "register"] | None = None
    days: int = 0
    hours: float | None = None

    @property
    def words(self) -> str | None:
        """Who was ahead, by how long; ``None`` where the register moved on since."""
        if self.state == "behind":
            return None
        if self.state == "ahead":
            return f"press is ahead by {self._long}" if self.days or self.hours else "press is ahead"
        if self.state == "differs":
            return f"press has told otherwise for {self._long}" if self.days else "press of one day tells otherwise"
        return "press and register on one day" if self.first is None else f"{self.first} had it {self._long} before"

    @property
    def _long(self) -> str:
        if self.hours is None or self.hours > IN_HOURS:
            return _counted(self.days, "day")
        return _counted(max(1, round(self.hours * 60)), "minute") if self.hours < 1 else _counted(self.hours, "hour")


def _counted(number: float, one: str) -> str:
    return f"{round(number)} {one}" + "s" * (round(number) != 1)


class Standing(Measure, frozen=True, kw_only=True):
    """What stands for one type in one cell. Its own fields are the headline: the strongest measure in force.

    ``others``: measures that hold beside it, strongest first. ``disagreements``: measures within a day that cannot both
    be so; the headline is the more severe. ``undated``: said without any date, never in force. ``lapsed``: the measure
    that came to its own end, where nothing was announced since. ``changed``: the day from which the headline was this.

    Where the sender's own ``register`` says something of the type, that is the headline: the official column. The
    second column is ``press``: what everybody else tells, strongest first; ``lead`` says who was ahead.
    """

    type: PostureType
    others: tuple[Measure, ...] = ()
    disagreements: tuple[Measure, ...] = ()
    before: Before | None = None
    changed: dt.date | None = None
    lapsed: Measure | None = None
    undated: tuple[Measure, ...] = ()
    register: Register | None = None
    press: tuple[Measure, ...] = ()
    lead: Lead | None = None


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
