"""``tocsin signals``: what could not be read or reached, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import clean, rendered, write

COLUMNS = ("at", "code", "source", "why", "document")


@click.command("signals")
@format_option("table", "json", "jsonl", "csv", "md")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="At most so many, newest first."
)
@ledger_option
@click.pass_context
def command(ctx: click.Context, form: str, limit: int) -> None:
    """List what could not be read or reached, and why, newest first.

    A signal is never an all-clear: where a document has no date, or a page no text, the board shows less, and this
    list says where.

    \b
    Examples:
      tocsin signals
      tocsin signals --format jsonl | grep '"undated"'
    """
    from tocsin.ledger import open_ledger

    with open_ledger(settings_here(ctx).ledger) as ledger:
        found = ledger.signals(limit=limit)
    rows = [
        {
            "at": each.at,
            "code": each.signal.code,
            "source": each.signal.source,
            "why": each.signal.why,
            "document": each.document_key,
        }
        for each in found
    ]
    if form != "table":
        write(rendered(rows, COLUMNS, form=form))
        return
    if not rows:
        click.echo("No signals: everything given to this ledger was read.", err=True)
        return
    _table(rows)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    from tocsin.cli.screen import Screen

    screen = Screen()
    table = screen.table("When (UTC)", "Signal", "Where", "Why")
    for row in rows:
        table.add_row(
            f"{row['at']:%Y-%m-%d %H:%M}", *(clean(str(row[name] or "")) for name in ("code", "source", "why"))
        )
    screen.print(table)
