"""Documents, sightings, readings, passages, records, signals."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _key() -> sa.Column[str]:
    return sa.Column("key", PLAIN, primary_key=True)


def _to(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, PLAIN, sa.ForeignKey(f"{target}.key"), primary_key=primary_key, nullable=nullable)


def upgrade() -> None:
    """Make every table of the first ledger."""
    _documents()
    _readings()
    _records()
    _signals()


def _documents() -> None:
    op.create_table(
        "documents",
        _key(),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("canonical", sa.Text),
    )
    op.create_table(
        "sightings",
        _key(),
        _to("document", "documents"),
        sa.Column("address", PLAIN),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
    op.create_index("sightings_by_document", "sightings", ["document", "seen_at"])


def _readings() -> None:
    op.create_table(
        "readings",
        _key(),
        _to("document", "documents"),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("precedence", PLAIN, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("bylines", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("published_at", MOMENT),
        sa.Column("language", sa.Text),
        sa.Column("live_blog", sa.Boolean, nullable=False),
    )
    op.create_index("ix_readings_document", "readings", ["document"])
    op.create_table(
        "reading_times",
        _to("reading", "readings", primary_key=True),
        sa.Column("read_at", MOMENT, primary_key=True),
    )
    op.create_table(
        "passages",
        _to("reading", "readings", primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("opens_post", sa.Boolean, nullable=False),
        sa.Column("published", sa.Date),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("id", PLAIN, primary_key=True),
        _to("reading", "readings"),
        _to("document", "documents"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("host", sa.Text),
        sa.Column("sender", sa.Text),
        sa.Column("type", sa.Text),
        sa.Column("date", sa.Date),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_records_reading", "records", ["reading"])
    op.create_index("records_by_host", "records", ["kind", "host", "date"])
    op.create_index("records_by_sender", "records", ["kind", "sender", "date"])


def _signals() -> None:
    op.create_table(
        "signals",
        _key(),
        _to("reading", "readings", nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
    )
    op.create_index("ix_signals_reading", "signals", ["reading"])
    op.create_index("ix_signals_at", "signals", ["at"])
