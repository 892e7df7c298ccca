"""``tocsin user``: who may use a server that is reached from elsewhere, and what they did."""

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here
from tocsin.cli.show import rendered, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.accounts import Accounts

ROLES = ("viewer", "analyst", "responder", "admin")
SCOPES = ("read", "write", "respond", "admin")
_BY = "the command line"


@click.group("user")
def command() -> None:
    """Accounts for a server that is reached from elsewhere; on this machine alone none are needed.

    A viewer sees the boards, an analyst adds documents and corrections, a responder sees people and check-ins, an
    admin all of it, rules and the log too.

    \b
    Examples:
      tocsin user add a.okafor --role admin
      tocsin user token a.okafor --scope read --days 90
      tocsin user audit
    """


@contextmanager
def _opened(ctx: click.Context) -> "Iterator[tuple[Accounts, dt.datetime]]":
    from tocsin.accounts import Accounts
    from tocsin.ledger import open_ledger

    with open_ledger(settings_here(ctx).ledger) as ledger:
        yield Accounts(ledger.engine), dt.datetime.now(dt.UTC)


def _password() -> str:
    """The password: typed twice without being shown, or the first line of standard input."""
    import sys

    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return given
    return sys.stdin.readline().rstrip("\r\n")


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True, help="What they may do.")
@click.option("--subject", metavar="ISSUER|SUBJECT", help="Who it is to the provider of OpenID Connect: no password.")
@ledger_option
@click.pass_context
def add(ctx: click.Context, *, name: str, role: Any, subject: str | None) -> None:
    """Make a user. The password is asked for, or is the first line of standard input."""
    password = None if subject else _password()
    with _opened(ctx) as (accounts, now):
        accounts.add(name, role, now=now, password=password, subject=subject)
        accounts.note(_BY, "user added", at=now, about=f"{name}, {role}")
    click.echo(f"{name} may come in as {role}.", err=True)


@command.command("list")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def list_(ctx: click.Context, form: str) -> None:
    """List the users and the tokens that are in use."""
    rows: list[dict[str, Any]] = []
    with _opened(ctx) as (accounts, now):
        tokens = [each for each in accounts.tokens() if each.revoked_at is None and each.ends_at > now]
        for user in accounts.users():
            mine = [f"{each.id} ({' '.join(sorted(each.scopes))})" for each in tokens if each.user == user.name]
            row = {"name": user.name, "role": user.role, "made_at": user.made_at, "disabled_at": user.disabled_at}
            rows.append(row | {"tokens": mine})
    write(rendered(rows, ("name", "role", "made_at", "disabled_at", "tokens"), form=_plain(form)))


@command.command("disable")
@click.argument("name")
@ledger_option
@click.pass_context
def disable(ctx: click.Context, *, name: str) -> None:
    """Let a user in no more: their sessions end and their tokens are revoked."""
    with _opened(ctx) as (accounts, now):
        accounts.disable(name, now=now)
        accounts.note(_BY, "user disabled", at=now, about=name)


@command.command("password")
@click.argument("name")
@ledger_option
@click.pass_context
def password(ctx: click.Context, *, name: str) -> None:
    """Give a user a new password; their sessions end."""
    given = _password()
    with _opened(ctx) as (accounts, now):
        accounts.set_password(name, given)
        accounts.note(_BY, "password set", at=now, about=name)


@command.command("token")
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, default=("read",), help="What it is good for."
)
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="How long it lasts.")
@click.option("--label", default="", help="What it is for, in your words.")
@click.option("--revoke", is_flag=True, help="NAME is the id of a token: it is of no use any more.")
@ledger_option
@click.pass_context
def token(  # noqa: PLR0917 - one for each option
    ctx: click.Context, name: str, scopes: tuple[Any, ...], days: int, label: str, revoke: bool
) -> None:
    """Make a token for programs and print it: it is shown this once only."""
    with _opened(ctx) as (accounts, now):
        if revoke:
            accounts.revoke(name, now=now)
            accounts.note(_BY, "token revoked", at=now, about=name)
            return
        lasts = dt.timedelta(days=days)
        secret, made = accounts.add_token(name, frozenset(scopes), now=now, lasts=lasts, label=label)
        accounts.note(_BY, "token made", at=now, about=f"{made.id} of {name}: {' '.join(sorted(made.scopes))}")
        click.echo(f"The token {made.id} of {name} lasts until {made.ends_at:%Y-%m-%d}.", err=True)
        click.echo(secret)


@command.command("audit")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="At most so many.")
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def audit(ctx: click.Context, *, limit: int, form: str) -> None:
    """Who did what, when and from where, newest first."""
    import msgspec

    rows: list[dict[str, Any]] = []
    with _opened(ctx) as (accounts, _):
        rows = [msgspec.to_builtins(each, builtin_types=(dt.datetime,)) for each in accounts.log(limit=limit)]
    write(rendered(rows, ("at", "who", "what", "about", "address"), form=_plain(form)))


def _plain(form: str) -> str:
    return "md" if form == "table" else form
