"""The tables of the analyst's desk: judgements, and the hosts that somebody watches. Rows are only ever added."""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", plain_order(), nullable=False, unique=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("author", plain_order(), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record", plain_order(), sa.ForeignKey("records.id"), index=True),
    sa.Column("document", plain_order(), sa.ForeignKey("documents.key"), index=True),
    sa.Column("claim", plain_order(), sa.ForeignKey("records.id")),
    sa.Column("host", plain_order(), index=True),
    sa.Column("reason", sa.Text),
    sa.Column("made", plain_order(), sa.ForeignKey("records.id"), unique=True),
    sa.Column("gist", plain_order(), nullable=False, index=True),
)
"""``number`` is the order of writing. ``gist`` names what is judged: the same words of the same document in every
reading of it, so that a judgement outlives the reader; for a pin, its target."""

watched = sa.Table(
    "watched",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("reader", plain_order(), nullable=False, index=True),
    sa.Column("host", plain_order(), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("watched", sa.Boolean, nullable=False),
)
"""Who put which host on their watchlist, or took it off; the last row of a host decides. ``''`` is whoever sits at this
machine."""
