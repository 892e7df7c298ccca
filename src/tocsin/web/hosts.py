"""The list of hosts with what changed last."""

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Template

from tocsin.board import changes_last
from tocsin.web.answers import KEPT
from tocsin.web.authors import Bench
from tocsin.web.page import Page
from tocsin.web.rows import host_rows, last_day


@get("/", sync_to_thread=True, opt=KEPT)
def hosts(page: NamedDependency[Page], bench: NamedDependency[Bench]) -> Template:
    """Every host country of the ledger, those on the watchlist first, then by newest change."""
    postures = page.postures()
    board = page.board(postures)
    documents = {known.id: known for known in postures}
    unplaced = [(mention, documents[mention.evidence[0]]) for mention in board.unplaced if mention.evidence]
    watched = frozenset(bench.watchlist.hosts())
    rows = sorted(host_rows(board, changes_last(board)), key=lambda row: row.host not in watched)
    context = {
        "page": page,
        "rows": rows,
        "watched": watched,
        "last_day": last_day(rows),
        "unplaced": unplaced,
    }
    return Template("hosts.html", context=context)
