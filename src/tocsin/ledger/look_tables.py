"""When each reader last looked at what changed. Rows are only ever added."""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order

looks = sa.Table(
    "looks",
    metadata,
    sa.Column("reader", plain_order(), primary_key=True),
    sa.Column("at", UtcDateTime, primary_key=True),
)
