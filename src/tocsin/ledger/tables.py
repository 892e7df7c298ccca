"""The tables of the ledger. Rows are only ever added; keys are hashes of what they name, so a second add is no row."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from tocsin.ledger.moments import utc

VERSION_TABLE = "tocsin_version"
"""Where Alembic keeps the revision, so that a ledger may share a database with other programs."""


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC; SQLite has no zones, so it keeps the UTC wall time there."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """To UTC; naive for SQLite."""
        if value is None:
            return None
        moment = utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """To an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def plain_order() -> sa.types.TypeEngine[str]:
    """Text that sorts by code point on both databases, whatever the server's locale."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


metadata = sa.MetaData()


def _key() -> sa.Column[str]:
    return sa.Column("key", plain_order(), primary_key=True)


def _to(name: str, target: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, plain_order(), sa.ForeignKey(f"{target}.key"), **options)


documents = sa.Table(
    "documents",
    metadata,
    _key(),
    sa.Column("text", sa.LargeBinary, nullable=False),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("canonical", sa.Text),
)

sightings = sa.Table(
    "sightings",
    metadata,
    _key(),
    _to("document", "documents", nullable=False),
    sa.Column("address", plain_order()),
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Index("sightings_by_document", "document", "seen_at"),
    sa.Index("sightings_by_time", "seen_at", "document"),
)

readings = sa.Table(
    "readings",
    metadata,
    _key(),
    _to("document", "documents", nullable=False, index=True),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("precedence", plain_order(), nullable=False),
    sa.Column("publisher", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("bylines", sa.Text, nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("published_at", UtcDateTime),
    sa.Column("language", sa.Text),
    sa.Column("live_blog", sa.Boolean, nullable=False),
    sa.Index("readings_by_published", "published"),
)

reading_times = sa.Table(
    "reading_times",
    metadata,
    _to("reading", "readings", primary_key=True),
    sa.Column("read_at", UtcDateTime, primary_key=True),
)

passages = sa.Table(
    "passages",
    metadata,
    _to("reading", "readings", primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("opens_post", sa.Boolean, nullable=False),
    sa.Column("published", sa.Date),
)

records = sa.Table(
    "records",
    metadata,
    sa.Column("id", plain_order(), primary_key=True),
    _to("reading", "readings", nullable=False, index=True),
    _to("document", "documents", nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("host", sa.Text),
    sa.Column("sender", sa.Text),
    sa.Column("type", sa.Text),
    sa.Column("date", sa.Date),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("day", sa.Date),
    sa.Index("records_by_host", "kind", "host", "date"),
    sa.Index("records_by_sender", "kind", "sender", "date"),
    sa.Index("records_by_day", "host", "kind", "day"),
    sa.Index("records_by_kind_and_day", "kind", "day"),
    sa.Index("records_by_sentence", "document", "start"),
)

signals = sa.Table(
    "signals",
    metadata,
    _key(),
    _to("reading", "readings", index=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
)
