"""The wall: a few hosts in big type for a screen across the room, and plainly how old that is."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from tocsin.board import Board, Cell, Change, Standing, changes_last
from tocsin.changes import AdviceChange, Asked, Memory, told_page
from tocsin.errors import SettingsError
from tocsin.ledger.paging import documents_after
from tocsin.sources import sources as every_source
from tocsin.watch import health
from tocsin.web.advice import KINDS
from tocsin.web.answers import KEPT
from tocsin.web.names import country_code, name_of
from tocsin.web.page import Page
from tocsin.web.rows import HostRow, holds, host_rows, host_view
from tocsin.web.words import RANK, tone

UNWELL = frozenset({"silent", "failing"})
HOSTS = 6
"""Hosts on a wall that names none."""
MOST = 12
SENDERS = 3
NEWS = 5
TELLING = ("directive", "mission", "advice", "military")
"""What is named of a sender where several are as grave: what it asks people to do comes first."""
SINCE = dt.timedelta(days=7)
"""How far back the latest changes go."""


class Said(msgspec.Struct, frozen=True):
    """The gravest that one sender does at a host."""

    sender: str | None
    standing: Standing


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One host on the wall: its numbers, and the senders that go furthest; ``more`` do something too.

    ``tone`` is the gravest of all that holds.
    """

    row: HostRow
    tone: str
    said: tuple[Said, ...]
    more: int


class News(msgspec.Struct, frozen=True, kw_only=True):
    """One change in few words: of a posture from ``before`` to ``value``, or ``what`` else moved in a register."""

    day: dt.date
    host: str | None
    place: str
    sender: str | None
    kind: str = "advice"
    value: str | None = None
    before: str | None = None
    what: str = ""


@get("/wall", sync_to_thread=True, opt=KEPT)
def wall(
    page: NamedDependency[Page], memory: NamedDependency[Memory], host: FromQuery[list[str] | None] = None
) -> Template | Redirect:
    """The hosts that are named (``host``, may be repeated), else those that changed last. Always of now."""
    asked = _codes(host or [])
    if page.as_of or page.known_asked:
        query = urlencode([("host", code) for code in asked])
        return Redirect("/wall" + ("?" + query if query else ""))
    board = page.board(page.postures())
    rows = {row.host: row for row in host_rows(board, changes_last(board))}
    chosen = asked or tuple(rows)[:HOSTS]
    about = Asked(hosts=frozenset(asked), since=page.moment - SINCE)
    told = told_page(page.ledger, about, now=page.moment, limit=NEWS, memory=memory)
    shown = [code for code in chosen if code in rows]
    moved = [row.change for row in rows.values() if row.change and (not asked or row.host in asked)]
    newest = documents_after(page.ledger.engine, None, 1)
    context = {
        "page": page,
        "asked": asked,
        "panels": [_panel(board, rows[code]) for code in shown],
        "unknown": [code for code in chosen if code not in rows],
        "others": 0 if asked else len(rows) - len(shown),
        "news": _news(told.changes, moved, page.moment),
        "newest": newest[0].first_seen if newest else None,
        "silent": [each for each in health(every_source(), page.ledger, now=page.moment) if each.state in UNWELL],
    }
    return Template("wall.html", context=context)


def _codes(names: Iterable[str]) -> tuple[str, ...]:
    found = []
    for name in list(names)[:MOST]:
        code = country_code(name)
        if code is None:
            message = f"No country goes by “{name[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
            raise SettingsError(message)
        found.append(code)
    return tuple(dict.fromkeys(found))


def _panel(board: Board, row: HostRow) -> Panel:
    cells = host_view(board.host(row.host), row.change).governments
    said = [Said(cell.sender, gravest) for cell in cells if (gravest := _gravest(cell)) is not None]
    tones = [tone("advice", row.advice), *(tone(each.standing.type, each.standing.value) for each in said)]
    return Panel(
        row=row, tone=max(tones, key=RANK.__getitem__), said=tuple(said[:SENDERS]), more=max(0, len(said) - SENDERS)
    )


def _gravest(cell: Cell) -> Standing | None:
    held = [each for kind in TELLING if (each := getattr(cell, kind)) is not None and holds(each)]
    return max(held, key=lambda each: RANK[tone(each.type, each.value)], default=None)


def _news(told: Iterable[AdviceChange], moved: Iterable[Change], now: dt.datetime) -> list[News]:
    """What moved in a week, registers and others together, the newest first."""
    found = [_of_register(each) for each in told]
    known = {(each.host, each.sender) for each in found}
    found += [
        News(
            day=each.date,
            host=each.host,
            place=name_of(each.host),
            sender=each.sender,
            kind=each.type,
            value=each.value,
            before=each.before,
        )
        for each in moved
        if (each.host, each.sender) not in known and each.date >= (now - SINCE).date()
    ]
    return sorted(found, key=lambda each: -each.day.toordinal())[:NEWS]


def _of_register(change: AdviceChange) -> News:
    level = "level" in change.kinds
    return News(
        day=(change.dated or change.seen_at).date(),
        host=next(iter(change.hosts), None),
        place=name_of(change.hosts[0]) if change.hosts else change.destination,
        sender=change.government,
        value=change.after if level else None,
        before=change.before if level else None,
        what="" if level else ", ".join(KINDS[kind].lower() for kind in change.kinds),
    )
