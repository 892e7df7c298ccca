"""The tables of accounts: users, sessions, tokens, and the log of what was done. Secrets are kept as digests."""

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order

users = sa.Table(
    "users",
    metadata,
    sa.Column("name", plain_order(), primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text),
    sa.Column("subject", plain_order(), unique=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("disabled_at", UtcDateTime),
)
"""``password`` is an argon2 hash; ``subject`` who it is to the provider of OpenID Connect: issuer and subject."""

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("key", plain_order(), primary_key=True),
    sa.Column("user", plain_order(), sa.ForeignKey("users.name"), nullable=False, index=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)
"""``key`` is the digest of the id that the browser holds."""

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("key", plain_order(), primary_key=True),
    sa.Column("id", plain_order(), nullable=False, unique=True),
    sa.Column("user", plain_order(), sa.ForeignKey("users.name"), nullable=False, index=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
    sa.Column("revoked_at", UtcDateTime),
)
"""``key`` is the digest of the token, ``id`` names it to its owner."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("key", plain_order(), primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
)
"""Rows are only ever added."""

posted = sa.Table(
    "posted",
    metadata,
    sa.Column("key", plain_order(), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("answer", sa.LargeBinary, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
)
"""What was posted under an idempotency key: ``key`` names who posted and their key, ``body`` what, as digests."""
