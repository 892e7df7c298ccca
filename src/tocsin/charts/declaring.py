"""Plots as Altair charts. The only module that loads Altair."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from tocsin.charts.model import Counts, Ladders, Levels, Plot, Point, Rivals
from tocsin.charts.style import COLOURS, DASHES, SHAPES, WIDTH, styled

Chart = alt.Chart | alt.LayerChart | alt.FacetChart


def declared(plot: Plot) -> Chart:
    """The chart of a plot, in the one style."""
    if isinstance(plot, Rivals):
        made = _rivals(plot)
    elif isinstance(plot, Ladders):
        made = _ladders(plot)
    else:
        made = _counts(plot) if isinstance(plot, Counts) else _levels(plot)
    chart: Chart = styled(made)
    return chart


def _rivals(plot: Rivals) -> Any:
    names = plot.claimants
    one = alt.Chart(_data(plot.points), width=WIDTH, height=180)
    scale = alt.Scale(type="utc", padding=12)
    day = alt.X("day:T", title=None, scale=scale, axis=_days(plot.points))
    colour = _by("claimant", names, alt.Color, COLOURS)
    dashes = _by("claimant", names, alt.StrokeDash, DASHES)
    return alt.layer(
        one.mark_line(strokeWidth=2).encode(x=day, y=alt.Y("middle:Q"), color=colour, strokeDash=dashes),
        one.mark_rule(strokeWidth=3).encode(x=day, y=alt.Y("least:Q"), y2="most:Q", color=colour),
        one.mark_point(size=90, filled=True, opacity=1).encode(
            x=day,
            y=alt.Y("middle:Q", title=plot.unit, scale=alt.Scale(zero=True, nice=True)),
            color=colour,
            shape=_by("claimant", names, alt.Shape, SHAPES),
        ),
    )


def _ladders(plot: Ladders) -> Any:
    axis = alt.Axis(values=[1, 2, 3, 4], format="d", labelOverlap=False)
    one = alt.Chart(_data(plot.points), width=WIDTH - 150, height=44).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=_days(plot.points)),
        y=alt.Y("level:Q", title=None, scale=alt.Scale(domain=[0.5, 4.5]), axis=axis),
    )
    dots = alt.OverlayMarkDef(size=14, color=COLOURS[0])
    steps = one.mark_line(interpolate="step-after", color=COLOURS[0], strokeWidth=2.5, point=dots)
    header = alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", labelPadding=24, title=None)
    return steps.facet(row=alt.Row("sender:N", sort=list(plot.senders), header=header), spacing=10)


def _counts(plot: Counts) -> Any:
    most = max(point[plot.name] for point in plot.points)
    whole = alt.Axis(values=list(range(0, most + 1, -(-most // 6) or 1)), format="d")
    one = alt.Chart(_data(plot.points), width=WIDTH, height=120).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(type="utc", padding=6), axis=_days(plot.points)),
        y=alt.Y(f"{plot.name}:Q", title=plot.title, axis=whole, scale=alt.Scale(zero=True, nice=True)),
    )
    if not plot.steps:
        return one.mark_bar(color=COLOURS[0], width=8)
    line = one.mark_line(interpolate="step-after", color=COLOURS[0], strokeWidth=2.5)
    return alt.layer(line, one.mark_point(filled=True, size=30, color=COLOURS[0], opacity=1))


def _levels(plot: Levels) -> Any:
    places = list(range(len(plot.names)))
    named = "[" + ", ".join(f"'{name}'" for name in plot.names) + "][datum.value]"
    axis = alt.Axis(values=places, labelExpr=named, labelOverlap=False)
    scale = alt.Scale(domain=[-0.2, places[-1] + 0.2], nice=False)
    one = alt.Chart(_data(plot.points), width=WIDTH - 40, height=120).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=_days(plot.points)),
        y=alt.Y("level:Q", title=None, scale=scale, axis=axis),
    )
    return one.mark_line(interpolate="step-after", color=COLOURS[0], strokeWidth=2.5)


def _data(points: Sequence[Point]) -> Any:
    return alt.Data(values=list(points))  # type: ignore[no-untyped-call]


def _by(field: str, names: Sequence[str], channel: Any, values: Sequence[Any]) -> Any:
    taken = list(itertools.islice(itertools.cycle(values), len(names)))
    legend = alt.Legend(title=None, orient="bottom", columns=2, columnPadding=24, labelLimit=260, symbolSize=90)
    return channel(f"{field}:N", scale=alt.Scale(domain=list(names), range=taken), legend=legend)


def _days(points: Iterable[Point]) -> alt.Axis:
    """A mark for at most eight of the days."""
    every = sorted({point["day"] for point in points})
    shown = every[:: -(-len(every) // 8)]
    moments = [alt.DateTime(year=int(each[:4]), month=int(each[5:7]), date=int(each[8:]), utc=True) for each in shown]
    return alt.Axis(format="%-d %b %Y" if every[0][:4] != every[-1][:4] else "%-d %b", values=moments, grid=False)
