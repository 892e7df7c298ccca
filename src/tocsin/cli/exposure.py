"""``tocsin exposure``: whose stays a country, a region or a radius touches."""

from typing import Any

import click

from tocsin.cli.options import format_option, ledger_option
from tocsin.cli.roster import days_option, now, roster

COLUMNS = ("how", "person", "name", "groups", "kind", "place", "country", "first", "last", "away_km", "why")


@click.command("exposure")
@click.argument("host", required=False)
@click.option("--region", metavar="NAME", help="Only a region of HOST, by its name or that of a place in it.")
@click.option("--near", metavar="PLACE|LAT,LON", help="Around a place (of HOST, where given), or a point in degrees.")
@click.option("--km", type=click.FloatRange(0, 20_100), default=50.0, show_default=True, help="How far around --near.")
@days_option
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context, *, host: str | None, region: str | None, near: str | None, km: float, days: int, form: str
) -> None:
    """List whose stays a country, a region or a radius touches now, or within some days.

    'within' is sure; 'possibly within' says why it is not (a place known only by its country, a home whose owner
    travels); 'not placed' are stays that nobody could place: not placed is not safe. Exit code 1 where nobody is
    touched.

    \b
    Examples:
      tocsin exposure NER --days 7
      tocsin exposure NER --region Agadez
      tocsin exposure NER --near Niamey --km 80 --format csv
    """
    import msgspec

    from tocsin.cli.countries import country
    from tocsin.cli.roster_table import print_rows
    from tocsin.people.whereabouts import area, exposed, listed

    asked = area(country(host) if host else None, region=region, near=near, km=km)
    with roster(ctx) as people:
        found = listed(people, exposed(people, asked, now=now(), days=days))
    rows: list[dict[str, Any]] = [msgspec.structs.asdict(each) for each in found]
    persons = len({each.person for each in found if each.how != "not placed"})
    unplaced = len({each.person for each in found if each.how == "not placed"})
    click.echo(f"{asked.called}: {persons} persons touched; {unplaced} not placed, which is not safe.", err=True)
    print_rows(rows, COLUMNS, form=form)
    if not rows:
        ctx.exit(1)
