"""The table of the directory: whom each reading found its document to introduce, by surname and by office.

``surname`` and ``post`` are in one spelling and one wording (``records/spelling.py``, ``records/offices.py``), so that
they can be asked for; ``post`` is empty for offices that several hold at a time. Only documents with a day of
publication stand here.
"""

import sqlalchemy as sa

from tocsin.ledger.tables import metadata, plain_order

introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("reading", plain_order(), sa.ForeignKey("readings.key"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("document", plain_order(), sa.ForeignKey("documents.key"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("surname", plain_order(), nullable=False),
    sa.Column("post", plain_order(), nullable=False),
    sa.Column("country", plain_order()),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("office", sa.Text, nullable=False),
    sa.Column("former", sa.Boolean, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Index("introductions_by_surname", "surname", "day"),
    sa.Index("introductions_by_post", "post", "country", "day"),
)
