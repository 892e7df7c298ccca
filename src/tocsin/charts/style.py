"""How charts look: colours that colour-blind people tell apart, and beside each colour a shape and a dash."""

from typing import Any

WIDTH = 560
COLOURS = ("#0072b2", "#d55e00", "#008f68", "#b3589a", "#7a7a7a")
"""Of Okabe and Ito's palette, those with a contrast of three to one on white and on the page's dark ground."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 6], [1, 4])
FONT = "Liberation Sans, Arial, sans-serif"
INK = "#010203"
"""Stands for the colour of the text around a chart; the drawing has ``currentColor`` instead."""


def styled(chart: Any) -> Any:
    """The chart in the one style."""
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    lines = {"domainColor": INK, "tickColor": INK, "gridColor": INK, "gridOpacity": 0.15, "domainOpacity": 0.5}
    return chart.configure(
        background="transparent",
        font=FONT,
        axis={**text, **lines, "tickOpacity": 0.5},
        legend={**text, "labelLimit": 300},
        header=text,
        view={"stroke": None},
    )


def plain(words: str) -> str:
    """One line without characters that could move or hide others."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
