"""The options that several verbs share, and the settings that they make."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tocsin.settings import Settings

_LEDGER = "tocsin.ledger"


def _keep_ledger(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_LEDGER] = value


def ledger_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--ledger``: it may stand before the verb or after it; after it wins."""
    return click.option(
        "--ledger",
        metavar="FILE|ADDRESS",
        expose_value=False,
        callback=_keep_ledger,
        help="The ledger: an SQLite file or an SQLAlchemy address.  [env: TOCSIN_LEDGER]",
    )(command)


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``--format`` with these choices; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to print it.",
    )


def published_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--published``: the day that beats what the documents tell."""
    return click.option(
        "--published",
        metavar="DATE",
        help="The day of publication, 2022-02-12, for documents that do not tell it or tell it wrongly.",
    )(command)


def reader_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--reader``: Tocsin's own, or a language model behind an endpoint that the settings name."""
    return click.option(
        "--reader",
        type=click.Choice(("default", "llm")),
        default="default",
        show_default=True,
        help="Who reads: Tocsin itself, or the language model that the settings name under 'llm'.",
    )(command)


def as_of_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two times: ``--as-of``, when it was so, and ``--known-at``, when it had been seen."""
    known = click.option(
        "--known-at", metavar="T", help="Use only what was seen by then; 'now' for all.  [default: as --as-of]"
    )
    return click.option(
        "--as-of", metavar="T", help="The moment: 2022-02-12T14:05 (UTC), or a day (its end).  [default: now]"
    )(known(command))


def settings_here(ctx: click.Context, *, host: str | None = None, port: int | None = None) -> "Settings":
    """The settings of this call: files, environment, ``--ledger``, and the verb's own options."""
    from tocsin.settings import settings

    return settings(ledger=ctx.meta.get(_LEDGER), host=host, port=port)
