"""The tables of the outlook: which records are signs of which indicators; derived, and made again at any time.

Days are Python's ordinals. ``of`` names the set of indicators by its digest, so that two sets do not mix. An empty
text is none.
"""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order

taken = sa.Table(
    "outlook_taken",
    metadata,
    sa.Column("of", plain_order(), primary_key=True),
    sa.Column("document", plain_order(), primary_key=True),
    sa.Column("reading", plain_order(), nullable=False),
    sa.Column("landings", sa.Integer, nullable=False),
)
"""The documents whose records were looked at, as the picture counted their landings then."""

signs = sa.Table(
    "outlook_signs",
    metadata,
    sa.Column("of", plain_order(), primary_key=True),
    sa.Column("host", plain_order(), primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("indicator", plain_order(), primary_key=True),
    sa.Column("id", plain_order(), primary_key=True),
    sa.Column("document", plain_order(), nullable=False),
    sa.Column("sender", plain_order(), nullable=False),
    sa.Column("government", plain_order(), nullable=False),
    sa.Column("aside", plain_order(), nullable=False),
    sa.Column("broad", sa.Boolean, nullable=False),
    sa.Column("since", UtcDateTime, primary_key=True),
    sa.Column("until", UtcDateTime),
    sa.Index("outlook_signs_by_document", "of", "document"),
    sa.Index("outlook_signs_by_day", "of", "broad", "day", "indicator", "host"),
    sqlite_with_rowid=False,
)
"""``government`` is the state whose act or word a sign is; ``broad`` marks indicators that are compared over hosts.
A sign holds from ``since``, when its document had been seen and read so, to before ``until``, when it was read
otherwise or an analyst judged the document; ``NULL`` for what counts now."""

folded = sa.Table(
    "outlook_folded",
    metadata,
    sa.Column("of", plain_order(), primary_key=True),
    sa.Column("host", plain_order(), primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("indicator", plain_order(), primary_key=True),
    sa.Column("sender", plain_order(), primary_key=True),
    sa.Column("government", plain_order(), primary_key=True),
    sa.Column("aside", plain_order(), primary_key=True),
    sa.Column("id", plain_order(), nullable=False),
    sa.Column("broad", sa.Boolean, nullable=False),
    sa.Index("outlook_folded_by_day", "of", "broad", "day", "indicator", "host"),
    sqlite_with_rowid=False,
)
"""The signs of the readings in force, one for all that count alike: that of the last id."""

TABLES = (taken, signs, folded)
