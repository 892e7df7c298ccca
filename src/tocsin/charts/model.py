"""The nouns of charts: Drawing, its Plot, and the Past that some are drawn from."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import altair as alt

Cell = str | int | float | None
Point = dict[str, Any]


class Rivals(msgspec.Struct, frozen=True, kw_only=True):
    """Values by day and claimant: each point has its day, claimant, least, most and middle."""

    points: tuple[Point, ...]
    claimants: tuple[str, ...]
    unit: str


class Ladders(msgspec.Struct, frozen=True, kw_only=True):
    """A row of steps for each sender, in their order: each point has its sender, day, and level from 1 to 4 or none."""

    points: tuple[Point, ...]
    senders: tuple[str, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """A number a day under one name, as steps or as bars."""

    points: tuple[Point, ...]
    name: str
    title: str
    steps: bool


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """A level a day, by its place among the names of the levels."""

    points: tuple[Point, ...]
    names: tuple[str, ...]


Plot = Rivals | Ladders | Counts | Levels


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A chart with what it shows in words: the title, one sentence, and a table of all its values.

    ``chart`` is for a notebook as it is; ``tocsin.charts.svg`` draws it. ``evidence`` are ids of the records that its
    values were read from.
    """

    title: str
    words: str
    plot: Plot
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    evidence: tuple[str, ...] = ()

    @property
    def chart(self) -> "alt.Chart | alt.LayerChart | alt.FacetChart":
        """The chart as Altair declares it; its library is loaded when one is first asked for."""
        from tocsin.charts.declaring import declared  # noqa: PLC0415 (a second to load, and many want only the table)

        return declared(self.plot)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What one sender's cell said on one day: its level of advice and its directive, ``None`` where not known."""

    day: dt.date
    sender: str
    advice: str | None
    leave: bool
    evidence: tuple[str, ...] = ()


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """The board of one host, looked at on several days: ``days`` in order, ``held`` by sender and day."""

    host: str
    days: tuple[dt.date, ...]
    held: tuple[Held, ...]
