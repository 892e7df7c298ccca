"""What rings by the clock, and not by a document: an outlook that crosses a level, what rang and lapsed, a check-in
that is overdue. Every look is one transaction, and what it tells has a key, so that each crossing rings once.
"""

import datetime as dt
import logging
import secrets
import threading
from collections.abc import Callable, Sequence

import sqlalchemy as sa

from tocsin.alerts import lapsing, outlooks
from tocsin.alerts.bell import CountExposed
from tocsin.alerts.model import Alert
from tocsin.alerts.outbox import history, put
from tocsin.alerts.rulebook import standing_rules
from tocsin.alerts.rules import Rule, span
from tocsin.errors import LedgerError
from tocsin.ledger import Ledger
from tocsin.ledger.engine import explained, writing
from tocsin.ledger.pulse import Pulse
from tocsin.ledger.rows import digest
from tocsin.outlook import Indicators
from tocsin.outlook import outlooks as all_outlooks
from tocsin.people.checkin.overdue import Overdue, overdue

EVERY = 20.0
"""Seconds between two looks."""
OUTLOOKS_EVERY = dt.timedelta(minutes=2)
"""Levels are of a day, and take seconds to work out; how often, while documents come in."""
LAPSES_EVERY = dt.timedelta(minutes=10)
"""What lapses does so by the day; how often it is looked for."""
WORLD = "UN"
"""Where a check-in is that was not of the people in one country."""

log = logging.getLogger("tocsin.alerts")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Ticker:
    """Looks at what time has brought and writes the alerts of it; any number may run on one ledger.

    ``rules`` are those of the file; those made on a page are read from the ledger. ``exposed`` counts one's own people
    as for ``Bell``; ``among`` are the indicators of the outlook, by default those that come with Tocsin.
    """

    def __init__(
        self,
        ledger: Ledger,
        rules: Sequence[Rule],
        *,
        clock: Callable[[], dt.datetime] = _now,
        exposed: CountExposed | None = None,
        tokens: Callable[[], str] = secrets.token_urlsafe,
        among: Indicators | None = None,
    ) -> None:
        self._ledger, self._rules, self._clock = ledger, tuple(rules), clock
        self._exposed, self._tokens, self._among = exposed, tokens, among
        self._looked: dict[str, object] = {}

    def once(self) -> int:
        """Look at everything now; how many alerts were written."""
        now, engine = self._clock(), self._ledger.engine
        with explained(engine.url), engine.connect() as connection, connection.begin():
            rules = (*self._rules, *standing_rules(connection))
        found = self._outlooks([rule for rule in rules if rule.outlook], now)
        found += self._overdue([rule for rule in rules if rule.checkin_after], now)
        return found + self._lapsed([rule for rule in rules if rule.lapses and rule.asks_for_measures], now)

    def run(self, stop: threading.Event) -> None:
        """Look until stopped. A ledger that does not answer is asked again."""
        pulse = Pulse(self._ledger.engine)
        try:
            while not stop.is_set():
                try:
                    self._looked["word"] = pulse.word()
                    self.once()
                except LedgerError:
                    log.exception("what time has brought could not be asked; it is asked again")
                except Exception:
                    log.exception("what time has brought could not be worked out; it is tried again")
                stop.wait(EVERY)
        finally:
            pulse.close()

    def _outlooks(self, rules: Sequence[Rule], now: dt.datetime) -> int:
        """Only where something was written since the last look, or a day began, is there anything to work out."""
        seen, last = (self._looked.get("word"), now.date()), self._looked.get("outlooks at")
        waits = isinstance(last, dt.datetime) and dt.timedelta() <= now - last < OUTLOOKS_EVERY
        if not rules or (seen[0] is not None and (waits or self._looked.get("outlooks") == seen)):
            return 0
        levels = all_outlooks(self._ledger, as_of=now.date(), among=self._among)
        with writing(self._ledger.engine) as connection:
            crossed = outlooks.crossed(connection, levels, now=now)
            written = [
                self._put(connection, alert, rule, now)
                for each in crossed
                for rule in rules
                if (alert := self._of_level(connection, rule, each, now)) is not None
            ]
        self._looked |= {"outlooks": seen, "outlooks at": now}
        return sum(written)

    def _of_level(
        self, connection: sa.Connection, rule: Rule, found: outlooks.Crossed, now: dt.datetime
    ) -> Alert | None:
        earlier = history(connection, rule.name, found.host, "outlook")
        return outlooks.alert(connection, rule, found, earlier, now=now, exposed=self._exposed)

    def _overdue(self, rules: Sequence[Rule], now: dt.datetime) -> int:
        if not rules:
            return 0
        with writing(self._ledger.engine) as connection:
            return sum(
                self._put(connection, _of_checkin(rule, each, now), rule, now)
                for rule in rules
                for each in overdue(connection, before=now - span(rule.checkin_after or "0m"), now=now)
                if rule.drill or not each.drill
            )

    def _lapsed(self, rules: Sequence[Rule], now: dt.datetime) -> int:
        last = self._looked.get("lapses")
        if not rules or (isinstance(last, dt.datetime) and dt.timedelta() <= now - last < LAPSES_EVERY):
            return 0
        by_name = {rule.name: rule for rule in rules}
        with writing(self._ledger.engine) as connection:
            written = sum(
                self._put(connection, alert, by_name[alert.rule], now)
                for alert in lapsing.lapsed(connection, by_name, now=now)
            )
        self._looked["lapses"] = now
        return written

    def _put(self, connection: sa.Connection, alert: Alert, rule: Rule, now: dt.datetime) -> bool:
        return put(connection, alert, rule, now=now, tokens=self._tokens)


def _of_checkin(rule: Rule, found: Overdue, now: dt.datetime) -> Alert:
    """That a check-in is overdue: how many are silent, never who. It rings once for a rule and a check-in."""
    return Alert(
        id=digest("overdue", rule.name, found.campaign)[:24],
        rule=rule.name,
        at=now,
        host=rule.hosts[0] if len(rule.hosts) == 1 else WORLD,
        sender=None,
        type="checkin",
        value="overdue",
        kind="new",
        since=found.made_at.date(),
        expires=now + span(rule.expires),
        grave=True,
        drill=rule.drill or found.drill,
        asked=found.asked,
        silent=found.silent,
        about=found.campaign,
    )
