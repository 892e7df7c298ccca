"""What the ledger holds from before there was a search is taken in bit by bit, when somebody searches."""

import time
from collections.abc import Callable, Sequence

import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger.engine import reading, writing
from tocsin.ledger.indexing import forget, take_in_again
from tocsin.ledger.search_tables import waiting

TOGETHER = 50
"""Readings that are taken in in one transaction, so that others may write between."""

Progress = Callable[[int, int], None]
"""Told how many readings are taken in, and of how many."""


def behind(ledger: Ledger) -> int:
    """How many readings cannot be found yet."""
    with reading(ledger.engine) as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(waiting)).scalar_one()


def bring_up(ledger: Ledger, *, seconds: float | None = None, progress: Progress | None = None) -> int:
    """Take in what waits, for at most about ``seconds``; how many readings were taken in."""
    begun, done, every = time.monotonic(), 0, None
    while seconds is None or time.monotonic() - begun < seconds:
        keys = _next(ledger)
        if not keys:
            break
        every = every or behind(ledger)
        with writing(ledger.engine) as connection:
            take_in_again(connection, keys)
        done += len(keys)
        if progress is not None:
            progress(done, max(done, every))
    return done


def rebuild(ledger: Ledger, *, progress: Progress | None = None) -> int:
    """Make the whole index again; how many readings were taken in."""
    with writing(ledger.engine) as connection:
        forget(connection)
    return bring_up(ledger, progress=progress)


def _next(ledger: Ledger) -> Sequence[str]:
    """Some of those that wait."""
    with reading(ledger.engine) as connection:
        return list(connection.execute(sa.select(waiting.c.reading).limit(TOGETHER)).scalars())
