"""Bring a ledger to the revision of this program: nothing to do, make, upgrade, or refuse."""

from pathlib import Path

import sqlalchemy as sa

import tocsin.ledger.account_tables
import tocsin.ledger.alert_tables
import tocsin.ledger.directory_tables
import tocsin.ledger.judgement_tables
import tocsin.ledger.look_tables
import tocsin.ledger.outlook_tables
import tocsin.ledger.people_tables
import tocsin.ledger.picture_tables
import tocsin.ledger.search_tables  # noqa: F401 - what is refused and made is every table, whoever imports this
from tocsin.errors import LedgerError
from tocsin.ledger.engine import WRITING
from tocsin.ledger.tables import VERSION_TABLE, metadata

REVISIONS = tuple(f"{number:04}" for number in range(1, 17))
"""Every revision that this program knows, oldest first; kept here so that opening a ledger needs no Alembic."""

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x70C51
"""The PostgreSQL advisory lock under which one process at a time makes or upgrades a ledger."""


def migrate(engine: sa.Engine) -> None:
    """Make or upgrade the tables, in one transaction. Raises LedgerError for a newer ledger or foreign tables."""
    with engine.connect() as connection:
        if _revision(connection) == REVISIONS[-1]:
            return
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
        found = _revision(connection)
        _refuse_foreign(connection, found)
        if found != REVISIONS[-1]:
            upgrade(connection)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    version = sa.table(VERSION_TABLE, sa.column("version_num", sa.Text))
    return connection.execute(sa.select(version.c.version_num)).scalar()


def _refuse_foreign(connection: sa.Connection, found: str | None) -> None:
    if found is not None and found not in REVISIONS:
        message = (
            f"The ledger was written by a newer Tocsin (revision {found}; this one knows {REVISIONS[-1]}). "
            "Upgrade Tocsin, or name another ledger."
        )
        raise LedgerError(message)
    foreign = sorted(set(metadata.tables) & set(sa.inspect(connection).get_table_names()))
    if found is None and foreign:
        message = f"The database holds somebody else's tables ({', '.join(foreign)}); name another ledger."
        raise LedgerError(message)


def upgrade(connection: sa.Connection, to: str = "head") -> None:
    """Run the migrations up to a revision inside the connection's own transaction."""
    from alembic import command  # noqa: PLC0415 - half a second that only a new or old ledger needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
