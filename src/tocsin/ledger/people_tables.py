"""The tables of people: roster, stays, groups, check-ins, and who looked at what.

Rows are only ever added, with one exception: ``erase`` and ``retain`` of the room ``people`` delete what is personal
for good (``docs/decisions``, "Erasure"). ``sealed`` columns are encrypted with a key that is not in the database.
"""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, plain_order(), primary_key=key, nullable=null and not key)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=null)


def _edition() -> sa.Column[int]:
    return sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False)


def _sealed(name: str = "sealed", *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=null)


key_marks = sa.Table("people_key_marks", metadata, _text("mark", key=True), _moment("at"))

persons = sa.Table(
    "people_persons",
    metadata,
    _text("person", key=True),
    _edition(),
    _moment("recorded_at"),
    _text("origin"),
    _text("groups"),
    _text("answers", null=True),
    _text("mark"),
    _sealed(),
)

search_words = sa.Table(
    "people_search_words",
    metadata,
    _text("person", key=True),
    _text("word", key=True),
    sa.Index("people_search_words_by_word", "word"),
)

stays = sa.Table(
    "people_stays",
    metadata,
    _text("stay", key=True),
    _edition(),
    _text("person"),
    _moment("recorded_at"),
    _text("origin"),
    _text("kind"),
    sa.Column("cancelled", sa.Boolean, nullable=False),
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date),
    _moment("begins_at"),
    _moment("ends_at"),
    _text("country", null=True),
    _text("claims", null=True),
    _text("region", null=True),
    _text("place", null=True),
    sa.Column("lat", sa.Float),
    sa.Column("lon", sa.Float),
    sa.Column("precision_km", sa.Float),
    _text("mark"),
    _sealed(),
    sa.Index("people_stays_by_person", "person"),
    sa.Index("people_stays_by_country", "country", "ends_at"),
    sa.Index("people_stays_by_lat", "lat", "ends_at"),
    sa.Index("people_stays_by_claims", "claims"),
    sa.Index("people_stays_by_precision", "precision_km"),
)

groups = sa.Table(
    "people_groups",
    metadata,
    _text("group", key=True),
    _edition(),
    _moment("recorded_at"),
    _text("responsible"),
)

refused = sa.Table(
    "people_refused",
    metadata,
    _text("key", key=True),
    _moment("recorded_at"),
    _text("file"),
    sa.Column("line", sa.Integer, nullable=False),
    _sealed(),
)

views = sa.Table(
    "people_views",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    _moment("at"),
    _text("who"),
    _text("did"),
    _text("person"),
    _text("why"),
    sa.Index("people_views_by_person", "person"),
)

campaigns = sa.Table(
    "checkin_campaigns",
    metadata,
    _text("campaign", key=True),
    _moment("made_at"),
    _moment("expires_at"),
    _text("made_by"),
    sa.Column("drill", sa.Boolean, nullable=False),
    _text("title"),
    _text("whom"),
)

tickets = sa.Table(
    "checkin_tickets",
    metadata,
    _text("ticket", key=True),
    _text("campaign"),
    _text("person"),
    _moment("made_at"),
    sa.Index("checkin_tickets_by_campaign", "campaign", "person"),
)

revocations = sa.Table(
    "checkin_revocations",
    metadata,
    _text("ticket", key=True),
    _moment("at"),
    _text("who"),
)

sendings = sa.Table(
    "checkin_sendings",
    metadata,
    _text("key", key=True),
    sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
    _text("campaign"),
    _text("person"),
    _text("to_whom"),
    _text("purpose"),
    sa.Column("round", sa.Integer, nullable=False),
    _text("channel"),
    _text("status"),
    _text("why", null=True),
    _moment("at"),
    sa.Index("checkin_sendings_by_campaign", "campaign", "person"),
)

answers = sa.Table(
    "checkin_answers",
    metadata,
    _text("key", key=True),
    _text("campaign"),
    _text("person"),
    sa.Column("drill", sa.Boolean, nullable=False),
    _text("state"),
    _moment("at"),
    _text("taken_by", null=True),
    _sealed(null=True),
    sa.Index("checkin_answers_by_campaign", "campaign", "person"),
)
