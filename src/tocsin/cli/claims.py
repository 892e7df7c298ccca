"""``tocsin claims``: what several documents assert about a country, as one, with its origins and its denials."""

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

import click

from tocsin.cli.options import format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.claims import Claim, ClaimKind

KINDS = ("posture", "statement", "denial", "figure", "contact", "warning", "event")
COLUMNS = (
    "since", "until", "kind", "label", "origins", "documents", "first_publisher", "first_published", "contested_by",
    "values", "quote", "id", "evidence",
)  # fmt: skip


@click.command("claims")
@click.argument("host")
@click.option("--contested", is_flag=True, help="Only what somebody denies or doubts.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be repeated.")
@click.option("--since", metavar="DAY", help="Only claims that begin on this day or later: 2022-02-12.")
@click.option("--until", metavar="DAY", help="Only claims that begin on this day or earlier.")
@click.option("--known-at", metavar="T", help="Only from what was seen by then; it is made again.  [default: now]")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    host: str,
    contested: bool,
    kinds: tuple[str, ...],
    since: str | None,
    until: str | None,
    known_at: str | None,
    form: str,
) -> None:
    """Show what documents assert about a country: one line for what many of them say, with its independent origins.

    Copies of one text are one origin. Denials and doubts stand beside what they deny; rival figures stand side by
    side. Nothing here says what is true. JSON holds the origins, and which copies were folded into which and why.

    \b
    Examples:
      tocsin claims UKR --since 2022-02-10
      tocsin claims Sudan --contested
      tocsin claims Niger --kind figure --format json
    """
    from tocsin.cli.countries import country
    from tocsin.cli.moments import day, moment
    from tocsin.cli.pictured import pictured
    from tocsin.cli.show import json_lines, json_text, rendered, write
    from tocsin.picture import Asked, claims_of

    asked = Asked(
        host=country(host),
        kinds=cast("tuple[ClaimKind, ...]", kinds),
        since=None if since is None else day(since),
        until=None if until is None else day(until),
        contested=contested,
    )
    known = None if known_at is None else moment(known_at, now=dt.datetime.now(dt.UTC))
    with pictured(settings_here(ctx)) as ledger:
        found = claims_of(ledger, asked, known_at=known)
    if form == "json":
        write(json_text(found))
    elif form == "jsonl":
        write(json_lines(found))
    elif form == "table":
        _table(found, asked.host)
    else:
        write(rendered([_row(each) for each in found], COLUMNS, form=form))


def _row(claim: "Claim") -> dict[str, Any]:
    from tocsin.timeline import label

    return {
        "since": claim.since,
        "until": claim.until,
        "kind": claim.kind,
        "label": label(claim),
        "origins": claim.independent,
        "documents": len({key for voice in claim.voices for key in voice.documents}),
        "first_publisher": claim.first.publisher,
        "first_published": claim.first.published,
        "contested_by": [each.by for each in claim.contests],
        "values": [f"{each.value} ({each.claimant or 'nobody named'}, {each.day})" for each in claim.values],
        "quote": claim.said.evidence,
        "id": claim.id,
        "evidence": claim.evidence,
    }


def _table(found: "list[Claim]", host: str) -> None:
    from tocsin.cli.countries import country_name
    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean

    if not found:
        click.echo(f"No claim about {country_name(host)} is known here. Unknown is not safe.", err=True)
        return
    screen = Screen()
    table = screen.table("Since", "What", "Origins", "Documents", "First", "Denied by", "In the words of one")
    for row in map(_row, found):
        table.add_row(
            str(row["since"] or "undated"),
            clean(row["label"]),
            str(row["origins"]),
            str(row["documents"]),
            clean(row["first_publisher"] or "unknown"),
            clean(", ".join(row["contested_by"])),
            clean(row["quote"]),
        )
    screen.print(table)
