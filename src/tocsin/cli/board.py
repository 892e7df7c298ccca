"""``tocsin board``: what each government does about each country, in force now or at a moment."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tocsin.cli.options import as_of_options, format_option, ledger_option, settings_here

if TYPE_CHECKING:
    from tocsin.board import Board
    from tocsin.cli.question import Question
    from tocsin.desk import CellNote
    from tocsin.picture import Heard

COLUMNS = (
    "host", "sender", "type", "value", "state", "scope", "place", "since", "ends", "age_days", "before",
    "disagreements", "others", "register", "read_at", "why", "press", "lead", "lead_days", "documents", "origins",
    "publishers", "wording", "sentence", "evidence",
)  # fmt: skip


@click.command("board")
@click.argument("hosts", metavar="[HOST]...", nargs=-1)
@click.option(
    "--sender", "senders", metavar="SENDER", multiple=True, help="Only this government or airline; may be repeated."
)
@as_of_options
@format_option("table", "json", "jsonl", "csv", "md")
@ledger_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    hosts: tuple[str, ...],
    senders: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    form: str,
) -> None:
    """Show what each government does about its people and its missions in these countries, or in all.

    Every value has a record behind it ('tocsin why SENDER HOST'). What nobody was heard about is unknown, not normal;
    what nobody repeated for long is marked stale; two unlike values of one sender within a day are both shown. What a
    government's own register states stands while the register is read; press that runs ahead of it is shown beside it.

    \b
    Examples:
      tocsin board UKR
      tocsin board Ukraine Niger --sender GBR --sender fr
      tocsin board UKR --as-of 2022-02-12T14:05      as it was known then
      tocsin board UKR --as-of 2022-02-12 --known-at now
                                                     what was so then, from all that is known now
      tocsin board --format csv > board.csv
    """
    from tocsin.cli.countries import country
    from tocsin.cli.pictured import pictured
    from tocsin.cli.question import asked, board_of
    from tocsin.desk import cell_notes
    from tocsin.picture import heard

    asked_for = frozenset() if senders else {country(name) for name in hosts}
    host = country(hosts[0]) if len(hosts) == 1 and not senders else None
    with pictured(settings_here(ctx)) as ledger:
        question = asked(ledger, as_of=as_of, known_at=known_at, host=host)
        board = board_of(question, hosts=hosts, senders=senders)
        origins = heard(ledger, board, question.postures, known_at=question.past)
        shown = {(cell.host, cell.sender) for each in board.hosts for cell in each.cells}
        noted = cell_notes(ledger, question.postures.values(), host=host, known_at=question.past)
        noted = [each for each in noted if (each.host, each.sender) in shown or each.host in asked_for]
    if form == "table":
        from tocsin.cli.board_table import print_board

        print_board(board, {evidence: each.independent for evidence, each in origins.items()}, noted)
    else:
        _print_data(board, question, origins, noted, form=form)


def _print_data(board: "Board", question: "Question", origins: "Heard", noted: "list[CellNote]", *, form: str) -> None:
    from tocsin.cli.show import json_lines, json_text, rendered, write

    if form == "json":
        evidence = {each: question.postures[each] for each in sorted(_ids(board)) if each in question.postures}
        shown = sorted(origins.values(), key=lambda each: each.evidence)
        said = {"evidence": evidence, "origins": shown, "judgements": [each.by for each in noted]}
        write(json_text(_built(board) | said))
    elif form == "jsonl":
        write(json_lines(cell for host in board.hosts for cell in host.cells))
    else:
        write(rendered(list(_rows(board, question, origins)), COLUMNS, form=form))


def _built(value: object) -> dict[str, Any]:
    import msgspec

    built: dict[str, Any] = msgspec.to_builtins(value)
    return built


def _ids(value: object) -> set[str]:
    """Every record id that anything in the board rests on."""
    if isinstance(value, dict):
        found = set(value.get("evidence") or ())
        return found.union(*(_ids(each) for each in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(_ids(each) for each in value))
    return set() if not hasattr(value, "__struct_fields__") else _ids(_built(value))


def _rows(board: "Board", question: "Question", origins: "Heard") -> Iterator[dict[str, Any]]:
    """One row for each thing that a cell says: what stands, for regions too, and what is not in force."""
    for host in board.hosts:
        for cell in host.cells:
            for scope, said in (("national", cell.standings), ("regional", cell.regional), (None, cell.apart)):
                for each in said:
                    heard = origins.get(each.evidence)
                    counted = {"origins": heard.independent if heard else None}
                    yield {"host": cell.host, "sender": cell.sender, "scope": scope, **_row(each, question), **counted}


def _row(said: Any, question: "Question") -> dict[str, Any]:
    row = _built(said)
    row["state"] = row.get("state") or row.get("modality")
    row["since"] = row.get("since") or row.get("date")
    row["before"] = (row.get("before") or {}).get("value")
    row["disagreements"] = [each["value"] for each in row.get("disagreements", ())]
    row["others"] = [each["value"] for each in row.get("others", ())]
    register, lead = row.pop("register", None) or {}, row.pop("lead", None) or {}
    row |= {"register": register.get("source"), "read_at": register.get("read_at"), "why": register.get("why")}
    row["press"] = [each["value"] for each in row.get("press", ())]
    row |= {"lead": " ".join(filter(None, (lead.get("state"), lead.get("first")))), "lead_days": lead.get("days")}
    known = [question.postures[each] for each in row["evidence"] if each in question.postures]
    row["sentence"] = known[-1].posture.evidence if known else None
    return row
