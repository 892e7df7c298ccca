"""The sections of a host's own page: the first few of each kind, which lead to the pages that have all."""

from collections.abc import Sequence

import msgspec

from tocsin.ledger import KnownPosture
from tocsin.ways import WayOut
from tocsin.web.ahead import HostAhead, ahead_at, told, untaken
from tocsin.web.page import Page
from tocsin.web.sections.looking import Look
from tocsin.web.sections.rows import Row, first_of, rows
from tocsin.web.sections.ways import ways_of

IN_TIMELINE = 10
FEW = 4
"""Entries of any other section."""
DAYS = 5
"""The latest days that are looked at for them."""
WAYS = 8


class HostSections(msgspec.Struct, frozen=True, kw_only=True):
    """What a host's page tells beside its board; ``waiting`` says how much the picture has still to take in."""

    waiting: int
    ahead: HostAhead | None
    timeline: tuple[Row, ...]
    contested: tuple[Row, ...]
    figures: tuple[Row, ...]
    contacts: tuple[Row, ...]
    warnings: tuple[Row, ...]
    statements: bool
    ways: tuple[WayOut, ...]
    more_ways: int


def host_sections(page: Page, code: str, postures: Sequence[KnownPosture]) -> HostSections:
    """The sections of one host at the page's moment; ``postures`` are those of the host, at hand."""
    look = Look(page=page, code=code)
    ways = ways_of(page, code, postures)
    return HostSections(
        waiting=look.waiting,
        ahead=None if look.waiting or untaken(page) else told(ahead_at(page, code)),
        timeline=rows(look, first_of(look.days(a_day=FEW, days=DAYS), IN_TIMELINE)),
        contested=rows(look, first_of(look.days(a_day=FEW, days=DAYS, contested=True), FEW)),
        figures=rows(look, first_of(look.days(("figure",), a_day=FEW, days=DAYS), FEW)),
        contacts=rows(look, first_of(look.days(("contact",), a_day=FEW, days=DAYS), FEW)),
        warnings=rows(look, first_of(look.days(("warning",), a_day=FEW, days=DAYS), FEW), outcomes=True),
        statements=bool(look.days(("statement",), a_day=1, days=1)),
        ways=tuple(sorted(ways, key=lambda way: way.stale))[:WAYS],
        more_ways=max(0, len(ways) - WAYS),
    )
