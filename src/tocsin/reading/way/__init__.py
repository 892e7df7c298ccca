"""Ways out: what a text says of airports, borders, roads, railways, ports, and of points where people are received."""

from tocsin.reading.way.engine import wanted, ways

__all__ = ["wanted", "ways"]
