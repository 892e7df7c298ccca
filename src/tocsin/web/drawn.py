"""Charts as pages print them: the drawing, its words, and the table of its values."""

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from tocsin.charts import Drawing, figures, svg, table
from tocsin.picture import Weighed

FIGURES = 6
"""Figures that are drawn on one page."""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """One chart: ``drawing`` is its SVG, ``rows`` its table, the heads first."""

    title: str
    words: str
    drawing: Markup
    rows: list[list[str]]


def charts(*drawings: Drawing | None) -> list[Chart]:
    """Drawings as a page prints them; those that there are not are left out.

    The SVG is built as a tree and so holds no text as markup.
    """
    return [
        Chart(title=each.title, words=each.words, drawing=Markup(svg(each)), rows=table(each))  # noqa: S704
        for each in drawings
        if each is not None
    ]


def figures_drawn(found: Iterable[Weighed]) -> list[Drawing]:
    """The figures of which several values are known, those of most values first."""
    several = [each.claim for each in found if len(each.claim.values) > 1]
    several.sort(key=lambda claim: (-len(claim.values), -claim.independent, claim.id))
    return [drawing for each in several[:FIGURES] if (drawing := figures(each)) is not None]
