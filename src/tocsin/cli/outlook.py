"""``tocsin outlook``: which indicators are on, host by host, and for one host each with its evidence."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import as_of_options, format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.ledger import Ledger
    from tocsin.outlook import Outlook

HOSTS = ("host", "level", "on", "held_back")
ONE = ("host", "level", "indicator", "state", "steps", "counted", "needed", "usual", "why", "evidence", "set_aside")


@click.command("outlook")
@click.argument("host", required=False)
@as_of_options
@click.option(
    "--indicators",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Indicators of your own.  [default: those that come with Tocsin]",
)
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context, *, host: str | None, as_of: str | None, known_at: str | None, file: Path | None, form: str
) -> None:
    """Show which indicators are on: every host by its level, or one host with the sentences behind each.

    A level orders hosts for a reader: quiet, watch, elevated, high. It is no score of danger and no verdict, and
    'quiet' says only that the documents read so far hold no sign. What each indicator asks: docs/outlook.md.

    \b
    Examples:
      tocsin outlook
      tocsin outlook Niger
      tocsin outlook UKR --as-of 2022-02-12 --format md
    """
    from tocsin.cli.countries import country
    from tocsin.cli.pictured import pictured
    from tocsin.outlook import indicators, outlook_of, outlooks

    among = indicators(file)
    code = None if host is None else country(host)
    with pictured(settings_here(ctx)) as ledger:
        day, known = _moments(ledger, as_of, known_at)
        if code is not None:
            _print_one(outlook_of(ledger, code, as_of=day, known_at=known, among=among), form)
        else:
            _print_all(outlooks(ledger, as_of=day, known_at=known, among=among), form)


def _moments(ledger: "Ledger", as_of: str | None, known_at: str | None) -> tuple[dt.date, dt.datetime | None]:
    """The two times; ``None`` for all that is known now. A ledger younger than T answers from now, and says so."""
    from tocsin.cli.moments import moment
    from tocsin.ledger.paging import began

    now = dt.datetime.now(dt.UTC)
    at = now if as_of is None else moment(as_of, now=now)
    known = at if known_at is None else moment(known_at, now=now)
    if known_at is None and as_of and (first := began(ledger.engine)) is not None and first > at:
        told = f"This ledger saw its first document on {first:%Y-%m-%d}"
        click.echo(f"{told}: {as_of} is shown from all that is known now.", err=True)
        known = now
    return at.date(), None if known >= now else known


def _print_all(found: "Sequence[Outlook]", form: str) -> None:
    from tocsin.cli.show import json_lines, json_text, rendered, write

    if form == "json":
        write(json_text(found))
    elif form == "jsonl":
        write(json_lines(found))
    elif form == "table":
        _table(found)
    else:
        rows = [_row(each) for each in found]
        write(rendered(rows, HOSTS, form=form))


def _row(found: "Outlook") -> dict[str, Any]:
    on = [f"{each.indicator.name} ({each.counted:.1f})" for each in found.on]
    return {"host": found.host, "level": found.level, "on": on, "held_back": found.held_back}


def _table(found: "Sequence[Outlook]") -> None:
    from tocsin.cli.countries import country_name
    from tocsin.cli.screen import Screen

    shown = [each for each in found if each.level != "quiet" or each.on]
    if not shown:
        click.echo("No indicator is on in what this ledger holds. That is no all-clear: it is what was read.", err=True)
        return
    screen = Screen()
    table = screen.table("Host", "Level", "Indicators that are on", "Latest")
    for each in shown:
        latest = max((one.day for shown_ in each.on for one in shown_.evidence), default=None)
        on = ", ".join(f"{one.indicator.title}{' +' * (one.steps - 1)}" for one in each.on)
        table.add_row(country_name(each.host), each.level, on, str(latest or ""))
    screen.print(table)


def _print_one(found: "Outlook", form: str) -> None:
    from tocsin.cli.show import json_lines, json_text, rendered, write

    if form == "json":
        write(json_text(found))
    elif form == "jsonl":
        write(json_lines(found.shown))
    elif form == "table":
        _page(found)
    else:
        write(rendered([_indicator_row(found, at) for at in range(len(found.shown))], ONE, form=form))


def _indicator_row(found: "Outlook", at: int) -> dict[str, Any]:
    shown = found.shown[at]
    return {
        "host": found.host,
        "level": found.level,
        "indicator": shown.indicator.name,
        "state": shown.state,
        "steps": shown.steps,
        "counted": round(shown.counted, 2),
        "needed": round(shown.needed, 2),
        "usual": None if shown.usual is None else round(shown.usual, 2),
        "why": shown.indicator.why,
        "evidence": [f"{each.id}: {each.sentence}" for each in shown.evidence],
        "set_aside": [f"{each.id}: {each.aside}" for each in shown.set_aside],
    }


def _page(found: "Outlook") -> None:
    from rich.text import Text

    from tocsin.cli.countries import country_name
    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean

    screen = Screen()
    screen.print(Text(f"{country_name(found.host)}: {found.level}, as of {found.as_of}", style="bold"))
    if found.held_back:
        screen.print(Text(f"  held back: {found.held_back}"))
    for shown in found.shown:
        if not (shown.evidence or shown.set_aside):
            continue
        usual = "unknown" if shown.usual is None and shown.indicator.usual else f"{shown.usual or 0:.1f}"
        counts = f"{shown.state}: counts {shown.counted:.1f}, needs {shown.needed:.1f}, usual {usual}"
        screen.print(Text.assemble((f"\n{shown.indicator.title}", "bold"), f"  [{counts}]"))
        screen.print(Text(f"  {shown.indicator.why}", style="dim"))
        for each in shown.evidence:
            who = clean(each.voice.removeprefix("press:"))
            screen.print(Text(f"  {each.day}  {who}: “{clean(each.sentence)}”  [{each.id}]"))
        for each in shown.set_aside:
            screen.print(Text(f"  {each.day}  set aside ({each.aside}): “{clean(each.sentence)}”", style="dim"))
    off = [each.indicator.title for each in found.shown if not (each.evidence or each.set_aside)]
    if off:
        screen.print(Text(f"\nWithout a sign: {', '.join(off)}.", style="dim"))
