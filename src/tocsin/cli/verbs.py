"""The program itself: the list of verbs, each loaded when it is asked for, and what becomes of an error."""

import importlib
import sys
from typing import Any, NoReturn

import click

from tocsin import __version__
from tocsin.cli.options import ledger_option
from tocsin.errors import InputError, TocsinError

VERBS: dict[str, str] = {
    "read": "Print the records of documents; store nothing.",
    "add": "Read documents into the ledger.",
    "board": "Show what governments do now, or did at a moment.",
    "why": "Show the sentences behind a cell of the board.",
    "timeline": "Show what happened in a country, day by day.",
    "claims": "Show what documents assert, from how many origins, and who denies it.",
    "search": "Find words in everything that was read.",
    "changes": "Show what moved: in the registers, and by the press.",
    "ways": "Show which ways out of a country are open.",
    "brief": "Write a page on a country that can be forwarded.",
    "statements": "Show who said what about a country.",
    "denials": "Show who denies what.",
    "figures": "Show how many of what, and who says so.",
    "contacts": "Show who called, met or visited whom.",
    "warnings": "Show what somebody says may happen, and when.",
    "events": "Show who did what to whom.",
    "directory": "Show who is who by what documents said.",
    "outlook": "Show which indicators are on, host by host.",
    "backtest": "Replay an archive and measure the outlook by known crises.",
    "desk": "Reject, correct or add records; pin, comment; list it all.",
    "watchlist": "Keep the hosts that you watch.",
    "watch": "Visit the registers in their rhythm and keep what they say.",
    "sources": "Show how each register is: rows, age, silence.",
    "source": "List, check or begin sources.",
    "export": "Write what is known of a country as STIX 2.1.",
    "picture": "Bring up, or make again, what is derived from the ledger.",
    "signals": "List what could not be read, and why.",
    "people": "Keep the roster: import, list, erase.",
    "exposure": "List whose stays a country, region or radius touches.",
    "checkin": "Ask people whether they are safe.",
    "muster": "Show who is safe, needs help, or is silent.",
    "alerts": "Show what rang and who was told; acknowledge, test, send.",
    "serve": "Serve the pages of the ledger.",
    "user": "Accounts of a server that is reached from elsewhere.",
    "mcp": "Answer assistants with quotes (Model Context Protocol).",
    "eval": "Compare a reader with texts that you annotated.",
    "schema": "Print the JSON Schema of the records.",
    "doctor": "Check what is installed and whether it works.",
    "completion": "Print the completion script of a shell.",
}
"""Each verb and its one line; the command itself is ``command`` in the module of that name (but for ``RECORDS``)."""


RECORDS = frozenset({"statements", "denials", "figures", "contacts", "warnings", "events"})
"""The verbs that list records of a kind; they are one module."""


class Unusable(click.ClickException):
    """What the user gave cannot be used: one sentence on stderr, exit code 2."""

    exit_code = 2


class Verbs(click.Group):
    """A group whose commands are imported when called, so that ``tocsin --help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which a newcomer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module."""
        if cmd_name not in VERBS:
            return None
        if cmd_name in RECORDS:
            verbs: dict[str, click.Command] = importlib.import_module("tocsin.cli.told").commands
            return verbs[cmd_name]
        command: click.Command = importlib.import_module(f"tocsin.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one may have been meant."""
        if args[0] not in VERBS and not args[0].startswith("-") and not ctx.resilient_parsing:
            _no_such_verb(ctx, args[0])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; an error of Tocsin's own becomes one sentence and exit code 2 (bad input) or 1."""
        _never_fail_to_print()
        try:
            return super().invoke(ctx)
        except InputError as error:
            raise Unusable(str(error)) from error
        except TocsinError as error:
            raise click.ClickException(str(error)) from error


def _no_such_verb(ctx: click.Context, name: str) -> NoReturn:
    import difflib

    near = difflib.get_close_matches(name, VERBS, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else f" The commands are {', '.join(VERBS)}."
    ctx.fail(f"There is no command {name!r}.{hint}")


def _never_fail_to_print() -> None:
    """A character that the terminal's encoding lacks is printed as an escape, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="tocsin %(version)s")
@ledger_option
def program() -> None:
    """What each government does about its people and its missions in each country, with the sentence that says so.

    \b
    Start here:
      tocsin add samples/              read a folder of documents into the ledger
      tocsin board UKR                 what every government does about Ukraine now
      tocsin board UKR --as-of 2022-02-12T14:05
                                       the same, as it was known then
      tocsin why GBR UKR               the sentences behind one cell
      tocsin serve                     the same as pages, on this machine only

    Countries are ISO codes or names: UKR, ua, Ukraine. What could not be read is shown as unknown, never as
    safe: see 'tocsin signals'. Exit codes: 0 done, 1 it failed, 2 the input could not be used.
    """
