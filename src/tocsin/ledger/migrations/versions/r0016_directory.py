"""The directory: whom documents introduce, by surname and by office; and claims of one speaker in every spelling.

The picture is emptied, for it is made anew from the ledger the next time that it is asked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PICTURE = ("documents", "parts", "bands", "records", "stale", "claims", "places", "contests")
PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table. What was read before tells nothing until it is read again."""
    op.create_table(
        "introductions",
        sa.Column("reading", PLAIN, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("document", PLAIN, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("surname", PLAIN, nullable=False),
        sa.Column("post", PLAIN, nullable=False),
        sa.Column("country", PLAIN),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("former", sa.Boolean, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
    )
    op.create_index("introductions_by_surname", "introductions", ["surname", "day"])
    op.create_index("introductions_by_post", "introductions", ["post", "country", "day"])
    for table in PICTURE:
        op.execute(sa.delete(sa.table(f"picture_{table}")))
