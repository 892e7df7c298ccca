"""``tocsin eval``: how well a reader reads texts that somebody annotated."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import format_option, reader_option, settings_here

if TYPE_CHECKING:
    from tocsin.evaluation import Report

KINDS = ("posture", "statement", "denial", "figure", "contact", "warning", "event", "way")


@click.command("eval")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.argument("docs", metavar="DOCS", type=click.Path(path_type=Path))
@reader_option
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be repeated.")
@click.option("--fields", is_flag=True, help="List also what was found with other fields (text only).")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@format_option("text", "json", "html")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    gold: Path,
    docs: Path,
    reader: str,
    kinds: tuple[str, ...],
    fields: bool,
    output: Path | None,
    form: str,
) -> None:
    """Compare a reader with gold: precision, recall and F1 of each kind and field, and every miss and extra.

    GOLD holds NAME.jsonl files, a record a line; DOCS the texts of the same names. Kinds that nobody annotated there
    are not measured unless named. Gold that does not fit is told with file and line, and the exit code is then 2.

    \b
    Examples:
      tocsin eval gold/ docs/
      tocsin eval gold/ docs/ --kind posture --kind contact
      tocsin eval gold/ docs/ --format html --output report.html
      tocsin eval gold/ docs/ --reader llm --format json > llm.json
    """
    from tocsin.cli.readers import opened
    from tocsin.evaluation import evaluate, load_gold

    golds = load_gold(gold, docs)
    with opened(reader, settings_here(ctx)) as chosen, _progress(len(golds)) as done:
        report = evaluate(golds, chosen.read, reader=chosen.name, kinds=kinds, each_read=done)
        lost = chosen.lost
    _put(report, form=form, fields=fields, output=output)
    if lost:
        ctx.exit(1)


def _put(report: "Report", *, form: str, fields: bool, output: Path | None) -> None:
    """Print the report, or write it to a file."""
    from tocsin.cli.eval_text import show, write_text
    from tocsin.cli.show import json_text, write
    from tocsin.errors import InputError
    from tocsin.evaluation import page

    try:
        if form != "text":
            data = json_text(report) if form == "json" else page(report).encode()
            write(data) if output is None else output.write_bytes(data)
        elif output is None:
            show(report, fields=fields)
        else:
            write_text(report, output, fields=fields)
    except OSError as error:
        if output is None:
            raise
        message = f"{output}: cannot be written ({error.strerror}). Name a file in a folder that is yours."
        raise InputError(message) from error


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr once it has taken a second, where a person looks."""
    import time

    from tocsin.cli.show import on_terminal

    if not on_terminal():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("Reading", total=total)

    def done(number: int) -> None:
        if time.monotonic() - began > 1:
            bar.start()
        bar.update(task, completed=number)

    try:
        yield done
    finally:
        bar.stop()
