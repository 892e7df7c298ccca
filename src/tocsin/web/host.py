"""The board of one host."""

from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from tocsin.board import changes_last
from tocsin.changes import Asked, Memory, told_page
from tocsin.desk import cell_notes
from tocsin.web.advice import KINDS, moved
from tocsin.web.ahead import TONES
from tocsin.web.answers import KEPT
from tocsin.web.authors import Bench
from tocsin.web.charts import PICTURES
from tocsin.web.names import country_code
from tocsin.web.page import Page
from tocsin.web.people_desk import Desk
from tocsin.web.people_exposure import ours
from tocsin.web.rows import host_view, last_day
from tocsin.web.sections import host_sections
from tocsin.web.sections.ways import tone_of

NOTES = 20
"""Pins and comments on one page."""
LATEST = 5
"""Changes of advice on the page of a host."""


@get("/host/{code:str}", sync_to_thread=True, opt=KEPT)
def host(
    page: NamedDependency[Page],
    memory: NamedDependency[Memory],
    bench: NamedDependency[Bench],
    desk: NamedDependency[Desk],
    code: FromPath[str],
) -> Template | Redirect:
    """What every sender does about its people and its mission in one country."""
    postures = page.postures(host=code)
    meant = code if postures else country_code(code)
    if meant is None:
        message = f"No country goes by “{code[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise NotFoundException(message)
    if meant != code:
        return Redirect(page.link(f"/host/{meant}"))
    board = page.board(postures, hosts=(code,))
    change = next((change for change in changes_last(board) if change.host == code), None)
    view = host_view(board.host(code), change)
    told = told_page(page.ledger, Asked(hosts=frozenset({code})), now=page.seen_by, limit=LATEST, memory=memory)
    known_at = None if page.knows_all else page.known_at
    context = {
        "page": page,
        "code": code,
        "view": view,
        "last_day": last_day([view.row]),
        "changes": [moved(each, told.difference(each), host=code) for each in told.changes[:LATEST]],
        "kinds": KINDS,
        "told": host_sections(page, code, postures),
        "way_tone": tone_of,
        "level_tones": TONES,
        "pictures": PICTURES,
        "ours": None if page.as_of else ours(desk, code),
        "noted": cell_notes(page.ledger, postures, host=code, known_at=known_at),
        "said": page.ledger.judgements.listed(
            kinds=("pin", "unpin", "comment"), host=code, known_at=known_at, limit=NOTES
        ),
        "watched": code in bench.watchlist.hosts(),
    }
    return Template("host.html", context=context)
