"""How rows become text: a table for eyes, or JSON, JSON lines, CSV and Markdown for programs."""

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
import msgspec

Row = Mapping[str, Any]


def write(data: bytes) -> None:
    """Write bytes to stdout: what programs read is UTF-8 whatever the terminal speaks."""
    click.echo(data, nl=False)


def json_text(value: object) -> bytes:
    """One value as indented JSON, ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def json_lines(values: Iterable[object]) -> bytes:
    """One line of JSON for each value."""
    return msgspec.json.Encoder().encode_lines(values)


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    """The rows under a header; a list in a cell is joined with semicolons."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_inert(_plain(row.get(column))) for column in columns] for row in rows)
    return page.getvalue().encode()


def markdown(rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cell(row.get(column)) for column in columns) + " |" for row in rows]
    return ("\n".join(lines) + "\n").encode()


def rendered(rows: Sequence[Row], columns: Sequence[str], *, form: str) -> bytes:
    """The rows in one of the forms for programs: ``json``, ``jsonl``, ``csv`` or ``md``."""
    if form == "json":
        return json_text(rows)
    if form == "jsonl":
        return json_lines(rows)
    return csv_text(rows, columns) if form == "csv" else markdown(rows, columns)


def clean(text: str) -> str:
    """Text of a stranger made fit for one line of a terminal."""
    return cleaned(text).strip()


def cleaned(text: str) -> str:
    """The text with a space for each character that could move, hide or colour what a terminal shows; same length."""
    return "".join(c if c.isprintable() else " " for c in text)


def on_terminal(stream: Any = None) -> bool:
    """Whether a person looks at this stream (stderr unless another is named)."""
    return bool((sys.stderr if stream is None else stream).isatty())


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_plain(each) for each in value)
    return str(value)


def _inert(text: str) -> str:
    """A cell that a spreadsheet would run as a formula, or a terminal as a command, is made plain text."""
    text = cleaned(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _cell(value: object) -> str:
    return clean(_plain(value)).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
