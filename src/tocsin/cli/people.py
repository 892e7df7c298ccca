"""``tocsin people``: the roster: its key, files into it, who is on it, and what becomes of their data."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.roster import now, roster, viewer, why_option
from tocsin.cli.show import clean, csv_text, json_text, rendered, write

if TYPE_CHECKING:
    from tocsin.people import Person, Report
    from tocsin.people.importing.report import Status

COLUMNS = ("person", "name", "groups", "answered_by", "language", "stays")
_SHOWN = 30


@click.group("people")
def command() -> None:
    """Keep the roster of those for whom you are responsible: sealed with a key that is not in the ledger.

    \b
    Examples:
      tocsin people key
      tocsin people import roster.csv trips.xlsx
      tocsin people list --group Field
      tocsin people erase E1017 --why "left the house, asked to"
    """


@command.command("key")
@click.option("--rotate", is_flag=True, help="Add a fresh secret to the key, and seal everything again with it.")
@ledger_option
@click.pass_context
def key(ctx: click.Context, *, rotate: bool) -> None:
    """Make the key of the roster, readable by you alone. Keep a copy: without it the roster cannot be read."""
    from tocsin.people import add_seal, make_key

    path = Path(settings_here(ctx).people_key).expanduser()
    if not rotate:
        make_key(path)
        click.echo(f"{path} is made. Keep a copy of it elsewhere than the ledger: without it nobody reads the roster.")
        return
    add_seal(path)
    with roster(ctx) as people:
        done = people.reseal()
    click.echo(f"{done:,} rows are sealed again. The old secrets stay in {path} for copies of the ledger.")


@command.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--person", metavar="ID", help="Whose calendar it is, where a calendar names nobody.")
@click.option("--whole", is_flag=True, help="The file has all there is: stays that it had before and lacks now end.")
@click.option("--dry-run", is_flag=True, help="Report on every row, and keep nothing.")
@click.option("--template", is_flag=True, help="Print a CSV with every column that is understood.")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def import_(
    ctx: click.Context, *, files: tuple[Path, ...], person: str | None, whole: bool, dry_run: bool, template: bool,
    form: str,
) -> None:  # fmt: skip
    """Read rosters and trips: CSV, XLSX, XLS, ODS, iCalendar. Every row is read, read with a doubt, or refused.

    The same file again changes nothing; a changed row is a further edition. Refused rows are kept: 'tocsin people
    export --refused' gives them back with a column why. Exit code 2 where a row was refused.
    """
    if template:
        from tocsin.people.importing.headers import template as columns

        write(columns())
        return
    if not files:
        raise click.UsageError("Name a file, or --template for the columns.")
    from tocsin.people import import_file

    rows: list[dict[str, Any]] = []
    with roster(ctx) as people:
        for path in files:
            report = import_file(
                people, path.name, path.read_bytes(), viewer=viewer("import"), now=now(), person=person, whole=whole,
                dry_run=dry_run,
            )  # fmt: skip
            rows += _outcomes(path.name, report)
            click.echo(_said(path.name, report), err=True)
    if form != "table":
        write(rendered(rows, ("file", "where", "line", "status", "reasons"), form=form))
    else:
        _print_outcomes([row for row in rows if row["status"] != "read"])
    if any(row["status"] == "refused" for row in rows):
        ctx.exit(2)


def _outcomes(name: str, report: "Report") -> list[dict[str, Any]]:
    return [
        {"file": name, "where": each.where, "line": each.line, "status": each.status, "reasons": each.reasons}
        for each in report.outcomes
    ]


def _said(name: str, report: "Report") -> str:
    counts = ", ".join(f"{report.count(status)} {said}" for status, said in _STATUSES)
    added = report.added
    done = (
        "nothing is kept (dry run)"
        if report.dry_run
        else f"{added.new_persons} new persons, {added.changed_persons} changed; "
        f"{added.new_stays} new stays, {added.changed_stays} changed"
    )
    return f"{clean(name)}: {len(report.outcomes)} rows: {counts}. {done[0].upper()}{done[1:]}."


_STATUSES: "tuple[tuple[Status, str], ...]" = (("read", "read"), ("doubt", "read with a doubt"), ("refused", "refused"))


def _print_outcomes(rows: list[dict[str, Any]]) -> None:
    from tocsin.cli.screen import Screen

    if not rows:
        return
    screen = Screen()
    table = screen.table("File", "Line", "Row is", "Why")
    for row in rows[:_SHOWN]:
        place = f"{row['where']} {row['line']}".strip()
        table.add_row(clean(row["file"]), clean(place), row["status"], clean("; ".join(row["reasons"])))
    screen.print(table)
    if len(rows) > _SHOWN:
        click.echo(f"And {len(rows) - _SHOWN} more: --format csv lists all.", err=True)


@command.command("list")
@click.argument("words", metavar="[NAME|ADDRESS|ID]...", nargs=-1)
@click.option("--group", metavar="NAME", help="Only the people of this group.")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def list_(ctx: click.Context, *, words: tuple[str, ...], group: str | None, form: str) -> None:
    """List who is on the roster; with words, those whose name, address or id has them all. No contact fields."""
    with roster(ctx) as people:
        ids = set(people.ids(group=group)) & (set(people.find(" ".join(words))) if words else set(people.ids()))
        found = people.unseen(ids)
        stays = people.stays(ids)
    counted = {each.id: sum(stay.person == each.id for stay in stays) for each in found} if len(found) < 2000 else {}
    rows = [
        {
            "person": each.id, "name": each.name, "groups": each.groups, "answered_by": each.answered_by,
            "language": each.language, "stays": counted.get(each.id),
        }
        for each in found
    ]  # fmt: skip
    _print_rows(rows, COLUMNS, form, "Nobody is on the roster by that description.")


@command.command("show")
@click.argument("person")
@why_option
@format_option("table", "json")
@ledger_option
@click.pass_context
def show(ctx: click.Context, *, person: str, why: str, form: str) -> None:
    """Show one person with contact fields and stays. That you looked, and why, is kept."""
    import msgspec

    from tocsin.errors import InputError

    with roster(ctx) as people:
        found = people.persons([person], viewer=viewer(why), at=now())
        if not found:
            raise InputError("Nobody on the roster has this id: see 'tocsin people list'.")
        stays = people.stays([person])
    if form == "json":
        write(json_text(msgspec.to_builtins(found[0]) | {"stays": msgspec.to_builtins(stays)}))
        return
    for name, value in _shown(found[0]):
        if value:
            click.echo(f"{name:<12} {clean(value)}")
    for stay in stays:
        days = f"{stay.first or 'open'} to {stay.last or 'open'}"
        click.echo(f"{stay.kind:<12} {clean(stay.written)} ({stay.spot.country or 'not placed'}), {days}")


def _shown(person: "Person") -> list[tuple[str, str]]:
    private = person.private
    return [
        ("id", person.id), ("name", person.name), ("groups", "; ".join(person.groups)),
        ("answered by", "; ".join(person.answered_by)), ("language", person.language),
        *((way.kind, way.address) for way in person.ways),
        ("born", private.birth), ("passport", private.passport), ("notes", private.notes),
    ]  # fmt: skip


@command.command("groups")
@click.argument("name", required=False)
@click.option("--answers", metavar="ID", multiple=True, help="Who answers for the group, in order; may be repeated.")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def groups(ctx: click.Context, *, name: str | None, answers: tuple[str, ...], form: str) -> None:
    """List the groups and who answers for them; with a NAME and --answers, say who does."""
    from tocsin.errors import InputError
    from tocsin.people import Group

    with roster(ctx) as people:
        if answers:
            if not name:
                raise InputError("Name the group that they answer for.")
            missing = set(answers) - {each.id for each in people.unseen(answers)}
            if missing:
                raise InputError("One of those who are to answer is not on the roster: see 'tocsin people list'.")
            people.set_group(Group(name=name, responsible=answers), at=now())
        rows = [
            {"group": each.name, "people": len(people.ids(group=each.name)), "answered_by": each.responsible}
            for each in people.groups()
            if name in (None, each.name)
        ]
    _print_rows(rows, ("group", "people", "answered_by"), form, "There are no groups yet.")


@command.command("export")
@click.argument("person", required=False)
@click.option("--refused", is_flag=True, help="The rows that imports refused, as CSV with a column why.")
@click.option("--views", is_flag=True, help="Who looked at what is personal, as CSV; of PERSON or of all.")
@why_option
@ledger_option
@click.pass_context
def export(ctx: click.Context, *, person: str | None, refused: bool, views: bool, why: str) -> None:
    """Print everything that is kept of a person as JSON, for that person; or refused rows; or who looked."""
    import msgspec

    from tocsin.errors import InputError
    from tocsin.people import export as export_of

    with roster(ctx) as people:
        if views:
            rows = [msgspec.structs.asdict(each) for each in people.views(person, limit=1_000_000)]
            write(csv_text(rows, ("at", "who", "did", "person", "why")))
        elif refused:
            kept = people.refused()
            columns = list(dict.fromkeys(name for each in kept for name in each["fields"]))
            write(csv_text([each["fields"] | {"why": each["why"]} for each in kept], (*columns, "why")))
        elif person:
            write(json_text(msgspec.to_builtins(export_of(people, person, viewer=viewer(why), at=now()))))
        else:
            raise InputError("Name a person, or --refused, or --views.")


@command.command("erase")
@click.argument("person")
@why_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@ledger_option
@click.pass_context
def erase(ctx: click.Context, *, person: str, why: str, yes: bool) -> None:
    """Delete everything personal of somebody for good. It cannot be undone; that it was done is kept."""
    from tocsin.people import erase as erase_for_good

    if not yes:
        click.confirm("Delete everything of this person for good?", abort=True, err=True)
    with roster(ctx) as people:
        erase_for_good(people, person, viewer=viewer(why), at=now())
    click.echo("Erased.", err=True)


@command.command("retain")
@click.option(
    "--days", type=click.IntRange(0, 36600), help="Keep what ended within so many days.  [default: people_keep_days]"
)
@ledger_option
@click.pass_context
def retain(ctx: click.Context, *, days: int | None) -> None:
    """Delete what is past its time: ended stays, replaced editions, refused rows, notes of old answers."""
    import datetime as dt

    from tocsin.people import retain as retain_only

    kept = settings_here(ctx).people_keep_days if days is None else days
    with roster(ctx) as people:
        done = retain_only(people, before=now() - dt.timedelta(days=kept), viewer=viewer("retention"), at=now())
    click.echo(
        f"Gone: {done.stays} stays, {done.editions} replaced editions, {done.refused} refused rows, "
        f"{done.answers} notes of answers that ended more than {kept} days ago.",
        err=True,
    )


def _print_rows(rows: list[dict[str, Any]], columns: tuple[str, ...], form: str, nothing: str) -> None:
    from tocsin.cli.roster_table import print_rows

    if not rows and form == "table":
        click.echo(nothing, err=True)
        return
    print_rows(rows, columns, form=form)
