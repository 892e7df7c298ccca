"""What analysts judged of the records behind a cell: who made one, and those that do not count any more."""

from typing import TYPE_CHECKING, Any

from tocsin.cli.show import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tocsin.cli.screen import Screen
    from tocsin.ledger import KnownPosture, Ledger


def struck_of(
    ledger: "Ledger", host: str, sender: str | None, *, types: "Sequence[str]", known_at: "dt.datetime | None"
) -> "list[KnownPosture]":
    """The postures of a cell that an analyst rejected or corrected, as the other records of the cell are."""
    from tocsin.ledger import KnownPosture
    from tocsin.records import Posture

    found = []
    for each in ledger.judgements.struck(host=host, sender=sender, known_at=known_at):
        known, posture = each.known, each.known.record
        if isinstance(posture, Posture) and posture.sender == sender and (not types or posture.type in types):
            fields = {name: getattr(known, name) for name in KnownPosture.__struct_fields__ if hasattr(known, name)}
            found.append(KnownPosture(posture=posture, **fields))
    return found


def judged(ledger: "Ledger", rows: "Sequence[dict[str, Any]]", *, counts: bool, known_at: "dt.datetime | None") -> None:
    """Write to each row whether its record counts, and what was judged of it, the earliest first."""
    found = ledger.judgements.of_records([row["id"] for row in rows], known_at=known_at)
    for row in rows:
        row["counts"], row["judgements"] = counts, list(found.get(row["id"], ()))


def lines(row: "dict[str, Any]") -> list[str]:
    """What was judged of a record, for eyes; a record that an analyst made is named by what it corrected."""
    from tocsin.desk import told_of

    found = []
    for each in row["judgements"]:
        instead = f" (instead of {each.record})" if each.made == row["id"] and each.record else ""
        found.append(clean(told_of(each) + instead))
    return found


def print_struck(screen: "Screen", rows: "Sequence[dict[str, Any]]", what: "Sequence[str]") -> None:
    """Print the records that do not count, struck through, with why."""
    from rich.text import Text

    if rows:
        screen.print(Text("\nStruck out:", style="bold"))
    for row, said in zip(rows, what, strict=True):
        screen.print(
            Text(f"\n{said}", style="strike dim"),
            Text(f"“{clean(row['evidence'])}”", style="strike dim"),
            *(Text(line, style="italic") for line in lines(row)),
        )
