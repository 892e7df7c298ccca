"""Records: the day that each is of, and the look-up of a host's records by it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give every record its day: the one that it tells, else the one that its document was published on."""
    op.add_column("records", sa.Column("day", sa.Date))
    op.execute(
        "UPDATE records SET day = coalesce(date, (SELECT published FROM readings WHERE readings.key = records.reading))"
    )
    op.create_index("records_by_day", "records", ["host", "kind", "day"])
