"""The nouns of charts: Drawing, and the Past that some are drawn from."""

import datetime as dt

import altair as alt
import msgspec

Cell = str | int | float | None


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A chart with what it shows in words: the title, one sentence, and a table of all its values.

    ``chart`` is for a notebook as it is; ``tocsin.charts.svg`` draws it. ``evidence`` are ids of the records that its
    values were read from.
    """

    title: str
    words: str
    chart: alt.Chart | alt.LayerChart | alt.FacetChart
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    evidence: tuple[str, ...] = ()


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
