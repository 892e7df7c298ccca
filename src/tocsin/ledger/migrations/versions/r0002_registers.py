"""Registers: their rounds, the editions of their entries, and what was fetched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _key() -> sa.Column[str]:
    return sa.Column("key", PLAIN, primary_key=True)


def upgrade() -> None:
    """Make the tables of registers."""
    _rounds()
    _editions()
    _fetches()


def _rounds() -> None:
    op.create_table(
        "register_rounds",
        _key(),
        sa.Column("source", PLAIN, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("register_rounds_by_source", "register_rounds", ["source", "ended_at"])


def _editions() -> None:
    op.create_table(
        "register_editions",
        _key(),
        sa.Column("source", PLAIN, nullable=False),
        sa.Column("government", PLAIN, nullable=False),
        sa.Column("entry", PLAIN, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("document", PLAIN, sa.ForeignKey("documents.key")),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("register_editions_by_entry", "register_editions", ["source", "entry", "seen_at"])
    op.create_index("register_editions_by_time", "register_editions", ["seen_at"])


def _fetches() -> None:
    op.create_table("register_payloads", _key(), sa.Column("body", sa.LargeBinary, nullable=False))
    op.create_table(
        "register_fetches",
        _key(),
        sa.Column("source", PLAIN, nullable=False),
        sa.Column("name", PLAIN, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("payload", PLAIN, sa.ForeignKey("register_payloads.key")),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("stamp", sa.Text),
    )
    op.create_index("register_fetches_by_source", "register_fetches", ["source", "name", "at"])
