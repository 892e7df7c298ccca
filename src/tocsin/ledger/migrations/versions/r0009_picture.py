"""The picture: parts and bands of documents, origins of records, claims and contests; when readers last looked."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _documents()
    _parts()
    _records()
    _claims()
    op.create_table(
        "looks",
        sa.Column("reader", PLAIN, primary_key=True),
        sa.Column("at", MOMENT, primary_key=True),
    )


def _documents() -> None:
    op.create_table(
        "picture_documents",
        sa.Column("document", PLAIN, primary_key=True),
        sa.Column("reading", PLAIN, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("landings", sa.Integer, nullable=False),
    )


def _parts() -> None:
    op.create_table(
        "picture_parts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", PLAIN, nullable=False, unique=True),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("moment", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("tie", sa.BigInteger, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("runs", sa.LargeBinary, nullable=False),
        sa.Column("bands", sa.LargeBinary, nullable=False),
        sa.Column("signs", PLAIN),
        sa.Column("root", PLAIN, nullable=False),
        sa.Column("signed", PLAIN),
        sa.Column("source", PLAIN),
        sa.Column("copy", sa.Text),
    )
    op.create_index("ix_picture_parts_document", "picture_parts", ["document"])
    op.create_index("ix_picture_parts_source", "picture_parts", ["source"])
    op.create_index("picture_parts_by_root", "picture_parts", ["root", "signs"])
    op.create_table(
        "picture_bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("moment", sa.BigInteger, primary_key=True),
        sa.Column("seen", sa.BigInteger, primary_key=True),
        sa.Column("tie", sa.BigInteger, primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )


def _records() -> None:
    op.create_table(
        "picture_records",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("document", PLAIN, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("shelf", PLAIN, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("traced", sa.Text, nullable=False),
        sa.Column("claim", PLAIN, nullable=False),
    )
    op.create_index("ix_picture_records_document", "picture_records", ["document"])
    op.create_index("picture_records_by_claim", "picture_records", ["claim", "shelf"])
    op.create_table(
        "picture_stale",
        sa.Column("shelf", PLAIN, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("reach", sa.Integer),
    )


def _claims() -> None:
    op.create_table(
        "picture_claims",
        sa.Column("id", PLAIN, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("shelf", PLAIN, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("denies", sa.Boolean, nullable=False),
        sa.Column("opening", sa.Boolean, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("measure", PLAIN),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("contest", sa.Text),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_picture_claims_measure", "picture_claims", ["measure"])
    op.create_index("picture_claims_by_shelf", "picture_claims", ["shelf", "first"])
    op.create_table(
        "picture_places",
        sa.Column("place", PLAIN, primary_key=True),
        sa.Column("claim", PLAIN, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("denies", sa.Boolean, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("contested", sa.Integer, nullable=False),
        sa.Column("beside", sa.Boolean, nullable=False),
    )
    op.create_index("picture_places_by_day", "picture_places", ["place", "day", "weight"])
    op.create_index("picture_places_by_claim", "picture_places", ["claim"])
    op.create_table(
        "picture_contests",
        sa.Column("denial", PLAIN, primary_key=True),
        sa.Column("target", PLAIN, primary_key=True),
    )
    op.create_index("picture_contests_by_target", "picture_contests", ["target"])
