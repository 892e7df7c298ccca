"""``tocsin changes``: what moved in the registers and by the press, from what to what."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import clean, rendered, write

if TYPE_CHECKING:
    from tocsin.changes import Told
    from tocsin.picture import PressChange

COLUMNS = (
    "seen_at",
    "by",
    "government",
    "host",
    "destination",
    "kinds",
    "before",
    "after",
    "before_words",
    "after_words",
    "gone",
    "new",
    "dated",
    "origins",
    "quote",
    "url",
    "id",
)


@click.command("changes")
@click.argument("hosts", metavar="[HOST]...", nargs=-1)
@click.option("--since", metavar="T", help="Only from this moment on: 2026-05-20, or 2026-05-20T14:05.")
@click.option(
    "--sender", "senders", multiple=True, metavar="GOVERNMENT", help="Only of this government; may be repeated."
)
@click.option("--since-last", is_flag=True, help="Only what is new since this option was last used, by the same --as.")
@click.option("--as", "reader", metavar="NAME", default="me", show_default=True, help="Who looks, for --since-last.")
@click.option(
    "--by", type=click.Choice(["register", "press"]), help="Only what registers state, or only what the press tells."
)
@click.option("--remarks", is_flag=True, help="What moved and is no change, and why it is none.")
@format_option("table", "json", "jsonl", "csv", "md", "atom")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    hosts: tuple[str, ...],
    since: str | None,
    senders: tuple[str, ...],
    since_last: bool,
    reader: str,
    by: str | None,
    remarks: bool,
    form: str,
) -> None:
    """Show what moved: in the registers of governments, and by what the press tells; each says which.

    In registers: level, regions, directives, missions, substance. Republishing, new dates on old words, order,
    spelling, a level that is back within days, a row that was gone for a while, and a better reader are no changes:
    --remarks shows them. JSON holds a diff of the text by sentence. In the press: a measure of a government or carrier
    that was not told before, with its independent origins.

    \b
    Examples:
      tocsin changes --since 2026-05-01
      tocsin changes --since-last --as anna
      tocsin changes Niger --sender GBR --by register --format json
      tocsin changes --format atom > changes.atom
    """
    from tocsin.changes import told
    from tocsin.changes.looks import last_look, looked
    from tocsin.cli.countries import country
    from tocsin.cli.pictured import pictured
    from tocsin.picture import press_changes

    start, now = _moment(since), dt.datetime.now(dt.UTC)
    asked = {country(host) for host in hosts}
    of = {country(each) for each in senders}
    with pictured(settings_here(ctx)) as ledger:
        if since_last:
            start = max(filter(None, (start, last_look(ledger, reader))), default=None)
        found = told(ledger, now=now, since=start, hosts=asked, senders=of)
        pressed = [] if by == "register" else press_changes(ledger, since=start, hosts=asked, senders=of)
        if since_last:
            looked(ledger, reader, now)
    if by == "press":
        found.changes.clear()
    _print(found, pressed, remarks=remarks, form=form, now=now)


def _print(found: "Told", pressed: "list[PressChange]", *, remarks: bool, form: str, now: dt.datetime) -> None:
    if remarks:
        _remarks(found, form)
    elif form == "atom":
        write(_feed(found, pressed, now))
    elif form == "table":
        _table(found, pressed)
    else:
        write(rendered(_rows(found, pressed), COLUMNS, form=form))


def _moment(since: str | None) -> dt.datetime | None:
    from tocsin.cli.moments import moment

    if since is None:
        return None
    at = moment(since, now=dt.datetime.now(dt.UTC))
    return at.replace(hour=0, minute=0, second=0) if len(since.strip()) == len("2026-05-20") else at


def _rows(found: "Told", pressed: "list[PressChange]") -> list[dict[str, Any]]:
    """Both, the newest first."""
    import msgspec

    rows = []
    for change in found.changes:
        row = msgspec.to_builtins(change, builtin_types=(dt.datetime,)) | {"by": "register", "host": list(change.hosts)}
        row["id"] = change.key
        rows.append(row | {"difference": list(found.difference(change).lines)})
    for each in pressed:
        row = msgspec.to_builtins(each, builtin_types=(dt.datetime, dt.date)) | {"by": "press", "host": [each.host]}
        row |= {"government": each.sender, "kinds": [each.type], "dated": each.date, "destination": each.host}
        rows.append(row)
    return sorted(rows, key=lambda row: row["seen_at"], reverse=True)


def _feed(found: "Told", pressed: "list[PressChange]", now: dt.datetime) -> bytes:
    from tocsin.changes.feed import Entry, entries, feed

    told = [
        Entry(
            name=f"urn:tocsin:claim:{each.claim}",
            title=f"Press: {each.sender or 'not named'} on {each.host}: {_step(each)}",
            updated=each.seen_at,
            content=f"“{each.quote}” ({each.origins} independent origin{'s' * (each.origins != 1)})",
        )
        for each in pressed
    ]
    listed = sorted([*entries(found), *told], key=lambda entry: entry.updated, reverse=True)
    return feed("urn:tocsin:changes", "Changes in what governments advise and do", listed, now=now)


def _step(change: "PressChange") -> str:
    return f"{change.type} {(change.before or 'unknown').replace('_', ' ')} → {change.after.replace('_', ' ')}"


def _remarks(found: "Told", form: str) -> None:
    import msgspec

    columns = ("seen_at", "source", "destination", "reason", "why")
    rows = [msgspec.to_builtins(remark, builtin_types=(dt.datetime,)) for remark in found.remarks]
    write(rendered(rows, columns, form="md" if form in ("table", "atom") else form))


def _table(found: "Told", pressed: "list[PressChange]") -> None:
    from tocsin.cli.countries import country_name
    from tocsin.cli.screen import Screen

    if not found.changes and not pressed:
        click.echo("Nothing moved in the registers or the press that this ledger has seen.", err=True)
        return
    screen = Screen()
    table = screen.table("Seen (UTC)", "By", "Who", "About", "What", "From", "To")
    lines: list[tuple[dt.datetime, tuple[str, ...]]] = []
    for change in found.changes:
        before = change.before_words or change.before or "; ".join(change.gone) or "unknown"
        after = change.after_words or change.after or "; ".join(change.new) or "unknown"
        what = ", ".join(change.kinds)
        lines.append((change.seen_at, ("register", change.government, change.destination, what, before, after)))
    for each in pressed:
        by = f"press ({each.origins})"
        step = (each.before or "unknown").replace("_", " "), each.after.replace("_", " ")
        lines.append((each.seen_at, (by, each.sender or "not named", country_name(each.host), each.type, *step)))
    for at, cells in sorted(lines, reverse=True):
        table.add_row(f"{at:%Y-%m-%d %H:%M}", *map(clean, cells))
    screen.print(table)
