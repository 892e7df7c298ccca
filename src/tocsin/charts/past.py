"""The board of a host on each of some days, by the board's own arithmetic: what the charts over time are drawn from."""

import datetime as dt
from collections.abc import Collection, Iterable

from tocsin.board import Cell, board
from tocsin.board.picture import is_government
from tocsin.charts.model import Held, Past
from tocsin.ledger import KnownPosture, Shown

MOST = 45
"""Days that are looked at; of a longer time every so many days."""
FEWEST = 10
"""Days that are looked at where very much is known, so that it can be waited for."""
AT_ONCE = 15_000
"""Postures times days that are looked at together: a second or two."""
_STANDS = ("in_force", "lapsed")


def past(
    host: str,
    postures: Collection[KnownPosture],
    registers: Collection[Shown] = (),
    *,
    since: dt.date,
    as_of: dt.datetime,
    known_at: dt.datetime | None = None,
) -> Past:
    """What each government's cell said from ``since`` to ``as_of``, at the end of each day, from what is known.

    What the board shows as stale, unknown or undated is not known here either.
    """
    asked = _telling(postures, registers)
    days = _days(since, as_of.date(), most=max(FEWEST, min(MOST, AT_ONCE // max(1, len(asked)))))
    held: list[Held] = []
    for day in days:
        moment = min(as_of, dt.datetime.combine(day, dt.time(23, 59, 59), dt.UTC))
        found = board(asked, as_of=moment, known_at=known_at or as_of, hosts=[host], registers=registers)
        held += [each for cell in found.host(host).cells if (each := _held(cell, day)) is not None]
    return Past(host=host, days=days, held=tuple(sorted(held, key=lambda each: (each.sender, each.day))))


def _telling(postures: Iterable[KnownPosture], registers: Iterable[Shown]) -> list[KnownPosture]:
    """What cells of advice and directives are made of; of many that say the same of the same days, the first."""
    official = {edition.document for shown in registers for edition in shown.editions}
    found: dict[object, KnownPosture] = {}
    for known in sorted(postures, key=lambda each: (each.first_seen, each.id)):
        posture = known.posture
        if known.document_key in official:
            found[known.id] = known
        elif posture.type in ("advice", "directive") and posture.modality == "fact" and posture.scope != "regional":
            said = (posture.sender, posture.type, posture.value, posture.place, posture.date, posture.ends)
            found.setdefault((*said, known.published), known)
    return list(found.values())


def _days(since: dt.date, until: dt.date, *, most: int) -> tuple[dt.date, ...]:
    length = max(0, (until - since).days)
    step = max(1, -(-length // most))
    return tuple(sorted({until - dt.timedelta(days=back) for back in range(0, length + 1, step)}))


def _held(cell: Cell, day: dt.date) -> Held | None:
    if cell.sender is None or not is_government(cell.sender):
        return None
    advice = cell.advice if cell.advice is not None and cell.advice.state in _STANDS else None
    directive = cell.directive if cell.directive is not None and cell.directive.state in _STANDS else None
    leave = [] if directive is None else [each for each in (directive, *directive.others) if each.value == "leave"]
    if (advice is None or advice.value is None) and not leave:
        return None
    evidence = {*(advice.evidence if advice else ()), *(id_ for each in leave for id_ in each.evidence)}
    return Held(
        day=day,
        sender=cell.sender,
        advice=advice.value if advice else None,
        leave=bool(leave),
        evidence=tuple(sorted(evidence)),
    )
