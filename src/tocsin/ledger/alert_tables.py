"""The tables of alerts. Alerts, tries to send and answers are only ever added; the rows of ``alert_deliveries`` are
work to be done, and their state moves on."""

from typing import Any

import sqlalchemy as sa

from tocsin.ledger.tables import UtcDateTime, metadata, plain_order


def _key() -> sa.Column[str]:
    return sa.Column("key", plain_order(), primary_key=True)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, plain_order(), nullable=null)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=null)


def _to(name: str, target: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, plain_order(), sa.ForeignKey(f"{target}.key"), nullable=False, **options)


alerts = sa.Table(
    "alerts",
    metadata,
    _key(),
    _text("rule"),
    _text("host"),
    _text("sender"),
    _text("type"),
    _text("value"),
    _text("place"),
    _moment("at"),
    _text("document", null=True),
    _text("chain"),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Index("alerts_by_cell", "rule", "host", "sender", "type", "at"),
    sa.Index("alerts_by_chain", "chain", "at"),
    sa.Index("alerts_by_document", "document"),
    sa.Index("alerts_by_time", "at"),
)

deliveries = sa.Table(
    "alert_deliveries",
    metadata,
    _key(),
    _text("rule"),
    _text("channel"),
    _text("receiver"),
    sa.Column("step", sa.Integer, nullable=False),
    _text("token"),
    _text("state"),
    _moment("made_at"),
    _moment("due_at"),
    sa.Column("tries", sa.Integer, nullable=False),
    _text("lease_by", null=True),
    _moment("lease_until", null=True),
    _moment("ended_at", null=True),
    sa.Index("alert_deliveries_due", "state", "channel", "due_at"),
    sa.Index("alert_deliveries_by_token", "token", unique=True),
)

contents = sa.Table(
    "alert_contents",
    metadata,
    _to("delivery", "alert_deliveries", primary_key=True),
    _to("alert", "alerts", primary_key=True, index=True),
)

attempts = sa.Table(
    "alert_attempts",
    metadata,
    _key(),
    _to("delivery", "alert_deliveries", index=True),
    _moment("at"),
    _text("status"),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("milliseconds", sa.Integer, nullable=False),
)

answers = sa.Table(
    "alert_answers",
    metadata,
    _key(),
    _to("alert", "alerts", index=True),
    sa.Column("delivery", plain_order(), sa.ForeignKey("alert_deliveries.key")),
    _text("kind"),
    _moment("at"),
    sa.Column("by", sa.Text),
    sa.Column("note", sa.Text),
)

rules = sa.Table(
    "alert_rules",
    metadata,
    _key(),
    _text("name"),
    _moment("at"),
    sa.Column("by", sa.Text),
    sa.Column("payload", sa.Text),
    sa.Index("alert_rules_by_name", "name", "at"),
)

marks = sa.Table(
    "alert_marks",
    metadata,
    _key(),
    _text("value"),
    _moment("at"),
    sa.Column("number", sa.Integer, nullable=False),
)
"""What was last seen of something that rings where it is crossed: ``outlook:NER`` and its level. ``number`` counts the
crossings, so that each rings once, whoever looks."""
