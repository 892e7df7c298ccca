"""``tocsin desk``: what an analyst says of records: rejected, corrected, added; pins and comments; the list."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import clean, rendered, write

if TYPE_CHECKING:
    from tocsin.ledger import Judgement

AUTHOR = "desk"
"""Who judges on this machine and gives no name."""
COLUMNS = ("number", "at", "author", "kind", "host", "record", "made", "document", "claim", "reason")
KINDS = ("reject", "restore", "correct", "add", "pin", "unpin", "comment")

_by = click.option(
    "--by", "author", metavar="NAME", default=AUTHOR, show_default=True, help="Who judges: the name that is shown."
)
_reason = click.option("--reason", metavar="TEXT", help="Why.")
_set = click.option(
    "--set",
    "fields",
    metavar="FIELD=VALUE",
    multiple=True,
    help="A field of the record, as 'tocsin schema' names it; an empty value takes it away; may be repeated.",
)
_quote = click.option("--quote", metavar="TEXT", help="The words of the document that say it, as they are there.")
_start = click.option("--start", type=click.IntRange(0), help="From which character on the words stand.")


@click.group("desk")
def command() -> None:
    """Reject, correct or add records; pin, comment. Nothing in the ledger is changed.

    A judgement counts from its moment on; as known earlier the record still decides. Whoever rejects or corrects gives
    a reason. Records have ids: 'tocsin why --format json' and the page of a document show them.

    \b
    Examples:
      tocsin desk reject 5f0c... --reason "the sentence is about 2014"
      tocsin desk correct 5f0c... --set value=relocated --set place=Lviv --reason "it only moved"
      tocsin desk add --document 9ab1... --quote "moved to Lviv" --set sender=NOR --set host=UKR \\
          --set type=mission --set value=relocated
      tocsin desk list --host UKR
    """


@command.command("reject")
@click.argument("record")
@_reason
@_by
@ledger_option
@click.pass_context
def reject(ctx: click.Context, *, record: str, reason: str | None, author: str) -> None:
    """Let a record decide nothing from now on: no board, claim, timeline, figure, outlook or alert."""
    _judge(ctx, author, kind="reject", record=record, reason=reason)


@command.command("restore")
@click.argument("record")
@_reason
@_by
@ledger_option
@click.pass_context
def restore(ctx: click.Context, *, record: str, reason: str | None, author: str) -> None:
    """Take a rejection or a correction back: RECORD counts again, what was put instead does not."""
    _judge(ctx, author, kind="restore", record=record, reason=reason)


@command.command("correct")
@click.argument("record")
@_set
@_quote
@_start
@_reason
@_by
@ledger_option
@click.pass_context
def correct(ctx: click.Context, /, *, record: str, fields: tuple[str, ...], author: str, **given: Any) -> None:
    """Put another record instead: RECORD with the fields that --set names, read from the same words or from --quote."""
    _judge(ctx, author, kind="correct", record=record, fields=_fields(fields), **given)


@command.command("add")
@click.option("--document", metavar="KEY", help="The kept document that says it; with --quote.")
@_quote
@_start
@click.option("--statement", metavar="TEXT", help="What you know yourself, where no document says it; with --source.")
@click.option("--source", metavar="TEXT", help="From whom a statement is known, when, by which way.")
@click.option("--published", metavar="DAY", help="The day of a statement.  [default: today]")
@click.option("--kind", "of", default="posture", show_default=True, help="What to add: posture, figure, event...")
@_set
@_reason
@_by
@ledger_option
@click.pass_context
def add(ctx: click.Context, /, *, fields: tuple[str, ...], published: str | None, author: str, **given: Any) -> None:
    """Add a record: words of a kept document, or a statement of your own with its source."""
    from tocsin.cli.moments import day

    given["published"] = None if published is None else day(published)
    _judge(ctx, author, kind="add", fields=_fields(fields), **given)


def _about(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, metavar, says in (
        ("--host", "HOST", "A country."),
        ("--claim", "ID", "A claim, by its id."),
        ("--document", "KEY", "A document."),
        ("--record", "ID", "A record."),
    ):
        command = click.option(name, metavar=metavar, help=says)(command)
    return command


@command.command("pin")
@_about
@click.option("--remove", is_flag=True, help="Take the pin off.")
@_reason
@_by
@ledger_option
@click.pass_context
def pin(ctx: click.Context, /, *, remove: bool, author: str, **given: Any) -> None:
    """Pin a record, a document, a claim or a country, for everybody at the desk."""
    _note(ctx, "unpin" if remove else "pin", author, given)


@command.command("comment")
@click.argument("text")
@_about
@_by
@ledger_option
@click.pass_context
def comment(ctx: click.Context, /, *, text: str, author: str, **given: Any) -> None:
    """Write a comment on a record, a document, a claim or a country."""
    _note(ctx, "comment", author, given | {"reason": text})


@command.command("list")
@click.option("--by", "author", metavar="NAME", help="Only by this author.")
@click.option("--host", metavar="HOST", help="Only of this country.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these; may be repeated.")
@click.option("--record", metavar="ID", help="Only of this record.")
@click.option("--pinned", is_flag=True, help="What is pinned now.")
@click.option("--known-at", metavar="T", help="Only what was judged by then: 2022-02-12T14:05.  [default: now]")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="At most so many.")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def listed(
    ctx: click.Context,
    *,
    author: str | None,
    host: str | None,
    kinds: tuple[Any, ...],
    record: str | None,
    pinned: bool,
    known_at: str | None,
    limit: int,
    form: str,
) -> None:
    """List the judgements, the latest first: who judged what, when, why, and the record that came of it."""
    from tocsin.cli.countries import country
    from tocsin.cli.moments import moment
    from tocsin.ledger import Noted, open_ledger

    known = None if known_at is None else moment(known_at, now=dt.datetime.now(dt.UTC))
    code = None if host is None else country(host)
    with open_ledger(settings_here(ctx).ledger) as ledger:
        if pinned:
            found = [each for each in ledger.judgements.pinned(known_at=known) if code in (None, each.host)][:limit]
        else:
            about = None if record is None else Noted(record=record)
            found = ledger.judgements.listed(
                kinds=kinds, author=author, host=code, about=about, known_at=known, limit=limit
            )
    if form != "table":
        write(rendered([_row(each) for each in found], COLUMNS, form=form))
    elif not found:
        click.echo("Nothing is pinned." if pinned else "Nothing was judged.", err=True)
    else:
        for each in found:
            click.echo(_line(each))


def _row(judgement: "Judgement") -> dict[str, Any]:
    import msgspec

    row: dict[str, Any] = msgspec.to_builtins(judgement, builtin_types=(dt.datetime,))
    return row


def _line(judgement: "Judgement") -> str:
    from tocsin.desk import told_of

    names = ("record", "document", "claim")
    about = next((f"{name} {value}" for name in names if (value := getattr(judgement, name))), judgement.host or "")
    came = f" (now {judgement.made})" if judgement.made else ""
    return clean(f"{judgement.number:>5}  {about}{came}: {told_of(judgement)}")


def _note(ctx: click.Context, kind: str, author: str, given: dict[str, Any]) -> None:
    from tocsin.cli.countries import country

    host = given.pop("host")
    _judge(ctx, author, kind=kind, host=None if host is None else country(host), **given)


def _fields(given: tuple[str, ...]) -> dict[str, str]:
    from tocsin.errors import InputError

    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            message = f"--set takes FIELD=VALUE, such as --set value=closed; {each[:60]!r} has no '='."
            raise InputError(message)
        found[name.strip()] = value
    return found


def _judge(ctx: click.Context, author: str, **given: Any) -> None:
    from tocsin.cli.ringing import rung_ledger
    from tocsin.desk import Ruling, judge, told_of

    with rung_ledger(settings_here(ctx)) as ledger:
        judged = judge(ledger, Ruling(**given), author=author, at=dt.datetime.now(dt.UTC))
    click.echo(clean(told_of(judged)), err=True)
    click.echo(judged.made or judged.key)
