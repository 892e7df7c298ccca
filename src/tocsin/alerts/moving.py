"""From the cell before and the cell after to what moved in it: pure."""

from collections.abc import Collection, Iterator

from tocsin.alerts.model import Kind, Moved
from tocsin.board.facts import folded
from tocsin.board.model import Cell, Measure, Standing
from tocsin.board.rules import PLACED, rank

EASED: dict[str, frozenset[str]] = {
    "mission": frozenset({"open", "reopened"}),
    "carrier": frozenset({"open"}),
    "directive": frozenset({"stay_calm"}),
}
"""Values of types that add up which say that something got better."""
_STANDS = ("in_force", "lapsed")

What = tuple[str, str]


def moved(before: Cell | None, after: Cell, *, touched: Collection[str]) -> list[Moved]:
    """What the records with the ids ``touched`` moved in a cell, and what they only say again (``fresh`` false).

    A measure that is stale, undated, planned or denied is not in force, and so never moved.
    """
    return [*_national(before, after, touched), *_regional(before, after, touched)]


def _national(before: Cell | None, after: Cell, touched: Collection[str]) -> Iterator[Moved]:
    for now in after.standings:
        then = None if before is None else getattr(before, now.type)
        yield from _of_standing(then, now, after, touched)


def _regional(before: Cell | None, after: Cell, touched: Collection[str]) -> Iterator[Moved]:
    stood = {} if before is None else {(each.type, folded(each.place)): each for each in before.regional}
    for now in after.regional:
        yield from _of_standing(stood.get((now.type, folded(now.place))), now, after, touched, regional=True)


def _of_standing(
    then: Standing | None, now: Standing, cell: Cell, touched: Collection[str], *, regional: bool = False
) -> Iterator[Moved]:
    held = {_what(now.type, each) for each in _in_force(then)} if then is not None else set()
    headline = then.value if then is not None and then.state in _STANDS else None
    contested = tuple(sorted({each.value for each in now.disagreements if each.value}))
    seen: set[What] = set()
    for measure in _in_force(now):
        what = _what(now.type, measure)
        if measure.value is None or what in seen or set(touched).isdisjoint(measure.evidence):
            continue
        seen.add(what)
        others = {*contested, *((now.value,) if now.value else ())} if contested else set()
        yield Moved(
            host=cell.host,
            sender=cell.sender,
            type=now.type,
            value=measure.value,
            kind=kind_of(now.type, measure.value, headline),
            before=headline,
            place=measure.place,
            regional=regional,
            fresh=what not in held,
            since=measure.since,
            ends=measure.ends,
            evidence=measure.evidence,
            contested=tuple(sorted(others - {measure.value})),
            unknown=cell.unknown,
        )


def _in_force(standing: Standing | None) -> Iterator[Measure]:
    if standing is None:
        return
    if standing.state in _STANDS:
        yield standing
    beside = (*standing.others, *standing.disagreements, *standing.press)
    yield from (each for each in beside if each.state == "in_force")


def _what(kind: str, measure: Measure) -> What:
    """What makes a measure another one: its value, and its place where that makes two of it."""
    value = measure.value or ""
    return value, folded(measure.place) if value in PLACED.get(kind, ()) else ""


def kind_of(kind: str, value: str, headline: str | None) -> Kind:
    """How a value of a type is to what stood before."""
    if value in EASED.get(kind, ()):
        return "eased" if headline is not None and headline != value else "new"
    if headline is None or headline == value:
        return "new"
    if rank(kind, value) < rank(kind, headline):
        return "worse"
    return "eased" if kind == "advice" else "new"


def in_force(cell: Cell | None, alert_type: str, value: str, *, place: str | None, regional: bool) -> bool:
    """Whether a value is in force in a cell, at a place where it is of one."""
    if cell is None:
        return False
    if regional:
        standings = [each for each in cell.regional if each.type == alert_type and folded(each.place) == folded(place)]
    else:
        standings = [each for each in cell.standings if each.type == alert_type]
    return any(measure.value == value for each in standings for measure in _in_force(each))
