"""To which days a register dated which of its entries: a day of very many is a stamp, and no news of any of them."""

from typing import Any

import sqlalchemy as sa

from tocsin.ledger.register_model import Edition
from tocsin.ledger.rows import keepable
from tocsin.ledger.tables import UtcDateTime, metadata, plain_order

dates = sa.Table(
    "register_dates",
    metadata,
    sa.Column("source", plain_order(), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("entry", plain_order(), primary_key=True),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)
"""``seen_at`` is when the date was first seen. Rows are only ever added."""


def date_rows(edition: Edition) -> list[dict[str, Any]]:
    """The row of an edition; none where the register dated nothing."""
    if edition.updated is None:
        return []
    row = {"source": edition.source, "entry": keepable(edition.entry), "seen_at": edition.seen_at}
    return [row | {"day": edition.updated.date()}]
