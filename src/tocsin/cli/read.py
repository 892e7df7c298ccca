"""``tocsin read``: records of documents to stdout; nothing is stored."""

import click

from tocsin.cli.options import format_option, published_option, reader_option, settings_here


@click.command("read")
@click.argument("given", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@published_option
@reader_option
@click.option(
    "--directory",
    "who",
    metavar="FILE",
    help="Who is who by other documents: a file made by 'tocsin directory --format json'.",
)
@format_option("jsonl", "json")
@click.pass_context
def command(
    ctx: click.Context, *, given: tuple[str, ...], published: str | None, reader: str, who: str | None, form: str
) -> None:
    """Print the records of documents, one a line; store nothing.

    What a document is (text, a saved page, a live blog) is found from its content. The records are: the document, its
    passages with their roles, and every posture with its sentence. 'tocsin schema' describes them. Something that
    cannot be used is reported, the rest goes on, and the exit code is then 2.

    Documents that are read in one call help each other: who is introduced in one is known in those of the same day
    or later that only name them ('known'). They are printed when the last is read.

    \b
    Examples:
      tocsin read article.txt
      tocsin read saved-pages/ --format json > records.json
      tocsin read https://news.example/niger | grep '"posture"'
      pbpaste | tocsin read - --published 2022-02-12
      tocsin read article.txt --reader llm
      tocsin read today.txt --directory who.json
    """
    from tocsin.cli.given import documents, places
    from tocsin.cli.moments import day
    from tocsin.cli.readers import opened
    from tocsin.cli.show import json_lines, json_text, write
    from tocsin.cli.together import Together, given_directory
    from tocsin.documents import Signal
    from tocsin.wire import Wire

    on = None if published is None else day(published)
    bad = 0
    with opened(reader, settings_here(ctx)) as chosen, Wire() as wire, Together(given_directory(who)) as together:
        for found in (each for place in places(given) for each in documents(place, published=on, wire=wire)):
            if isinstance(found, Signal):
                bad += 1
            else:
                together.add(chosen.read(found))
        if form == "json":
            write(json_text(list(together.records())))
        else:
            for record in together.records():
                write(json_lines([record]))
    if bad or chosen.lost:
        ctx.exit(2 if bad else 1)
