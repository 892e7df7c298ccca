"""``tocsin doctor``: what is installed, which model, which database, and whether they work."""

import importlib.util
import platform
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import TYPE_CHECKING

import click
import msgspec

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.errors import LedgerError, TocsinError

if TYPE_CHECKING:
    from tocsin.settings import Settings

PACKAGES = (
    "tocsin",
    "spacy",
    "trafilatura",
    "lxml",
    "sqlalchemy",
    "alembic",
    "litestar",
    "uvicorn",
    "msgspec",
    "click",
    "rich",
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at: whether it works, and what was found or what to do."""

    what: str
    ok: bool
    found: str


@click.command("doctor")
@format_option("table", "json")
@ledger_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Check what is installed, whether the model loads and reads, and whether the ledger can be written.

    Opens the ledger, and so makes it where there is none yet; writes no document. Exit code 1 where anything does not
    work.

    \b
    Examples:
      tocsin doctor
      tocsin doctor --ledger postgresql+psycopg://watch@localhost/tocsin --format json
    """
    findings = list(_findings(settings_here(ctx)))
    if form == "json":
        from tocsin.cli.show import json_text, write

        write(json_text(findings))
    else:
        for each in findings:
            click.echo(f"{'ok  ' if each.ok else 'FAIL'}  {each.what:<12} {each.found}")
    if not all(each.ok for each in findings):
        ctx.exit(1)


def _findings(here: "Settings") -> Iterator[Finding]:
    yield Finding(
        what="python", ok=True, found=f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    )
    for name in PACKAGES:
        yield _package(name)
    yield from (_file(*each) for each in _files())
    yield _tried("model", lambda: _model(here.model))
    yield _tried("ledger", lambda: _ledger(here.ledger))


def _package(name: str) -> Finding:
    try:
        return Finding(what=name, ok=True, found=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(what=name, ok=False, found="not installed: run 'pip install tocsin' again")


def _files() -> list[tuple[str, bool]]:
    from tocsin.settings import files_read

    return [(str(path), path.is_file()) for path in files_read()]


def _file(path: str, there: bool) -> Finding:
    return Finding(what="settings", ok=True, found=f"{path} {'is read' if there else '(none there)'}")


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, ok=True, found=look())
    except TocsinError as error:
        return Finding(what=what, ok=False, found=str(error))


def _model(name: str) -> str:
    from tocsin import reading

    reading.load(name)
    version = metadata.version(name) if importlib.util.find_spec(name) else "of a path"
    return f"{name} {version}, reader {reading.REVISION}"


def _ledger(address: str) -> str:
    from tocsin.ledger import open_ledger
    from tocsin.settings import shown_address

    with open_ledger(address) as ledger:
        if not ledger.writable():
            message = f"{shown_address(address)} can be read but not written: nothing can be added to it."
            raise LedgerError(message)
        counts = ledger.counts()
    held = f"{counts.documents} documents, {counts.records} records, {counts.signals} signals"
    return f"{shown_address(address)} can be written; {held}"
