"""``tocsin source list|check|new``: the registers that this program knows, whether each works, and a new one."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option
from tocsin.cli.show import clean, rendered, write

if TYPE_CHECKING:
    from tocsin.sources import Source

COLUMNS = (
    "source",
    "government",
    "publisher",
    "kind",
    "format",
    "language",
    "rhythm_minutes",
    "rows_min",
    "rows_max",
    "licence",
    "needs_key",
    "revision",
)


def folder_option(command: Any) -> Any:
    """Add ``--sources``: a further folder of sources of the same shape."""
    return click.option(
        "--sources",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A further folder of sources.",
    )(command)


@click.group("source")
def command() -> None:
    """List, check or begin sources: one folder a publisher, with a card, code, an example and what it says.

    \b
    Examples:
      tocsin source list --format json
      tocsin source check gbr_fcdo
      tocsin source new nor_ud --into my-sources
    """


@command.command("list")
@format_option("table", "json", "jsonl", "csv", "md")
@folder_option
def list_(form: str, folder: Path | None) -> None:
    """List the sources with government (alpha-3), format, rhythm, expected rows and licence."""
    from tocsin.sources.checks import listed

    rows = listed(_known(folder))
    if form != "table":
        write(rendered(rows, COLUMNS, form=form))
        return
    from tocsin.cli.screen import Screen

    screen = Screen()
    table = screen.table("Source", "Government", "Publisher", "Format", "Every", "Rows", "Licence")
    for row in rows:
        table.add_row(
            row["source"],
            row["government"],
            clean(row["publisher"]),
            row["format"],
            f"{row['rhythm_minutes']} min",
            f"{row['rows_min']}-{row['rows_max']}",
            clean(row["licence"]),
        )
    screen.print(table)


@command.command("check")
@click.argument("names", nargs=-1)
@click.option(
    "--write", "rewrite", is_flag=True, help="Write what the example says as expected.jsonl, to be read over."
)
@folder_option
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], *, rewrite: bool, folder: Path | None) -> None:
    """Check sources against their frozen examples; without names, all. Exit code 1 where one has a fault."""
    from tocsin.sources import source_of
    from tocsin.sources.checks import faults

    known = _known(folder)
    chosen = [source_of(name, known) for name in names] or list(known.values())
    bad = 0
    for source in chosen:
        if rewrite:
            _rewrite(source)
        found = list(faults(source))
        bad += bool(found)
        for fault in found:
            click.echo(fault, err=True)
        if not found:
            click.echo(f"{source.name} reads its example as expected.")
    if bad:
        ctx.exit(1)


@command.command("new")
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("sources"),
    show_default=True,
    help="The folder in which the source's own folder is made.",
)
def new(name: str, into: Path) -> None:
    """Begin a source: NAME is the government's alpha-3 and a short word, such as nor_ud."""
    from tocsin.sources.beginning import begin

    place = begin(name, into)
    click.echo(f"{place} is begun: fill card.toml, write source.py, put payloads of your own writing into example/.")
    click.echo(f"Then: tocsin source check {place.name} --sources {into}")


def _known(folder: Path | None) -> "Mapping[str, Source]":
    from tocsin.sources import sources

    return sources(*(() if folder is None else (folder,)))


def _rewrite(source: "Source") -> None:
    import msgspec

    from tocsin.errors import InputError
    from tocsin.sources.checks import summary

    place = Path(str(source.folder)) / "expected.jsonl"
    lines = msgspec.json.Encoder().encode_lines(summary(source.read(source.example())))
    try:
        place.write_bytes(lines)
    except OSError as error:
        message = f"{place} cannot be written ({error.strerror})."
        raise InputError(message) from error
