"""The tables of the picture: all that is derived from documents and records, and can be made again from them.

Days are counted as Python's ordinals, so that every one can be compared; what has none lies after all others
(``NO_DAY``). Moments are microseconds since 1970 in UTC.
"""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order

NO_DAY = 10_000_000
NO_MOMENT = 2**62

documents = sa.Table(
    "picture_documents",
    metadata,
    sa.Column("document", plain_order(), primary_key=True),
    sa.Column("reading", plain_order(), nullable=False),
    sa.Column("publisher", sa.Text),
    sa.Column("address", sa.Text),
    sa.Column("first_seen", UtcDateTime, nullable=False),
    sa.Column("landings", sa.Integer, nullable=False),
)
"""The documents that the picture holds, as it holds them; ``landings`` counts the sightings and times of reading that
it has taken in, so that what others wrote is noticed."""

parts = sa.Table(
    "picture_parts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", plain_order(), nullable=False, unique=True),
    sa.Column("document", plain_order(), nullable=False, index=True),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("moment", sa.BigInteger, nullable=False),
    sa.Column("seen", sa.BigInteger, nullable=False),
    sa.Column("tie", sa.BigInteger, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("runs", sa.LargeBinary, nullable=False),
    sa.Column("bands", sa.LargeBinary, nullable=False),
    sa.Column("signs", plain_order()),
    sa.Column("root", plain_order(), nullable=False),
    sa.Column("signed", plain_order()),
    sa.Column("source", plain_order(), index=True),
    sa.Column("copy", sa.Text),
    sa.Index("picture_parts_by_root", "root", "signs"),
)
"""Documents and posts with their fingerprints: what each was copied from (``source``) and goes back to (``root``)."""

bands = sa.Table(
    "picture_bands",
    metadata,
    sa.Column("band", sa.BigInteger, primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("moment", sa.BigInteger, primary_key=True),
    sa.Column("seen", sa.BigInteger, primary_key=True),
    sa.Column("tie", sa.BigInteger, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""The parts of each band of the fingerprints, in the order of coming out."""

records = sa.Table(
    "picture_records",
    metadata,
    sa.Column("id", plain_order(), primary_key=True),
    sa.Column("document", plain_order(), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("shelf", plain_order(), nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("traced", sa.Text, nullable=False),
    sa.Column("claim", plain_order(), nullable=False),
    sa.Index("picture_records_by_claim", "claim", "shelf"),
)
"""The records of the readings in force: whom each is known from, and its claim; an empty one is still to be settled."""

stale = sa.Table(
    "picture_stale",
    metadata,
    sa.Column("shelf", plain_order(), primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("reach", sa.Integer),
)
"""Where records came, went or changed their origin since the claims there were made."""

claims = sa.Table(
    "picture_claims",
    metadata,
    sa.Column("id", plain_order(), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("shelf", plain_order(), nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("denies", sa.Boolean, nullable=False),
    sa.Column("opening", sa.Boolean, nullable=False),
    sa.Column("weight", sa.Integer, nullable=False),
    sa.Column("measure", plain_order(), index=True),
    sa.Column("side", sa.Text, nullable=False),
    sa.Column("contest", sa.Text),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Index("picture_claims_by_shelf", "shelf", "last"),
)
"""The claims without what contests them; ``contest`` is what one is beside what it denies, ``weight`` as it is
alone."""

places = sa.Table(
    "picture_places",
    metadata,
    sa.Column("place", plain_order(), primary_key=True),
    sa.Column("claim", plain_order(), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("denies", sa.Boolean, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("weight", sa.Integer, nullable=False),
    sa.Column("contested", sa.Integer, nullable=False),
    sa.Column("beside", sa.Boolean, nullable=False),
    sa.Index("picture_places_by_day", "place", "beside", "day", "weight", "last", "claim"),
    sa.Index("picture_places_by_last", "place", "denies", "last"),
    sa.Index("picture_places_by_claim", "claim"),
)
"""Which claims are of which country: since when, how much each weighs, how many contest it, and whether it only stands
``beside`` another."""

contests = sa.Table(
    "picture_contests",
    metadata,
    sa.Column("denial", plain_order(), primary_key=True),
    sa.Column("target", plain_order(), primary_key=True),
    sa.Index("picture_contests_by_target", "target"),
)

TABLES = (documents, parts, bands, records, stale, claims, places, contests)
