"""``tocsin export``: what other programs take as a whole."""

from pathlib import Path

import click

from tocsin.cli.options import as_of_options, ledger_option, settings_here


@click.group("export")
def command() -> None:
    """Write what is known of a country for other programs.

    \b
    Examples:
      tocsin export stix NER > niger.json
    """


@command.command("stix")
@click.argument("host")
@click.option("--since", metavar="DAY", help="Claims that begin on this day or later.  [default: 30 days]")
@click.option("--tlp", type=click.Choice(["white", "green", "amber", "red"]), help="Mark every object so.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here and not to stdout.")
@as_of_options
@ledger_option
@click.pass_context
def stix(
    ctx: click.Context,
    *,
    host: str,
    since: str | None,
    tlp: str | None,
    output: Path | None,
    as_of: str | None,
    known_at: str | None,
) -> None:
    """Write a bundle of STIX 2.1: a report on one country with governments, measures, claims, denials and quotes.

    The same ledger gives the same bundle, id for id, so that taking it in again updates and does not double.

    \b
    Examples:
      tocsin export stix NER > niger.json
      tocsin export stix Ukraine --as-of 2022-02-12 --since 2022-02-01 --tlp green --output ukraine.json
    """
    from typing import cast

    from tocsin.cli.countries import country
    from tocsin.cli.moments import day
    from tocsin.cli.pictured import pictured
    from tocsin.cli.question import settled
    from tocsin.cli.show import write
    from tocsin.errors import SettingsError
    from tocsin.export import Asked, Marking, bundle

    code = country(host)
    with pictured(settings_here(ctx)) as ledger:
        at, known = settled(ledger, as_of=as_of, known_at=known_at)
        present = known_at == "now" or (known_at is None and (as_of is None or known != at))
        asked = Asked(
            host=code,
            as_of=at,
            known_at=None if present else known,
            since=None if since is None else day(since),
            marking=cast("Marking | None", tlp),
        )
        made = bundle(ledger, asked)
    if output is None:
        write(made + b"\n")
        return
    try:
        output.write_bytes(made + b"\n")
    except OSError as error:
        message = f"{output} cannot be written ({error.strerror}): name a file in a folder that you may write."
        raise SettingsError(message) from error
