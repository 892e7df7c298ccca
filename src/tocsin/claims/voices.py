"""From records to independent origins: who says it, who only carries it, and who had it first."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.board.model import Cell, Measure
from tocsin.claims.model import First, Fold, OriginCount, Told, Traces, Voice, independent
from tocsin.ledger.model import analyst
from tocsin.origins import Origin, OriginKind, Traced
from tocsin.records.model import PostureType

_NEAREST: tuple[OriginKind, ...] = ("wire", "own", "relay", "readout", "unknown", "desk")
"""Of what one origin is called in several documents, the first of these stands."""

Found = tuple[Told, Traced]


def voices(records: Iterable[Told], origins: Traces) -> tuple[Voice, ...]:
    """The independent origins of what some records say together, the one who had it first before the others.

    A document that thanks an agency for help counts with that agency where the agency is an origin itself.
    """
    once = {each.id: each for each in records}
    found = [(each, traced_to(each, origins)) for each in sorted(once.values(), key=_order)]
    wires = sorted({traced.origin.name for _, traced in found if traced.origin.kind == "wire"})
    groups: dict[str, list[Found]] = {}
    for each, traced in found:
        groups.setdefault(_helper(traced, wires) or traced.origin.name, []).append((each, traced))
    return tuple(_voice(name, group) for name, group in groups.items())


def traced_to(told: Told, origins: Traces) -> Traced:
    """Whom a record is known from: one that an analyst made from nobody else, whoever published the document."""
    if told.author is None:
        return origins.of(told.document_key, told.record)
    return Traced(origin=Origin(name=analyst(told.author), kind="desk"), why=f"made by {analyst(told.author)}")


def origin_counts(cell: Cell, records: Iterable[Told], *, origins: Traces) -> tuple[OriginCount, ...]:
    """For every measure of a cell of the board its independent origins, in the order of the cell.

    ``records`` are the postures that the board was made from (``told``); what the cell does not name is left out.
    """
    by_id = {each.id: each for each in records}
    return tuple(_count(type_, measure, by_id, origins) for type_, measure in measures(cell) if measure.evidence)


def measures(cell: Cell) -> Iterator[tuple[PostureType, Measure]]:
    """Every measure that a cell shows, with its type, the headline of each type first."""
    for standing in (*cell.standings, *cell.regional):
        lapsed = () if standing.lapsed is None else (standing.lapsed,)
        for measure in (
            standing,
            *standing.disagreements,
            *standing.others,
            *standing.press,
            *lapsed,
            *standing.undated,
        ):
            yield standing.type, measure


def _count(type_: PostureType, measure: Measure, by_id: dict[str, Told], origins: Traces) -> OriginCount:
    said = [by_id[id_] for id_ in measure.evidence if id_ in by_id]
    heard = voices(said, origins)
    return OriginCount(
        type=type_,
        value=measure.value,
        place=measure.place,
        evidence=measure.evidence,
        independent=independent(heard),
        documents=len({each.document_key for each in said}),
        voices=heard,
    )


def _helper(traced: Traced, wires: Sequence[str]) -> str | None:
    """The agency among the origins that a document of another origin thanks."""
    if traced.origin.kind == "wire" or not wires:
        return None
    if "agencies" in traced.helped_by:
        return wires[0]
    return next((name for name in traced.helped_by if name in wires), None)


def _voice(name: str, group: Sequence[Found]) -> Voice:
    (first, traced), *_ = group
    kinds = {each.origin.kind for _, each in group if each.origin.name == name}
    return Voice(
        origin=Origin(name=name, kind=min(kinds, key=_NEAREST.index)),
        why=traced.why,
        first=_first(first),
        evidence=tuple(sorted(each.id for each, _ in group)),
        documents=tuple(sorted({each.document_key for each, _ in group})),
        publishers=tuple(sorted({each.publisher for each, _ in group if each.publisher})),
        folded=tuple(sorted(_folds(name, group), key=lambda fold: fold.document)),
    )


def _folds(name: str, group: Sequence[Found]) -> Iterator[Fold]:
    """One line for each document but the first."""
    seen = {group[0][0].document_key}
    for each, traced in group[1:]:
        if each.document_key in seen:
            continue
        seen.add(each.document_key)
        helped = traced.origin.name != name
        why = f"it thanks {name}, whose report is among the others" if helped else traced.why
        yield Fold(document=each.document_key, into=traced.folded_into or group[0][0].document_key, why=why)


def _first(told: Told) -> First:
    return First(
        evidence=told.id,
        document=told.document_key,
        publisher=told.publisher,
        published=told.published,
        first_seen=told.first_seen,
    )


def _order(told: Told) -> tuple[object, ...]:
    return told.order
