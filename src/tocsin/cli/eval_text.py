"""The report of an evaluation for eyes: a table of figures, then every miss and every extra with its sentence."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from rich.table import Table
from rich.text import Text

from tocsin.cli.screen import Screen
from tocsin.cli.show import clean
from tocsin.evaluation import Finding, Measure, Report
from tocsin.evaluation.wording import SIGNS, briefly, figure, unlike

_STYLES = {"missed": "red", "extra": "yellow", "mistaken": "magenta", "agreed": "green"}


def show(report: Report, *, fields: bool, file: TextIO | None = None) -> None:
    """Print the report to stdout, or to an open file; with ``fields`` also what was found with other fields."""
    screen = Screen(file or sys.stdout)
    screen.print(_figures(screen, report))
    if report.shares:
        screen.print("", _shares(screen, report))
    for note in report.notes:
        screen.print("", Text(clean(note)))
    for text in report.texts:
        listed = [each for each in text.findings if _listed(each, fields=fields)]
        if listed:
            screen.print("", Text(clean(f"{text.name}  {text.title or ''}"), style="bold"))
        for each in listed:
            screen.print(*_lines(each))


def write_text(report: Report, path: Path, *, fields: bool) -> None:
    """Write the report as plain text."""
    with path.open("w", encoding="utf-8") as file:
        show(report, fields=fields, file=file)


def _listed(finding: Finding, *, fields: bool) -> bool:
    if finding.outcome == "agreed":
        return fields and bool(finding.differences)
    return finding.outcome != "open"


def _figures(screen: Screen, report: Report) -> Table:
    table = screen.table("kind and field", "gold", "read", "agreed", "precision", "recall", "F1")
    for kind, measure in report.kinds.items():
        table.add_row(Text(kind, style="bold"), *_cells(measure))
        for name, each in measure.fields.items():
            table.add_row(Text(f"  {name}"), *_cells(each))
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _cells(measure: Measure) -> Iterator[str]:
    yield from map(str, (measure.gold, measure.read, measure.hits))
    yield from map(figure, (measure.precision, measure.recall, measure.f1))


def _shares(screen: Screen, report: Report) -> Table:
    table = screen.table("share", "right", "of", "share")
    for name, share in report.shares.items():
        table.add_row(name, str(share.right), str(share.of), figure(share.share))
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _lines(finding: Finding) -> Iterator[Text]:
    sign, word = SIGNS[finding.outcome]
    told = finding.gold or finding.read
    head = Text.assemble("  ", (f"{sign} {word}", _STYLES.get(finding.outcome, "")), f"  {finding.kind}")
    if told is not None:
        head.append("  " + clean(briefly(told)))
        if told.line:
            head.append(f"  (line {told.line})")
    yield head
    if finding.gold and finding.read and finding.outcome != "agreed":
        yield Text("      " + clean(f"read instead: {briefly(finding.read)}"))
    for each in finding.differences:
        yield Text("      " + clean(unlike(each)))
    yield Text("      " + clean(f"“{finding.sentence}”"), style="dim")
