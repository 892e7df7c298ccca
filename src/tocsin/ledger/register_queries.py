"""What is asked of the registers' tables, as statements: editions of some hosts and governments, up to a moment."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger.moments import utc
from tocsin.ledger.register_dates import dates
from tocsin.ledger.register_tables import editions, entry_hosts, rounds

Select = sa.Select[Any]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries of which registers: none named means all. ``known_at``: only what was seen by then."""

    governments: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    known_at: dt.datetime | None = None


def _is_wanted(table: sa.FromClause, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    of: list[sa.ColumnElement[bool]] = []
    if wanted.governments:
        of.append(table.c.government.in_(sorted(wanted.governments)))
    if wanted.sources:
        of.append(table.c.source.in_(sorted(wanted.sources)))
    if wanted.hosts:
        named = sa.select(entry_hosts.c.source, entry_hosts.c.entry).where(entry_hosts.c.host.in_(sorted(wanted.hosts)))
        of.append(sa.tuple_(table.c.source, table.c.entry).in_(named))
    if wanted.known_at is not None:
        of.append(table.c.seen_at <= utc(wanted.known_at))
    return of


def series(wanted: Wanted, since: dt.datetime | None, until: dt.datetime | None) -> Select:
    """The editions by source, entry and time; with ``since``, of the entries that had one from then to ``until``."""
    order = (editions.c.source, editions.c.entry, editions.c.seen_at, editions.c.key)
    found = sa.select(editions.c.payload).where(*_is_wanted(editions, wanted)).order_by(*order)
    if since is None:
        return found
    fresh = editions.alias("fresh")
    moved = sa.select(fresh.c.source, fresh.c.entry).where(fresh.c.seen_at >= utc(since), *_is_wanted(fresh, wanted))
    if until is not None:
        moved = moved.where(fresh.c.seen_at <= utc(until))
    return found.where(sa.tuple_(editions.c.source, editions.c.entry).in_(moved.distinct()))


def latest(wanted: Wanted) -> Select:
    """When the latest edition was seen."""
    return sa.select(sa.func.max(editions.c.seen_at)).where(*_is_wanted(editions, wanted))


def nth_new_text(wanted: Wanted, number: int) -> Select:
    """When the edition was seen that is so many before the latest, of those with a text that their entry never had.

    No row where there are not so many.
    """
    earlier = editions.alias("earlier")
    of = [earlier.c[name] == editions.c[name] for name in ("document", "source", "entry")]
    old = sa.exists().where(*of, earlier.c.seen_at < editions.c.seen_at)
    found = sa.select(editions.c.seen_at).where(*_is_wanted(editions, wanted), ~old)
    return found.order_by(editions.c.seen_at.desc()).offset(number).limit(1)


def standing(wanted: Wanted) -> Select:
    """The latest edition of every entry, by source and entry."""
    latest = (
        sa.select(editions.c.source, editions.c.entry, sa.func.max(editions.c.seen_at).label("seen_at"))
        .where(*_is_wanted(editions, wanted))
        .group_by(editions.c.source, editions.c.entry)
        .subquery()
    )
    of = [editions.c[name] == latest.c[name] for name in ("source", "entry", "seen_at")]
    order = (editions.c.source, editions.c.entry, editions.c.key)
    return sa.select(editions.c.payload).join(latest, sa.and_(*of)).order_by(*order)


def sizes(wanted: Wanted) -> Select:
    """How many entries each register has had."""
    number = sa.func.count(editions.c.entry.distinct()).label("number")
    return sa.select(editions.c.source, number).where(*_is_wanted(editions, wanted)).group_by(editions.c.source)


def stamps(sources: Collection[str], known_at: dt.datetime | None, least: int) -> Select:
    """How many entries each register dated to each day, where they are more than ``least``."""
    number = sa.func.count().label("number")
    of: list[sa.ColumnElement[bool]] = [dates.c.source.in_(sorted(sources))]
    if known_at is not None:
        of.append(dates.c.seen_at <= utc(known_at))
    days = (dates.c.source, dates.c.day)
    return sa.select(*days, number).where(*of).group_by(*days).having(number > least)


def last_rounds(known_at: dt.datetime, number: int) -> Select:
    """The last rounds of every source that had ended by a moment, newest first."""
    place = sa.func.row_number().over(partition_by=rounds.c.source, order_by=rounds.c.ended_at.desc()).label("place")
    ended = sa.select(rounds.c.source, rounds.c.payload, place).where(rounds.c.ended_at <= utc(known_at)).subquery()
    found = sa.select(ended.c.payload).where(ended.c.place <= number)
    return found.order_by(ended.c.source, ended.c.place)
