"""Charts of what was said, declared once: the same object for the page, the brief and a notebook. No network."""

from tocsin.charts.drawings import advice, density, figures, leaving, spoken
from tocsin.charts.levels import ahead
from tocsin.charts.model import Drawing, Past
from tocsin.charts.past import past
from tocsin.charts.rendering import picture, svg, table

__all__ = [
    "Drawing",
    "Past",
    "advice",
    "ahead",
    "density",
    "figures",
    "leaving",
    "past",
    "picture",
    "spoken",
    "svg",
    "table",
]
