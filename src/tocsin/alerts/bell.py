"""The bell: stands beside the ledger's transaction, so that a change and its alerts are kept together or not at all."""

import datetime as dt
import logging
import math
import secrets
from collections.abc import Callable, Iterable, Sequence

import msgspec
import sqlalchemy as sa

from tocsin.alerts import held, outbox
from tocsin.alerts.editions import moved_in_register
from tocsin.alerts.model import ENDED, Alert, Moved, Reference, references
from tocsin.alerts.moving import in_force, moved
from tocsin.alerts.rulebook import standing_rules
from tocsin.alerts.rules import GRAVE, Rule, reached, span
from tocsin.board import Cell, board
from tocsin.board.facts import folded
from tocsin.claims import told, voices
from tocsin.documents.model import Signal
from tocsin.errors import TocsinError
from tocsin.ledger.model import KnownPosture, Landing
from tocsin.ledger.register_model import Edition, Shown
from tocsin.ledger.rows import digest, signal_row
from tocsin.ledger.tables import signals
from tocsin.ledger.writing import insert
from tocsin.origins import origins
from tocsin.records.model import Posture

CountExposed = Callable[[str, int], int]
"""How many of one's own people are in a country (alpha-3) now or within so many days."""

QUOTED = 5
"""Quotes that an alert carries; the page of the cell has them all."""

log = logging.getLogger("tocsin.alerts")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Bell:
    """Writes the alerts of what lands in the ledger: give it to ``open_ledger(..., beside=[bell])``.

    ``rules`` are those of the file; those made on a page are read from the ledger. ``exposed`` counts one's own people;
    where it fails or is not there, rules that ask for them ring: unknown is not none. ``tokens`` makes what nobody can
    guess.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        clock: Callable[[], dt.datetime] = _now,
        exposed: CountExposed | None = None,
        tokens: Callable[[], str] = secrets.token_urlsafe,
    ) -> None:
        self._rules, self._clock, self._exposed, self._tokens = tuple(rules), clock, exposed, tokens

    def __call__(self, connection: sa.Connection, landing: Landing) -> None:
        """Write the alerts of one landing. A fault in here is a signal, and the document is kept."""
        if not landing.new_reading:
            return
        point = connection.begin_nested()
        try:
            self._ring(connection, landing)
            point.commit()
        except sa.exc.SQLAlchemyError:
            raise
        except Exception as error:
            point.rollback()
            log.exception("the alerts of %s could not be made", landing.document.key)
            why = f"Whether {landing.document.key} rings could not be found out: {type(error).__name__}."
            signal = Signal(code="alert_fault", why=why, source=landing.document.address)
            insert(connection, signals, signal_row(signal, self._clock()))

    def _ring(self, connection: sa.Connection, landing: Landing) -> None:
        rules = (*self._rules, *standing_rules(connection))
        if not rules:
            return
        ringing = Ringing(connection, landing, now=self._clock(), exposed=self._exposed, tokens=self._tokens)
        if not landing.new_document:
            ringing.withdraw(rules)
        if (landing.new_document or landing.judged) and ringing.is_news():
            ringing.ring(rules)


class Ringing:
    """One landing on its way to alerts."""

    def __init__(
        self,
        connection: sa.Connection,
        landing: Landing,
        *,
        now: dt.datetime,
        exposed: CountExposed | None,
        tokens: Callable[[], str],
    ) -> None:
        self._connection, self._landing, self._now = connection, landing, now
        self._exposed, self._tokens = exposed, tokens
        self._register = held.register_of(landing.document.canonical)

    def is_news(self) -> bool:
        """Whether the document was seen just now, and is no page of a register that is read for the first time."""
        seen_at = self._landing.seen_at
        if seen_at is None or abs(self._now - seen_at) > dt.timedelta(days=7):
            return False
        return self._register is None or self.visited(self._register)

    def ring(self, rules: Sequence[Rule]) -> None:
        """The alerts of what this document moved."""
        for host, sender in self._cells():
            wanted = [rule for rule in rules if _concerns(rule, host, sender)]
            if not wanted:
                continue
            entries, known = self.known(host, sender)
            by_id = {each.id: each for each in known}
            for each in self._moved(host, sender, known, entries):
                for rule in wanted:
                    self._ring_one(rule, each, by_id)

    def known(self, host: str, sender: str | None) -> tuple[list[Shown], list[KnownPosture]]:
        """What registers show of a cell, and its postures."""
        entries = held.entries_of(self._connection, host, sender)
        return entries, held.postures_of(self._connection, host, sender, entries)

    def edition(self, register: held.Register) -> Edition | None:
        """What the entry of a register showed last."""
        return held.last_edition(self._connection, register)

    def reader(self) -> str | None:
        """Who made the reading."""
        return held.reader_of(self._connection, self._landing.reading)

    def visited(self, register: held.Register) -> bool:
        """Whether the register was read before."""
        return held.visited(self._connection, register.source)

    def history(self, rule: Rule, found: Moved) -> list[Alert]:
        """What the rule told of this cell before, oldest first."""
        return outbox.cell_history(self._connection, rule.name, found)

    def put(self, alert: Alert, rule: Rule) -> None:
        """Keep an alert, and what it makes to send."""
        outbox.put(self._connection, alert, rule, now=self._now, tokens=self._tokens)

    def _moved(
        self, host: str, sender: str | None, known: Sequence[KnownPosture], entries: Sequence[Shown]
    ) -> list[Moved]:
        """What moved in a cell: a register's page against its last edition, all else against the board."""
        landing = self._landing
        new = landing.records if landing.judged else {e.id for e in known if e.document_key == landing.document.key}
        before = self._cell([each for each in known if each.id not in new], host, sender, entries)
        if self._register is not None and not landing.judged:
            edition = self.edition(self._register)
            mine = [each for each in known if each.document_key == self._landing.document.key]
            return moved_in_register(edition, mine, before, reader=self.reader(), today=self._now.date())
        after = self._cell(known, host, sender, entries)
        return [] if after is None else moved(before, after, touched=self._landing.records.keys())

    def withdraw(self, rules: Sequence[Rule]) -> None:
        """Cancel the alerts of this document whose measure a better reading does not find any more."""
        by_name = {rule.name: rule for rule in rules}
        for alert in outbox.standing_of_document(self._connection, self._landing.document.key):
            entries = held.entries_of(self._connection, alert.host, alert.sender)
            known = held.postures_of(self._connection, alert.host, alert.sender, entries)
            cell = self._cell(known, alert.host, alert.sender, entries)
            stands = in_force(cell, alert.type, alert.value, place=alert.place, regional=alert.regional)
            rule = by_name.get(alert.rule)
            if not stands and rule is not None:
                reference = Reference(id=alert.id, at=alert.at)
                gone = msgspec.structs.replace(
                    alert,
                    id=digest("withdrawn", alert.id, self._landing.reading)[:24],
                    at=self._now,
                    kind="withdrawn",
                    earlier=(*alert.earlier, reference),
                    expires=self._now + span(rule.expires),
                )
                self.put(gone, rule)

    def _cells(self) -> list[tuple[str, str | None]]:
        """The cells that the document says something in force of."""
        said = [each for each in self._landing.records.values() if isinstance(each, Posture)]
        cells = {(each.host, each.sender) for each in said if each.host is not None and each.modality == "fact"}
        return sorted(cells, key=lambda cell: (cell[0], cell[1] or ""))

    def _cell(
        self, known: Iterable[KnownPosture], host: str, sender: str | None, entries: Iterable[Shown]
    ) -> Cell | None:
        seen_by = dt.datetime.max.replace(tzinfo=dt.UTC)
        return board(known, as_of=self._now, known_at=seen_by, hosts=[host], registers=entries).cell(sender, host)

    def _ring_one(self, rule: Rule, found: Moved, by_id: dict[str, KnownPosture]) -> None:
        if not _asks_for(rule, found) or not self._is_fresh(rule, found):
            return
        earlier = self.history(rule, found)
        if _is_silent(rule, found, earlier, self._now):
            return
        known = [by_id[each] for each in found.evidence if each in by_id]
        names = self._origins(known)
        if len(names) < rule.origins or not (found.fresh or rule.origins > 1):
            return
        exposed = counted(rule, found.host, self._exposed)
        if rule.exposed is not None and exposed is not None and exposed < rule.exposed.people:
            return
        alert = self._alert(rule, found, earlier, known)
        alert = msgspec.structs.replace(alert, origins=names, exposed=exposed)
        self.put(alert, rule)

    def _is_fresh(self, rule: Rule, found: Moved) -> bool:
        """Whether the document and what it tells are of the rule's window: no archive rings, and no old news."""
        window = span(rule.fresh)
        document = self._landing.document
        seen_at = self._landing.seen_at
        if seen_at is None or self._now - seen_at > window or found.since is None:
            return False
        if document.published_at is not None and self._now - document.published_at > window:
            return False
        days = math.ceil(window / dt.timedelta(days=1))
        told_on = [found.since, *([document.published] if document.published else [])]
        return all((self._now.date() - day).days <= days for day in told_on)

    def _origins(self, known: Sequence[KnownPosture]) -> tuple[str, ...]:
        """The independent origins; where there are none, the analyst who says so."""
        traced = origins(held.stored(self._connection, (each.document_key for each in known)))
        heard = voices((told(each) for each in known), traced)
        independent = tuple(voice.origin.name for voice in heard if voice.origin.kind != "desk")
        return independent or tuple(voice.origin.name for voice in heard)[:1]

    def _alert(self, rule: Rule, found: Moved, earlier: Sequence[Alert], known: Sequence[KnownPosture]) -> Alert:
        chain = [each for each in earlier if not each.drill or rule.drill]
        ends = None if found.ends is None else dt.datetime.combine(found.ends, dt.time(23, 59, 59), dt.UTC)
        expires = self._now + span(rule.expires)
        canonicals = held.canonicals(self._connection, (each.document_key for each in known))
        return Alert(
            id=digest("alert", rule.name, self._landing.reading, *found.evidence, found.value, found.place or "")[:24],
            rule=rule.name,
            at=self._now,
            host=found.host,
            sender=found.sender,
            type=found.type,
            value=found.value,
            kind=found.kind,
            before=found.before,
            place=found.place,
            regional=found.regional,
            since=found.since,
            ends=found.ends,
            expires=expires if ends is None or ends < self._now else min(expires, ends),
            grave=reached(found.type, found.value, rule.quiet.unless if rule.quiet else GRAVE),
            drill=rule.drill,
            official=any(held.register_of(each) is not None for each in canonicals.values()),
            quotes=held.quotes(known)[:QUOTED],
            documents=len({each.document_key for each in known}),
            contested=found.contested,
            unknown=found.unknown,
            earlier=references(chain),
        )


def counted(rule: Rule, host: str, exposed: CountExposed | None) -> int | None:
    """Own people there; ``None`` where the rule does not ask or nobody can say, and then it rings."""
    if rule.exposed is None or exposed is None:
        return None
    try:
        return exposed(host, rule.exposed.within_days)
    except TocsinError:
        log.exception("own people in %s could not be counted", host)
        return None


def _concerns(rule: Rule, host: str, sender: str | None) -> bool:
    return (not rule.hosts or host in rule.hosts) and (not rule.senders or sender in rule.senders)


def _asks_for(rule: Rule, found: Moved) -> bool:
    """Whether the rule asks for this type and value, the way that it moved, and the place."""
    if not rule.asks_for_measures:
        return False
    if found.regional and not rule.regional:
        return False
    if rule.places and not any(folded(place) in folded(found.place) for place in rule.places if found.place):
        return False
    types: set[str] = {*rule.types} or {*rule.reaches}
    if types and found.type not in types:
        return False
    if found.kind == "eased":
        told_of = found.before is not None and reached(found.type, found.before, rule.reaches)
        return rule.falls and (found.type not in rule.reaches or told_of)
    return found.type not in rule.reaches or reached(found.type, found.value, rule.reaches)


def _is_silent(rule: Rule, found: Moved, earlier: Sequence[Alert], now: dt.datetime) -> bool:
    """Whether the same was said within the cool-down and nothing milder since; or this measure rang already."""
    if not earlier:
        return False
    same = [each for each in earlier if each.value == found.value and each.kind not in ENDED]
    if not found.fresh:
        return any(found.since is None or each.at.date() >= found.since for each in same)
    if earlier[-1].value != found.value and found.kind != "eased":
        last = earlier[-1]
        worse = last.kind in ENDED or reached(found.type, found.value, {found.type: last.value})
        if worse:
            return False
    return any(now - each.at < span(rule.cooldown) for each in same)
