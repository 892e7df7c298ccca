"""What the verbs of people share: the roster opened with its key, and who is looking."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import settings_here

if TYPE_CHECKING:
    from tocsin.ledger import Ledger
    from tocsin.people import People, Viewer


@contextmanager
def opened_roster(ctx: click.Context) -> "Iterator[tuple[People, Ledger]]":
    """The roster of this call's ledger, and the ledger. Raises SettingsError where its key is missing or another."""
    from tocsin.ledger import open_ledger
    from tocsin.people import People, read_key

    here = settings_here(ctx)
    keys = read_key(Path(here.people_key).expanduser())
    with open_ledger(here.ledger) as ledger:
        yield People(ledger.engine, keys), ledger


@contextmanager
def roster(ctx: click.Context) -> "Iterator[People]":
    """The roster alone."""
    with opened_roster(ctx) as (people, _):
        yield people


def viewer(why: str) -> "Viewer":
    """Whoever calls the program, as the audit names them: a responder, for the machine is theirs."""
    import getpass

    from tocsin.people import Viewer

    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        name = "command line"
    return Viewer(name=name, role="responder", why=why)


def why_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--why``: the reason that is kept with a look at contact fields."""
    return click.option(
        "--why", metavar="WORDS", default="duty", show_default=True, help="Why you look; kept with your name."
    )(command)


def days_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--days``: how far ahead an exposure looks."""
    return click.option(
        "--days", type=click.IntRange(0, 3660), default=0, show_default=True, help="Stays of so many days ahead too."
    )(command)


def now() -> dt.datetime:
    """The present."""
    return dt.datetime.now(dt.UTC)
