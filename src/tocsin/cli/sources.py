"""``tocsin sources``: how each register is."""

from typing import TYPE_CHECKING, Any

import click
import msgspec

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import clean, rendered, write

if TYPE_CHECKING:
    from tocsin.watch import Health

COLUMNS = (
    "source",
    "government",
    "state",
    "last_visit",
    "last_success",
    "rows",
    "rows_min",
    "rows_max",
    "newest",
    "newest_age_days",
    "unknown",
    "why",
)


@click.command("sources")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Show how each register is: its last success, its rows against what is expected, its newest change, its silence.

    A register that fell silent says nothing; what it said before stands with its age, and is no all-clear.

    \b
    Examples:
      tocsin sources
      tocsin sources --format json | jq '.[] | select(.state != "alive")'
    """
    import datetime as dt

    from tocsin.ledger import open_ledger
    from tocsin.sources import sources
    from tocsin.watch import health

    with open_ledger(settings_here(ctx).ledger) as ledger:
        found = health(sources(), ledger, now=dt.datetime.now(dt.UTC))
    if form != "table":
        rows: list[dict[str, Any]] = [msgspec.to_builtins(each, builtin_types=(dt.datetime,)) for each in found]
        write(rendered(rows, COLUMNS, form=form))
        return
    _table(found)


def _table(found: "list[Health]") -> None:
    from tocsin.cli.screen import Screen

    screen = Screen()
    table = screen.table("Source", "State", "Last success (UTC)", "Rows", "Expected", "Newest", "Unknown", "Why")
    for each in found:
        table.add_row(
            each.source,
            each.state,
            f"{each.last_success:%Y-%m-%d %H:%M}" if each.last_success else "",
            "" if each.rows is None else str(each.rows),
            f"{each.rows_min}-{each.rows_max}",
            "" if each.newest_age_days is None else f"{each.newest_age_days} d",
            str(each.unknown),
            clean(each.why or ""),
        )
    screen.print(table)
