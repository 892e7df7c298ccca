"""``tocsin watch``: visit the registers until told to stop."""

import threading
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.ledger import Round
    from tocsin.settings import Settings
    from tocsin.sources import Source
    from tocsin.watch import Context


@click.command("watch")
@click.argument("names", metavar="[SOURCE|GOVERNMENT]...", nargs=-1)
@click.option("--once", is_flag=True, help="Visit each one time and end.")
@click.option("--no-prose", is_flag=True, help="Read the structure of registers only, without the language model.")
@ledger_option
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], *, once: bool, no_prose: bool) -> None:
    """Visit the registers of governments in their rhythm and keep every edition of what they say.

    It asks politely: what did not change is not sent again, robots files are heeded, a host is asked one thing at a
    time, and one that asks for patience gets it. Ctrl-C or a TERM signal ends it cleanly; killed, it goes on where it
    was. What rings by the rules of alerts is sent by the channels of the settings.

    \b
    Examples:
      tocsin watch
      tocsin watch --once GBR USA
    """
    from tocsin.cli.ringing import rung_ledger, sending
    from tocsin.watch import Manners, Watch
    from tocsin.wire import Wire

    here, stop = settings_here(ctx), threading.Event()
    chosen = _chosen(names, here)
    _stop_on_signals(stop)
    with rung_ledger(here) as ledger, Wire() as wire, sending(here, ledger):
        watch = Watch(
            chosen,
            ledger,
            Manners(wire, stop=stop),
            stop=stop,
            reader=None if no_prose else _reader(here.model),
            keys=here.keys,
            told=_say,
        )
        if once:
            watch.once()
        else:
            click.echo(f"Watching {len(chosen)} sources; Ctrl-C ends it.", err=True)
            watch.run()
    if stop.is_set():
        click.echo("Stopped; nothing is lost.", err=True)


def _chosen(names: tuple[str, ...], here: "Settings") -> "dict[str, Source | Context]":
    from tocsin.sources import source_of, sources
    from tocsin.watch import context

    every = sources()
    if names:
        return {source.name: source for source in (source_of(name, every) for name in names)}
    beside = {source.name: source for source in map(context, here.context)}
    if here.sources:
        return beside | {source.name: source for source in (source_of(name, every) for name in here.sources)}
    return beside | {
        name: source for name, source in every.items() if not source.card.key or source.card.government in here.keys
    }


def _reader(model: str):  # type: ignore[no-untyped-def]
    from tocsin import reading

    return reading.load(model).read


def _stop_on_signals(stop: threading.Event) -> None:
    import signal

    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())


def _say(done: "Round") -> None:
    told = f"{done.source}: {done.outcome}, {done.rows} rows, {done.changed} new editions"
    click.echo(f"{told}: {done.why}" if done.why else told, err=True)
