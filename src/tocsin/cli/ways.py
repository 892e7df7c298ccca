"""``tocsin ways``: which ways out of a country are open, since when, and who says so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import as_of_options, format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.ways import WayOut

COLUMNS = (
    "means", "name", "sender", "state", "since", "stale", "age_days", "beyond", "place", "unlike", "before",
    "said_by", "publishers", "documents", "sentence", "evidence",
)  # fmt: skip
_HEADS = {
    "air": "Airports and airspace",
    "carrier": "Carriers",
    "border": "Borders and crossings",
    "road": "Roads",
    "rail": "Railways",
    "sea": "Ports and ferries",
    "reception": "Reception and assistance",
    "consular": "Missions",
}


@click.command("ways")
@click.argument("host")
@as_of_options
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(ctx: click.Context, *, host: str, as_of: str | None, known_at: str | None, form: str) -> None:
    """Show the ways out of a country: airports, carriers, borders, roads, railways, ports, reception, missions.

    Each with its state, since when, and who says so. What nobody repeated for two weeks is marked stale: that is
    unknown, not open. Two unlike states of one day are both shown.

    \b
    Examples:
      tocsin ways SDN
      tocsin ways Sudan --as-of 2023-04-24 --format json
    """
    from tocsin.cli.countries import country, country_name
    from tocsin.cli.question import settled
    from tocsin.cli.show import json_lines, json_text, rendered, write
    from tocsin.ledger import open_ledger
    from tocsin.ways import ways_out

    code = country(host)
    with open_ledger(settings_here(ctx).ledger) as ledger:
        at, known = settled(ledger, as_of=as_of, known_at=known_at)
        found = ways_out(ledger.told(host=code, kinds=["way", "posture"], known_at=known), as_of=at, known_at=known)
    if form == "json":
        write(json_text(found))
    elif form == "jsonl":
        write(json_lines(found))
    elif form != "table":
        write(rendered([_row(way) for way in found], COLUMNS, form=form))
    elif not found:
        click.echo(f"Nothing is known of ways out of {country_name(code)}. Unknown is not open.", err=True)
    else:
        _table(found)


def _row(way: "WayOut") -> dict[str, Any]:
    return {
        "means": way.means,
        "name": way.name,
        "sender": way.sender,
        "state": way.now.state,
        "since": way.since,
        "stale": way.stale,
        "age_days": way.age_days,
        "beyond": way.beyond,
        "place": way.place,
        "unlike": [said.state for said in way.unlike],
        "before": way.before.state if way.before else None,
        **{name: getattr(way.now, name) for name in ("said_by", "publishers", "documents", "sentence", "evidence")},
    }


def _table(found: "Sequence[WayOut]") -> None:
    from tocsin.cli.countries import country_name
    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean

    screen = Screen()
    table = screen.table("By", "Way", "State", "Since", "Who says so")
    shown = ""
    for way in found:
        head = _HEADS[way.means] if way.means != shown else ""
        shown = way.means
        whose = "" if way.means == "carrier" or way.sender is None else f"{country_name(way.sender)}: "
        leads = f" → {country_name(way.beyond)}" if way.beyond else ""
        table.add_row(
            head, clean(f"{whose}{way.name}{leads}"), _state(way), str(way.since or "no date"), clean(_who(way))
        )
    screen.print(table)


def _state(way: "WayOut") -> str:
    said: str = way.now.state
    if way.unlike:
        said += f" ≠ {', '.join(other.state for other in way.unlike)}"
    if way.stale:
        said += f" (stale, {way.age_days} days)" if way.age_days is not None else " (no date)"
    return said


def _who(way: "WayOut") -> str:
    people = ", ".join(way.now.said_by) or ", ".join(way.now.publishers) or "unknown publisher"
    return people if way.now.documents == 1 else f"{people} ({way.now.documents} documents)"
