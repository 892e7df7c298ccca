"""The hosts that somebody watches: each user's own, or, where nobody has to say who they are, the ledger's."""

import datetime as dt

import sqlalchemy as sa

from tocsin.errors import InputError
from tocsin.ledger.engine import explained, writing
from tocsin.ledger.judgement_tables import watched
from tocsin.ledger.moments import utc
from tocsin.records.codes import state_codes

LOCK = 0x70C5AD
"""The PostgreSQL advisory lock under which one change at a time is written."""


class Watchlist:
    """The watchlist of one reader: a user's name, or '' for whoever sits at this machine."""

    def __init__(self, engine: sa.Engine, reader: str = "") -> None:
        self._engine, self._reader = engine, reader

    def hosts(self) -> tuple[str, ...]:
        """The codes of the hosts on it, in order."""
        with explained(self._engine.url), self._engine.connect() as connection, connection.begin():
            return _hosts(connection, self._reader)

    def put(self, host: str, *, on: bool = True, at: dt.datetime) -> bool:
        """Put a host on it, or take it off; false where it was so already. InputError for what is no code."""
        if host not in state_codes():
            message = f"{host} is no code of a country: write three letters, such as UKR."
            raise InputError(message)
        with writing(self._engine, lock=LOCK) as connection:
            if (host in _hosts(connection, self._reader)) == on:
                return False
            last = connection.execute(sa.select(sa.func.max(watched.c.number))).scalar() or 0
            row = {"number": last + 1, "reader": self._reader, "host": host, "at": utc(at), "watched": on}
            connection.execute(sa.insert(watched), row)
            return True


def _hosts(connection: sa.Connection, reader: str) -> tuple[str, ...]:
    every = watched.c
    asked = sa.select(every.host, every.watched).where(every.reader == reader).order_by(every.number)
    last = {row.host: row.watched for row in connection.execute(asked)}
    return tuple(sorted(host for host, on in last.items() if on))
