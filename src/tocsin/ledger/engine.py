"""From a URL or a path to a connected engine; from a database's complaint to a sentence that says what to do."""

import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tocsin.errors import LedgerError, SettingsError

DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
WRITING = "tocsin_writing"
"""The execution option of a transaction that writes: on SQLite it takes the write lock at once, not half way."""

CAUSES = {
    "locked": "is locked by another program; wait for it to finish, or close it, and try again",
    "busy": "is locked by another program; wait for it to finish, or close it, and try again",
    "not a database": "is not a ledger: the file holds something else; name another file",
    "malformed": "is damaged; restore it from a copy, or name another file and add the documents again",
    "readonly": "cannot be written; give yourself the right to write it, or name another ledger",
    "unable to open": "cannot be opened; check that the folder exists and that you may write there",
    "disk is full": "cannot be written: the disk is full; make room and try again",
    "disk i/o": "cannot be read or written: the disk answers with errors; check it, then restore from a copy",
}


def ledger_url(name: str) -> sa.URL:
    """The URL behind a name: an SQLAlchemy URL of SQLite or PostgreSQL, or the path of an SQLite file.

    Raises SettingsError where it can be neither.
    """
    if not name.strip():
        raise SettingsError("The ledger has no name; give a file, or a URL such as postgresql://host/database.")
    if "://" not in name:
        return sa.URL.create("sqlite+pysqlite", database=str(_file(name)))
    url = _parsed(name)
    if url.drivername == "sqlite+pysqlite":
        return _sqlite(url)
    if importlib.util.find_spec("psycopg") is None:
        raise SettingsError("A ledger on PostgreSQL needs psycopg; install it with: pip install 'tocsin[postgres]'.")
    return url


def _parsed(name: str) -> sa.URL:
    try:
        url = sa.make_url(name)
    except (sa.exc.ArgumentError, ValueError) as error:
        message = f"The ledger {name!r} is not a URL that can be read; write sqlite:///file or postgresql://host/name."
        raise SettingsError(message) from error
    if url.drivername not in DRIVERS:
        message = f"A ledger cannot live in {url.drivername!r}; use sqlite:///file or postgresql://host/name."
        raise SettingsError(message)
    return url.set(drivername=DRIVERS[url.drivername])


def _sqlite(url: sa.URL) -> sa.URL:
    if url.query:
        raise SettingsError("A ledger's SQLite URL takes no options; write sqlite:///file.")
    if not url.database:
        raise SettingsError("A ledger needs a file; write sqlite:///file, or just the path.")
    return url.set(database=str(_file(url.database)))


def _file(name: str) -> Path:
    path = Path(name).expanduser()
    if name == ":memory:" or "\0" in name:
        raise SettingsError("A ledger needs a file; name one.")
    if path.is_dir():
        message = f"{path} is a folder; name a file in it, such as {path / 'ledger.sqlite'}."
        raise SettingsError(message)
    return path


def connected(url: sa.URL, patience: float) -> sa.Engine:
    """An engine whose transactions are real ones; a wait for a lock ends after ``patience`` seconds."""
    if url.get_backend_name() == "sqlite":
        _make_folder(Path(str(url.database)))
        engine = sa.create_engine(url, connect_args={"timeout": patience})
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    options = f"-c timezone=UTC -c lock_timeout={int(patience * 1000)}"
    return sa.create_engine(url, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 10})


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The ledger {path} cannot be made: {error.strerror or error}; name a file in a folder of yours."
        raise LedgerError(message) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def explained(url: sa.URL) -> Iterator[None]:
    """Turn what a database complains of into a LedgerError that names the ledger and says what to do."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        name = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
        cause = str(getattr(error, "orig", None) or error).strip()
        known = (why for word, why in CAUSES.items() if word in cause.lower())
        message = f"The ledger {name} {next(known, f'failed: {cause}')}."
        raise LedgerError(message) from error


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that reads; LedgerError for what the database complains of."""
    with explained(engine.url), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: sa.Engine, *, lock: int | None = None) -> Iterator[sa.Connection]:
    """A transaction that writes; with ``lock`` one at a time of those that name it, as SQLite has it anyway."""
    told = engine.execution_options(**{WRITING: True})
    with explained(engine.url), told.connect() as connection, connection.begin():
        if lock is not None and connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))
        yield connection
