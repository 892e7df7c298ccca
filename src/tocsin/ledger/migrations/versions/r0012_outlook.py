"""The outlook: signs with the time that they held, and folded by day; made again from the records when asked for."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _key() -> list[sa.Column[Any]]:
    return [
        sa.Column("of", PLAIN, primary_key=True),
        sa.Column("host", PLAIN, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("indicator", PLAIN, primary_key=True),
    ]


def upgrade() -> None:
    """Make the tables again, empty, and the index that says how far back a ledger reaches."""
    op.drop_table("outlook_signs")
    op.drop_table("outlook_taken")
    op.create_table(
        "outlook_taken",
        sa.Column("of", PLAIN, primary_key=True),
        sa.Column("document", PLAIN, primary_key=True),
        sa.Column("reading", PLAIN, nullable=False),
        sa.Column("landings", sa.Integer, nullable=False),
    )
    op.create_table(
        "outlook_signs",
        *_key(),
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("sender", PLAIN, nullable=False),
        sa.Column("government", PLAIN, nullable=False),
        sa.Column("aside", PLAIN, nullable=False),
        sa.Column("broad", sa.Boolean, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT),
        sqlite_with_rowid=False,
    )
    op.create_index("outlook_signs_by_document", "outlook_signs", ["of", "document"])
    op.create_index("outlook_signs_by_day", "outlook_signs", ["of", "broad", "day", "indicator", "host"])
    op.create_table(
        "outlook_folded",
        *_key(),
        sa.Column("sender", PLAIN, primary_key=True),
        sa.Column("government", PLAIN, primary_key=True),
        sa.Column("aside", PLAIN, primary_key=True),
        sa.Column("id", PLAIN, nullable=False),
        sa.Column("broad", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("outlook_folded_by_day", "outlook_folded", ["of", "broad", "day", "indicator", "host"])
    op.create_index("readings_by_published", "readings", ["published"])
