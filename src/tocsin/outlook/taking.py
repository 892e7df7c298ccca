"""Signs kept beside the ledger: looked for once in every reading of every document, folded by day for the present."""

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from tocsin.claims import Told, told_in
from tocsin.ledger import Ledger
from tocsin.ledger import tables as ledger_tables
from tocsin.ledger.engine import reading, writing
from tocsin.ledger.judgement_model import MOVING
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.outlook_tables import folded, taken
from tocsin.ledger.outlook_tables import signs as kept_signs
from tocsin.ledger.picture_tables import documents as picture_documents
from tocsin.ledger.picture_tables import records as picture_records
from tocsin.ledger.rows import Row, unpack_record
from tocsin.ledger.stored import document_in
from tocsin.ledger.writing import insert
from tocsin.outlook.indicators import default
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import Indicators
from tocsin.picture import brought_up
from tocsin.picture.keeping import lock
from tocsin.picture.opening import behind
from tocsin.picture.statements import chunks

TOGETHER = 200
"""Documents that are looked at in one transaction."""


class _Wanted(NamedTuple):
    document: str
    reading: str
    landings: int


class _Held(NamedTuple):
    """A sign's document, from when to when its record counted, and whether an analyst made it."""

    document: str
    since: dt.datetime
    until: dt.datetime | None
    by_desk: bool


def taken_in(ledger: Ledger, among: Indicators | None = None) -> int:
    """Look at the records that were written since the last time; how many documents that were."""
    asked = among or default()
    brought_up(ledger)
    of = digest(asked)
    missing = _missing(ledger, of)
    for some in chunks(missing, size=TOGETHER):
        with writing(ledger.engine) as connection:
            lock(connection)
            _take(connection, some, of, asked)
    return len(missing)


def waiting(ledger: Ledger, among: Indicators | None = None) -> int:
    """How many sightings and readings ``taken_in`` has still to look at, those that the picture waits for included."""
    with reading(ledger.engine) as connection:
        held, known = _landed(connection, digest(among or default()))
    return behind(ledger) + abs(held - known)


def digest(among: Indicators) -> str:
    """What names a set of indicators: the same questions, the same name."""
    return hashlib.sha256(msgspec.json.encode(among)).hexdigest()[:16]


def _landed(connection: sa.Connection, of: str) -> tuple[int, int]:
    held = sa.select(sa.func.coalesce(sa.func.sum(picture_documents.c.landings), 0))
    known = sa.select(sa.func.coalesce(sa.func.sum(taken.c.landings), 0)).where(taken.c.of == of)
    return int(connection.execute(held).scalar_one()), int(connection.execute(known).scalar_one())


def _missing(ledger: Ledger, of: str) -> list[_Wanted]:
    every = picture_documents.c
    asked = (
        sa.select(every.document, every.reading, every.landings)
        .outerjoin(taken, sa.and_(taken.c.of == of, taken.c.document == every.document))
        .where(sa.or_(taken.c.landings.is_(None), taken.c.landings != every.landings))
        .order_by(every.document)
    )
    with reading(ledger.engine) as connection:
        held, known = _landed(connection, of)
        return [] if held == known else [_Wanted(*row) for row in connection.execute(asked)]


def _take(connection: sa.Connection, some: Sequence[_Wanted], of: str, among: Indicators) -> None:
    keys = [each.document for each in some]
    gone = sa.and_(kept_signs.c.of == of, kept_signs.c.document.in_(keys))
    place = (kept_signs.c.host, kept_signs.c.day, kept_signs.c.indicator)
    touched = {tuple(row) for row in connection.execute(sa.select(*place).where(gone))}
    connection.execute(sa.delete(kept_signs).where(gone))
    connection.execute(sa.delete(taken).where(taken.c.of == of, taken.c.document.in_(keys)))
    found = [*_present(connection, some, of, among), *_earlier(connection, keys, of, among)]
    insert(connection, kept_signs, *found)
    insert(connection, taken, *({"of": of, **each._asdict()} for each in some))
    _fold(connection, of, touched | {(row["host"], row["day"], row["indicator"]) for row in found})


def _fold(connection: sa.Connection, of: str, touched: Iterable[tuple[Any, ...]]) -> None:
    """Fold the signs of some hosts, days and indicators again."""
    every = kept_signs.c
    alike = (every.of, every.host, every.day, every.indicator, every.sender, every.government, every.aside)
    for some in chunks(sorted(touched)):
        own = folded.c
        before = sa.and_(own.of == of, sa.tuple_(own.host, own.day, own.indicator).in_(some))
        connection.execute(sa.delete(folded).where(before))
        now = sa.and_(every.of == of, sa.tuple_(every.host, every.day, every.indicator).in_(some))
        grouped = (
            sa.select(*alike, sa.func.max(every.id), every.broad)
            .where(now, every.until.is_(None))
            .group_by(*alike, every.broad)
        )
        names = [column.name for column in alike]
        connection.execute(sa.insert(folded).from_select([*names, "id", "broad"], grouped))


def _present(connection: sa.Connection, some: Sequence[_Wanted], of: str, among: Indicators) -> Iterator[Row]:
    """The signs of what counts now, as the picture holds the records."""
    every, kept, papers = ledger_tables.records.c, picture_records.c, picture_documents.c
    last = {key: moments[-1] for key, moments in _moments(connection, [each.document for each in some]).items()}
    asked = (
        sa.select(
            every.id,
            every.document,
            every.payload,
            every.host,
            kept.published,
            papers.first_seen,
            judgements.c.at,
        )
        .select_from(picture_records)
        .join(ledger_tables.records, every.id == kept.id)
        .join(picture_documents, papers.document == kept.document)
        .outerjoin(judgements, judgements.c.made == every.id)
        .where(kept.document.in_(list(last)))
        .order_by(every.id)
    )
    heard: list[Heard] = []
    held: dict[str, _Held] = {}
    for row in connection.execute(asked):
        held[row.id] = _Held(row.document, max(row.first_seen, last[row.document]), None, row.at is not None)
        known = row.published or (row.at or row.first_seen).date()
        heard.append(Heard(id=row.id, record=unpack_record(row.payload), host=row.host, known=known, origin=""))
    yield from _rows(heard, held, of, among)


def _earlier(connection: sa.Connection, keys: Sequence[str], of: str, among: Indicators) -> Iterator[Row]:
    """The signs of what counted before, where another reading did or an analyst judged since."""
    for key, moments in _moments(connection, keys).items():
        for since, until in itertools.pairwise(moments):
            stored = document_in(connection, key, known_at=since)
            if stored is None:
                stored = document_in(connection, key)
                if stored is None or stored.first_seen >= until:
                    continue
                stored = document_in(connection, key, known_at=stored.first_seen)
            if stored is None:
                continue
            begins = max(since, stored.first_seen)
            told = told_in(stored)
            held = {each.id: _Held(key, begins, until, each.author is not None) for each in told}
            yield from _rows(map(_heard, told), held, of, among)


def _heard(told: Told) -> Heard:
    return Heard(
        id=told.id,
        record=told.record,
        host=told.place,
        known=told.published or told.first_seen.date(),
        origin="",
    )


def _moments(connection: sa.Connection, keys: Sequence[str]) -> dict[str, list[dt.datetime]]:
    """When what counts in some documents may have become other: readings first made, and judgements; in order."""
    readings, times = ledger_tables.readings.c, ledger_tables.reading_times.c
    made = (
        sa.select(readings.document, sa.func.min(times.read_at, type_=times.read_at.type))
        .join(ledger_tables.reading_times, times.reading == readings.key)
        .where(readings.document.in_(keys))
        .group_by(readings.document, readings.key)
        .order_by(readings.document)
    )
    of_document = sa.and_(judgements.c.document.in_(keys), judgements.c.kind.in_(MOVING))
    judged = sa.select(judgements.c.document, judgements.c.at).where(of_document)
    found: dict[str, set[dt.datetime]] = {}
    for asked in (made, judged):
        for document, at in connection.execute(asked):
            found.setdefault(document, set()).add(at)
    return {document: sorted(moments) for document, moments in sorted(found.items())}


def _rows(heard: Iterable[Heard], held: dict[str, _Held], of: str, among: Indicators) -> Iterator[Row]:
    """The signs as rows. An analyst is no origin: what is counted by its origin has no sign of theirs."""
    broad = {each.name for each in among.indicator if each.group == "nationals"}
    counted = {each.name: each.count for each in among.indicator}
    for sign in signs(heard, among):
        at = held[sign.id]
        nobody = counted[sign.indicator] == "senders" and not (sign.sender or sign.government)
        if at.by_desk and (nobody or counted[sign.indicator] == "origins"):
            continue
        yield {
            "of": of,
            "host": sign.host,
            "day": sign.day.toordinal(),
            "indicator": sign.indicator,
            "id": sign.id,
            "document": at.document,
            "sender": sign.sender,
            "government": sign.government,
            "aside": sign.aside,
            "broad": sign.indicator in broad,
            "since": at.since,
            "until": at.until,
        }
