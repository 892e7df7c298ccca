"""The search: its tables, the words on each database's own full text index, and all readings waiting to be taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; the texts are taken in when somebody searches, because that takes minutes."""
    for name in ("search_pieces", "search_lines"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("name", PLAIN, nullable=False, unique=True),
            sa.Column("document", PLAIN, nullable=False),
            sa.Column("start", sa.Integer, nullable=False),
            sa.Column("end", sa.Integer, nullable=False),
        )
    op.create_table(
        "search_readings",
        sa.Column("reading", PLAIN, primary_key=True),
        sa.Column("piece", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date),
        sa.Column("language", sa.Text),
        sa.Column("publisher", sa.Text),
    )
    op.create_index("search_readings_by_piece", "search_readings", ["piece"])
    op.create_table("search_waiting", sa.Column("reading", PLAIN, primary_key=True))
    op.execute("INSERT INTO search_waiting (reading) SELECT key FROM readings")
    op.create_index("records_by_sentence", "records", ["document", "start"])
    for name, before in (("search_piece_words", "title"), ("search_line_words", "who")):
        op.execute(f"DROP TABLE IF EXISTS {name}")
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({before}, text, content='', tokenize='ascii')")
        else:
            op.execute(f"CREATE TABLE {name} (id integer PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX {name}_by_word ON {name} USING gin (words)")
