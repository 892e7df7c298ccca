"""From postures to the board: which count, in which cell, and what is listed apart."""

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Literal

import pycountry

from tocsin.board.facts import Fact, fact, folded, in_order, summary
from tocsin.board.model import Board, Cell, Change, HostBoard, Mention, Standing
from tocsin.board.registers import OfCell, Registers, Where
from tocsin.board.rules import OF_A_GOVERNMENT, REGIONAL, TYPES, rank
from tocsin.board.tracks import tracks
from tocsin.ledger.model import KnownPosture
from tocsin.ledger.moments import utc
from tocsin.ledger.register_model import Shown
from tocsin.records.model import Modality


def board(
    postures: Iterable[KnownPosture],
    *,
    as_of: dt.datetime,
    known_at: dt.datetime | None = None,
    hosts: Collection[str] = (),
    senders: Collection[str] = (),
    registers: Iterable[Shown] = (),
) -> Board:
    """The board at ``as_of`` from what was first seen by ``known_at`` (default: ``as_of``); same postures, same board.

    A posture counts from the day of its effect, in UTC. What a document published after ``as_of`` says of later days
    is left out. ``hosts`` and ``senders`` narrow the board (empty: all); a host asked for is there even if nothing is
    known of it, and so is the cell of a sender asked for. Raises DateError for a naive moment.

    ``registers`` are the entries of registers (``Ledger.registers.shown`` of the same ``known_at``): their newest
    editions are the official column. Without them the board still leaves out what a register no longer shows.
    """
    moment = utc(as_of)
    known_by = moment if known_at is None else utc(known_at)
    official = Registers(tracks(registers, today=moment.date(), known_by=known_by))
    once = {known.id: known for known in postures if known.first_seen <= known_by}
    wanted = [
        fact(known)
        for known in once.values()
        if (not hosts or known.posture.host in hosts) and (not senders or known.posture.sender in senders)
    ]
    said = (each for each in wanted if official.is_in_edition(each) or _said(each, moment.date()))
    facts = sorted((each for each in said if official.counts(each)), key=in_order)
    asked = {(host, sender) for host in hosts for sender in senders or (None,)}
    asked |= official.cells(hosts=hosts, senders=senders)
    return Board(
        as_of=moment,
        known_at=known_by,
        hosts=_hosts(facts, moment, asked=asked, official=official),
        unplaced=_mentions([each for each in facts if each.known.posture.host is None], moment.date()),
    )


def changes_last(board: Board, n: int | None = None) -> tuple[Change, ...]:
    """For each host its latest dated change at the national level, newest first, at most ``n``."""
    latest = [min(changes, key=_newest_first) for host in board.hosts if (changes := _changes(host))]
    return tuple(sorted(latest, key=lambda change: (_newest_first(change)[0], change.host))[:n])


def _changes(host: HostBoard) -> list[Change]:
    return [
        Change(
            host=host.host,
            sender=cell.sender,
            type=each.type,
            before=None if each.before is None else each.before.value,
            value=each.value,
            date=each.changed,
            evidence=each.evidence or (each.lapsed.evidence if each.lapsed else ()),
        )
        for cell in host.cells
        for each in cell.standings
        if each.changed is not None
    ]


def _newest_first(change: Change) -> tuple[int, int, int, str]:
    """The latest day; of one day the most severe, then the type and the sender that come first."""
    return (
        -change.date.toordinal(),
        rank(change.type, change.value or ""),
        TYPES.index(change.type),
        change.sender or "~",
    )


def _said(each: Fact, today: dt.date) -> bool:
    """Whether it was said by today, or tells of a day that is not after it."""
    known = each.known
    said = known.published is None or known.published <= today
    told = each.dated and each.effect is not None and each.effect <= today and known.posture.modality == "fact"
    return said or told


def _hosts(
    facts: Sequence[Fact], moment: dt.datetime, *, asked: set[Where], official: Registers
) -> tuple[HostBoard, ...]:
    cells: dict[Where, list[Fact]] = {where: [] for where in asked if where[1] is not None}
    for each in facts:
        posture = each.known.posture
        if posture.host is not None:
            cells.setdefault((posture.host, posture.sender), []).append(each)
    of_host: dict[str, list[Cell]] = {host: [] for host in sorted({host for host, _ in (*cells, *asked)})}
    for where in sorted(cells, key=_by_sender):
        of_host[where[0]].append(_cell(where, cells[where], moment, official))
    return tuple(HostBoard(host=host, cells=tuple(each)) for host, each in of_host.items())


def _by_sender(where: Where) -> tuple[bool, bool, str]:
    """Governments first, then carriers by name, then those that nobody named."""
    sender = where[1]
    return sender is None, not is_government(sender), sender or ""


def is_government(sender: str | None) -> bool:
    """Whether a sender is a country or a union of countries, by its code, and not a carrier."""
    return sender is not None and sender in _codes()


@functools.cache
def _codes() -> frozenset[str]:
    return frozenset({country.alpha_3 for country in pycountry.countries} | {"XKX", "EU", "NATO", "UN"})


def _cell(where: Where, facts: Sequence[Fact], moment: dt.datetime, official: Registers) -> Cell:
    host, sender = where
    of_cell = official.of(where, facts)
    counted = [each for each in facts if _counts(each, of_cell, moment.date())]
    apart = [each for each in facts if not _counts(each, of_cell, moment.date()) and of_cell.now(each)]
    national = [each for each in counted if not _is_regional(each)]
    found = {
        kind: of_cell.standing(kind, [each for each in national if each.known.posture.type == kind], moment)
        for kind in TYPES
    }
    silent = tuple(kind for kind in OF_A_GOVERNMENT if (each := found[kind]) is None or each.value is None)
    return Cell(
        sender=sender,
        host=host,
        advice=found["advice"],
        directive=found["directive"],
        mission=found["mission"],
        carrier=found["carrier"],
        military=found["military"],
        regional=_regions([each for each in counted if _is_regional(each)], of_cell, moment),
        apart=_mentions(apart, moment.date()),
        unknown=silent if is_government(sender) else (),
    )


def _counts(each: Fact, of_cell: OfCell, today: dt.date) -> bool:
    """Whether it is a fact of a day that has come; what an edition says without a day holds while that stands."""
    stands = of_cell.is_official(each) and not each.dated and each.known.posture.modality == "fact"
    return stands or _modality(each, today) == "fact"


def _is_regional(each: Fact) -> bool:
    return each.known.posture.type in REGIONAL and each.known.posture.scope == "regional"


def _modality(each: Fact, today: dt.date) -> Modality | Literal["coming"]:
    """The modality of the posture; ``coming`` for a fact of a later day."""
    modality = each.known.posture.modality
    is_later = each.effect is not None and each.effect > today
    return "coming" if modality == "fact" and is_later else modality


def _regions(facts: Sequence[Fact], of_cell: OfCell, moment: dt.datetime) -> tuple[Standing, ...]:
    """One standing for each type and place: regional advice says nothing of the whole country."""

    def region(each: Fact) -> tuple[int, str]:
        return TYPES.index(each.known.posture.type), folded(each.known.posture.place)

    groups = groupby(sorted(facts, key=region), key=region)
    found = (of_cell.region(TYPES[kind], list(group), moment) for (kind, _), group in groups)
    return tuple(each for each in found if each is not None)


def _mentions(facts: Sequence[Fact], today: dt.date) -> tuple[Mention, ...]:
    """What is not in force, one line for each thing said, of its latest day."""

    def said(each: Fact) -> tuple[int, int, str, str, str, str]:
        posture = each.known.posture
        severity, place = rank(posture.type, posture.value), folded(posture.place)
        modality, scope = _modality(each, today), posture.scope or ""
        return TYPES.index(posture.type), severity, posture.value, modality, place, scope

    groups = (
        list(group) for _, group in groupby(sorted(facts, key=lambda each: (said(each), in_order(each))), key=said)
    )
    return tuple(_mention(group, today) for group in groups)


def _mention(group: Sequence[Fact], today: dt.date) -> Mention:
    last = group[-1]
    posture = last.known.posture
    return Mention(
        type=posture.type,
        value=posture.value,
        modality=_modality(last, today),
        date=last.effect,
        scope=posture.scope,
        **summary(group),
    )
