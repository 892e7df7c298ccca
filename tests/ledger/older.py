"""A ledger as an earlier program left it: its tables of an earlier revision, with the rows of a ledger of today."""

import sqlalchemy as sa

from tocsin.ledger import Ledger
from tocsin.ledger.engine import connected, ledger_url
from tocsin.ledger.migrate import upgrade


def copy_at(ledger: Ledger, url: str, *, revision: str) -> None:
    """Make tables of that revision at the address, and copy what the ledger holds and they can hold."""
    engine = connected(ledger_url(url), 30.0)
    with engine.begin() as connection:
        upgrade(connection, revision)
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.begin() as new, ledger.engine.begin() as old:
        for table in tables.sorted_tables:
            rows = old.execute(sa.select(table)).mappings().all() if table.name != "tocsin_version" else []
            if rows:
                new.execute(sa.insert(table), [dict(row) for row in rows])
    engine.dispose()
