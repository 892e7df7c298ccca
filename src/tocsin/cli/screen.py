"""The terminal as a person sees it: rich tables, no colour where none is wanted, whole rows where nobody looks."""

import shutil
import sys
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 160
"""Columns for output that goes into a pipe or a file, unless COLUMNS says otherwise."""


class Screen:
    """Stdout, or an open file, as a place for tables and marked text. ``NO_COLOR`` and pipes get plain characters."""

    def __init__(self, file: TextIO | None = None) -> None:
        width = shutil.get_terminal_size((WIDE, 50)).columns
        self._console = Console(
            file=file or sys.stdout, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False
        )

    @property
    def colours(self) -> bool:
        """Whether a style can be seen; where not, marks must be characters."""
        return self._console.is_terminal and not self._console.no_color

    def table(self, *columns: str) -> Table:
        """An empty table with these columns."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        return table

    def print(self, *things: Any) -> None:
        """Print tables, marked text, or lines."""
        for thing in things:
            self._console.print(thing)

    def marked(self, text: str, start: int, end: int) -> Text:
        """The text with one run of it marked: by style where styles show, by ``[[ ]]`` elsewhere."""
        before, run, after = text[:start], text[start:end], text[end:]
        if not self.colours:
            return Text(f"{before}[[{run}]]{after}")
        return Text.assemble(before, (run, "bold reverse"), after)
