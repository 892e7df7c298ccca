"""``tocsin add``: documents into the ledger."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import ledger_option, published_option, settings_here

if TYPE_CHECKING:
    from tocsin.documents import Document
    from tocsin.ledger import Ledger
    from tocsin.reading import Reader

_TOGETHER = 32
"""So many documents are read together before they are entered."""


class Tally:
    """How it went: documents seen, how many of them were new, postures in the new ones, and what could not be used."""

    def __init__(self) -> None:
        self.seen = self.new = self.postures = self.bad = 0

    def __str__(self) -> str:
        said = (
            f"{_counted(self.seen, 'document')} read, {self.new} of them new, {_counted(self.postures, 'new posture')}"
        )
        return said + (f"; {self.bad} could not be used ('tocsin signals' says why)" if self.bad else "") + "."


@click.command("add")
@click.argument("given", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@click.option(
    "--register", metavar="SOURCE|GOVERNMENT", help="The files are saved payloads of this government's register."
)
@published_option
@ledger_option
@click.pass_context
def command(ctx: click.Context, *, given: tuple[str, ...], register: str | None, published: str | None) -> None:
    """Read documents into the ledger, which is made where there is none.

    The same document again is one more sighting, not a second record. Something that cannot be used is reported and
    kept as a signal, the rest goes on, and the exit code is then 2.

    \b
    Examples:
      tocsin add samples/
      tocsin add *.txt https://news.example/niger
      tocsin add article.txt --published 2022-02-12
      tocsin add --register GBR saved/niger.json
      tocsin add --ledger morning.sqlite -  < article.txt
    """
    from tocsin import reading
    from tocsin.cli.given import documents, places
    from tocsin.cli.moments import day
    from tocsin.cli.pictured import bring_up
    from tocsin.cli.ringing import rung_ledger
    from tocsin.documents import Document, Signal
    from tocsin.wire import Wire

    here = settings_here(ctx)
    if register is not None:
        _add_saved(ctx, register, given)
        return
    on = None if published is None else day(published)
    tally = Tally()
    with (
        rung_ledger(here) as ledger,
        Wire() as wire,
        _progress(places(given)) as progress,
    ):
        reader = reading.load(here.model)
        waiting: list[Document] = []
        for found in (each for place in progress for each in documents(place, published=on, wire=wire)):
            if isinstance(found, Signal):
                ledger.add_signal(found, dt.datetime.now(dt.UTC))
                tally.bad += 1
                continue
            waiting.append(found)
            if len(waiting) == _TOGETHER:
                _keep(waiting, reader, ledger, tally)
                waiting = []
        _keep(waiting, reader, ledger, tally)
        bring_up(ledger)
    _say(tally)
    if tally.bad:
        ctx.exit(2)


def _add_saved(ctx: click.Context, register: str, given: tuple[str, ...]) -> None:
    """Saved payloads of a register, read as if they had been fetched. What cannot be read is a signal: exit code 2."""
    from pathlib import Path

    from tocsin import reading
    from tocsin.cli.ringing import rung_ledger
    from tocsin.sources import source_of
    from tocsin.watch import keep_saved

    here, bad = settings_here(ctx), False
    source = source_of(register)
    reader = reading.load(here.model).read if source.card.language == "en" else None
    with rung_ledger(here) as ledger:
        for place in given:
            rows, changed, signals = keep_saved(
                source.name, Path(place), ledger, now=dt.datetime.now(dt.UTC), reader=reader
            )
            bad = bad or not rows
            for signal in signals:
                click.echo(f"{place}: {signal.why}", err=True)
            click.echo(f"{place}: {_counted(rows, 'destination')}, {_counted(changed, 'new edition')}.", err=True)
    if bad:
        ctx.exit(2)


def _keep(documents: "list[Document]", reader: "Reader", ledger: "Ledger", tally: Tally) -> None:
    """Read some documents together and enter each with its records."""
    from tocsin import reading
    from tocsin.cli.given import unusable
    from tocsin.errors import DocumentError
    from tocsin.records import Posture

    for document, records in zip(documents, reader.read_many(documents), strict=True):
        now = dt.datetime.now(dt.UTC)
        try:
            added = ledger.add(document, records, seen_at=now, reader=reading.REVISION)
        except DocumentError as error:
            ledger.add_signal(unusable(document.address or "-", error), now)
            tally.bad += 1
            continue
        tally.seen += 1
        tally.new += added.new_document
        tally.postures += sum(isinstance(each, Posture) for each in records) if added.new_reading else 0


@contextmanager
def _progress(places: list[str]) -> Iterator[Iterable[str]]:
    """The places one by one, with a bar on stderr where a person looks and there is something to wait for."""
    from tocsin.cli.show import on_terminal

    if not on_terminal() or len(places) < 2:
        yield places
        return
    from rich.console import Console
    from rich.progress import track

    yield track(places, description="Reading", console=Console(stderr=True), transient=True)


def _say(tally: Tally) -> None:
    from tocsin.cli.show import on_terminal

    if on_terminal():
        click.echo(str(tally), err=True)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
