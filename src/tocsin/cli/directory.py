"""``tocsin directory``: who is who by what documents said, with the sentence and the days."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import as_of_options, format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.records.entries import Entry

COLUMNS = ("name", "spellings", "country", "office", "former", "first", "last", "documents", "document", "evidence")


@click.command("directory")
@click.argument("asked", metavar="[NAME|HOST]", required=False)
@as_of_options
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(ctx: click.Context, *, asked: str | None, as_of: str | None, known_at: str | None, form: str) -> None:
    """Show who is who by what documents said when they introduced people: name, state, offices, first and last day.

    HOST is a country: its office holders, and who speaks for it. NAME is a person's, by surname, in any spelling.
    'tocsin read --directory' takes what --format json prints.

    \b
    Examples:
      tocsin directory Sudan
      tocsin directory Zelenskiy --as-of 2022-02-12
      tocsin directory --format json > who.json
    """
    from tocsin.cli.question import settled
    from tocsin.cli.show import json_lines, json_text, rendered, write
    from tocsin.ledger import open_ledger
    from tocsin.records.entries import entries

    code = _code(asked)
    with open_ledger(settings_here(ctx).ledger) as ledger:
        at, known = settled(ledger, as_of=as_of, known_at=known_at)
        name = None if code else asked
        found = entries(ledger.directory(name=name, country=code, until=at.date(), known_at=known))
    if form == "json":
        write(json_text(found))
    elif form == "jsonl":
        write(json_lines(found))
    elif form != "table":
        write(rendered([row for entry in found for row in _rows(entry)], COLUMNS, form=form))
    elif not found:
        click.echo("Nobody is introduced here by a document with a date.", err=True)
    else:
        _table(found)


def _code(asked: str | None) -> str | None:
    """The country that is meant, if one is."""
    from tocsin.cli.countries import country
    from tocsin.errors import SettingsError

    try:
        return None if asked is None else country(asked)
    except SettingsError:
        return None


def _rows(entry: "Entry") -> list[dict[str, Any]]:
    who = {"name": entry.name, "spellings": entry.spellings, "country": entry.country}
    fields = ("office", "former", "first", "last", "documents", "document", "evidence")
    return [who | {field: getattr(held, field) for field in fields} for held in entry.offices]


def _table(found: "Sequence[Entry]") -> None:
    from rich.text import Text

    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean

    screen = Screen()
    table = screen.table("Who", "Of", "Office", "First and last told", "Sentence")
    for entry in found:
        other = f" ({', '.join(entry.spellings)})" if entry.spellings else ""
        for at, held in enumerate(entry.offices):
            days = str(held.first) if held.first == held.last else f"{held.first} – {held.last}"
            table.add_row(
                clean(f"{entry.name}{other}") if at == 0 else "",
                (entry.country or "") if at == 0 else "",
                clean(f"former {held.office}" if held.former else held.office),
                f"{days}, {held.documents} document{'s' * (held.documents != 1)}",
                Text(clean(" ".join(held.evidence.split()))),
            )
    screen.print(table)
