"""``tocsin mcp``: the ledger as tools of the Model Context Protocol."""

import click

from tocsin.cli.options import ledger_option, settings_here


@click.command("mcp")
@ledger_option
@click.pass_context
def command(ctx: click.Context) -> None:
    """Answer a program that speaks the Model Context Protocol, over standard input and output, until it hangs up.

    The tools are board, why, changes, timeline and claims. They only read, and every answer carries the sentences
    that it rests on, so that an assistant can quote and need not invent. See docs/mcp.md.

    \b
    Examples:
      tocsin mcp
      tocsin --ledger watch.sqlite mcp
    """
    import datetime as dt

    from tocsin.cli.countries import country, country_name
    from tocsin.cli.moments import day, moment
    from tocsin.cli.pictured import pictured
    from tocsin.mcp import Words, server

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    words = Words(country=country, name=country_name, moment=lambda text: moment(text, now=now()), day=day)
    with pictured(settings_here(ctx)) as ledger:
        server(ledger, words, now=now).run("stdio")
