"""Registers: to which days each register dated which of its entries."""

import datetime as dt
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
BATCH = 2_000


class _Edition(msgspec.Struct):
    """What is needed of an edition as it was kept by then."""

    updated: dt.datetime | None = None


def upgrade() -> None:
    """Make the table and fill it from the editions that there are."""
    dates = op.create_table(
        "register_dates",
        sa.Column("source", PLAIN, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("entry", PLAIN, primary_key=True),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
    columns: tuple[sa.ColumnClause[Any], ...] = (
        sa.column("source"),
        sa.column("entry"),
        sa.column("seen_at", MOMENT),
        sa.column("payload"),
    )
    editions = sa.table("register_editions", *columns)
    dated: dict[tuple[str, dt.date, str], dt.datetime] = {}
    for row in op.get_bind().execute(sa.select(editions).order_by(editions.c.seen_at)).yield_per(BATCH):
        edition = msgspec.json.decode(row.payload, type=_Edition)
        if edition.updated is not None:
            dated.setdefault((row.source, edition.updated.date(), row.entry), row.seen_at)
    rows = [{"source": a, "day": b, "entry": c, "seen_at": seen} for (a, b, c), seen in dated.items()]
    for start in range(0, len(rows), BATCH):
        op.bulk_insert(dates, rows[start : start + BATCH])
