"""The tables of the search: which texts there are, of which readings, and which are still to be taken in.

What the words of the texts are stands beside them in ``search_piece_words`` and ``search_line_words``, which each
database makes in its own way (``tocsin.ledger.migrations``): FTS5 without the texts on SQLite, a ``tsvector`` with a
GIN index on PostgreSQL. All of it follows from documents and records, and can be made from them again.
"""

import sqlalchemy as sa

from tocsin.ledger.tables import metadata, plain_order

OWN = ("search_piece_words", "search_line_words")
"""The tables that each database makes in its own way; on SQLite others that begin with these names belong to them."""

pieces = sa.Table(
    "search_pieces",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", plain_order(), nullable=False, unique=True),
    sa.Column("document", plain_order(), nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
"""Documents, posts of live blogs, and parts of very long texts, each with its title; a later number is a later one."""

lines = sa.Table(
    "search_lines",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", plain_order(), nullable=False, unique=True),
    sa.Column("document", plain_order(), nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
"""The sentences that records were read from, each with the names of those who speak in it."""

readings = sa.Table(
    "search_readings",
    metadata,
    sa.Column("reading", plain_order(), primary_key=True),
    sa.Column("piece", sa.Integer, primary_key=True),
    sa.Column("day", sa.Date),
    sa.Column("language", sa.Text),
    sa.Column("publisher", sa.Text),
    sa.Index("search_readings_by_piece", "piece"),
)
"""The pieces of each reading, the day that each is of, and what they are narrowed by, without case."""

waiting = sa.Table(
    "search_waiting",
    metadata,
    sa.Column("reading", plain_order(), primary_key=True),
)
"""The readings of before there was a search, until they are taken in."""
