"""Whether anything was written since one last looked: cheap enough to ask before every answer."""

import threading
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.engine import explained

_QUESTIONS = {
    "sqlite": "PRAGMA data_version",
    "postgresql": "SELECT pg_current_snapshot()::text",
}
"""SQLite counts the commits of other connections; PostgreSQL names what is visible. Equal answers: nothing was
written between them. PostgreSQL's moves with other databases of the server too, which costs a look and no more."""


class Pulse:
    """Tells by a word whether the ledger is as it was. Holds a connection of its own; shared by threads.

    The word means nothing elsewhere: it is compared with an earlier one of the same Pulse only.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._held: Any = None
        self._times = 0

    def word(self) -> str:
        """The word of now; LedgerError where the ledger does not answer."""
        with self._lock, explained(self._engine.url):
            try:
                return self._ask()
            except Exception:  # noqa: BLE001 - whatever the driver says: a server that was away may be back
                self._let_go()
                return self._ask()

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            self._let_go()

    def _ask(self) -> str:
        if self._held is None:
            self._held = self._engine.raw_connection()
            self._times += 1
            if self._engine.dialect.name == "postgresql":
                self._held.driver_connection.autocommit = True
        cursor = self._execute()(_QUESTIONS[self._engine.dialect.name])
        return f"{self._times}.{cursor.fetchone()[0]}"

    def _execute(self) -> Callable[[str], Any]:
        execute: Callable[[str], Any] = self._held.driver_connection.execute
        return execute

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.invalidate()
            self._held = None
