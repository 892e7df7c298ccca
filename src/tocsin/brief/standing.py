"""The board: what each government tells its people and does with its mission, as cells that each resolve."""

import datetime as dt
from collections.abc import Iterable

from tocsin.board import Cell, Standing
from tocsin.board.picture import is_government
from tocsin.board.rules import rank
from tocsin.brief import words
from tocsin.brief.asking import Asked, References, unknown
from tocsin.brief.model import Item, Row, Section, Sentence, Table
from tocsin.charts import Drawing, advice, leaving, past
from tocsin.ledger import Ledger
from tocsin.picture import Heard, heard

SHOWN_DAYS = 14
"""Days before the moment that charts show at least."""
ASIDE = 12
COLUMNS = ("advice", "directive", "mission")


def standing(ledger: Ledger, asked: Asked, found: References) -> Section:
    """A row a government, those that say the gravest first; beneath it parts, and what is not in force."""
    cells = [each for each in asked.board.host(asked.host).cells if each.sender is None or is_government(each.sender)]
    governments = [each for each in cells if any(getattr(each, kind) for kind in (*COLUMNS, "military"))]
    origins = heard(ledger, asked.board, asked.postures, known_at=asked.past)
    rows = [_row(each, asked, found, origins) for each in sorted(governments, key=lambda each: _gravest(each, asked))]
    heads = ("Government", *(words.WHAT[kind] for kind in COLUMNS))
    note = (
        f"{words.counted(len(rows), 'government')}. What was read from a government's own register is marked so; "
        "all else was told by the press. “Unknown” is not “normal”."
        if rows
        else "No government was heard about this country. Unknown is not safe."
    )
    return Section(
        slug="board",
        title="The board",
        note=note,
        table=Table(heads=heads, rows=tuple(rows)) if rows else None,
        items=tuple(_aside(cells, asked, found)),
        drawings=_drawings(asked),
    )


def _row(cell: Cell, asked: Asked, found: References, origins: Heard) -> Row:
    cells = [_cell(getattr(cell, kind), kind, found, origins) for kind in COLUMNS]
    return Row(name=words.plain(asked.name(cell.sender)), cells=tuple(cells))


def _cell(said: Standing | None, kind: str, found: References, origins: Heard) -> tuple[Sentence, ...]:
    nothing = unknown("unknown", f"no record of the type {kind}")
    if said is None:
        return (nothing,)
    lines: list[Sentence | None] = []
    if said.value is None:
        why = f": {said.register.why}" if said.register and said.register.why else ""
        lines.append(unknown(words.measure(kind, said) + why, "the register gives no value"))
    for each in (said, *said.others):
        if each.value is not None:
            counted = origins.get(each.evidence)
            from_ = f" ({words.counted(counted.independent, 'origin')})" if counted else ""
            register = ", register" if each is said and said.register else ""
            lines.append(found.said(words.measure(kind, each) + register + from_, each.evidence))
    rivals = [each for each in said.disagreements if each not in said.press]
    lines += [found.said(f"but also: {words.measure(kind, each)}", each.evidence) for each in rivals]
    lead = f" ({said.lead.words})" if said.lead and said.lead.words else ""
    lines += [found.said(f"press: {words.measure(kind, each)}{lead}", each.evidence) for each in said.press]
    if said.lapsed is not None:
        lines.append(found.said(f"lapsed: {words.measure(kind, said.lapsed)}", said.lapsed.evidence))
    lines += [found.said(f"no date: {words.value(kind, each.value)}", each.evidence) for each in said.undated]
    return tuple(each for each in lines if each is not None) or (nothing,)


def _aside(cells: Iterable[Cell], asked: Asked, found: References) -> Iterable[Item]:
    """Military, parts of the country, and what is planned, considered or denied."""
    told: list[tuple[str, tuple[str, ...]]] = []
    for cell in cells:
        who = asked.name(cell.sender)
        if cell.military is not None and cell.military.value is not None:
            told.append((f"{who}, military: {words.measure('military', cell.military)}", cell.military.evidence))
        told += [
            (f"{who}, in part of the country: {words.measure(part.type, part)}", part.evidence)
            for part in cell.regional
        ]
        for each in cell.apart:
            place = f" ({each.place})" if each.place else ""
            said = f"{each.modality}: {each.type} {words.value(each.type, each.value)}{place}, {words.day(each.date)}"
            told.append((f"{who}, not in force, {said}", each.evidence))
    said_ = [found.said(text, evidence) for text, evidence in told[:ASIDE]]
    return [Item(said=each) for each in said_ if each is not None]


def _drawings(asked: Asked) -> tuple[Drawing, ...]:
    since = min(asked.since, asked.as_of.date() - dt.timedelta(days=SHOWN_DAYS))
    looked = past(
        asked.host,
        asked.postures.values(),
        asked.registers,
        since=since,
        as_of=asked.as_of,
        known_at=asked.known_at,
    )
    drawn = (advice(looked, name=asked.name), leaving(looked, name=asked.name))
    return tuple(each for each in drawn if each is not None)


def _gravest(cell: Cell, asked: Asked) -> tuple[bool, int, int, str]:
    """Those in force before stale ones; then by directive, then by advice, then by name."""
    ranks = [
        rank(kind, each.value) if (each := getattr(cell, kind)) and each.value and each.state != "stale" else 99
        for kind in ("directive", "advice", "mission")
    ]
    return min(ranks) == 99, ranks[0], ranks[1], asked.name(cell.sender)
