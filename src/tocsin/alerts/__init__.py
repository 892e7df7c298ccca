"""Alerts: a change that somebody asked to be told of reaches them once, with its evidence.

``Bell`` stands in the ledger's transaction and writes the alerts, ``Dispatcher`` sends them, ``AlertRecord`` shows what
became of them and takes answers.
"""

from tocsin.alerts.bell import Bell, CountExposed
from tocsin.alerts.cap import Issuer, cap
from tocsin.alerts.dispatch import Dispatcher
from tocsin.alerts.feed import feed, public
from tocsin.alerts.model import Alert, AlertLog, Answer, Attempt, DeliveryLog, Quote, Reference
from tocsin.alerts.record import AlertRecord
from tocsin.alerts.rulebook import Edition, drop_rule, editions, keep_rule, rules_kept
from tocsin.alerts.rules import Exposed, Quiet, Rule, read_rules, rule_from
from tocsin.alerts.ticking import Ticker
from tocsin.alerts.trial import Trial, trial
from tocsin.alerts.wording import body, subject, told_in

__all__ = [
    "Alert",
    "AlertLog",
    "AlertRecord",
    "Answer",
    "Attempt",
    "Bell",
    "CountExposed",
    "DeliveryLog",
    "Dispatcher",
    "Edition",
    "Exposed",
    "Issuer",
    "Quiet",
    "Quote",
    "Reference",
    "Rule",
    "Ticker",
    "Trial",
    "body",
    "cap",
    "drop_rule",
    "editions",
    "feed",
    "keep_rule",
    "public",
    "read_rules",
    "rule_from",
    "rules_kept",
    "subject",
    "told_in",
    "trial",
]
