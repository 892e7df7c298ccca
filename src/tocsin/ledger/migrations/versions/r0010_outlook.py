"""The outlook: which records are signs of which indicators."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outlook_taken",
        sa.Column("of", PLAIN, primary_key=True),
        sa.Column("document", PLAIN, primary_key=True),
        sa.Column("reading", PLAIN, nullable=False),
        sa.Column("landings", sa.Integer, nullable=False),
    )
    op.create_table(
        "outlook_signs",
        sa.Column("of", PLAIN, primary_key=True),
        sa.Column("host", PLAIN, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("indicator", PLAIN, primary_key=True),
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("sender", sa.Text),
        sa.Column("government", sa.Text),
        sa.Column("aside", sa.Text),
        sa.Column("broad", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("outlook_signs_by_document", "outlook_signs", ["of", "document"])
    op.create_index("outlook_signs_by_day", "outlook_signs", ["of", "broad", "day", "indicator", "host"])
