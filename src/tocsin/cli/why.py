"""``tocsin why``: the records behind one cell, each in its sentence, each with its document."""

from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import as_of_options, format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.board import Standing
    from tocsin.ledger import KnownPosture, Ledger, Official

REACH = 240
"""Characters of the line that are shown on either side of the evidence."""


@click.command("why")
@click.argument("sender")
@click.argument("host")
@click.option(
    "--type",
    "types",
    type=click.Choice(["advice", "directive", "mission", "carrier", "military"]),
    multiple=True,
    help="Only this type; may be repeated.",
)
@click.option("--origins", is_flag=True, help="From whom it is known: who had it first, which copies count as one.")
@as_of_options
@format_option("table", "json", "jsonl", "md")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sender: str,
    host: str,
    types: tuple[str, ...],
    origins: bool,
    as_of: str | None,
    known_at: str | None,
    form: str,
) -> None:
    """Show each record behind the cell of a sender and a host: its sentence, the evidence marked, and its document.

    SENDER is a government or an airline; '-' is the sender that the text does not name. Exit code 1 where nothing
    is known of the cell.

    \b
    Examples:
      tocsin why GBR UKR
      tocsin why "United Kingdom" Ukraine --type mission
      tocsin why KLM UKR --format json
      tocsin why USA UKR --origins
    """
    from tocsin.cli.countries import country, country_name
    from tocsin.cli.pictured import pictured
    from tocsin.cli.question import asked, board_of, sender_asked
    from tocsin.cli.why_judged import judged, struck_of
    from tocsin.cli.why_origins import print_origins
    from tocsin.picture import claims_with

    host_code = country(host)
    with pictured(settings_here(ctx)) as ledger:
        question = asked(ledger, as_of=as_of, known_at=known_at)
        code = sender_asked(sender, question)
        found = [
            each
            for each in question.postures.values()
            if each.posture.host == host_code
            and each.posture.sender == code
            and (not types or each.posture.type in types)
        ]
        if origins and found:
            known = question.past
            told = claims_with(ledger, [each.id for each in found], host=host_code, known_at=known)
            print_origins(told, ledger, form=form, heading=f"{country_name(code)} about {country_name(host_code)}")
            return
        rows = [_row(each, ledger) for each in sorted(found, key=_newest_first)]
        gone = struck_of(ledger, host_code, code, types=types, known_at=question.past)
        struck = [_row(each, ledger) for each in gone]
        judged(ledger, rows, counts=True, known_at=question.past)
        judged(ledger, struck, counts=False, known_at=question.past)
    cell = board_of(question, hosts=[host_code]).cell(code, host_code)
    without = [each for each in cell.standings if each.register and not each.value] if cell else []
    without = [each for each in without if not types or each.type in types]
    _print([*rows, *struck], without, form=form, heading=f"{country_name(code)} about {country_name(host_code)}")
    if not rows and not struck and not without:
        ctx.exit(1)


def _newest_first(known: "KnownPosture") -> tuple[str, int, str]:
    effect = known.posture.date or known.published
    return (known.posture.type, -effect.toordinal() if effect else 0, known.id)


def _row(known: "KnownPosture", ledger: "Ledger") -> dict[str, Any]:
    posture = known.posture
    stored = ledger.document(known.document_key)
    text = stored.document.text if stored else posture.evidence
    start, end = (posture.start, posture.end) if stored else (0, len(posture.evidence))
    left = max(text.rfind("\n", 0, start) + 1, start - REACH)
    line_end = text.find("\n", end)
    right = min(line_end if line_end >= 0 else len(text), end + REACH)
    return {
        "id": known.id,
        "sender": posture.sender,
        "host": posture.host,
        **{
            name: getattr(posture, name)
            for name in ("type", "value", "modality", "scope", "place", "date", "ends", "wording")
        },
        "evidence": posture.evidence,
        "line": {"text": text[left:right], "start": start - left, "end": end - left},
        "document": known.document_key,
        "start": posture.start,
        "end": posture.end,
        **{
            name: getattr(known, name)
            for name in ("publisher", "title", "published", "address", "first_seen", "last_seen", "official")
        },
    }


def _print(rows: list[dict[str, Any]], without: list["Standing"], *, form: str, heading: str) -> None:
    """Print the records, and, for eyes, what a register gives no value of."""
    from tocsin.cli.show import json_lines, json_text, write

    if form == "json":
        write(json_text(rows))
    elif form == "jsonl":
        write(json_lines(rows))
    elif form == "md":
        write("".join(_markdown(row) for row in rows).encode())
    else:
        _print_for_eyes(rows, without, heading)


def _markdown(row: dict[str, Any]) -> str:
    from tocsin.cli.show import clean
    from tocsin.cli.why_judged import lines

    quoted = clean(row["evidence"]).replace("<", "&lt;")
    said = f"- **{_what(row)}**: “{quoted}” ({clean(_document(row))})"
    told = "".join(f"; {each.replace('<', '&lt;')}" for each in lines(row))
    return (said if row["counts"] else f"- ~~{said.removeprefix('- ')}~~") + told + "\n"


def _print_for_eyes(rows: list[dict[str, Any]], without: list["Standing"], heading: str) -> None:
    from rich.text import Text

    from tocsin.cli.screen import Screen
    from tocsin.cli.show import clean, cleaned
    from tocsin.cli.why_judged import lines, print_struck

    if not rows and not without:
        click.echo(f"{heading}: nothing is known. Unknown is not safe.", err=True)
        return
    screen = Screen()
    rows, struck = [row for row in rows if row["counts"]], [row for row in rows if not row["counts"]]
    screen.print(Text(f"{clean(heading)}: {len(rows)} record{'s' * (len(rows) != 1)}", style="bold"))
    for standing in without:
        screen.print(Text("\n" + clean(_valueless(standing)), style="italic"))
    for row in rows:
        line = row["line"]
        screen.print(
            Text(f"\n{_what(row)}", style="bold"),
            screen.marked(cleaned(line["text"]), line["start"], line["end"]),
            Text(
                f"{clean(_document(row))} [{row['document'][:8]}, characters {row['start']}-{row['end']}]", style="dim"
            ),
            *(Text(each, style="italic") for each in lines(row)),
        )
    print_struck(screen, struck, [_what(row) for row in struck])


def _valueless(standing: "Standing") -> str:
    from tocsin.board import STATES

    register = standing.register
    if register is None:
        return ""
    why = f": {register.why}" if register.why else ""
    where = f"register {register.source}, read {register.read_at:%Y-%m-%d %H:%M}"
    return f"{standing.type}: {STATES.get(standing.state, 'unknown')} ({where}{why})"


def _what(row: dict[str, Any]) -> str:
    modality = "" if row["modality"] == "fact" else f", {row['modality']}"
    scope = ", in part of the country" if row["scope"] == "regional" else ""
    place = f" ({row['place']})" if row["place"] else ""
    return f"{row['type']}: {row['value'].replace('_', ' ')}{place}{modality}{scope}, {row['date'] or 'no date'}"


def _document(row: dict[str, Any]) -> str:
    published = row["published"] or "date unknown"
    said = (row["publisher"], row["title"], published, row["address"], _register(row["official"]))
    return " · ".join(str(each) for each in said if each)


def _register(official: "Official | None") -> str | None:
    if official is None:
        return None
    shown = "shown when last read" if official.current else "shown until"
    return f"register {official.source}, {shown} {official.until:%Y-%m-%d %H:%M}"
