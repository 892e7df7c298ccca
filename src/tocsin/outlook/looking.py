"""The outlook over a ledger: signs are kept beside it, so that a host of many records is answered at once."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger import tables as ledger_tables
from tocsin.ledger.outlook_tables import signs as kept_signs
from tocsin.ledger.outlook_tables import taken
from tocsin.ledger.picture_tables import documents as picture_documents
from tocsin.ledger.picture_tables import records as picture_records
from tocsin.ledger.rows import unpack_record
from tocsin.ledger.writing import insert
from tocsin.outlook.breadth import FRESH, Worldwide, worldwide
from tocsin.outlook.counting import reach
from tocsin.outlook.indicators import default
from tocsin.outlook.matching import Heard, signs
from tocsin.outlook.model import Indicators, Outlook, Sign
from tocsin.outlook.pure import origin_of, outlook
from tocsin.outlook.weighing import Moment, weigh
from tocsin.picture import brought_up
from tocsin.picture.opening import reading, writing
from tocsin.picture.statements import chunks

TOGETHER = 200
"""Documents that are looked at in one transaction."""


class _Named(msgspec.Struct):
    name: str


class _Traced(msgspec.Struct):
    """What is asked of a kept trace: only whose word it is."""

    origin: _Named


_traced = msgspec.json.Decoder(_Traced)


def outlook_of(
    ledger: Ledger,
    host: str,
    *,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    among: Indicators | None = None,
) -> Outlook:
    """The outlook of a host as of a day, from all that is known now, or was at ``known_at``."""
    asked = among or default()
    if known_at is not None:
        return _then(ledger, [host], as_of, known_at, asked)[0]
    taken_in(ledger, asked)
    with reading(ledger) as connection:
        moment = Moment(as_of=as_of, began=_began(connection))
        return _now(connection, host, moment, asked, _broad(connection, as_of, asked))


def outlooks(
    ledger: Ledger, *, as_of: dt.date, known_at: dt.datetime | None = None, among: Indicators | None = None
) -> list[Outlook]:
    """The outlook of every host with a sign in the windows, the highest level first, then by code."""
    asked = among or default()
    if known_at is not None:
        found = _then(ledger, None, as_of, known_at, asked)
    else:
        taken_in(ledger, asked)
        with reading(ledger) as connection:
            broad, moment = _broad(connection, as_of, asked), Moment(as_of=as_of, began=_began(connection))
            hosts = connection.execute(_hosts(as_of, asked)).scalars().all()
            found = [_now(connection, host, moment, asked, broad) for host in hosts]
    return in_order(found)


def in_order(found: Iterable[Outlook]) -> list[Outlook]:
    """The highest level first, then the most indicators, then by code."""
    from_high = {"high": 0, "elevated": 1, "watch": 2, "quiet": 3}
    return sorted(found, key=lambda each: (from_high[each.level], -len(each.on), each.host))


def taken_in(ledger: Ledger, among: Indicators) -> int:
    """Look at the records that were written since the last time; how many documents that were."""
    brought_up(ledger)
    of = digest(among)
    missing = _missing(ledger, of)
    for some in chunks(missing, size=TOGETHER):
        with writing(ledger) as connection:
            _take(connection, some, of, among)
    return len(missing)


def digest(among: Indicators) -> str:
    """What names a set of indicators: the same questions, the same name."""
    return hashlib.sha256(msgspec.json.encode(among)).hexdigest()[:16]


def _missing(ledger: Ledger, of: str) -> list[tuple[str, str, int]]:
    held = sa.select(sa.func.coalesce(sa.func.sum(picture_documents.c.landings), 0))
    known = sa.select(sa.func.coalesce(sa.func.sum(taken.c.landings), 0)).where(taken.c.of == of)
    every = picture_documents.c
    asked = (
        sa.select(every.document, every.reading, every.landings)
        .outerjoin(taken, sa.and_(taken.c.of == of, taken.c.document == every.document))
        .where(sa.or_(taken.c.landings.is_(None), taken.c.landings != every.landings))
        .order_by(every.document)
    )
    with reading(ledger) as connection:
        if connection.execute(held).scalar() == connection.execute(known).scalar():
            return []
        return [(row.document, row.reading, row.landings) for row in connection.execute(asked)]


def _take(connection: sa.Connection, some: Sequence[tuple[str, str, int]], of: str, among: Indicators) -> None:
    keys = [document for document, _, _ in some]
    for table in (kept_signs, taken):
        connection.execute(sa.delete(table).where(table.c.of == of, table.c.document.in_(keys)))
    rows = connection.execute(_documents_of([reading_key for _, reading_key, _ in some]))
    documents = {row.id: row.document for row in rows}
    broad = {each.name for each in among.indicator if each.group == "nationals"}
    found = [
        {
            "of": of,
            "host": sign.host,
            "day": sign.day.toordinal(),
            "indicator": sign.indicator,
            "id": sign.id,
            "document": documents[sign.id],
            "sender": sign.sender or None,
            "government": sign.government or None,
            "aside": sign.aside or None,
            "broad": sign.indicator in broad,
        }
        for sign in signs(_heard(connection, keys), among)
    ]
    insert(connection, kept_signs, *found)
    insert(connection, taken, *({"of": of, "document": d, "reading": r, "landings": n} for d, r, n in some))


def _documents_of(reading_keys: Sequence[str]) -> sa.Select[Any]:
    every = ledger_tables.records.c
    return sa.select(every.id, every.document).where(every.reading.in_(reading_keys))


def _heard(connection: sa.Connection, keys: Sequence[str]) -> Iterator[Heard]:
    """The records of some documents as the picture holds them."""
    every, kept, papers = ledger_tables.records.c, picture_records.c, picture_documents.c
    asked = (
        sa.select(every.id, every.payload, every.host, kept.published, papers.first_seen)
        .select_from(picture_records)
        .join(ledger_tables.records, every.id == kept.id)
        .join(picture_documents, papers.document == kept.document)
        .where(kept.document.in_(keys))
        .order_by(every.id)
    )
    for row in connection.execute(asked):
        yield Heard(
            id=row.id,
            record=unpack_record(row.payload),
            host=row.host,
            known=row.published or row.first_seen.date(),
            origin="",
        )


def _now(connection: sa.Connection, host: str, moment: Moment, among: Indicators, broad: Worldwide) -> Outlook:
    return weigh(
        _signs_of(connection, host, moment.as_of, among),
        host=host,
        moment=moment,
        among=among,
        worldwide=broad,
        sentences=lambda ids: _sentences(connection, ids),
    )


def _signs_of(connection: sa.Connection, host: str, as_of: dt.date, among: Indicators) -> Iterator[Sign]:
    """Every sign of the windows; of the year before, one for each unit and day, which counts the same."""
    last, window = as_of.toordinal(), max(each.window for each in among.indicator)
    first = last - max(reach(each) for each in among.indicator)
    by_origin = [each.name for each in among.indicator if each.count in ("origins", "records")]
    every = kept_signs.c
    own = sa.and_(every.of == digest(among), every.host == host)
    recent = sa.and_(own, every.day > last - window, every.day <= last)
    before = sa.and_(own, every.day >= first, every.day <= last - window, every.aside.is_(None))
    earliest = sa.func.min(every.id).label("id")
    grouped = (every.day, every.indicator, every.sender, every.government)
    fields = (*grouped, every.id, every.aside, picture_records.c.traced)
    with_origin = sa.select(*fields).join(picture_records, picture_records.c.id == every.id)
    whole = with_origin.where(sa.or_(recent, sa.and_(before, every.indicator.in_(by_origin))))
    for row in connection.execute(whole):
        yield _sign(host, row, _traced.decode(row.traced).origin.name, row.aside)
    folded = sa.select(*grouped, earliest).where(before, every.indicator.not_in(by_origin)).group_by(*grouped)
    for early in connection.execute(folded):
        yield _sign(host, early, "", None)


def _sign(host: str, row: Any, origin: str, aside: str | None) -> Sign:
    return Sign(
        day=dt.date.fromordinal(row.day),
        host=host,
        indicator=row.indicator,
        id=row.id,
        origin=origin,
        sender=row.sender or "",
        government=row.government or "",
        aside=aside or "",
    )


def _broad(connection: sa.Connection, as_of: dt.date, among: Indicators) -> Worldwide:
    """Measures towards many countries; asked host by host only where the days could hold one."""
    every, last = kept_signs.c, as_of.toordinal()
    first = last - max(reach(each) for each in among.indicator) - FRESH
    own = sa.and_(every.of == digest(among), every.broad, every.day >= first, every.day <= last)
    many = sa.select(every.indicator, every.day).where(own)
    counts = many.add_columns(sa.func.count(every.host.distinct())).group_by(every.indicator, every.day)
    rows = connection.execute(counts)
    if not _could_be([(row.indicator, row.day, row[2]) for row in rows], among):
        return Worldwide()
    fields = (every.indicator, every.day, every.host, every.sender, every.government, every.aside)
    each = sa.select(*fields, sa.func.min(every.id).label("id")).where(own).group_by(*fields)
    return worldwide((_sign(row.host, row, "", row.aside) for row in connection.execute(each)), among)


def _could_be(counts: Sequence[tuple[str, int, int]], among: Indicators) -> bool:
    by_indicator: dict[str, dict[int, int]] = {}
    for name, day, hosts in counts:
        by_indicator.setdefault(name, {})[day] = hosts
    back = range(among.levels.together + 1)
    return any(
        sum(days.get(day - each, 0) for each in back) >= among.levels.hosts
        for days in by_indicator.values()
        for day in days
    )


def _began(connection: sa.Connection, known_at: dt.datetime | None = None) -> dt.date | None:
    """The first day that a document is of: how far back the ledger reaches."""
    readings, times = ledger_tables.readings, ledger_tables.reading_times
    asked = sa.select(sa.func.min(readings.c.published))
    if known_at is not None:
        asked = asked.join(times, times.c.reading == readings.c.key).where(times.c.read_at <= known_at)
    return cast("dt.date | None", connection.execute(asked).scalar())


def _hosts(as_of: dt.date, among: Indicators) -> sa.Select[Any]:
    every, last = kept_signs.c, as_of.toordinal()
    window = max(each.window for each in among.indicator)
    of_set = sa.and_(every.of == digest(among), every.day > last - window, every.day <= last)
    return sa.select(every.host).where(of_set).distinct().order_by(every.host)


def _sentences(connection: sa.Connection, ids: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for some in chunks(ids):
        asked = sa.select(ledger_tables.records.c.id, ledger_tables.records.c.payload)
        rows = connection.execute(asked.where(ledger_tables.records.c.id.in_(some)))
        found.update((row.id, unpack_record(row.payload).evidence) for row in rows)
    return found


def _then(
    ledger: Ledger, hosts: Sequence[str] | None, as_of: dt.date, known_at: dt.datetime, among: Indicators
) -> list[Outlook]:
    """From what was known once: made again from the records of the readings that were in force then."""
    back = max(reach(each) for each in among.indicator) + FRESH + among.levels.late
    told = ledger.told(since=as_of - dt.timedelta(days=back), known_at=known_at)
    with reading(ledger) as connection:
        origins = _origins(connection, [each.id for each in told])
        began = _began(connection, known_at)
    return outlook(
        told,
        as_of=as_of,
        known_at=known_at,
        hosts=hosts,
        indicators=among,
        origin=lambda each: origins.get(each.id) or origin_of(each),
        began=began,
    )


def _origins(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Whom records are known from, where the picture has traced them."""
    found: dict[str, str] = {}
    for some in chunks(ids):
        asked = sa.select(picture_records.c.id, picture_records.c.traced).where(picture_records.c.id.in_(some))
        found.update((row.id, _traced.decode(row.traced).origin.name) for row in connection.execute(asked))
    return found
