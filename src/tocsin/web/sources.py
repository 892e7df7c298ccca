"""How each source is."""

import collections

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.response import Template

from tocsin.ledger.register_model import Outcome
from tocsin.sources import sources as every_source
from tocsin.watch import Health, health
from tocsin.watch.health import State
from tocsin.web.names import name_of
from tocsin.web.page import Page

STATES: dict[State, tuple[str, str]] = {
    "silent": ("grave", "Silent"),
    "failing": ("serious", "Failing"),
    "partial": ("watch", "Partial"),
    "never": ("unknown", "Never visited"),
    "alive": ("calm", "Alive"),
}
"""The tone and the word of each state, the worst first."""
OUTCOMES: tuple[Outcome, ...] = ("whole", "unchanged", "partial", "failed")


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the page prints it; ``outside`` says that its rows are not as many as its card expects."""

    health: Health
    publisher: str
    language: str
    tone: str
    word: str
    outside: bool
    rounds: tuple[tuple[str, int], ...]


@get("/sources", sync_to_thread=True)
def sources(page: NamedDependency[Page]) -> Template:
    """The health of every source as seen by the moment, those that need somebody first."""
    known = every_source()
    found = health(known, page.ledger, now=page.seen_by)
    rows = [_row(each, known[each.source].card.publisher, known[each.source].card.language) for each in found]
    order = list(STATES)
    rows.sort(key=lambda row: (order.index(row.health.state), name_of(row.health.government), row.health.source))
    states = collections.Counter(row.health.state for row in rows)
    context = {
        "page": page,
        "rows": rows,
        "states": [(*STATES[state], states[state]) for state in STATES if states[state]],
    }
    return Template("sources.html", context=context)


def _row(found: Health, publisher: str, language: str) -> SourceRow:
    tone, word = STATES[found.state]
    counted = collections.Counter(found.outcomes)
    return SourceRow(
        health=found,
        publisher=publisher,
        language=language,
        tone=tone,
        word=word,
        outside=found.rows is not None and not found.rows_min <= found.rows <= found.rows_max,
        rounds=tuple((name, counted[name]) for name in OUTCOMES if counted[name]),
    )
