"""Registers: the hosts of their entries, what each round did not read, and the editions of a document."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
NAMES = ("host", "source", "entry")
AT_ONCE = 2_000


def upgrade() -> None:
    """Make the tables, and fill them from the editions and rounds that there are."""
    op.create_table(
        "register_losses",
        sa.Column("key", PLAIN, primary_key=True),
        sa.Column("source", PLAIN, nullable=False),
        sa.Column("entry", PLAIN, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
    )
    op.create_index("register_losses_by_round", "register_losses", ["source", "ended_at", "entry"])
    op.create_index("register_editions_by_document", "register_editions", ["document"])
    hosts = op.create_table(
        "register_hosts",
        sa.Column("host", PLAIN, primary_key=True),
        sa.Column("source", PLAIN, primary_key=True),
        sa.Column("entry", PLAIN, primary_key=True),
    )
    about = sorted(_about())
    for start in range(0, len(about), AT_ONCE):
        op.bulk_insert(hosts, [dict(zip(NAMES, each, strict=True)) for each in about[start : start + AT_ONCE]])
    _failed_rounds()


def _about() -> set[tuple[str, str, str]]:
    """Each host of each entry."""
    columns: tuple[sa.ColumnClause[str], ...] = (sa.column("source"), sa.column("entry"), sa.column("payload"))
    found = op.get_bind().execute(sa.select(*columns).select_from(sa.table("register_editions", *columns)))
    return {(host, row.source, row.entry) for row in found for host in json.loads(row.payload)["hosts"]}


def _failed_rounds() -> None:
    """A failed round read nothing of its source: the empty entry."""
    op.execute(
        "INSERT INTO register_losses (key, source, entry, ended_at) SELECT key, source, '', ended_at "
        """FROM register_rounds WHERE payload LIKE '%"outcome":"failed"%'"""
    )
