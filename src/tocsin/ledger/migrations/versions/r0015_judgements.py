"""The analyst's desk: judgements, and the hosts that somebody watches."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", PLAIN, nullable=False, unique=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("author", PLAIN, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", PLAIN, sa.ForeignKey("records.id")),
        sa.Column("document", PLAIN, sa.ForeignKey("documents.key")),
        sa.Column("claim", PLAIN, sa.ForeignKey("records.id")),
        sa.Column("host", PLAIN),
        sa.Column("reason", sa.Text),
        sa.Column("made", PLAIN, sa.ForeignKey("records.id"), unique=True),
        sa.Column("gist", PLAIN, nullable=False),
    )
    for name in ("author", "record", "document", "host", "gist"):
        op.create_index(f"ix_judgements_{name}", "judgements", [name])
    op.create_table(
        "watched",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("reader", PLAIN, nullable=False),
        sa.Column("host", PLAIN, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("watched", sa.Boolean, nullable=False),
    )
    op.create_index("ix_watched_reader", "watched", ["reader"])
    _signs()


def _signs() -> None:
    """A record counts in several spans of time: the signs of the outlook, which are made again, are named by each."""
    op.drop_table("outlook_signs")
    op.execute("DELETE FROM outlook_folded")
    op.execute("DELETE FROM outlook_taken")
    op.create_table(
        "outlook_signs",
        sa.Column("of", PLAIN, primary_key=True),
        sa.Column("host", PLAIN, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("indicator", PLAIN, primary_key=True),
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("sender", PLAIN, nullable=False),
        sa.Column("government", PLAIN, nullable=False),
        sa.Column("aside", PLAIN, nullable=False),
        sa.Column("broad", sa.Boolean, nullable=False),
        sa.Column("since", MOMENT, primary_key=True),
        sa.Column("until", MOMENT),
        sqlite_with_rowid=False,
    )
    op.create_index("outlook_signs_by_document", "outlook_signs", ["of", "document"])
    op.create_index("outlook_signs_by_day", "outlook_signs", ["of", "broad", "day", "indicator", "host"])
