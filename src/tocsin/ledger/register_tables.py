"""The tables of registers: rounds and what they missed, editions and their hosts, fetches. Rows are only ever added."""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order


def _key() -> sa.Column[str]:
    return sa.Column("key", plain_order(), primary_key=True)


rounds = sa.Table(
    "register_rounds",
    metadata,
    _key(),
    sa.Column("source", plain_order(), nullable=False),
    sa.Column("ended_at", UtcDateTime, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Index("register_rounds_by_source", "source", "ended_at"),
)

losses = sa.Table(
    "register_losses",
    metadata,
    _key(),
    sa.Column("source", plain_order(), nullable=False),
    sa.Column("entry", plain_order(), nullable=False),
    sa.Column("ended_at", UtcDateTime, nullable=False),
    sa.Index("register_losses_by_round", "source", "ended_at", "entry"),
)
"""What the round that ended then did not read: an entry, or, with an empty name, the whole source."""

editions = sa.Table(
    "register_editions",
    metadata,
    _key(),
    sa.Column("source", plain_order(), nullable=False),
    sa.Column("government", plain_order(), nullable=False),
    sa.Column("entry", plain_order(), nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Column("document", plain_order(), sa.ForeignKey("documents.key")),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Index("register_editions_by_entry", "source", "entry", "seen_at"),
    sa.Index("register_editions_by_time", "seen_at"),
    sa.Index("register_editions_by_document", "document"),
)

entry_hosts = sa.Table(
    "register_hosts",
    metadata,
    sa.Column("host", plain_order(), primary_key=True),
    sa.Column("source", plain_order(), primary_key=True),
    sa.Column("entry", plain_order(), primary_key=True),
)
"""The entries that were ever about a host, so that one that says nothing of a level is found too."""

payloads = sa.Table(
    "register_payloads",
    metadata,
    _key(),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

fetches = sa.Table(
    "register_fetches",
    metadata,
    _key(),
    sa.Column("source", plain_order(), nullable=False),
    sa.Column("name", plain_order(), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("payload", plain_order(), sa.ForeignKey("register_payloads.key")),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
    sa.Column("stamp", sa.Text),
    sa.Index("register_fetches_by_source", "source", "name", "at"),
)
