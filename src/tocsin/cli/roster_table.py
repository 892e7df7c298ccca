"""Rows of people as a table for eyes, or for programs; an exercise says so first, everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from tocsin.cli.screen import Screen
from tocsin.cli.show import clean, json_text, rendered, write


def print_rows(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, form: str, exercise: str | None = None
) -> None:
    """Print rows in a form; for an ``exercise`` its words stand above the table and first in every row."""
    if exercise and form == "table":
        click.echo(exercise)
    elif exercise:
        rows = [{"exercise": exercise, **row} for row in rows]
        columns = ("exercise", *columns)
    if form != "table":
        write(json_text(rows) if form == "json" else rendered(list(rows), columns, form=form))
        return
    screen = Screen()
    table = screen.table(*(each.replace("_", " ").capitalize() for each in columns))
    for row in rows:
        table.add_row(*(clean(_cell(row.get(each))) for each in columns))
    screen.print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:%Y-%m-%d %H:%M}" if hasattr(value, "hour") else str(value)
