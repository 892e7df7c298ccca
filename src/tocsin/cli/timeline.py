"""``tocsin timeline``: what changed in a country, day by day, one entry a claim, the weightiest first."""

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.timeline import Timeline

COLUMNS = (
    "day", "until", "kind", "label", "origins", "documents", "first", "contested_by", "outcome", "weight", "why",
    "quote", "claim", "evidence",
)  # fmt: skip
LATEST = 14
"""Days with an entry that are shown where nobody says which."""


@click.command("timeline")
@click.argument("host")
@click.option("--since", metavar="DAY", help="From this day on: 2022-02-12.")
@click.option("--until", metavar="DAY", help="Up to this day.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="At most so many entries of a day."
)
@click.option("--known-at", metavar="T", help="Only from what was seen by then; it is made again.  [default: now]")
@format_option("table", "md", "json", "jsonl", "csv", "ics", "atom")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context, *, host: str, since: str | None, until: str | None, limit: int, known_at: str | None, form: str
) -> None:
    """Show what changed in a country: per day one entry for each claim, the weightiest first, with its evidence.

    An event that a live blog tells six times, or twenty papers copy, is one entry; it shows how many independent
    origins it has. What an entry weighs, and why, is a rule that is written down, not a verdict: see docs/claims.md.
    Without --since and --until, the latest 14 days that have an entry.

    \b
    Examples:
      tocsin timeline UKR
      tocsin timeline Sudan --since 2023-04-15 --until 2023-04-25 --limit 5
      tocsin timeline UKR --format ics > ukraine.ics
    """
    from tocsin.cli.countries import country
    from tocsin.cli.moments import day, moment
    from tocsin.cli.pictured import pictured
    from tocsin.timeline import timeline

    now = dt.datetime.now(dt.UTC)
    code = country(host)
    known = None if known_at is None else moment(known_at, now=now)
    with pictured(settings_here(ctx)) as ledger:
        found = timeline(
            ledger,
            code,
            today=(known or now).date(),
            since=None if since is None else day(since),
            until=None if until is None else day(until),
            a_day=limit,
            days=LATEST if since is None and until is None else None,
            known_at=known,
        )
    _print(found, form=form, now=now)


def _print(found: "Timeline", *, form: str, now: dt.datetime) -> None:
    from tocsin.cli.show import json_lines, json_text, rendered, write
    from tocsin.timeline import atom, calendar, markdown

    if form == "json":
        write(json_text(found))
    elif form == "jsonl":
        write(json_lines(found.entries))
    elif form == "csv":
        write(rendered(_rows(found), COLUMNS, form=form))
    elif form == "md":
        write(markdown(found))
    elif form == "table":
        _table(found)
    else:
        write(calendar(found, now=now) if form == "ics" else atom(found, now=now))


def _rows(found: "Timeline") -> list[dict[str, Any]]:
    import msgspec

    return [
        msgspec.to_builtins(each, builtin_types=(dt.date,))
        | {"contested_by": [doubt.by for doubt in each.contested], "outcome": each.outcome and each.outcome.words}
        for each in found.entries
    ]


def _table(found: "Timeline") -> None:
    from rich.text import Text

    from tocsin.cli.countries import country_name
    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean
    from tocsin.timeline.forms import heard

    if not found.entries:
        told = "Nothing is known of these days. Unknown is not safe"
        click.echo(f"{country_name(found.host)}: {told}: 'tocsin add' reads more.", err=True)
        return
    screen = Screen()
    for day, entries in itertools.groupby(found.entries, key=lambda entry: entry.day):
        screen.print(Text(f"\n{day or 'No date'}", style="bold"))
        for entry in entries:
            behind = (f"  [{clean(heard(entry))}]", "dim")
            screen.print(Text.assemble((f"  {clean(entry.label)}", "bold"), behind))
            screen.print(Text(f"    “{clean(entry.quote)}”"))
            for doubt in entry.contested:
                screen.print(Text(f"    denied by {clean(doubt.by)}: {clean(doubt.words)}", style="yellow"))
            if entry.outcome is not None:
                screen.print(Text(f"    {clean(entry.outcome.words)}", style="dim"))
