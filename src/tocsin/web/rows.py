"""What the board says, put in the order and the numbers that the pages print."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from tocsin.board import Board, Cell, Change, HostBoard, Measure, Mention, Standing
from tocsin.web.names import name_of
from tocsin.web.words import RANK, step, tone

GOVERNMENT_TYPES = ("advice", "directive", "mission", "military")
SHUT_OR_REDUCED = frozenset(
    {"reduced", "families_leave", "departure_ordered", "relocated", "closed", "services_limited"}
)
MODALITIES = ("coming", "planned", "considered", "denied")


class HostRow(msgspec.Struct, frozen=True, kw_only=True):
    """One host on the list, or the head of its page. The numbers count senders whose posture is in force.

    ``current``: whether anything is in force at all.
    """

    host: str
    senders: int
    advice: str | None
    advice_by: int
    leave: int
    missions: int
    disputed: int
    current: bool
    change: Change | None = None


class Apart(msgspec.Struct, frozen=True):
    """A mention that is not in force, with its sender."""

    sender: str | None
    mention: Mention


class HostView(msgspec.Struct, frozen=True, kw_only=True):
    """The board of a host in the order of the page: gravest first."""

    row: HostRow
    governments: tuple[Cell, ...]
    carriers: tuple[Cell, ...]
    regional: tuple[tuple[Cell, Standing], ...]
    apart: dict[str, tuple[Apart, ...]]


def host_row(host: HostBoard, change: Change | None = None) -> HostRow:
    """The numbers of one host."""
    advice = [each.value for cell in host.cells if (each := _level(cell.advice)) is not None]
    highest = max(advice, key=lambda value: step(value) or 0, default=None)
    return HostRow(
        host=host.host,
        senders=len(host.cells),
        advice=highest,
        advice_by=advice.count(highest),
        leave=sum("leave" in _values(cell.directive) for cell in host.cells),
        missions=sum(not SHUT_OR_REDUCED.isdisjoint(_values(cell.mission)) for cell in host.cells),
        disputed=sum(any(standing.disagreements for standing in cell.standings) for cell in host.cells),
        current=any(holds(standing) for cell in host.cells for standing in cell.standings),
        change=change,
    )


def host_rows(board: Board, changes: tuple[Change, ...]) -> list[HostRow]:
    """Every host, the one with the newest change first; on one day the gravest."""
    newest = {change.host: change for change in changes}
    rows = [host_row(host, newest.get(host.host)) for host in board.hosts if host.cells]
    return sorted(rows, key=_newest_first)


def last_day(rows: Iterable[HostRow]) -> dt.date | None:
    """Where nothing is in force any more in any of these rows: the day of the last change, worth looking at instead."""
    rows = list(rows)
    if any(row.current for row in rows):
        return None
    return max((row.change.date for row in rows if row.change), default=None)


def _newest_first(row: HostRow) -> tuple[int, int, int, int, str]:
    day = row.change.date.toordinal() if row.change else 0
    return (-day, -row.leave, -row.missions, -(step(row.advice) or 0), name_of(row.host).casefold())


def host_view(host: HostBoard, change: Change | None) -> HostView:
    """The board of one host, cut into what is in force, the carriers, the regions, and what stands apart."""
    cells = sorted(host.cells, key=_gravest_first)
    regional = [(cell, standing) for cell in cells for standing in cell.regional]
    return HostView(
        row=host_row(host, change),
        governments=tuple(cell for cell in cells if any(getattr(cell, kind) for kind in GOVERNMENT_TYPES)),
        carriers=tuple(cell for cell in cells if cell.carrier),
        regional=tuple(regional),
        apart={name: found for name in MODALITIES if (found := _apart(cells, name))},
    )


def holds(measure: Measure) -> bool:
    """Whether a measure counts as in force: not stale, not undated; after a lapse, what stood before counts."""
    return measure.value is not None and measure.state in ("in_force", "lapsed")


def _level(standing: Standing | None) -> Measure | None:
    """The level that counts; where the register's cannot be read, what the press tells: nothing looks calmer for it."""
    if standing is None or standing.state == "unknown":
        return next((each for each in (standing.press if standing else ()) if holds(each)), None)
    return standing if holds(standing) else None


def _values(standing: Standing | None) -> set[str]:
    if standing is None:
        return set()
    return {measure.value for measure in (standing, *standing.others) if holds(measure) and measure.value}


def _apart(cells: list[Cell], modality: str) -> tuple[Apart, ...]:
    found = [Apart(cell.sender, mention) for cell in cells for mention in cell.apart if mention.modality == modality]
    return tuple(sorted(found, key=lambda apart: -(apart.mention.date or dt.date.min).toordinal()))


def _gravest_first(cell: Cell) -> tuple[int, int, str]:
    ranks = [RANK[tone(standing.type, standing.value)] for standing in cell.standings if holds(standing)]
    return (-sum(rank for rank in ranks if rank > RANK["calm"]), -len(ranks), name_of(cell.sender).casefold())
