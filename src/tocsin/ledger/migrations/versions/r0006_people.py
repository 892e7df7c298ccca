"""People: roster, stays, groups, check-ins, and who looked at what."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, PLAIN, primary_key=key, nullable=null and not key)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=null)


def _edition() -> sa.Column[int]:
    return sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False)


def _sealed(name: str = "sealed", *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=null)


def upgrade() -> None:
    """Make the tables of people."""
    _people_key_marks()
    _people_persons()
    _people_search_words()
    _people_stays()
    _people_groups()
    _people_refused()
    _people_views()
    _checkin_campaigns()
    _checkin_tickets()
    _checkin_revocations()
    _checkin_sendings()
    _checkin_answers()


def _people_key_marks() -> None:
    op.create_table(
        "people_key_marks",
        _text("mark", key=True),
        _moment("at"),
    )


def _people_persons() -> None:
    op.create_table(
        "people_persons",
        _text("person", key=True),
        _edition(),
        _moment("recorded_at"),
        _text("origin"),
        _text("groups"),
        _text("answers", null=True),
        _text("mark"),
        _sealed(),
    )


def _people_search_words() -> None:
    op.create_table(
        "people_search_words",
        _text("person", key=True),
        _text("word", key=True),
    )
    op.create_index("people_search_words_by_word", "people_search_words", ["word"])


def _people_stays() -> None:
    op.create_table(
        "people_stays",
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
    )
    op.create_index("people_stays_by_person", "people_stays", ["person"])
    op.create_index("people_stays_by_country", "people_stays", ["country", "ends_at"])
    op.create_index("people_stays_by_lat", "people_stays", ["lat", "ends_at"])
    op.create_index("people_stays_by_claims", "people_stays", ["claims"])
    op.create_index("people_stays_by_precision", "people_stays", ["precision_km"])


def _people_groups() -> None:
    op.create_table(
        "people_groups",
        _text("group", key=True),
        _edition(),
        _moment("recorded_at"),
        _text("responsible"),
    )


def _people_refused() -> None:
    op.create_table(
        "people_refused",
        _text("key", key=True),
        _moment("recorded_at"),
        _text("file"),
        sa.Column("line", sa.Integer, nullable=False),
        _sealed(),
    )


def _people_views() -> None:
    op.create_table(
        "people_views",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        _moment("at"),
        _text("who"),
        _text("did"),
        _text("person"),
        _text("why"),
    )
    op.create_index("people_views_by_person", "people_views", ["person"])


def _checkin_campaigns() -> None:
    op.create_table(
        "checkin_campaigns",
        _text("campaign", key=True),
        _moment("made_at"),
        _moment("expires_at"),
        _text("made_by"),
        sa.Column("drill", sa.Boolean, nullable=False),
        _text("title"),
        _text("whom"),
    )


def _checkin_tickets() -> None:
    op.create_table(
        "checkin_tickets",
        _text("ticket", key=True),
        _text("campaign"),
        _text("person"),
        _moment("made_at"),
    )
    op.create_index("checkin_tickets_by_campaign", "checkin_tickets", ["campaign", "person"])


def _checkin_revocations() -> None:
    op.create_table(
        "checkin_revocations",
        _text("ticket", key=True),
        _moment("at"),
        _text("who"),
    )


def _checkin_sendings() -> None:
    op.create_table(
        "checkin_sendings",
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
    )
    op.create_index("checkin_sendings_by_campaign", "checkin_sendings", ["campaign", "person"])


def _checkin_answers() -> None:
    op.create_table(
        "checkin_answers",
        _text("key", key=True),
        _text("campaign"),
        _text("person"),
        sa.Column("drill", sa.Boolean, nullable=False),
        _text("state"),
        _moment("at"),
        _text("taken_by", null=True),
        _sealed(null=True),
    )
    op.create_index("checkin_answers_by_campaign", "checkin_answers", ["campaign", "person"])
