"""``tocsin watchlist``: the hosts that somebody watches; the pages show them first."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import rendered, write

if TYPE_CHECKING:
    from tocsin.desk import Watchlist
    from tocsin.ledger import Ledger

_of = click.option(
    "--of", "reader", metavar="NAME", default="", help="Whose: a user's name.  [default: this machine's own]"
)


@click.group("watchlist")
def command() -> None:
    """Keep the hosts that you watch: the pages list them first and can show them only.

    \b
    Examples:
      tocsin watchlist add UKR Sudan
      tocsin watchlist remove SDN
      tocsin watchlist list
    """


@command.command("add")
@click.argument("hosts", metavar="HOST...", nargs=-1, required=True)
@_of
@ledger_option
@click.pass_context
def add(ctx: click.Context, *, hosts: tuple[str, ...], reader: str) -> None:
    """Put countries on the watchlist."""
    _put(ctx, hosts, reader, on=True)


@command.command("remove")
@click.argument("hosts", metavar="HOST...", nargs=-1, required=True)
@_of
@ledger_option
@click.pass_context
def remove(ctx: click.Context, *, hosts: tuple[str, ...], reader: str) -> None:
    """Take countries off the watchlist."""
    _put(ctx, hosts, reader, on=False)


@command.command("list")
@_of
@format_option("table", "json", "jsonl", "csv")
@ledger_option
@click.pass_context
def listed(ctx: click.Context, *, reader: str, form: str) -> None:
    """List the countries on the watchlist."""
    from tocsin.cli.countries import country_name
    from tocsin.ledger import open_ledger

    with open_ledger(settings_here(ctx).ledger) as ledger:
        rows = [{"host": host, "name": country_name(host)} for host in _watchlist(ledger, reader).hosts()]
    if form != "table":
        write(rendered(rows, ("host", "name"), form=form))
    elif not rows:
        click.echo("Nothing is watched: tocsin watchlist add HOST.", err=True)
    else:
        for row in rows:
            click.echo(f"{row['host']}  {row['name']}")


def _put(ctx: click.Context, hosts: tuple[str, ...], reader: str, *, on: bool) -> None:
    from tocsin.cli.countries import country
    from tocsin.ledger import open_ledger

    codes = [country(host) for host in hosts]
    with open_ledger(settings_here(ctx).ledger) as ledger:
        for code in codes:
            if not _watchlist(ledger, reader).put(code, on=on, at=dt.datetime.now(dt.UTC)):
                click.echo(f"{code} was {'on it' if on else 'not on it'} already.", err=True)


def _watchlist(ledger: "Ledger", reader: str) -> "Watchlist":
    from tocsin.desk import Watchlist

    return Watchlist(ledger.engine, reader.strip())
