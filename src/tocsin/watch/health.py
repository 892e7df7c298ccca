"""How each source is: when it last answered, how many rows it had, how old its newest change is, its silence."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import msgspec

from tocsin.ledger import Edition, Ledger, Round
from tocsin.ledger.register_history import RegisterHistory
from tocsin.ledger.register_model import Outcome
from tocsin.sources import Source

State = Literal["alive", "partial", "failing", "silent", "never"]
"""``silent``: it did not answer for three of its rhythms (at least a day). ``never``: it was not visited yet."""

SILENT_RHYTHMS = 3
ROUNDS = 50
"""Visits that are looked back on."""
SHOWN = 10
"""Visits of which the outcome is told."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The health of one source. ``rows`` is of the last round that could be read; ``newest`` its latest own date.

    ``signals`` is how many the last visit raised, ``outcomes`` how the last visits ended, newest first.
    """

    source: str
    government: str
    state: State
    last_visit: dt.datetime | None = None
    last_success: dt.datetime | None = None
    rows: int | None = None
    rows_min: int
    rows_max: int
    newest: dt.datetime | None = None
    newest_age_days: int | None = None
    unknown: int = 0
    signals: int = 0
    outcomes: tuple[Outcome, ...] = ()
    why: str | None = None


def health(sources: Mapping[str, Source], ledger: Ledger, *, now: dt.datetime) -> list[Health]:
    """The health of every source as seen by ``now``, in their order."""
    past = RegisterHistory(ledger.engine)
    rounds, standing = past.rounds(known_at=now, number=ROUNDS), past.standing(known_at=now)
    return [_of(each, rounds.get(each.name, []), standing.get(each.name, []), now) for each in sources.values()]


def _of(source: Source, rounds: list[Round], latest: list[Edition], now: dt.datetime) -> Health:
    good = next((done for done in rounds if done.outcome in ("whole", "unchanged", "partial") and done.rows), None)
    standing = [edition for edition in latest if edition.present]
    newest = max((edition.updated for edition in standing if edition.updated and edition.updated <= now), default=None)
    return Health(
        source=source.name,
        government=source.card.government,
        state=_state(source, rounds, good, now),
        last_visit=rounds[0].ended_at if rounds else None,
        last_success=good.ended_at if good else None,
        rows=good.rows if good else None,
        rows_min=source.card.rows[0],
        rows_max=source.card.rows[1],
        newest=newest,
        newest_age_days=None if newest is None else (now - newest).days,
        unknown=sum(edition.level is None for edition in standing),
        signals=rounds[0].signals if rounds else 0,
        outcomes=tuple(done.outcome for done in rounds[:SHOWN]),
        why=rounds[0].why if rounds else "it was not visited yet",
    )


def _state(source: Source, rounds: list[Round], good: Round | None, now: dt.datetime) -> State:
    if not rounds:
        return "never"
    patience = max(dt.timedelta(minutes=source.card.rhythm * SILENT_RHYTHMS), dt.timedelta(days=1))
    if good is None or now - good.ended_at > patience:
        return "silent" if now - rounds[-1].ended_at > patience or good is not None else "failing"
    if rounds[0].outcome == "failed":
        return "failing"
    return "partial" if rounds[0].outcome == "partial" else "alive"
