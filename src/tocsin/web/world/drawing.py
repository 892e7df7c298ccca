"""Outlines and dots of the countries with their band, and the same as words.

``outlines.json`` is made by ``scripts/make_world.py`` from Natural Earth (public domain), 1:110m, by Robinson's table.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from tocsin.outlook import Level
from tocsin.web.names import name_of
from tocsin.web.rows import HostRow
from tocsin.web.words import WORDS, step

By = Literal["advice", "leave", "missions", "outlook"]
Band = Literal["unknown", "calm", "watch", "serious", "grave"]
Said = tuple[Band, str]
WAYS: dict[By, str] = {
    "advice": "Highest advice",
    "leave": "Senders telling people to leave",
    "missions": "Missions reduced or shut",
    "outlook": "Outlook",
}
_OF_ADVICE: tuple[Band, ...] = ("unknown", "calm", "watch", "serious", "grave")
_COUNTS: tuple[tuple[int, Band, str], ...] = (
    (5, "grave", "5 or more"),
    (2, "serious", "2 to 4"),
    (1, "watch", "1"),
)
_OF_OUTLOOK: dict[Level, tuple[Band, str]] = {
    "high": ("grave", "High"),
    "elevated": ("serious", "Elevated"),
    "watch": ("watch", "Watch"),
    "quiet": ("unknown", "Quiet, which is no all-clear"),
}
NONE_KNOWN = "none known"
_NOTHING: Said = ("unknown", "nothing is known")


class _Outlines(msgspec.Struct, frozen=True):
    view: str
    paths: dict[str, str]
    dots: dict[str, tuple[float, float]]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A country on the map: an outline, or a dot where it is too small for one; ``says`` is its title."""

    code: str
    band: Band
    says: str
    known: bool
    path: str | None = None
    dot: tuple[float, float] | None = None


class Legend(msgspec.Struct, frozen=True, kw_only=True):
    """A band, what it means, and how many countries are in it."""

    band: Band
    says: str
    hosts: int


class World(msgspec.Struct, frozen=True, kw_only=True):
    """The map: its frame, its shapes (those of which something is known last, so that they are drawn on top)."""

    view: str
    shapes: tuple[Shape, ...]
    legend: tuple[Legend, ...]


def world_of(rows: Sequence[HostRow], by: By) -> World:
    """The world by one measure of the hosts. A country of which nothing is known is unknown, never calm."""
    return _world({row.host: _said(row, by) for row in rows}, by)


def world_ahead(levels: Mapping[str, Level]) -> World:
    """The world by the level of each host's outlook."""
    return _world({host: _OF_OUTLOOK[level] for host, level in levels.items()}, "outlook")


def _world(known: Mapping[str, Said], by: By) -> World:
    outlines = _outlines()
    shapes = [_shape(code, known.get(code), path=path) for code, path in outlines.paths.items()]
    shapes += [_shape(code, known.get(code), dot=dot) for code, dot in outlines.dots.items()]
    counted = [shape for shape in shapes if shape.known]
    legend = (
        Legend(band=band, says=says, hosts=sum(shape.band == band for shape in counted)) for band, says in _bands(by)
    )
    shapes.sort(key=lambda shape: (shape.known, shape.dot is not None))
    return World(view=outlines.view, shapes=tuple(shapes), legend=tuple(legend))


def _shape(code: str, said: Said | None, *, path: str | None = None, dot: tuple[float, float] | None = None) -> Shape:
    band, says = said or _NOTHING
    title = f"{name_of(code)}: {says}"
    return Shape(code=code, band=band, says=title, known=said is not None, path=path, dot=dot)


def _said(row: HostRow, by: By) -> Said:
    if by == "advice":
        said = WORDS["advice"].get(row.advice or "")
        level = f"{said}, by {row.advice_by}" if said else "no advice for the whole country is in force"
        return _OF_ADVICE[step(row.advice) or 0], level
    number = row.leave if by == "leave" else row.missions
    band: Band = next((band for least, band, _ in _COUNTS if number >= least), "unknown")
    return band, f"{number} {WAYS[by].lower()}" if number else f"{WAYS[by].lower()}: {NONE_KNOWN}"


def _bands(by: By) -> list[tuple[Band, str]]:
    if by == "advice":
        words = list(WORDS["advice"].values())
        return [*reversed(list(zip(_OF_ADVICE[1:], words, strict=True))), ("unknown", "Unknown")]
    if by == "outlook":
        return list(_OF_OUTLOOK.values())
    return [*((band, says) for _, band, says in _COUNTS), ("unknown", NONE_KNOWN.capitalize())]


@functools.cache
def _outlines() -> _Outlines:
    return msgspec.json.decode(Path(__file__).with_name("outlines.json").read_bytes(), type=_Outlines)
