"""Accounts, what was posted, and the look-ups by which lists go on from where they were."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and the indexes."""
    op.create_index("sightings_by_time", "sightings", ["seen_at", "document"])
    op.create_index("records_by_kind_and_day", "records", ["kind", "day"])
    op.create_table(
        "users",
        sa.Column("name", PLAIN, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("subject", PLAIN, unique=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
    )
    op.create_table(
        "sessions",
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("user", PLAIN, sa.ForeignKey("users.name"), nullable=False, index=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("id", PLAIN, nullable=False, unique=True),
        sa.Column("user", PLAIN, sa.ForeignKey("users.name"), nullable=False, index=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
    )
    op.create_table(
        "audit",
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
    )
    op.create_table(
        "posted",
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("at", MOMENT, nullable=False, index=True),
    )
