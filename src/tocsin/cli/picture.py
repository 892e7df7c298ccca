"""``tocsin picture``: what is derived from the ledger and kept beside it, how far it is, and making it again."""

import time

import click

from tocsin.cli.options import ledger_option, settings_here


@click.command("picture")
@click.option(
    "--rebuild", is_flag=True, help="Make it again from the documents and records: about 50 documents a second."
)
@ledger_option
@click.pass_context
def command(ctx: click.Context, *, rebuild: bool) -> None:
    """Bring up the picture: who was copied from whom, and the claims that documents make together.

    Every command that adds documents keeps the first in the same transaction, and every command that shows claims
    brings up the second; with them goes the outlook. Nothing in it is more than a consequence of the ledger: it can be
    made again at any time.

    \b
    Examples:
      tocsin picture
      tocsin picture --rebuild
    """
    from tocsin.cli.pictured import bring_up
    from tocsin.outlook import taken_in
    from tocsin.picture import opened, sizes

    start = time.monotonic()
    with opened(settings_here(ctx).ledger) as ledger:
        made = bring_up(ledger, again=rebuild)
        taken_in(ledger)
        held = sizes(ledger)
    click.echo(
        f"{held.documents:,} documents, {held.copies:,} copied texts, {held.records:,} records in {held.claims:,} "
        f"claims, {held.contested:,} of them contested; {made:,} claims made in {time.monotonic() - start:.1f} s."
    )
