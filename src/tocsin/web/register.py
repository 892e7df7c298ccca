"""What one government's register said of one host, edition by edition."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from tocsin.changes import AdviceChange, Asked, Looking, Memory, Remark
from tocsin.ledger import Edition
from tocsin.web.advice import Diff, diff, reason, shortened
from tocsin.web.answers import KEPT
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.steps import LANES, Steps, named, steps

AT_ONCE = 25
"""Editions on one page."""
CHARTS = 4
"""Entries of one register about one host that are drawn."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An edition, the one before it, how often it was published again unchanged, and what it amounts to."""

    edition: Edition
    before: Edition | None
    again: int
    last_again: dt.datetime | None
    changes: tuple[AdviceChange, ...]
    remarks: tuple[Remark, ...]
    diff: Diff = Diff()

    @property
    def postures(self) -> tuple[str, ...]:
        """Directives and missions that were read in its text."""
        return shortened(self.edition.postures)


class Chart(msgspec.Struct, frozen=True):
    """The drawing of one entry."""

    destination: str
    steps: Steps


@get("/register/{government:str}/{host:str}", sync_to_thread=True, opt=KEPT)
def register(
    page: NamedDependency[Page],
    memory: NamedDependency[Memory],
    government: FromPath[str],
    host: FromPath[str],
    start: FromQuery[int] = 0,
) -> Template | Redirect:
    """The history of editions of a government's register about a host, newest first, with diffs."""
    meant = tuple(country_code(each) for each in (government, host))
    if None in meant:
        wrong = government if meant[0] is None else host
        message = f"No country goes by “{wrong[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise NotFoundException(message)
    if meant != (government, host):
        return Redirect(page.link(f"/register/{meant[0]}/{meant[1]}"))
    looking = Looking(
        page.ledger,
        Asked(senders=frozenset({government}), hosts=frozenset({host})),
        now=page.seen_by,
        memory=memory,
    )
    editions = looking.editions()
    rows = _rows(editions)
    first = max(0, start)
    shown = _marked(looking, editions, rows[first : first + AT_ONCE])
    context = {
        "page": page,
        "government": government,
        "host": host,
        "rows": shown,
        "total": len(editions),
        "entries": len({(row.edition.source, row.edition.entry) for row in rows}),
        "charts": _charts(editions, page.seen_by),
        "lanes": [named(lane) for lane in LANES],
        "reason": reason,
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if len(rows) > first + AT_ONCE else None,
    }
    return Template("register.html", context=context)


def _entries(editions: Iterable[Edition]) -> Iterable[tuple[tuple[str, str], list[Edition]]]:
    for name, series in itertools.groupby(editions, key=lambda edition: (edition.source, edition.entry)):
        yield name, list(series)


def _charts(editions: Sequence[Edition], until: dt.datetime) -> list[Chart]:
    drawn = []
    for _, series in itertools.islice(_entries(editions), CHARTS):
        found = steps(series, until=until)
        if found is not None:
            drawn.append(Chart(series[-1].destination, found))
    return drawn


def _rows(editions: Sequence[Edition]) -> list[Row]:
    """The editions, newest first; one that only gives the one before it a newer date is told with it."""
    rows: list[Row] = []
    for _, series in _entries(editions):
        mine: list[Row] = []
        for edition in series:
            last = mine[-1].edition if mine else None
            if last is not None and _same(edition, last):
                mine[-1] = msgspec.structs.replace(mine[-1], again=mine[-1].again + 1, last_again=edition.seen_at)
            else:
                mine.append(Row(edition=edition, before=last, again=0, last_again=None, changes=(), remarks=()))
        rows += mine
    return sorted(rows, key=lambda row: row.edition.seen_at, reverse=True)


def _same(edition: Edition, last: Edition) -> bool:
    return edition.says_as(msgspec.structs.replace(last, updated=edition.updated))


def _marked(looking: Looking, editions: list[Edition], rows: Sequence[Row]) -> list[Row]:
    """The rows with the changes and remarks that they amount to, and their diffs."""
    if not rows:
        return []
    shown = {_place(row.edition) for row in rows}
    found = [each for each in looking.weigh(editions, rows[-1].edition.seen_at) if _place(each) in shown]
    marked = []
    for row in rows:
        mine = [each for each in found if _place(each) == _place(row.edition)]
        changes = tuple(each for each in mine if isinstance(each, AdviceChange))
        remarks = tuple(each for each in mine if isinstance(each, Remark))
        moved = diff(looking.difference(row.before, row.edition)) if row.before else Diff()
        marked.append(msgspec.structs.replace(row, changes=changes, remarks=remarks, diff=moved))
    return marked


def _place(each: Edition | AdviceChange | Remark) -> tuple[dt.datetime, str, str]:
    return each.seen_at, each.source, each.entry
