"""Opening a ledger: what a name may be, what is refused, and that the migrations make the tables of the code."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tocsin.errors import LedgerError, SettingsError
from tocsin.ledger import Ledger, open_ledger
from tocsin.ledger.engine import WRITING
from tocsin.ledger.migrate import MIGRATIONS, REVISIONS
from tocsin.ledger.search_tables import OWN
from tocsin.ledger.tables import VERSION_TABLE, metadata

from tests.ledger.writer import NOON, document, posture


def execute(ledger: Ledger, statement: str) -> None:
    with ledger._engine.execution_options(**{WRITING: True}).begin() as connection:
        connection.execute(sa.text(statement))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("", "no name"),
        ("mysql://host/name", "sqlite:///file or postgresql"),
        ("postgresql+asyncpg://host/name", "sqlite:///file or postgresql"),
        ("not a url://", "sqlite:///file or postgresql"),
        ("postgresql://host:port/name", "sqlite:///file or postgresql"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        (":memory:", "needs a file"),
        ("/", "is a folder"),
        ("sqlite:///ledger.sqlite?mode=ro", "no options"),
    ],
)
def test_a_name_that_cannot_be_a_ledger_is_refused_with_what_to_do(name: str, advice: str) -> None:
    with pytest.raises(SettingsError, match=advice):
        open_ledger(name)


def test_a_path_and_its_url_are_one_ledger(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "100%.sqlite"
    with open_ledger(str(path)) as ledger:
        ledger.add(document(1), [posture()], seen_at=NOON, reader="rules/1")
    with open_ledger(f"sqlite:///{path}") as ledger:
        assert ledger.counts().documents == 1


def test_a_ledger_opened_again_holds_what_it_held(url: str) -> None:
    with open_ledger(url) as ledger:
        ledger.add(document(1), [posture()], seen_at=NOON, reader="rules/1")
    with open_ledger(url) as ledger:
        assert ledger.counts().postures == 1


def test_a_newer_ledger_is_refused_with_what_to_do(url: str) -> None:
    with open_ledger(url) as ledger:
        execute(ledger, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"newer Tocsin \(revision 9999.*Upgrade Tocsin"):
        open_ledger(url)


def test_an_interrupted_upgrade_leaves_a_ledger_that_opens(url: str) -> None:
    with open_ledger(url) as ledger:
        execute(ledger, f"DROP TABLE {VERSION_TABLE}")
        for table in reversed(metadata.sorted_tables):
            execute(ledger, f"DROP TABLE {table.name}")
    with open_ledger(url) as ledger:
        assert ledger.counts().documents == 0


def test_tables_of_somebody_else_are_left_alone(url: str) -> None:
    with open_ledger(url) as ledger:
        execute(ledger, f"DROP TABLE {VERSION_TABLE}")
    with pytest.raises(LedgerError, match="somebody else's tables"):
        open_ledger(url)


def test_the_migrations_make_the_tables_that_the_code_asks(ledger: Ledger) -> None:
    with ledger._engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "include_name": lambda name, *_: not str(name).startswith(OWN)}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_code_knows_every_revision_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(walked)) == REVISIONS


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, this is a letter and no ledger at all. " * 40)
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(str(path))
    assert path.read_text().startswith("Dear reader")


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(str(path)) as ledger:
        for number in range(50):
            ledger.add(document(number), [posture()], seen_at=NOON, reader="rules/1")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    with pytest.raises(LedgerError, match="damaged"), open_ledger(str(path)) as ledger:
        ledger.postures()


def test_a_locked_file_is_waited_for_and_then_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(str(path), patience=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked by another program"):
            ledger.add(document(1), [], seen_at=NOON, reader="rules/1")
        assert not ledger.writable()
        assert ledger.postures() == []
        other.execute("ROLLBACK")
        other.close()
        assert ledger.add(document(1), [], seen_at=NOON, reader="rules/1").new_document


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be made"):
        open_ledger(str(tmp_path / "file" / "ledger.sqlite"))


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError) as refused:
        open_ledger(f"postgresql://reader:secret@/ledger?host={tmp_path}")
    assert "secret" not in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_an_unknown_database_on_a_server_is_said_so(server: Any) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        open_ledger(server.url("nowhere"))
