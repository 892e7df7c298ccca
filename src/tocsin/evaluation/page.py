"""The report as one page of HTML that needs nothing else: no script, no request, light and dark."""

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import jinja2
import msgspec

from tocsin.evaluation.model import Finding, Measure, Report, TextReport
from tocsin.evaluation.wording import SIGNS, briefly, figure, unlike

_ORDER = ("missed", "mistaken", "extra", "agreed", "open")


class Mark(msgspec.Struct, frozen=True):
    """A run of the text where the evidence of a finding stands; ``first`` where it opens."""

    id: str
    finding: Finding
    start: int
    end: int


class Piece(msgspec.Struct, frozen=True):
    """A run of the text, the marks that open at it, and the gravest outcome of those that cover it."""

    text: str
    opens: tuple[Mark, ...] = ()
    outcome: str | None = None


class Line(msgspec.Struct, frozen=True):
    """One line of a text, cut where marks begin and end."""

    pieces: tuple[Piece, ...]


class Text(msgspec.Struct, frozen=True):
    """A text as the page shows it: its lines, its findings, and how many of each outcome."""

    report: TextReport
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    counts: dict[str, int]


def page(report: Report) -> str:
    """The whole page. Everything that a text or a reader says is escaped."""
    texts = [_text(number, each) for number, each in enumerate(report.texts, start=1)]
    return _template().render(report=report, rows=list(_rows(report)), texts=texts, signs=SIGNS)


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tocsin.evaluation"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"figure": figure, "briefly": briefly, "unlike": unlike, "visible": _visible}
    return environment.get_template("report.html")


def _rows(report: Report) -> Iterator[tuple[str, str | None, Measure]]:
    """The summary: each kind, under it its fields."""
    for kind, measure in report.kinds.items():
        yield kind, None, measure
        for field, figures in measure.fields.items():
            yield kind, field, figures


def _text(number: int, report: TextReport) -> Text:
    marks = tuple(
        Mark(f"t{number}f{at}", each, each.start, each.end) for at, each in enumerate(report.findings, start=1)
    )
    counts = {name: sum(each.outcome == name for each in report.findings) for name in _ORDER}
    return Text(report, tuple(_lines(report.text, marks)), marks, counts)


def _lines(text: str, marks: Sequence[Mark]) -> Iterator[Line]:
    """The lines that hold more than white space. A mark that stands on several opens on its first."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            near = [mark for mark in marks if mark.start < end and mark.end > start]
            opens = [mark for mark in waiting if mark.start < end]
            waiting = waiting[len(opens) :]
            yield Line(tuple(_pieces(text, (start, end), near, opens)))
        start = end + 1
    if waiting:
        yield Line((Piece("", tuple(waiting)),))


def _pieces(text: str, bounds: tuple[int, int], near: Sequence[Mark], opens: Sequence[Mark]) -> Iterator[Piece]:
    start, end = bounds
    edges = {start, end, *(edge for mark in near for edge in (mark.start, mark.end) if start < edge < end)}
    edges |= {max(start, mark.start) for mark in opens}
    for left, right in pairwise(sorted(edges)):
        over = [mark.finding.outcome for mark in near if mark.start <= left and mark.end >= right]
        outcome = min(over, key=_ORDER.index) if over else None
        yield Piece(text[left:right], tuple(mark for mark in opens if max(start, mark.start) == left), outcome)


def _visible(value: Any) -> str:
    """Text with a sign for each character that could hide or turn what is shown."""
    return "".join(c if c.isprintable() or c in "\t\u00a0\u202f\u2009" else "�" for c in str(value))
