"""``tocsin changes``: what moved in the registers, from what to what, in their own words."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import clean, rendered, write

if TYPE_CHECKING:
    from tocsin.changes import Told

COLUMNS = (
    "seen_at",
    "government",
    "host",
    "destination",
    "kinds",
    "before",
    "after",
    "before_words",
    "after_words",
    "gone",
    "new",
    "dated",
    "url",
)


@click.command("changes")
@click.argument("hosts", metavar="[HOST]...", nargs=-1)
@click.option("--since", metavar="T", help="Only from this moment on: 2026-05-20, or 2026-05-20T14:05.")
@click.option(
    "--sender", "senders", multiple=True, metavar="GOVERNMENT", help="Only of this government; may be repeated."
)
@click.option("--remarks", is_flag=True, help="What moved and is no change, and why it is none.")
@format_option("table", "json", "jsonl", "csv", "md", "atom")
@ledger_option
@click.pass_context
def command(  # noqa: PLR0917 - one for each option
    ctx: click.Context, hosts: tuple[str, ...], since: str | None, senders: tuple[str, ...], remarks: bool, form: str
) -> None:
    """Show what moved in the registers of governments: level, regions, directives, missions, substance.

    Republishing, new dates on old words, order, spelling, a level that is back within days, a row that was gone for a
    while, and a better reader are no changes: --remarks shows them. JSON holds a diff of the text by sentence.

    \b
    Examples:
      tocsin changes --since 2026-05-01
      tocsin changes Niger --sender GBR --format json
      tocsin changes --format atom > changes.atom
    """
    from tocsin.changes import atom, told
    from tocsin.cli.countries import country
    from tocsin.ledger import open_ledger

    start, now = _moment(since), dt.datetime.now(dt.UTC)
    asked = {country(host) for host in hosts}
    with open_ledger(settings_here(ctx).ledger) as ledger:
        found = told(ledger, now=now, since=start, hosts=asked, senders={country(each) for each in senders})
    if remarks:
        _remarks(found, form)
    elif form == "atom":
        write(atom(found, now=now))
    elif form == "table":
        _table(found)
    else:
        write(rendered(_rows(found), COLUMNS, form=form))


def _moment(since: str | None) -> dt.datetime | None:
    from tocsin.cli.moments import moment

    if since is None:
        return None
    at = moment(since, now=dt.datetime.now(dt.UTC))
    return at.replace(hour=0, minute=0, second=0) if len(since.strip()) == len("2026-05-20") else at


def _rows(found: "Told") -> list[dict[str, Any]]:
    import msgspec

    rows = []
    for change in found.changes:
        row = msgspec.to_builtins(change, builtin_types=(dt.datetime,))
        rows.append(row | {"host": list(change.hosts), "difference": list(found.difference(change).lines)})
    return rows


def _remarks(found: "Told", form: str) -> None:
    import msgspec

    columns = ("seen_at", "source", "destination", "reason", "why")
    rows = [msgspec.to_builtins(remark, builtin_types=(dt.datetime,)) for remark in found.remarks]
    write(rendered(rows, columns, form="md" if form in ("table", "atom") else form))


def _table(found: "Told") -> None:
    from tocsin.cli.screen import Screen

    if not found.changes:
        click.echo("Nothing moved in the registers that this ledger has seen.", err=True)
        return
    screen = Screen()
    table = screen.table("Seen (UTC)", "Who", "About", "What", "From", "To")
    for change in found.changes:
        table.add_row(
            f"{change.seen_at:%Y-%m-%d %H:%M}",
            change.government,
            clean(change.destination),
            ", ".join(change.kinds),
            clean(change.before_words or change.before or "; ".join(change.gone) or "unknown"),
            clean(change.after_words or change.after or "; ".join(change.new) or "unknown"),
        )
    screen.print(table)
