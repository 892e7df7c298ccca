"""``tocsin read``: records of documents to stdout; nothing is stored."""

import click

from tocsin.cli.options import format_option, published_option, reader_option, settings_here


@click.command("read")
@click.argument("given", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@published_option
@reader_option
@format_option("jsonl", "json")
@click.pass_context
def command(ctx: click.Context, *, given: tuple[str, ...], published: str | None, reader: str, form: str) -> None:
    """Print the records of documents, one a line; store nothing.

    What a document is (text, a saved page, a live blog) is found from its content. The records are: the document, its
    passages with their roles, and every posture with its sentence. 'tocsin schema' describes them. Something that
    cannot be used is reported, the rest goes on, and the exit code is then 2.

    \b
    Examples:
      tocsin read article.txt
      tocsin read saved-pages/ --format json > records.json
      tocsin read https://news.example/niger | grep '"posture"'
      pbpaste | tocsin read - --published 2022-02-12
      tocsin read article.txt --reader llm
    """
    from tocsin.cli.given import documents, places
    from tocsin.cli.moments import day
    from tocsin.cli.readers import opened
    from tocsin.cli.show import json_lines, json_text, write
    from tocsin.documents import Signal
    from tocsin.records import AnyRecord
    from tocsin.wire import Wire

    on = None if published is None else day(published)
    every: list[AnyRecord] = []
    bad = 0
    with opened(reader, settings_here(ctx)) as chosen, Wire() as wire:
        for found in (each for place in places(given) for each in documents(place, published=on, wire=wire)):
            if isinstance(found, Signal):
                bad += 1
            elif form == "jsonl":
                write(json_lines(chosen.read(found)))
            else:
                every += chosen.read(found)
    if form == "json":
        write(json_text(every))
    if bad or chosen.lost:
        ctx.exit(2 if bad else 1)
