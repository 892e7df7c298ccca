"""``tocsin statements``, ``denials``, ``figures``, ``contacts``, ``warnings``, ``events``: one kind of record each."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.ledger import KnownRecord

KINDS = {
    "statements": "statement",
    "denials": "denial",
    "figures": "figure",
    "contacts": "contact",
    "warnings": "warning",
    "events": "event",
}
"""Each verb and the kind of record that it lists."""

_DOCUMENT = ("document", "publisher", "title", "published", "address", "first_seen")
_HELP = {
    "statements": "Show who said what about these countries, in which words, latest day first.",
    "denials": "Show who denies what about these countries, latest day first. A denial is no verdict.",
    "figures": "Show the figures that are given for these countries: how many of what, who says so, as of when.",
    "contacts": "Show who called, met or visited whom about these countries, held or planned.",
    "warnings": "Show what somebody says may happen in these countries, and when.",
    "events": "Show what happened in these countries, by PLOVER's event types: who did what to whom.",
}


def _command(verb: str) -> click.Command:
    @click.command(
        verb,
        help=f"""{_HELP[verb]}

        HOST is a country; none named means all. Undated records stand last.

        \b
        Examples:
          tocsin {verb} UKR --since 2022-02-10
          tocsin {verb} Sudan Chad --speaker Blinken --format csv
        """,
    )
    @click.argument("hosts", metavar="[HOST]...", nargs=-1)
    @click.option(
        "--speaker",
        "speakers",
        multiple=True,
        metavar="NAME",
        help="Only of this person, institution or state: a part of the name, in any spelling, or a code; repeatable.",
    )
    @click.option("--since", metavar="DAY", help="Only records of this day or later: 2022-02-12.")
    @click.option("--until", metavar="DAY", help="Only records of this day or earlier.")
    @click.option("--known-at", metavar="T", help="Use only what was seen by then: 2022-02-12T14:05.  [default: now]")
    @click.option("--limit", type=click.IntRange(1, 1_000_000), default=200, show_default=True, help="At most so many.")
    @format_option("table", "json", "jsonl", "csv", "md")
    @ledger_option
    @click.pass_context
    def command(  # noqa: PLR0917 - one for each option
        ctx: click.Context,
        hosts: tuple[str, ...],
        speakers: tuple[str, ...],
        since: str | None,
        until: str | None,
        known_at: str | None,
        limit: int,
        form: str,
    ) -> None:
        from tocsin.cli.countries import country
        from tocsin.cli.moments import day, moment
        from tocsin.ledger import open_ledger

        known = None if known_at is None else moment(known_at, now=dt.datetime.now(dt.UTC))
        days = {"since": None if since is None else day(since), "until": None if until is None else day(until)}
        asked: list[str | None] = [country(host) for host in hosts] or [None]
        with open_ledger(settings_here(ctx).ledger) as ledger:
            found = [
                each
                for host in dict.fromkeys(asked)
                for each in ledger.told(
                    host=host, kinds=[KINDS[verb]], known_at=known, limit=None if speakers else limit, **days
                )
            ]
            found = ledger.recognised(found, known_at=known)
        chosen = [each for each in found if not speakers or any(_speaks(each, name) for name in speakers)]
        _print(_latest_first(chosen)[:limit], verb=verb, form=form, more=len(chosen) >= limit)

    return command


def _latest_first(found: "Sequence[KnownRecord]") -> "list[KnownRecord]":
    """Latest day first, undated last; within a document in the order of its text."""
    return sorted(
        found, key=lambda each: (-(each.day or dt.date.min).toordinal(), each.document_key, each.record.start, each.id)
    )


def _speaks(known: "KnownRecord", name: str) -> bool:
    """Whether a name is a part of one of those who speak, count, meet or act, or the code of their state."""
    from tocsin.records.spelling import parts

    people, states = _who(known)
    people += [each.name for each in getattr(known.record, "known", ())]
    folded, spelt = name.strip().casefold(), parts(name)
    return (
        any(folded in each.casefold() for each in people)
        or any(folded == each.casefold() for each in states)
        or (bool(spelt) and any(set(spelt) <= set(parts(each)) for each in people))
    )


def _who(known: "KnownRecord") -> tuple[list[str], list[str]]:
    record = known.record
    names = ("speaker", "by", "attributed_to", "actor", "said_by", "office", "participants")
    states = ("speaker_country", "by_country", "actor_country", "countries")
    return _all(record, names), _all(record, states)


def _all(record: object, fields: Sequence[str]) -> list[str]:
    found: list[str] = []
    for field in fields:
        value = getattr(record, field, None)
        found += [each for each in (value if isinstance(value, tuple) else (value,)) if each]
    return found


def _print(found: "Sequence[KnownRecord]", *, verb: str, form: str, more: bool) -> None:
    from tocsin.cli.show import rendered, write

    if form != "table":
        rows = [_row(each) for each in found]
        write(rendered(rows, list(rows[0]) if rows else _DOCUMENT, form=form))
    elif not found:
        click.echo(f"No {verb} are known here. Unknown is not safe: see 'tocsin signals'.", err=True)
    else:
        _table(found)
        if more:
            click.echo(f"Only the latest {len(found)} are shown; --limit shows more.", err=True)


def _row(known: "KnownRecord") -> dict[str, Any]:
    import msgspec

    record: dict[str, Any] = msgspec.to_builtins(known.record, builtin_types=(dt.date,))
    return {
        "id": known.id,
        "day": known.day,
        **record,
        "document": known.document_key,
        **{name: getattr(known, name) for name in _DOCUMENT[1:]},
    }


def _table(found: "Sequence[KnownRecord]") -> None:
    from rich.text import Text

    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean

    screen = Screen()
    table = screen.table("Day", "Who", "What", "Sentence", "From")
    for each in found:
        table.add_row(
            str(each.day or "no date"),
            clean(_named(*_who(each)) + _in_full(each.record)),
            clean(_what(each.record)),
            Text(clean(" ".join(each.record.evidence.split()))),
            clean(each.publisher or each.address or "unknown publisher"),
        )
    screen.print(table)


def _named(people: Sequence[str], states: Sequence[str]) -> str:
    more = f" and {len(people) - 3} more" if len(people) > 3 else ""
    of = f" ({', '.join(dict.fromkeys(states))})" if states else ""
    return (", ".join(people[:3]) or "not named") + more + of


def _in_full(record: Any) -> str:
    """Who it is, where only another document tells."""
    told = [f"{each.name}, by another document" for each in getattr(record, "known", ()) if "name" in each.adds]
    return f" [{'; '.join(told)}]" if told else ""


def _what(record: Any) -> str:
    """The record in a few words, as its kind has them."""
    kind: str = record.__struct_config__.tag
    words: dict[str, tuple[str, ...]] = {
        "statement": ("cue", "form"),
        "denial": ("cue", "claim"),
        "figure": ("wording", "what"),
        "contact": ("mode", "place", "status"),
        "warning": ("what", "window"),
        "event": ("type", "mode", "recipient", "place"),
    }
    said = [str(getattr(record, name)) for name in words[kind] if getattr(record, name)]
    if getattr(record, "modality", "fact") != "fact":
        said.append(record.modality)
    first, *rest = said
    return ", ".join([first, *(each for each in rest if each not in first)])


commands = {verb: _command(verb) for verb in KINDS}
"""The verbs, each by its name."""
