"""``tocsin brief``: one page on a country that can be forwarded, every sentence with its evidence."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import as_of_options, ledger_option, settings_here
from tocsin.errors import SettingsError

if TYPE_CHECKING:
    from tocsin.brief import Asked
    from tocsin.ledger import Ledger

DAYS = 7
"""Days before the moment from which changes count, where nobody says which."""


@click.command("brief")
@click.argument("host")
@click.option("--since", metavar="T", help="What changed from this day on: 2022-02-12.  [default: 7 days before]")
@as_of_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "html", "pdf")),
    default="md",
    show_default=True,
    help="Markdown, one HTML file, or PDF.",
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write it here.")
@click.option("--shorten", is_flag=True, help="Let the language model of the settings choose what stays; extra llm.")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    host: str,
    since: str | None,
    as_of: str | None,
    known_at: str | None,
    form: str,
    output: Path | None,
    shorten: bool,
) -> None:
    """Write a brief on a country: what changed, the board, what is contested, figures, ways out, what is not known.

    Every sentence is numbered back to the place in the document that it rests on. Nothing is written freely: it is
    quotes, and fixed words around what the records hold. The same ledger and moment give the same bytes. With --shorten
    a language model may put entries in order, leave some out and cut quotes; where that fails, the whole is written.

    \b
    Examples:
      tocsin brief Sudan --as-of 2023-04-24
      tocsin brief UKR --since 2022-02-10 --format html --output ukraine.html
      tocsin brief UKR --format pdf --output ukraine.pdf
      tocsin brief UKR --shorten
    """
    from tocsin.brief import brief, markdown, page, pdf, unsupported
    from tocsin.cli.pictured import pictured
    from tocsin.cli.shortening import shorter
    from tocsin.cli.show import on_terminal
    from tocsin.errors import LedgerError

    if form == "pdf" and output is None and on_terminal(sys.stdout):
        raise SettingsError("A PDF is no text for a terminal: give --output FILE.")
    with pictured(settings_here(ctx)) as ledger:
        made = brief(ledger, _asked(ledger, host, since=since, as_of=as_of, known_at=known_at))
        if wrong := unsupported(made, ledger):
            message = f"The brief is not written, because {len(wrong)} of its sentences do not resolve: {wrong[0]}"
            raise LedgerError(message)
        if shorten:
            made = shorter(made, ledger, settings_here(ctx).llm)
    data = markdown(made) if form == "md" else page(made) if form == "html" else pdf(made)
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}. Name a file in a folder that is there."
        raise SettingsError(message) from error
    click.echo(f"{output}: {len(data):,} bytes, {len(made.references)} places in documents.", err=True)


def _asked(ledger: "Ledger", host: str, *, since: str | None, as_of: str | None, known_at: str | None) -> "Asked":
    from tocsin.brief import Asked
    from tocsin.cli.countries import country, country_name
    from tocsin.cli.moments import moment
    from tocsin.cli.question import asked, board_of

    code = country(host)
    question = asked(ledger, as_of=as_of, known_at=known_at, host=code)
    start = question.as_of - dt.timedelta(days=DAYS) if since is None else moment(since, now=dt.datetime.now(dt.UTC))
    if start > question.as_of:
        raise SettingsError("--since is after the moment of the brief: give an earlier day, or a later --as-of.")
    return Asked(
        host=code,
        as_of=question.as_of,
        known_at=question.known_at,
        since=start.date(),
        board=board_of(question, hosts=[code]),
        postures=question.postures,
        name=country_name,
        registers=question.registers,
        past=question.past,
    )
