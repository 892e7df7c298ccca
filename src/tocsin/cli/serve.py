"""``tocsin serve``: the pages of the ledger."""

import contextlib
import socket
from typing import TYPE_CHECKING

import click

from tocsin.cli.options import ledger_option, settings_here
from tocsin.errors import SettingsError

if TYPE_CHECKING:
    from tocsin.ledger import Ledger
    from tocsin.settings import Settings
    from tocsin.web.people_desk import Desk

_FILE = click.Path(exists=True, dir_okay=False)


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
@click.option("--tls-cert", type=_FILE, metavar="FILE", help="The certificate chain, PEM: serve by TLS.")
@click.option("--tls-key", type=_FILE, metavar="FILE", help="The key of the certificate, PEM.")
@click.option(
    "--behind-proxy",
    metavar="ADDRESS",
    help="A proxy at this address speaks TLS; what it says of who asks is believed.",
)
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    host: str | None,
    port: int | None,
    names: tuple[str, ...],
    tls_cert: str | None,
    tls_key: str | None,
    behind_proxy: str | None,
) -> None:
    """Serve the board, the evidence and the documents as pages and as an API, until Ctrl-C.

    The pages load nothing from elsewhere and work without scripts. On this machine alone nobody has to say who they
    are. On any other address, or behind a proxy, everybody needs an account ('tocsin user add'), and TLS.

    \b
    Examples:
      tocsin serve
      tocsin serve --port 0
      tocsin serve --host 0.0.0.0 --name watch.example.org --tls-cert chain.pem --tls-key key.pem
      tocsin serve --behind-proxy 127.0.0.1 --name watch.example.org
    """
    import datetime as dt

    from tocsin.alerts import Bell
    from tocsin.cli.alerts import issuer, rules_here
    from tocsin.cli.gates import gates, reader
    from tocsin.cli.ringing import own_people, rung_ledger, sending
    from tocsin.settings import shown_address
    from tocsin.web import app
    from tocsin.web.alert_form import Alarm
    from tocsin.web.headers import LOOPBACK
    from tocsin.web.serving import Server

    here = settings_here(ctx, host=host, port=port)
    with_tls = _with_tls(tls_cert, tls_key)
    pages = app(
        here.ledger,
        now=lambda: dt.datetime.now(dt.UTC),
        names=(*LOOPBACK, here.host, *names),
        reader=reader(here.model),
        issuer=issuer(here),
        bell=lambda ledger: Bell(rules_here(here), exposed=own_people(here, ledger)),
        alarm=Alarm(channels=tuple(here.channels), rules=rules_here(here), file=here.rules),
        desk=lambda ledger: _desk(ledger, here),
        gates=gates(here, with_tls=with_tls, behind_proxy=behind_proxy is not None),
    )
    listening = _listen(here.host, here.port)
    shown = f"[{here.host}]" if ":" in here.host else here.host
    address = f"http{'s' * with_tls}://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"Serving {shown_address(here.ledger)} on {address} (Ctrl-C ends it)", err=True)
    with contextlib.ExitStack() as beside:
        if here.channels:
            beside.enter_context(sending(here, beside.enter_context(rung_ledger(here))))
        Server(
            pages,
            access_log=False,
            server_header=False,
            ssl_certfile=tls_cert,
            ssl_keyfile=tls_key,
            proxy_headers=behind_proxy is not None,
            forwarded_allow_ips=behind_proxy,
        ).run(sockets=[listening])


def _with_tls(cert: str | None, key: str | None) -> bool:
    if (cert is None) != (key is None):
        raise SettingsError("TLS needs both: give --tls-cert and --tls-key.")
    return cert is not None


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
