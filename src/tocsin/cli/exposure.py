"""``tocsin exposure``: whose stays a country, a region or a radius touches."""

from typing import Any

import click

from tocsin.cli.options import format_option, ledger_option
from tocsin.cli.roster import days_option, now, opened_roster, viewer

COLUMNS = ("how", "person", "name", "groups", "kind", "place", "country", "first", "last", "away_km", "why")


@click.command("exposure")
@click.argument("host", required=False)
@click.option("--region", metavar="NAME", help="Only a region of HOST, by its name or that of a place in it.")
@click.option("--near", metavar="PLACE|LAT,LON", help="Around a place (of HOST, where given), or a point in degrees.")
@click.option("--km", type=click.FloatRange(0, 20_100), default=50.0, show_default=True, help="How far around --near.")
@click.option("--change", metavar="ID", help="By a change of advice: its id, or enough of its beginning.")
@days_option
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    host: str | None,
    region: str | None,
    near: str | None,
    km: float,
    change: str | None,
    days: int,
    form: str,
) -> None:
    """List whose stays a country, a region, a radius or a change touches now, or within some days.

    'within' is sure; 'possibly within' says why it is not (a place known only by its country, a home whose owner
    travels); 'not placed' are stays that nobody could place: not placed is not safe. Exit code 1 where nobody is
    touched.

    \b
    Examples:
      tocsin exposure NER --days 7
      tocsin exposure NER --region Agadez
      tocsin exposure NER --near Niamey --km 80 --format csv
      tocsin exposure --change 3f9a17
    """
    import msgspec

    from tocsin.changes import sentence
    from tocsin.cli.countries import country
    from tocsin.cli.roster_table import print_rows
    from tocsin.cli.show import clean
    from tocsin.people.changed import change_of, exposed_by
    from tocsin.people.whereabouts import area, exposed, listed

    code = country(host) if host else None
    with opened_roster(ctx) as (people, ledger):
        if change is None:
            asked = area(code, region=region, near=near, km=km)
            called, touches = asked.called, exposed(people, asked, now=now(), days=days)
        else:
            meant = change_of(ledger, change, now=now(), host=code)
            called, touches = sentence(meant), exposed_by(people, meant, now=now(), days=days)
        found = listed(people, touches)
        with people.writing() as connection:
            people.note(connection, ["-"], viewer=viewer(f"{len(found)} stays"), did="exposure", at=now())
    rows: list[dict[str, Any]] = [msgspec.structs.asdict(each) for each in found]
    persons = len({each.person for each in found if each.how != "not placed"})
    unplaced = len({each.person for each in found if each.how == "not placed"})
    click.echo(f"{clean(called)}: {persons} persons touched; {unplaced} not placed, which is not safe.", err=True)
    print_rows(rows, COLUMNS, form=form)
    if not rows:
        ctx.exit(1)
