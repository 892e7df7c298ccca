"""A ledger to look at through its picture, which is brought up first; where that takes long, a person sees it."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tocsin.ledger import Ledger
    from tocsin.settings import Settings


@contextlib.contextmanager
def pictured(here: "Settings") -> "Iterator[Ledger]":
    """The ledger, open, its picture brought up."""
    from tocsin.picture import opened

    with opened(here.ledger) as ledger:
        bring_up(ledger)
        yield ledger


def bring_up(ledger: "Ledger", *, again: bool = False) -> int:
    """Take into the picture what is new (or all, ``again``), with a line on stderr where that takes long."""
    from tocsin.cli.show import on_terminal
    from tocsin.picture import brought_up, rebuild

    def progress(what: str, done: int, of: int) -> None:
        if on_terminal() and of > 1000:
            click.echo(f"\rThe picture: {done:,} of {of:,} {what}", err=True, nl=done >= of)

    return (rebuild if again else brought_up)(ledger, progress=progress)
