"""``tocsin search``: words in everything that was read, each with its sentence, its document, its day."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.cli.screen import Screen
    from tocsin.ledger import Ledger
    from tocsin.search import Asked, Found, Hit

KINDS = ("posture", "statement", "denial", "figure", "contact", "warning", "event", "way")


@click.command("search", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", metavar="WORDS...", nargs=-1)
@click.option("--host", metavar="COUNTRY", help="Only texts with a record, or of a register's entry, about it.")
@click.option("--sender", metavar="NAME", help="Only texts with a posture, or of the register, of this government.")
@click.option("--kind", type=click.Choice(KINDS), help="Only sentences that became such a record.")
@click.option("--source", metavar="NAME", help="Only of this register (gbr_fcdo) or publisher.")
@click.option("--language", metavar="CODE", help="Only in this language: en, fr.")
@click.option("--since", metavar="DAY", help="Only of this day or later: 2022-02-12.")
@click.option("--until", metavar="DAY", help="Only of this day or earlier.")
@click.option("--known-at", metavar="T", help="Only what was known then: 2022-02-12T14:05.  [default: now]")
@click.option(
    "--order", type=click.Choice(("best", "newest")), default="best", show_default=True, help="What comes first."
)
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="At most so many.")
@click.option("--rebuild", is_flag=True, help="Make the index again first, from what the ledger holds.")
@format_option("text", "json", "jsonl")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context, /, *, words: tuple[str, ...], form: str, limit: int, rebuild: bool, **narrowed: Any
) -> None:
    """Find words in everything that was read: titles, texts, posts, the sentences of records, registers.

    Each of the WORDS must stand in the text. "Words in quotes" follow each other, -word must not be there, OR stands
    between alternatives, evacu* is a beginning. Case and accents do not count. Near-copies are one hit.

    \b
    Examples:
      tocsin search embassy evacuat*
      tocsin search '"core team"' --host Niger --since 2023-07-26
      tocsin search airport -reopened --kind denial --format json
    """
    from tocsin.ledger import open_ledger
    from tocsin.search import Asked, search
    from tocsin.search import rebuild as make_again

    asked = Asked(words=" ".join(words), **_understood(narrowed))
    with open_ledger(settings_here(ctx).ledger) as ledger:
        if rebuild:
            make_again(ledger, progress=_progress)
            if not words:
                return
        _bring_up(ledger)
        found = search(ledger, asked, limit=limit)
    _print(found, asked, form=form)


def _understood(narrowed: dict[str, Any]) -> dict[str, Any]:
    from tocsin.cli.countries import country
    from tocsin.cli.moments import day, moment

    reads = {"host": country, "sender": _sender, "since": day, "until": day}
    reads["known_at"] = lambda text: moment(text, now=dt.datetime.now(dt.UTC))
    return {
        name: reads[name](value) if name in reads else value for name, value in narrowed.items() if value is not None
    }


def _sender(name: str) -> str:
    """The code of a government, or an airline as it is written."""
    from tocsin.cli.countries import country
    from tocsin.errors import SettingsError

    try:
        return country(name)
    except SettingsError:
        return name.strip()


def _bring_up(ledger: "Ledger") -> None:
    from tocsin.search import bring_up

    bring_up(ledger, progress=_progress)


def _progress(done: int, of: int) -> None:
    from tocsin.cli.show import on_terminal

    if on_terminal() and of > 1000:
        click.echo(f"\rMade searchable: {done:,} of {of:,} readings", err=True, nl=done >= of)


def _print(found: "Found", asked: "Asked", *, form: str) -> None:
    from tocsin.cli.show import json_lines, json_text, write

    if form == "json":
        write(json_text(found.hits))
    elif form == "jsonl":
        write(json_lines(found.hits))
    elif not found.hits:
        click.echo(f"Nothing that was read holds this: {asked.words}. That is no all-clear.", err=True)
    else:
        _print_for_eyes(found)


def _print_for_eyes(found: "Found") -> None:
    from tocsin.cli.screen import Screen

    screen = Screen()
    for hit in found.hits:
        _print_hit(screen, hit)
    if found.next is not None:
        click.echo(f"Only the first {len(found.hits)} are shown; --limit shows more.", err=True)


def _print_hit(screen: "Screen", hit: "Hit") -> None:
    from rich.text import Text

    from tocsin.cli.show import clean, cleaned

    who = hit.publisher or hit.address or "unknown publisher"
    head = f"{hit.title or 'Untitled document'} ({who}, {hit.day or 'undated'})"
    folded = [
        *([f"{hit.more} more of it"] if hit.more else []),
        *([f"{hit.copies} {'copy' if hit.copies == 1 else 'copies'}"] if hit.copies else []),
    ]
    screen.print(Text(clean(head) + (f", and {' and '.join(folded)}" if folded else ""), style="bold"))
    line = Text("  ")
    at = hit.start
    quote = cleaned(hit.quote)
    for left, right in hit.marks:
        line.append(quote[at - hit.start : left - hit.start])
        line.append_text(screen.marked(quote[left - hit.start : right - hit.start], 0, right - left))
        at = right
    line.append(quote[at - hit.start :])
    screen.print(line)
    records = "".join(f", {each.kind} {each.id}" for each in hit.records)
    screen.print(Text(f"  document {hit.document} at {hit.start}{records}\n", style="dim"))
