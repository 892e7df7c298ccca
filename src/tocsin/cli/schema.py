"""``tocsin schema``: the JSON Schema of the records."""

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the records that 'tocsin read --format jsonl' prints, one schema for any line.

    \b
    Examples:
      tocsin schema > tocsin.schema.json
      tocsin schema | python -m json.tool
    """
    import msgspec

    from tocsin.cli.show import write
    from tocsin.records import AnyRecord

    write(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(AnyRecord)), indent=2) + b"\n")
