"""The outlook over a ledger: asked of the signs that are kept beside it, as known now or at a moment."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger import tables as ledger_tables
from tocsin.ledger.engine import reading
from tocsin.ledger.judgement_tables import judgements
from tocsin.ledger.outlook_tables import folded
from tocsin.ledger.outlook_tables import signs as kept_signs
from tocsin.ledger.picture_tables import records as picture_records
from tocsin.ledger.rows import unpack_record
from tocsin.origins.names import newsroom
from tocsin.outlook.breadth import FRESH, Worldwide, worldwide
from tocsin.outlook.counting import Span, reach
from tocsin.outlook.history import BACK, Daily, daily
from tocsin.outlook.indicators import default
from tocsin.outlook.model import Indicators, Outlook, Sign
from tocsin.outlook.taking import digest, taken_in
from tocsin.outlook.weighing import Gathered, Moment, weighed
from tocsin.picture.statements import chunks


class _Named(msgspec.Struct):
    name: str


class _Traced(msgspec.Struct):
    """What is asked of a kept trace: only whose word it is."""

    origin: _Named


_traced = msgspec.json.Decoder(_Traced)


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The outlook of a host, and its level on each of the days before, the last of them that of the outlook."""

    outlook: Outlook
    days: tuple[Daily, ...]


def outlook_of(
    ledger: Ledger,
    host: str,
    *,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    among: Indicators | None = None,
) -> Outlook:
    """The outlook of a host as of a day, from all that is known now, or was at ``known_at``."""
    taken_in(ledger, among)
    with reading(ledger.engine) as connection:
        asking = Asking(connection, as_of=as_of, known_at=known_at, among=among or default())
        return asking.outlook(host, asking.gathered([host])[host])


def outlooks(
    ledger: Ledger, *, as_of: dt.date, known_at: dt.datetime | None = None, among: Indicators | None = None
) -> list[Outlook]:
    """The outlook of every host with a sign in the windows, the highest level first, then by code."""
    taken_in(ledger, among)
    with reading(ledger.engine) as connection:
        asking = Asking(connection, as_of=as_of, known_at=known_at, among=among or default())
        return in_order(asking.outlook(host, of_host) for host, of_host in asking.each())


def ahead_of(
    ledger: Ledger, host: str, *, as_of: dt.date, known_at: dt.datetime | None = None, back: int = BACK
) -> Ahead:
    """The outlook of a host, and its level on each of ``back`` days up to then, all from what was known at one moment.

    The signs are taken to be looked at: who asks for a page calls ``taken_in`` or says that they are not.
    """
    with reading(ledger.engine) as connection:
        asking = Asking(connection, as_of=as_of, known_at=known_at, among=default(), back=back)
        return asking.ahead(host, asking.gathered([host])[host])


def all_ahead(ledger: Ledger, *, as_of: dt.date, known_at: dt.datetime | None = None, back: int = BACK) -> list[Ahead]:
    """``ahead_of`` for every host with a sign in the windows, the highest level first, then by code."""
    with reading(ledger.engine) as connection:
        asking = Asking(connection, as_of=as_of, known_at=known_at, among=default(), back=back)
        found = {host: asking.ahead(host, of_host) for host, of_host in asking.each()}
    return [found[each.host] for each in in_order(each.outlook for each in found.values())]


def in_order(found: Iterable[Outlook]) -> list[Outlook]:
    """The highest level first, then the most indicators, then by code."""
    from_high = {"high": 0, "elevated": 1, "watch": 2, "quiet": 3}
    return sorted(found, key=lambda each: (from_high[each.level], -len(each.on), each.host))


class Asking:
    """One question: as of a day, from what was known at a moment (``None``: now), and so many days before it."""

    def __init__(
        self,
        connection: sa.Connection,
        *,
        as_of: dt.date,
        known_at: dt.datetime | None,
        among: Indicators,
        back: int = 1,
    ) -> None:
        self._connection, self._known_at, self._among = connection, known_at, among
        self._of = digest(among)
        self._span = Span(as_of, as_of).wider(back - 1)
        self._moment = Moment(as_of=as_of, known_at=known_at, began=self._began())

    def each(self) -> Iterator[tuple[str, Gathered]]:
        """Every host with a sign in the windows of the last day, in order of their codes."""
        last = self._span.last.toordinal()
        window = max(each.window for each in self._among.indicator)
        table = self._table
        asked = sa.select(table.c.host).where(self._here(table, last - window + 1, last)).distinct()
        hosts = sorted(self._connection.execute(asked).scalars())
        for some in chunks(hosts, size=50):
            yield from self.gathered(some).items()

    def gathered(self, hosts: Sequence[str]) -> dict[str, Gathered]:
        """The signs of some hosts, as far back as any of the days looks."""
        broad = self._broad
        found = {host: Gathered(self._among, broad) for host in hosts}
        for sign in sorted((*self._alike(hosts), *self._single(hosts))):
            found[sign.host].add(sign)
        return found

    def outlook(self, host: str, gathered: Gathered) -> Outlook:
        """The outlook of a host on the last day."""
        return weighed(
            gathered,
            host=host,
            moment=self._moment,
            among=self._among,
            sentences=self._sentences,
            origins=self._origins,
            newsrooms=Rooms(self, host, gathered),
        )

    def ahead(self, host: str, gathered: Gathered) -> Ahead:
        """The outlook of a host on the last day, and its level on each."""
        rooms = Rooms(self, host, gathered)
        days = daily(gathered, self._span, began=self._moment.began, among=self._among, newsrooms=rooms)
        return Ahead(outlook=self.outlook(host, gathered), days=days)

    def rooms(self, host: str) -> list[tuple[str, dt.date, str]]:
        """Indicator, day and newsroom of every sign of a host that is no government's and is not set aside."""
        every, first = kept_signs.c, self._span.first.toordinal()
        window = max(each.window for each in self._among.indicator)
        apart = sa.and_(every.government == "", every.aside == "", every.host == host)
        read = every.id.not_in(sa.select(judgements.c.made).where(judgements.c.made.is_not(None)))
        own = sa.and_(apart, read, self._here(kept_signs, first - window + 1, self._span.last.toordinal()))
        asked = self._with_origin(sa.select(every.indicator, every.day, every.id).distinct(), own)
        return [(row.indicator, dt.date.fromordinal(row.day), _origin(row)) for row in self._connection.execute(asked)]

    @property
    def _table(self) -> sa.Table:
        return folded if self._known_at is None else kept_signs

    def _here(self, table: sa.Table, first: int, last: int) -> sa.ColumnElement[bool]:
        """The signs of these indicators and days that held at the moment."""
        own = sa.and_(table.c.of == self._of, table.c.day >= first, table.c.day <= last)
        if table is folded:
            return own
        if self._known_at is None:
            return sa.and_(own, table.c.until.is_(None))
        ended = sa.or_(table.c.until.is_(None), table.c.until > self._known_at)
        return sa.and_(own, table.c.since <= self._known_at, ended)

    @functools.cached_property
    def _singly(self) -> list[str]:
        """The indicators of which every record or origin counts for itself."""
        return [each.name for each in self._among.indicator if each.count in ("origins", "records")]

    @functools.cached_property
    def _nameless(self) -> list[str]:
        """The indicators of which a sign without a sender counts by its origin."""
        return [each.name for each in self._among.indicator if each.count == "senders"]

    def _one_by_one(self, table: sa.Table) -> sa.ColumnElement[bool]:
        every = table.c
        nobody = sa.and_(every.indicator.in_(self._nameless), every.sender == "", every.government == "")
        return sa.or_(every.indicator.in_(self._singly), nobody)

    def _days(self) -> tuple[int, int]:
        first = self._span.first.toordinal() - max(reach(each) for each in self._among.indicator)
        return first, self._span.last.toordinal()

    def _alike(self, hosts: Sequence[str]) -> Iterator[Sign]:
        """One sign for all that count alike, that of the last id; the origin of none is looked up."""
        table = self._table
        every = table.c
        own = sa.and_(self._here(table, *self._days()), every.host.in_(hosts), sa.not_(self._one_by_one(table)))
        fields = (every.host, every.day, every.indicator, every.sender, every.government, every.aside)
        if table is folded:
            asked = sa.select(*fields, every.id).where(own)
        else:
            asked = sa.select(*fields, sa.func.max(every.id)).where(own).group_by(*fields)
        yield from map(_sign, self._connection.execute(asked))

    def _single(self, hosts: Sequence[str]) -> Iterator[Sign]:
        """Every sign that counts for itself, with its origin."""
        every = kept_signs.c
        own = sa.and_(self._here(kept_signs, *self._days()), every.host.in_(hosts), self._one_by_one(kept_signs))
        fields = (every.host, every.day, every.indicator, every.sender, every.government, every.aside, every.id)
        for row in self._connection.execute(self._with_origin(sa.select(*fields), own)):
            yield _sign(row[: len(fields)], origin=_origin(row))

    def _with_origin(self, asked: sa.Select[Any], where: sa.ColumnElement[bool]) -> sa.Select[Any]:
        """Beside each sign its trace, or, of a reading that the picture does not hold, its document and publisher."""
        every, readings = ledger_tables.records.c, ledger_tables.readings.c
        return (
            asked.add_columns(picture_records.c.traced, readings.publisher, readings.document.label("paper"))
            .select_from(kept_signs)
            .outerjoin(picture_records, picture_records.c.id == kept_signs.c.id)
            .join(ledger_tables.records, every.id == kept_signs.c.id)
            .join(ledger_tables.readings, readings.key == every.reading)
            .where(where)
        )

    @functools.cached_property
    def _broad(self) -> Worldwide:
        """Measures towards many countries; asked host by host only where the days could hold one."""
        table = self._table
        every = table.c
        first, last = self._days()
        own = sa.and_(self._here(table, first - FRESH, last), every.broad)
        many = sa.select(every.indicator, every.day, sa.func.count(every.host.distinct())).where(own)
        rows = self._connection.execute(many.group_by(every.indicator, every.day)).all()
        if not _could_be([(name, day, hosts) for name, day, hosts in rows], self._among):
            return Worldwide()
        fields = (every.host, every.day, every.indicator, every.sender, every.government, every.aside)
        asked = sa.select(*fields, sa.func.min(every.id)).where(own).group_by(*fields)
        return worldwide((_sign(row) for row in self._connection.execute(asked)), self._among)

    def _began(self) -> dt.date | None:
        """The first day that a document is of: how far back the ledger reaches."""
        readings, times = ledger_tables.readings.c, ledger_tables.reading_times.c
        asked = sa.select(readings.published).where(readings.published.is_not(None))
        if self._known_at is not None:
            asked = asked.where(sa.exists().where(times.reading == readings.key, times.read_at <= self._known_at))
        earliest = asked.order_by(readings.published).limit(1)
        return cast("dt.date | None", self._connection.execute(earliest).scalar())

    def _sentences(self, ids: Sequence[str]) -> Mapping[str, str]:
        every = ledger_tables.records.c
        found: dict[str, str] = {}
        for some in chunks(ids):
            rows = self._connection.execute(sa.select(every.id, every.payload).where(every.id.in_(some)))
            found.update((row.id, unpack_record(row.payload).evidence) for row in rows)
        return found

    def _origins(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Whom records are known from: by their traces of today, else their newsrooms, else their documents."""
        every, readings = ledger_tables.records.c, ledger_tables.readings.c
        found: dict[str, str] = {}
        for some in chunks(ids):
            asked = (
                sa.select(every.id, picture_records.c.traced, readings.publisher, readings.document.label("paper"))
                .select_from(ledger_tables.records)
                .join(ledger_tables.readings, readings.key == every.reading)
                .outerjoin(picture_records, picture_records.c.id == every.id)
                .where(every.id.in_(some))
            )
            found.update((row.id, _origin(row)) for row in self._connection.execute(asked))
        return found


class Rooms:
    """Counts the newsrooms behind the indicators of a host on a day; they are fetched when first asked for."""

    def __init__(self, asking: Asking, host: str, gathered: Gathered) -> None:
        self._asking, self._host, self._gathered = asking, host, gathered

    def __call__(self, windows: Mapping[str, int], day: dt.date) -> int:
        """How many there are within the windows of some indicators."""
        return len(
            {
                origin
                for name, on, origin in self._told
                if 0 <= (day - on).days < windows.get(name, 0) and not self._gathered.is_broad(name, on, day)
            }
        )

    @functools.cached_property
    def _told(self) -> list[tuple[str, dt.date, str]]:
        return sorted(set(self._asking.rooms(self._host)))


def _sign(row: Sequence[Any], *, origin: str = "") -> Sign:
    host, day, indicator, sender, government, aside, id_ = row
    return Sign(
        day=dt.date.fromordinal(day),
        host=host,
        indicator=indicator,
        id=id_,
        origin=origin,
        sender=sender,
        government=government,
        aside=aside,
    )


def _origin(row: Any) -> str:
    if row.traced is not None:
        return _traced.decode(row.traced).origin.name
    return newsroom(row.publisher) if row.publisher else row.paper


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
