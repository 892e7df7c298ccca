"""What a rule would have rung for: the documents of the last days once more, as they came in, and nothing is written.

Postures are those of today's readings, and own people are counted as of now; else it is what the bell does.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from tocsin.alerts import held, outlooks
from tocsin.alerts.bell import CountExposed, Ringing
from tocsin.alerts.model import Alert, Moved
from tocsin.alerts.outbox import cell_of
from tocsin.alerts.rules import Rule
from tocsin.ledger import Ledger
from tocsin.ledger.engine import explained
from tocsin.ledger.model import KnownPosture, Landing, StoredDocument
from tocsin.ledger.register_model import Edition, Shown
from tocsin.outlook import all_ahead, taken_in
from tocsin.outlook.model import Level
from tocsin.records.model import Posture

DAYS = 30
"""Days that are looked back over."""
MOST = 3_000
"""Documents that are looked at, the latest."""

_ByCell = Mapping[tuple[str, str | None], Sequence[KnownPosture]]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule would have rung for, the latest first; ``documents`` that were looked at, ``left_out`` older ones."""

    since: dt.datetime
    alerts: tuple[Alert, ...] = ()
    documents: int = 0
    left_out: int = 0


def trial(
    ledger: Ledger, rule: Rule, *, now: dt.datetime, days: int = DAYS, exposed: CountExposed | None = None
) -> Trial:
    """Try a rule on what came in within some days. Check-ins and lapses are not tried."""
    since, found = now - dt.timedelta(days=days), Trial(since=now - dt.timedelta(days=days))
    if rule.asks_for_measures:
        found = _of_documents(ledger, rule, since=since, exposed=exposed)
    if rule.outlook is None:
        return found
    rang = sorted((*found.alerts, *_of_levels(ledger, rule, now=now, days=days, exposed=exposed)), key=_latest_first)
    return msgspec.structs.replace(found, alerts=tuple(rang))


def _latest_first(alert: Alert) -> tuple[float, str]:
    return -alert.at.timestamp(), alert.id


def _of_documents(ledger: Ledger, rule: Rule, *, since: dt.datetime, exposed: CountExposed | None) -> Trial:
    postures = [each for host in rule.hosts or (None,) for each in ledger.postures(host=host) if _concerns(rule, each)]
    came = {each.document_key: each.first_seen for each in postures if each.first_seen >= since}
    order = sorted(came, key=lambda key: (came[key], key))
    chosen = order[-MOST:]
    place = {key: at for at, key in enumerate(order)}
    cells: defaultdict[tuple[str, str | None], list[KnownPosture]] = defaultdict(list)
    mine: defaultdict[str, dict[str, Posture]] = defaultdict(dict)
    for each in postures:
        cells[each.posture.host or "", each.posture.sender].append(each)
        mine[each.document_key][each.id] = each.posture
    rang: list[Alert] = []
    with explained(ledger.engine.url), ledger.engine.connect() as connection, connection.begin():
        for key in chosen:
            landing = _landing(held.stored_one(connection, key), mine[key], at=came[key])
            if landing is None:
                continue
            trying = _Trying(connection, landing, cells, place, rang=rang, exposed=exposed)
            if trying.is_news():
                trying.ring([rule])
    return Trial(
        since=since,
        alerts=tuple(sorted(rang, key=_latest_first)),
        documents=len(chosen),
        left_out=len(order) - len(chosen),
    )


def _concerns(rule: Rule, known: KnownPosture) -> bool:
    return not rule.senders or known.posture.sender in rule.senders


def _landing(stored: StoredDocument | None, mine: Mapping[str, Posture], *, at: dt.datetime) -> Landing | None:
    if stored is None:
        return None
    return Landing(
        document=stored.document,
        reading=stored.reader,
        seen_at=at,
        read_at=at,
        new_document=True,
        new_reading=True,
        records=dict(mine),
    )


class _Trying(Ringing):
    """A landing of the past: what came later is not known, and alerts are kept in a list."""

    def __init__(
        self,
        connection: sa.Connection,
        landing: Landing,
        cells: _ByCell,
        place: Mapping[str, int],
        *,
        rang: list[Alert],
        exposed: CountExposed | None,
    ) -> None:
        now = landing.seen_at or landing.read_at
        super().__init__(connection, landing, now=now, exposed=exposed, tokens=lambda: "")
        self._cells_known, self._place, self._rang = cells, place, rang

    def known(self, host: str, sender: str | None) -> tuple[list[Shown], list[KnownPosture]]:
        """As it was when this document had just come in."""
        mine = self._place[self._landing.document.key]
        entries = held.entries_of(self._connection, host, sender, known_at=self._now - dt.timedelta(microseconds=1))
        known = [
            msgspec.structs.replace(each, last_seen=min(each.last_seen, self._now))
            for each in self._cells_known.get((host, sender), ())
            if self._place.get(each.document_key, -1) <= mine
        ]
        return entries, known

    def edition(self, register: held.Register) -> Edition | None:
        """What the entry showed last before this moment."""
        return held.last_edition(self._connection, register, before=self._now)

    def reader(self) -> str | None:
        """The reader of today's reading."""
        return self._landing.reading

    def visited(self, register: held.Register) -> bool:
        """Whether the register had been read before this moment."""
        return held.visited(self._connection, register.source, before=self._now)

    def history(self, rule: Rule, found: Moved) -> list[Alert]:
        """What rang in this trial."""
        return [each for each in self._rang if cell_of(each) == cell_of(found)]

    def put(self, alert: Alert, rule: Rule) -> None:
        """Keep it in the list."""
        self._rang.append(alert)


def _of_levels(
    ledger: Ledger, rule: Rule, *, now: dt.datetime, days: int, exposed: CountExposed | None
) -> Iterator[Alert]:
    """The crossings of each host day by day, from what is known now; quoted is what is behind the level of today."""
    taken_in(ledger)
    rang: list[Alert] = []
    with explained(ledger.engine.url), ledger.engine.connect() as connection, connection.begin():
        for ahead in all_ahead(ledger, as_of=now.date(), back=days):
            before: Level = ahead.days[0].level if ahead.days else "quiet"
            for number, day in enumerate(ahead.days):
                if day.level == before:
                    continue
                at = min(now, dt.datetime.combine(day.day, dt.time(12), dt.UTC))
                crossed = outlooks.Crossed(
                    host=ahead.outlook.host,
                    level=day.level,
                    before=before,
                    number=number,
                    evidence=outlooks.until(ahead.outlook, day.day),
                )
                earlier = [each for each in rang if each.host == crossed.host]
                alert = outlooks.alert(connection, rule, crossed, earlier, now=at, exposed=exposed)
                before = day.level
                if alert is not None:
                    rang.append(alert)
    yield from rang
