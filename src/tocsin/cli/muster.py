"""``tocsin muster``: who of a check-in is safe, needs help, is silent, or was not reached."""

from typing import TYPE_CHECKING

import click

from tocsin.cli.options import format_option, ledger_option
from tocsin.cli.roster import now, roster, viewer, why_option

if TYPE_CHECKING:
    from tocsin.people.checkin import Muster

COLUMNS = (
    "status", "person", "name", "groups", "answered_at", "taken_by", "answers", "last_channel", "last_status",
    "last_at", "tries",
)  # fmt: skip
CALLS = ("status", "person", "name", "groups", "numbers", "answered_by", "last_at", "note")


@click.command("muster")
@click.argument("campaign")
@click.option(
    "--calls", is_flag=True, help="The list to call by, with numbers, most urgent first; that you look is kept."
)
@why_option
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(ctx: click.Context, *, campaign: str, calls: bool, why: str, form: str) -> None:
    """Show the muster board of a check-in: counts, each person's state, and the time to 50, 95 and 100% accounted.

    \b
    Examples:
      tocsin muster 20260504-1a2b3c4d
      tocsin muster 20260504-1a2b3c4d --calls --format csv > calls.csv
    """
    import msgspec

    from tocsin.cli.roster_table import print_rows
    from tocsin.people.checkin import EXERCISE, CheckIns, board_of, call_list

    with roster(ctx) as people:
        checkins = CheckIns(people)
        found = checkins.campaign(campaign)
        exercise = EXERCISE if found.drill else None
        if calls:
            listed = call_list(checkins, found, viewer=viewer(why), at=now())
            print_rows([msgspec.structs.asdict(each) for each in listed], CALLS, form=form, exercise=exercise)
            return
        board = board_of(checkins, found)
        names = people.names([line.person for line in board.lines])
    rows = [msgspec.structs.asdict(line) | {"name": names.get(line.person)} for line in board.lines]
    if form == "table":
        click.echo("\n".join(_summary(board, exercise)))
        exercise = None
    print_rows(rows, COLUMNS, form=form, exercise=exercise)


def _summary(board: "Muster", exercise: str | None) -> list[str]:
    counts = ", ".join(f"{count} {status}" for status, count in board.counts.items())
    times = ", ".join(
        f"{share}% " + ("not yet" if minutes is None else f"after {minutes:g} min")
        for share, minutes in board.minutes.items()
    )
    lines = [exercise] if exercise else []
    return [*lines, f"{board.campaign.title} ({board.campaign.whom}): {counts}.", f"Accounted for: {times}."]
