"""The board as a table for eyes: a host a table, a sender a row, the gravest first."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from tocsin.board import STATES, Board, Cell, HostBoard, Measure, Mention, Standing
from tocsin.cli.countries import country_name
from tocsin.cli.screen import Screen
from tocsin.cli.show import clean
from tocsin.desk import CellNote

GRAVE = frozenset({"avoid_all", "leave", "shelter", "departure_ordered", "relocated", "closed"})
SERIOUS = frozenset({"avoid_nonessential", "consider_leaving", "families_leave", "reduced", "suspended", "withdrawn"})
Origins = Mapping[tuple[str, ...], int]
"""How many independent origins a measure has, by its evidence."""
UNKNOWN = Text("unknown", style="dim italic")


def print_board(board: Board, origins: Origins, noted: Sequence[CellNote] = ()) -> None:
    """Print every host of the board with the origins of each measure and what analysts did to it.

    Where there is nothing, it says what that means.
    """
    screen = Screen()
    screen.print(Text(_moment(board), style="dim"))
    if not any(host.cells for host in board.hosts):
        screen.print(
            Text("Nothing is known. That is not an all-clear: no document here speaks of it ('tocsin add' reads more).")
        )
    for host in board.hosts:
        _print_host(screen, host, origins, board.as_of.date())
        _list(screen, "By analysts", (_note(each) for each in noted if each.host == host.host))
    if board.unplaced:
        screen.print(
            Text(f"\n{len(board.unplaced)} more name no country: 'tocsin board --format json' lists them.", style="dim")
        )


def _moment(board: Board) -> str:
    known = "" if board.known_at == board.as_of else f", from what had been seen by {board.known_at:%Y-%m-%d %H:%M}"
    return f"As of {board.as_of:%Y-%m-%d %H:%M} UTC{known}."


def _print_host(screen: Screen, host: HostBoard, origins: Origins, today: dt.date) -> None:
    screen.print(Text(f"\n{country_name(host.host)} ({host.host})", style="bold"))
    if not host.cells:
        screen.print(Text("  unknown: nobody was heard about it. Unknown is not safe.", style="dim italic"))
        return
    cells = sorted(host.cells, key=_gravest_first)
    governments = [cell for cell in cells if any((cell.advice, cell.directive, cell.mission, cell.military))]
    if governments:
        table = screen.table("Sender", "Advice", "To its people", "Its mission", "Latest · told by (origins)")
        for cell in governments:
            said = [_standing(each, today) for each in (cell.advice, cell.directive, cell.mission)]
            table.add_row(_sender(cell), *said, _latest(cell, origins))
        screen.print(table)
    _list(screen, "Military", (_line(cell, cell.military, today) for cell in cells if cell.military))
    _list(screen, "Carriers and airspace", (_line(cell, cell.carrier, today) for cell in cells if cell.carrier))
    _list(screen, "In parts of the country", (_line(cell, each, today) for cell in cells for each in cell.regional))
    _list(screen, "Not in force", (_apart(cell, each) for cell in cells for each in cell.apart))


def _note(noted: CellNote) -> Text:
    return Text.assemble("  ", (clean(country_name(noted.sender)), "bold"), f": {clean(noted.words)}")


def _list(screen: Screen, title: str, lines: Iterable[Text]) -> None:
    found = list(lines)
    if found:
        screen.print(Text(f"{title}:", style="dim"), *found)


def _sender(cell: Cell) -> str:
    return clean(country_name(cell.sender))


def _standing(standing: Standing | None, today: dt.date) -> Text:
    """One cell: the value, since when, and all that qualifies it; a line a measure."""
    return Text("\n").join(_said(standing, today)) if standing else UNKNOWN


def _said(standing: Standing, today: dt.date) -> list[Text]:
    lines = [_measure(standing, today)]
    lines += [_measure(each, today) for each in standing.others]
    lines += _register(standing, today)
    pressed = standing.press if standing.lead is not None and standing.lead.state == "differs" else ()
    unlike = [each for each in standing.disagreements if each not in pressed]
    lines += [Text.assemble(("but also: ", "bold"), _measure(each, today)) for each in unlike]
    if standing.lapsed is not None:
        lines.append(Text.assemble(("lapsed: ", "dim"), _measure(standing.lapsed, today)))
    if standing.before is not None:
        lines.append(Text(f"was {_word(standing.before.value)} ({standing.before.since})", style="dim"))
    lines += [Text.assemble(("no date: ", "dim"), Text(_word(each.value))) for each in standing.undated]
    return lines


def _register(standing: Standing, today: dt.date) -> list[Text]:
    """That it is the register's, read when, and the press beside it."""
    words = standing.lead.words if standing.lead else None
    if standing.register is None:
        return [Text(words, style="bold")] if words else []
    register = standing.register
    why = f": {clean(register.why)}" if register.why else ""
    lines = [Text(f"register, read {_day(register.read_at.date(), today)}{why}", style="dim")]
    behind = standing.lead is not None and standing.lead.state == "behind"
    if not behind:
        lines += [Text.assemble(("press: ", "dim"), _measure(each, today)) for each in standing.press]
    if words:
        lines.append(Text(words, style="bold" if standing.lead and standing.lead.state != "both" else "dim"))
    return lines


def _measure(measure: Measure, today: dt.date) -> Text:
    if measure.value is None:
        return Text(STATES.get(measure.state, "unknown"), style="dim italic")
    style = "bold red" if measure.value in GRAVE else "yellow" if measure.value in SERIOUS else ""
    place = f" ({clean(measure.place)})" if measure.place else ""
    said = (_word(measure.value) + place, "dim" if measure.state == "stale" else style)
    return Text.assemble(said, (_when(measure, today), "dim"))


def _when(measure: Measure, today: dt.date) -> str:
    since = f" {_day(measure.since, today)}" if measure.since else " undated"
    until = f" to {_day(measure.ends, today)}" if measure.ends else ""
    stale = f", stale ({measure.age_days:,} days)" if measure.state == "stale" else ""
    return since + until + stale


def _line(cell: Cell, standing: Standing, today: dt.date) -> Text:
    return Text.assemble("  ", (_sender(cell), "bold"), ": ", Text("; ").join(_said(standing, today)))


def _apart(cell: Cell, mention: Mention) -> Text:
    when = f" {mention.date}" if mention.date else ""
    place = f" ({clean(mention.place)})" if mention.place else ""
    return Text(
        f"  {_sender(cell)}: {mention.modality}, {mention.type} {_word(mention.value)}{place}{when}", style="dim"
    )


def _latest(cell: Cell, origins: Origins) -> str:
    """The last day on which a document repeated anything of the cell, how many do, and how many of them independently.

    Both are of the measure that most documents tell.
    """
    days = [each.repeated for each in cell.standings if each.repeated]
    if not days:
        return ""
    told = max(cell.standings, key=lambda each: each.documents)
    heard = origins.get(told.evidence)
    return f"{max(days)} · {told.documents}" + ("" if heard is None else f" ({heard})")


def _gravest_first(cell: Cell) -> tuple[bool, bool, bool, str]:
    values = {measure.value for each in cell.standings for measure in (each, *each.others) if measure.state != "stale"}
    return (not values, not values & GRAVE, not values & SERIOUS, _sender(cell).casefold())


def _word(value: str | None) -> str:
    return "unknown" if value is None else value.replace("_", " ")


def _day(day: dt.date, today: dt.date) -> str:
    return f"{day:%d %b}" if day.year == today.year else f"{day:%d %b %Y}"
