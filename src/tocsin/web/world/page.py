"""The page of the world: the map, the same as a table, and what changed in the last 24 hours beside it."""

import datetime as dt

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.board import changes_last
from tocsin.changes import Asked, Memory, told_page
from tocsin.errors import SettingsError
from tocsin.web.advice import KINDS, moved
from tocsin.web.ahead import TONES, hosts_ahead, untaken
from tocsin.web.answers import KEPT
from tocsin.web.authors import Bench
from tocsin.web.page import Page
from tocsin.web.rows import host_rows, last_day
from tocsin.web.world.drawing import WAYS, world_ahead, world_of

NOWHERE = frozenset({"-"})
"""What a list of hosts without any is asked as."""
LATEST = 12
"""Changes beside the map."""


@get("/world", sync_to_thread=True, opt=KEPT)
def world(
    page: NamedDependency[Page],
    memory: NamedDependency[Memory],
    bench: NamedDependency[Bench],
    by: FromQuery[str] = "advice",
    watched: FromQuery[str] = "",
) -> Template:
    """The world by highest advice, by senders telling people to leave, by missions reduced or shut, or by outlook."""
    if by not in WAYS:
        message = f"The map is by {', '.join(WAYS)}; there is none by “{by[:40]}”."
        raise SettingsError(message)
    board = page.board(page.postures())
    rows = host_rows(board, changes_last(board))
    mine = frozenset(bench.watchlist.hosts())
    if watched:
        rows = [row for row in rows if row.host in mine]
    since = page.seen_by - dt.timedelta(days=1)
    told = told_page(
        page.ledger,
        Asked(since=since, hosts=(mine or NOWHERE) if watched else frozenset()),
        now=page.seen_by,
        limit=LATEST,
        memory=memory,
    )
    recent = [row for row in rows if row.change and row.change.date >= since.date()]
    behind = untaken(page) if by == "outlook" else 0
    ahead = hosts_ahead(page) if by == "outlook" and not behind else []
    ahead = [each for each in ahead if not watched or each.host in mine]
    levels = {each.host: each.outlook.level for each in ahead}
    context = {
        "page": page,
        "by": by,
        "watched": watched,
        "mine": mine,
        "ways": WAYS,
        "world": world_ahead(levels) if by == "outlook" else world_of(rows, by),
        "ahead_hosts": ahead,
        "level_tones": TONES,
        "waiting": behind,
        "rows": rows,
        "last_day": last_day(rows),
        "recent": recent[:LATEST],
        "changes": [moved(each, told.difference(each)) for each in told.changes[:LATEST]],
        "kinds": KINDS,
    }
    return Template("world.html", context=context)
