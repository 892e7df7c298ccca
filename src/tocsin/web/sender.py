"""The board seen from one government: its hosts by advice, directive, mission and since; and how its register is."""

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from tocsin.board import Cell, board
from tocsin.sources import sources as every_source
from tocsin.watch import Health, health
from tocsin.web.answers import KEPT
from tocsin.web.names import country_code, name_of
from tocsin.web.page import Page
from tocsin.web.rows import GOVERNMENT_TYPES, holds
from tocsin.web.sources import STATES
from tocsin.web.words import RANK, tone


class SenderRow(msgspec.Struct, frozen=True, kw_only=True):
    """One host of a sender."""

    host: str
    cell: Cell


@get("/sender/{code:str}", sync_to_thread=True, opt=KEPT)
def sender(page: NamedDependency[Page], code: FromPath[str]) -> Template | Redirect:
    """What one government does in every country, gravest first, and the health of its registers."""
    meant = country_code(code)
    if meant is None:
        message = f"No government goes by “{code[:60]}”: use its country's three letters (GBR) or its English name."
        raise NotFoundException(message)
    if meant != code:
        return Redirect(page.link(f"/sender/{meant}"))
    postures = page.ledger.postures(sender=code, known_at=page.known_at)
    shown = page.ledger.registers.shown(government=code, known_at=page.known_at)
    found = board(postures, as_of=page.moment, known_at=page.known_at, registers=shown)
    cells = [(host.host, cell) for host in found.hosts for cell in host.cells if cell.sender == code]
    rows = [SenderRow(host=host, cell=cell) for host, cell in cells]
    known = {name: source for name, source in every_source().items() if source.card.government == code}
    context = {
        "page": page,
        "code": code,
        "rows": sorted(rows, key=_gravest_first),
        "kinds": GOVERNMENT_TYPES,
        "registers": _registers(health(known, page.ledger, now=page.seen_by) if known else []),
    }
    return Template("sender.html", context=context)


def _registers(found: list[Health]) -> list[tuple[Health, str, str]]:
    return [(each, *STATES[each.state]) for each in found]


def _gravest_first(row: SenderRow) -> tuple[int, str]:
    ranks = [RANK[tone(each.type, each.value)] for each in row.cell.standings if holds(each)]
    return -sum(rank for rank in ranks if rank > RANK["calm"]), name_of(row.host).casefold()
