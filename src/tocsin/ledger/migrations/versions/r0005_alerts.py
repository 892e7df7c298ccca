"""Alerts: what rang, the messages that it became, each try to send them, answers, and the rules of pages."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _key() -> sa.Column[str]:
    return sa.Column("key", PLAIN, primary_key=True)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, PLAIN, nullable=null)


def upgrade() -> None:
    """Make the tables of alerts."""
    _alerts()
    _deliveries()
    _attempts()
    _answers()
    _rules()


def _alerts() -> None:
    op.create_table(
        "alerts",
        _key(),
        *(_text(name) for name in ("rule", "host", "sender", "type", "value", "place")),
        sa.Column("at", MOMENT, nullable=False),
        _text("document", null=True),
        _text("chain"),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("alerts_by_cell", "alerts", ["rule", "host", "sender", "type", "at"])
    op.create_index("alerts_by_chain", "alerts", ["chain", "at"])
    op.create_index("alerts_by_document", "alerts", ["document"])
    op.create_index("alerts_by_time", "alerts", ["at"])


def _deliveries() -> None:
    op.create_table(
        "alert_deliveries",
        _key(),
        *(_text(name) for name in ("rule", "channel", "receiver")),
        sa.Column("step", sa.Integer, nullable=False),
        _text("token"),
        _text("state"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        _text("lease_by", null=True),
        sa.Column("lease_until", MOMENT),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index("alert_deliveries_due", "alert_deliveries", ["state", "channel", "due_at"])
    op.create_index("alert_deliveries_by_token", "alert_deliveries", ["token"], unique=True)
    op.create_table(
        "alert_contents",
        sa.Column("delivery", PLAIN, sa.ForeignKey("alert_deliveries.key"), primary_key=True),
        sa.Column("alert", PLAIN, sa.ForeignKey("alerts.key"), primary_key=True),
    )
    op.create_index("ix_alert_contents_alert", "alert_contents", ["alert"])


def _attempts() -> None:
    op.create_table(
        "alert_attempts",
        _key(),
        sa.Column("delivery", PLAIN, sa.ForeignKey("alert_deliveries.key"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _text("status"),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("milliseconds", sa.Integer, nullable=False),
    )
    op.create_index("ix_alert_attempts_delivery", "alert_attempts", ["delivery"])


def _answers() -> None:
    op.create_table(
        "alert_answers",
        _key(),
        sa.Column("alert", PLAIN, sa.ForeignKey("alerts.key"), nullable=False),
        sa.Column("delivery", PLAIN, sa.ForeignKey("alert_deliveries.key")),
        _text("kind"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("note", sa.Text),
    )
    op.create_index("ix_alert_answers_alert", "alert_answers", ["alert"])


def _rules() -> None:
    op.create_table(
        "alert_rules",
        _key(),
        _text("name"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("payload", sa.Text),
    )
    op.create_index("alert_rules_by_name", "alert_rules", ["name", "at"])
