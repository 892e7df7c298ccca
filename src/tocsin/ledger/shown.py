"""Entries of registers as they were seen by a moment: asked by host or government, each step an index look-up."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.ledger.model import Official
from tocsin.ledger.register_model import Edition, Round, Shown
from tocsin.ledger.register_tables import editions, entry_hosts, losses, rounds
from tocsin.ledger.tables import records

Select = sa.Select[Any]
Entries = sa.SelectBase

_DECODE = msgspec.json.Decoder(Edition).decode


def shown_entries(*, host: str | None, government: str | None) -> Entries:
    """The sources and names of entries: about a host or saying something of it, of a government, or all."""
    each = sa.select(editions.c.source, editions.c.entry).distinct()
    if government is not None:
        each = each.where(editions.c.government == government)
    if host is None:
        return each
    about = sa.select(entry_hosts.c.source, entry_hosts.c.entry).where(entry_hosts.c.host == host)
    saying = sa.select(records.c.document).where(records.c.kind == "posture", records.c.host == host)
    return sa.union(about, each.where(editions.c.document.in_(saying)))


def shown(connection: sa.Connection, entries: Entries, *, known_at: dt.datetime | None) -> list[Shown]:
    """These entries with their editions seen by ``known_at``, by source and entry; those that are alerts left out."""
    named = entries.cte("named")
    every = connection.execute(_editions(named, known_at)).all()
    if not every:
        return []
    read = {(row.source, row.entry): row.read_at for row in connection.execute(_read(named, known_at))}
    last = {row.source: row.payload for row in connection.execute(_last_rounds(named, known_at))}
    found = []
    for name, rows in groupby(every, key=lambda row: (row.source, row.entry)):
        of_entry = tuple(_DECODE(row.payload) for row in rows)
        if not of_entry[-1].alert:
            found.append(_shown(of_entry, read.get(name), last.get(name[0])))
    return found


def _shown(of_entry: tuple[Edition, ...], read_at: dt.datetime | None, last_round: str | None) -> Shown:
    last = of_entry[-1]
    until = last.seen_at if read_at is None else max(read_at, last.seen_at)
    done = None if last_round is None else msgspec.json.decode(last_round, type=Round)
    failing = done.why or done.outcome if done is not None and done.ended_at > until else None
    return Shown(
        source=last.source,
        government=last.government,
        entry=last.entry,
        editions=of_entry,
        read_at=until,
        failing=failing,
    )


def _by(moment: sa.ColumnElement[dt.datetime], known_at: dt.datetime | None) -> sa.ColumnElement[bool]:
    return sa.true() if known_at is None else moment <= known_at


def _editions(named: sa.CTE, known_at: dt.datetime | None) -> Select:
    here = (editions.c.source == named.c.source) & (editions.c.entry == named.c.entry)
    return (
        sa.select(editions.c.source, editions.c.entry, editions.c.payload)
        .select_from(named.join(editions, here))
        .where(_by(editions.c.seen_at, known_at))
        .order_by(editions.c.source, editions.c.entry, editions.c.seen_at, editions.c.key)
    )


def _read(named: sa.CTE, known_at: dt.datetime | None) -> Select:
    """For each entry the end of the last round that did not miss it."""
    of_round = (losses.c.source == rounds.c.source) & (losses.c.ended_at == rounds.c.ended_at)
    missed = sa.exists().where(of_round, losses.c.entry.in_(["", named.c.entry])).correlate(rounds, named)
    last = (
        sa.select(rounds.c.ended_at)
        .where(rounds.c.source == named.c.source, _by(rounds.c.ended_at, known_at), ~missed)
        .order_by(rounds.c.ended_at.desc())
        .limit(1)
        .correlate(named)
    )
    return sa.select(named.c.source, named.c.entry, last.scalar_subquery().label("read_at"))


def _last_rounds(named: sa.CTE, known_at: dt.datetime | None) -> Select:
    sources = sa.select(named.c.source).distinct().subquery()
    last = (
        sa.select(rounds.c.key)
        .where(rounds.c.source == sources.c.source, _by(rounds.c.ended_at, known_at))
        .order_by(rounds.c.ended_at.desc())
        .limit(1)
        .correlate(sources)
    )
    return sa.select(rounds.c.source, rounds.c.payload).join(sources, rounds.c.key == last.scalar_subquery())


def officials(entries: Iterable[Shown]) -> dict[str, Official]:
    """For each document that an entry of a register shows or showed, which register it is, and until when."""
    found: dict[str, Official] = {}
    for entry in entries:
        for edition, later in zip(entry.editions, (*entry.editions[1:], None), strict=True):
            if edition.document is not None and edition.present:
                found[edition.document] = Official(
                    government=entry.government,
                    source=entry.source,
                    entry=entry.entry,
                    current=later is None,
                    until=entry.read_at if later is None else later.seen_at,
                )
    return found
