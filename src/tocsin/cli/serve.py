"""``tocsin serve``: the pages of the ledger."""

import socket
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import ledger_option, settings_here
from tocsin.errors import SettingsError

if TYPE_CHECKING:
    from tocsin.ledger import Ledger
    from tocsin.settings import Settings
    from tocsin.web.people_desk import Desk


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Where to listen.  [env: TOCSIN_HOST; default: 127.0.0.1]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Which port; 0 for any free one.  [env: TOCSIN_PORT; default: 8350]",
)
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A further host name that the pages answer to; may be repeated.",
)
@ledger_option
@click.pass_context
def command(ctx: click.Context, *, host: str | None, port: int | None, names: tuple[str, ...]) -> None:
    """Serve the board, the evidence and the documents as pages, until Ctrl-C.

    The pages load nothing from elsewhere and work without scripts. They are for this machine alone unless another
    address is given; there are no accounts, so give one only on a network where everybody may read the ledger.

    \b
    Examples:
      tocsin serve
      tocsin serve --port 0
      tocsin serve --host 0.0.0.0 --name watch.example.org
    """
    import datetime as dt

    import uvicorn

    from tocsin.settings import shown_address
    from tocsin.web import app
    from tocsin.web.headers import LOOPBACK

    here = settings_here(ctx, host=host, port=port)
    pages = app(
        here.ledger,
        now=lambda: dt.datetime.now(dt.UTC),
        names=(*LOOPBACK, here.host, *names),
        desk=lambda ledger: _desk(ledger, here),
    )
    listening = _listen(here.host, here.port)
    shown = f"[{here.host}]" if ":" in here.host else here.host
    click.echo(
        f"Serving {shown_address(here.ledger)} on http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C ends it)",
        err=True,
    )
    server = uvicorn.Server(uvicorn.Config(pages, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listening])


def _desk(ledger: "Ledger", here: "Settings") -> "Desk":
    """The pages of people: the roster's key, and the channels by which they are asked."""
    import datetime as dt
    import os
    from pathlib import Path

    from tocsin.channels import Post, channels
    from tocsin.people.checkin import routes
    from tocsin.web.people_desk import Desk

    made = channels(here.channels, os.environ)
    return Desk(
        ledger=ledger,
        key=Path(here.people_key).expanduser(),
        now=lambda: dt.datetime.now(dt.UTC),
        address=here.address,
        send=Post(made).send,
        routes=routes(made),
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        message = f"Cannot listen on {host} port {port} ({error.strerror}): give another with --host or --port."
        raise SettingsError(message) from error
