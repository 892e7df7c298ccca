"""The parts of documents in the database: who was copied from whom, kept up as documents come in any order."""

import array
import datetime as dt
import functools
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger.picture_tables import NO_DAY, NO_MOMENT, bands, parts
from tocsin.ledger.writing import insert_numbers
from tocsin.origins import Copy, Issue, Traced
from tocsin.origins.copies import FIRST, Part, copy_of, earliest, latest, nearest
from tocsin.origins.trace import signatures
from tocsin.picture.statements import chunks

_AT_ONCE = 24
"""Bands that are looked up in one statement, so that it is the same statement every time."""
_NEAR = sa.text(
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT part, day, moment, seen, tie FROM picture_bands WHERE band = :b{each}"  # noqa: S608
        " AND day >= :since AND (day, moment, seen, tie) < (:day, :moment, :seen, :tie)"
        f" AND tie NOT BETWEEN :own AND :last ORDER BY day, moment, seen, tie LIMIT {FIRST}) AS of_{each}"
        for each in range(_AT_ONCE)
    )
)
_ROWS = 500
"""Rows of one look-up; more are looked up band by band, the earliest few of each."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_START = 22
"""Bits of the tie that hold where a part starts; the others are the beginning of its document's key."""

Row = dict[str, Any]
Shelf = dict[int, list[tuple[int, ...]]]
"""Of each band the parts on it: day, moment, seen, tie, number."""


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept of a part beside its fingerprint."""

    issue: Issue
    start: int
    end: int
    day: dt.date | None
    own: Traced
    names_agency: bool = False
    helped_by: tuple[str, ...] = ()


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A part as kept: what it was copied from, and what it goes back to."""

    part: Part
    copy: Copy | None
    root: str
    signed: str | None


def put(connection: sa.Connection, given: Sequence[Part]) -> None:
    """Keep the parts of a document with their bands; they are not linked yet."""
    if not given:
        return
    connection.execute(sa.insert(parts), [_row(part) for part in given])
    ids = dict(
        connection.execute(sa.select(parts.c.name, parts.c.id).where(parts.c.document == given[0].issue.key)).all()
    )
    placed = ((part, (*_mine(part), ids[part.name])) for part in given)
    insert_numbers(connection, bands, [(band, *place) for part, place in placed for band in part.bands])


def withdraw(connection: sa.Connection, document: str) -> tuple[set[str], set[str]]:
    """Forget the parts of a document: the names of those that may have been copied from them, and what they went to."""
    found = load(connection, parts.c.document == document)
    seen = look(connection, [linked.part for linked in found.values()])
    later = names_of(connection, seen.later)
    ids = connection.execute(sa.select(parts.c.id).where(parts.c.document == document)).scalars().all()
    for linked in found.values():
        for some in chunks(linked.part.bands):
            gone = sa.and_(bands.c.band.in_(some), bands.c.part.in_(ids))
            connection.execute(sa.delete(bands).where(gone))
    connection.execute(sa.delete(parts).where(parts.c.document == document))
    return later - set(found), {linked.root for linked in found.values()} - set(found)


class Look(msgspec.Struct):
    """What shares bands with the parts of one document: for each part the numbers of those to compare it with, in the
    order of their likeness, and the numbers of the later parts that may be copies of one of them."""

    near: dict[str, list[int]]
    later: set[int]


def look(connection: sa.Connection, given: Sequence[Part]) -> Look:
    """Look up the parts of one document, or of some of it. What thousands print is looked up band by band."""
    found = Look({part.name: [] for part in given}, set())
    by_moment: dict[tuple[int, int], list[Part]] = {}
    for part in given:
        if part.bands:
            place = _place(part)
            by_moment.setdefault((place["day"], place["moment"]), []).append(part)
    for together in by_moment.values():
        shelf = _shelf(connection, together)
        for part in together:
            if shelf is None:
                found.near[part.name] = _near(connection, part)
                found.later |= _later(connection, part)
            else:
                found.near[part.name] = nearest(_common(part, shelf))
                found.later |= _after(part, shelf)
    return found


def names_of(connection: sa.Connection, numbers: Collection[int]) -> set[str]:
    """The names of parts by their numbers."""
    asked = (sa.select(parts.c.name).where(parts.c.id.in_(some)) for some in chunks(sorted(numbers)))
    return {name for each in asked for name in connection.execute(each).scalars()}


def _shelf(connection: sa.Connection, given: Sequence[Part]) -> Shelf | None:
    """What other documents have on the bands of parts of one moment, in order; ``None`` where that is too much."""
    own = (_place(given[0])["tie"] >> _START) << _START
    about = {
        "since": _ordinal(earliest(given[0])),
        "until": _ordinal(latest(given[0])),
        "own": own,
        "last": own + 2**_START - 1,
    }
    shelf: Shelf = {}
    for some in chunks(sorted({band for part in given for band in part.bands})):
        rows = connection.execute(_on_bands(), {**about, "some": some}).all()
        if len(rows) > _ROWS:
            return None
        for band, *place in rows:
            shelf.setdefault(band, []).append(tuple(place))
    for listed in shelf.values():
        listed.sort()
    return shelf


@functools.cache
def _on_bands() -> sa.Select[Any]:
    """What others than ``own`` to ``last`` have on ``some`` bands from day ``since`` to ``until``, or on no day."""
    since, until, own, last = (sa.bindparam(name, type_=sa.BigInteger) for name in ("since", "until", "own", "last"))
    within = sa.or_(bands.c.day.between(since, until), bands.c.day == NO_DAY)
    among = bands.c.band.in_(sa.bindparam("some", expanding=True, type_=sa.BigInteger))
    columns = (bands.c.band, bands.c.day, bands.c.moment, bands.c.seen, bands.c.tie, bands.c.part)
    return sa.select(*columns).where(among, within, sa.not_(bands.c.tie.between(own, last))).limit(_ROWS + 1)


def _mine(part: Part) -> tuple[int, ...]:
    place = _place(part)
    return place["day"], place["moment"], place["seen"], place["tie"]


def _common(part: Part, shelf: Shelf) -> list[tuple[int, tuple[int, ...], int]]:
    """How many bands each earlier part shares with a part, of the earliest few of each band."""
    mine = _mine(part)
    counted: Counter[tuple[int, ...]] = Counter()
    for band in part.bands:
        counted.update(itertools.islice((place for place in shelf.get(band, ()) if place[:4] < mine), FIRST))
    return [(count, place[:4], place[4]) for place, count in counted.items()]


def _after(part: Part, shelf: Shelf) -> set[int]:
    mine = _mine(part)
    return {place[4] for band in part.bands for place in shelf.get(band, ()) if place[:4] > mine}


def _later(connection: sa.Connection, part: Part) -> set[int]:
    """The later parts of other documents that share a band with a part, where there are many."""
    place = _place(part)
    own = (place["tie"] >> _START) << _START
    after = sa.tuple_(bands.c.day, bands.c.moment, bands.c.seen, bands.c.tie) > sa.tuple_(
        *(sa.literal(each, sa.BigInteger) for each in _mine(part))
    )
    within = sa.or_(bands.c.day <= _ordinal(latest(part)), bands.c.day == NO_DAY)
    others = sa.not_(bands.c.tie.between(own, own + 2**_START - 1))
    found: set[int] = set()
    for some in chunks(part.bands):
        asked = sa.select(bands.c.part).where(
            bands.c.band.in_(some), bands.c.day >= place["day"], after, within, others
        )
        found.update(connection.execute(asked.distinct()).scalars())
    return found


def relink(connection: sa.Connection, names: Collection[str]) -> set[str]:
    """Find again what some parts were copied from; the names of those whose source is now another."""
    changed = set()
    for some in chunks(sorted(names)):
        for linked in load(connection, parts.c.name.in_(some)).values():
            near = look(connection, [linked.part]).near[linked.part.name]
            if link(connection, linked.part, near, before=linked.copy):
                changed.add(linked.part.name)
    return changed


def link(connection: sa.Connection, part: Part, near: Sequence[int], *, before: Copy | None = None) -> bool:
    """Keep what a part was copied from, among parts by their numbers; whether that is other than ``before``."""
    among = [linked.part for linked in load(connection, parts.c.id.in_(near)).values()] if near else []
    copy = copy_of(part, among)
    if copy == before:
        return False
    kept = None if copy is None else msgspec.json.encode(copy).decode()
    source = None if copy is None else f"{copy.of_key}:{copy.of_start}"
    connection.execute(sa.update(parts).where(parts.c.name == part.name).values(source=source, copy=kept))
    return True


def reroot(connection: sa.Connection, changed: Collection[str], *, roots: Collection[str]) -> set[str]:
    """After these parts changed their source: the names of all parts whose origin may now be another.

    ``roots`` are first texts that lost or won a part in another way.
    """
    moved = {name: _root(connection, name) for name in sorted(changed)}
    touched = set(roots) | set(moved.values())
    affected = set(changed)
    while moved:
        before = dict(
            connection.execute(sa.select(parts.c.name, parts.c.root).where(parts.c.name.in_(sorted(moved)))).all()
        )
        touched |= set(before.values())
        for name, root in moved.items():
            connection.execute(sa.update(parts).where(parts.c.name == name).values(root=root))
        below = connection.execute(sa.select(parts.c.name, parts.c.source).where(parts.c.source.in_(sorted(moved))))
        moved = {name: moved[source] for name, source in below}
        affected |= set(moved)
    return affected | _resigned(connection, touched)


def load(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> dict[str, Linked]:
    """Parts by name."""
    return {row.name: _linked(row) for row in connection.execute(sa.select(parts).where(*where))}


def around(connection: sa.Connection, documents: Collection[str]) -> dict[str, Linked]:
    """The parts of some documents, with what they were copied from and go back to."""
    own = load(connection, parts.c.document.in_(sorted(documents)))
    beside = {linked.root for linked in own.values()}
    beside |= {f"{each.copy.of_key}:{each.copy.of_start}" for each in own.values() if each.copy is not None}
    missing = sorted(beside - set(own))
    return own | (load(connection, parts.c.name.in_(missing)) if missing else {})


def _resigned(connection: sa.Connection, roots: Iterable[str]) -> set[str]:
    """Settle which agency each first text is of; the parts of those where that is now another."""
    affected: set[str] = set()
    for root in sorted(roots):
        counted = (
            sa.select(parts.c.signs, sa.func.count())
            .where(parts.c.root == root, parts.c.signs.is_not(None))
            .group_by(parts.c.signs)
        )
        signed = signatures({root: dict(connection.execute(counted).all())}).get(root)
        before = connection.execute(sa.select(parts.c.signed).where(parts.c.name == root)).first()
        if before is not None and before.signed != signed:
            connection.execute(sa.update(parts).where(parts.c.name == root).values(signed=signed))
            affected |= set(connection.execute(sa.select(parts.c.name).where(parts.c.root == root)).scalars())
    return affected


def _root(connection: sa.Connection, name: str) -> str:
    while (source := connection.execute(sa.select(parts.c.source).where(parts.c.name == name)).scalar()) is not None:
        name = source
    return name


def _near(connection: sa.Connection, part: Part) -> list[int]:
    """The parts that share most bands with a part, among the earlier ones of other documents, where there are many."""
    common: Counter[tuple[int, ...]] = Counter()
    place = _place(part)
    own = (place["tie"] >> _START) << _START
    about = {**place, "since": _ordinal(earliest(part)), "own": own, "last": own + 2**_START - 1}
    for some in chunks(part.bands, size=_AT_ONCE):
        asked = {f"b{at}": some[at] if at < len(some) else -1 for at in range(_AT_ONCE)}
        common.update(tuple(row) for row in connection.execute(_NEAR, {**about, **asked}))
    return nearest((count, key[1:], key[0]) for key, count in common.items())


def _row(part: Part) -> Row:
    facts = Facts(
        issue=part.issue,
        start=part.start,
        end=part.end,
        day=part.day,
        own=part.own,
        names_agency=part.names_agency,
        helped_by=part.helped_by,
    )
    return {
        "name": part.name,
        "document": part.issue.key,
        **_place(part),
        "facts": msgspec.json.encode(facts).decode(),
        "runs": array.array("Q", sorted(part.runs)).tobytes(),
        "bands": array.array("Q", part.bands).tobytes(),
        "signs": part.signs,
        "root": part.name,
        "signed": part.signs,
        "source": None,
        "copy": None,
    }


def _linked(row: sa.Row[Any]) -> Linked:
    facts = msgspec.json.decode(row.facts, type=Facts)
    part = Part(
        issue=facts.issue,
        start=facts.start,
        end=facts.end,
        day=facts.day,
        runs=frozenset(array.array("Q", row.runs)),
        bands=tuple(array.array("Q", row.bands)),
        own=facts.own,
        names_agency=facts.names_agency,
        helped_by=facts.helped_by,
        signs=row.signs,
    )
    copy = None if row.copy is None else msgspec.json.decode(row.copy, type=Copy)
    return Linked(part=part, copy=copy, root=row.root, signed=row.signed)


def _place(part: Part) -> Mapping[str, int]:
    """A part's place in the order of coming out, as numbers."""
    day, moment, seen, key, start = part.order
    return {
        "day": _ordinal(day),
        "moment": _micro(moment),
        "seen": _micro(seen),
        "tie": (int(key[:10], 16) << _START) | min(start, 2**_START - 1),
    }


def _ordinal(day: dt.date) -> int:
    return NO_DAY if day == dt.date.max else day.toordinal()


def _micro(moment: dt.datetime) -> int:
    return NO_MOMENT if moment.year == dt.MAXYEAR else (moment - _EPOCH) // _MICROSECOND
