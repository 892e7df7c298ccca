"""The changes that a ledger tells of, with their texts: all that was asked for, or the newest of them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

import msgspec

from tocsin.changes.memory import Memory
from tocsin.changes.model import AdviceChange, Kind, Remark
from tocsin.changes.series import FLAP, REWORDED, history, order
from tocsin.changes.texts import Texts
from tocsin.changes.wording import Difference
from tocsin.ledger import Ledger
from tocsin.ledger.register_history import RegisterHistory
from tocsin.ledger.register_model import Edition
from tocsin.ledger.register_queries import Wanted

FIRST = 4
"""New texts that are looked at first for each change that is asked for; then four times as many, and so on."""
MOST = 1_500
"""New texts beyond which no further attempt is made for one page."""
SETTLED = FLAP + dt.timedelta(days=1)
"""How long after it was seen nothing that a register says can take a change back."""
Each = AdviceChange | Remark
Place = tuple[dt.datetime, str, str]
"""Where a change or remark stands in time: when it was seen, its source, its entry."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which changes: about these hosts, by these governments, of these kinds, seen from ``since`` on. Empty: all."""

    hosts: frozenset[str] = frozenset()
    senders: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    since: dt.datetime | None = None

    def has(self, each: AdviceChange | Remark) -> bool:
        """Whether this is one of them. A remark has no kind."""
        return (
            (self.since is None or each.seen_at >= self.since)
            and (not self.senders or each.government in self.senders)
            and (not self.hosts or not self.hosts.isdisjoint(each.hosts))
            and (not self.kinds or isinstance(each, Remark) or not self.kinds.isdisjoint(each.kinds))
        )


class Told:
    """Changes newest first, remarks too. ``difference`` compares the texts of one.

    ``after`` is the place from which older ones may be asked for, ``None`` where there are none. ``looked_to`` says
    that nothing was looked at before this moment, though there is more.
    """

    def __init__(
        self, changes: list[AdviceChange], remarks: list[Remark], differences: dict[tuple[str, str], Difference]
    ) -> None:
        self.changes, self.remarks, self._differences = changes, remarks, differences
        self.after: Place | None = None
        self.looked_to: dt.datetime | None = None

    def difference(self, change: AdviceChange) -> Difference:
        """What moved in the text of a change, sentence by sentence; nothing where a text is not to be had."""
        return self._differences.get((change.document_before or "", change.document_after or ""), Difference())


def told(
    ledger: Ledger,
    *,
    now: dt.datetime,
    since: dt.datetime | None = None,
    hosts: Collection[str] = (),
    senders: Collection[str] = (),
) -> Told:
    """What moved from ``since`` on as seen by ``now``, for these hosts and of these governments; none means all."""
    asked = Asked(hosts=frozenset(hosts), senders=frozenset(senders), since=since)
    looking = Looking(ledger, asked, now=now, memory=Memory())
    return looking.told(looking.walk(since))


def told_page(
    ledger: Ledger,
    asked: Asked,
    *,
    now: dt.datetime,
    limit: int,
    memory: Memory,
    before: Place | None = None,
    remarks: bool = False,
) -> Told:
    """The newest ``limit`` changes (or remarks) that stand before a place: the same as ``told`` finds.

    Only so many editions are looked at as it takes, and texts only of what is shown.
    """
    looking = Looking(ledger, asked, now=now, memory=memory)
    number = FIRST * limit * (16 if asked.kinds else 1)
    while True:
        floor = looking.floor(number, before)
        shown, more = _page(looking.walk(floor, before=before, remarks=remarks, ahead=2 * limit), limit)
        if more or floor == asked.since or number >= MOST:
            break
        number *= 4
    found = looking.told(shown)
    if more:
        found.after = order(shown[-1])
    elif floor is not None and floor != asked.since:
        found.after, found.looked_to = (floor, "", ""), floor
    return found


def _page(found: Iterator[Each], limit: int) -> tuple[list[Each], bool]:
    """The first of these, with all that stand at the place of the last one; whether there are more."""
    shown: list[Each] = []
    for each in found:
        if len(shown) >= limit and order(each) != order(shown[-1]):
            return shown, True
        shown.append(each)
    return shown, False


class Looking:
    """One question to the ledger's registers, as seen by ``now``."""

    def __init__(self, ledger: Ledger, asked: Asked, *, now: dt.datetime, memory: Memory) -> None:
        self._past = RegisterHistory(ledger.engine)
        self._asked, self._now, self._memory = asked, now, memory
        self._wanted = Wanted(governments=asked.senders, hosts=asked.hosts, known_at=now)
        self._texts = Texts(self._past)

    def editions(self) -> list[Edition]:
        """Every edition that was asked for, by source, entry and time; alerts only tell of their day."""
        return [each for each in self._past.series(self._wanted) if not each.alert]

    def difference(self, before: Edition, after: Edition) -> Difference:
        """What moved in the text from one edition to another."""
        if before.document is None or after.document is None or before.document == after.document:
            return Difference()
        return self._memory.difference(self._texts, before.document, after.document)

    def floor(self, number: int, before: Place | None) -> dt.datetime | None:
        """When the text was new that is so many before the newest, but not before what was asked for."""
        known_at = self._now if before is None else min(before[0], self._now)
        wanted = msgspec.structs.replace(self._wanted, known_at=known_at)
        found, since = self._past.nth_new_text(number, wanted), self._asked.since
        return since if found is None or (since is not None and found < since) else found

    def walk(
        self, floor: dt.datetime | None, *, before: Place | None = None, remarks: bool | None = None, ahead: int = 0
    ) -> Iterator[Each]:
        """The changes (``remarks``: the remarks; ``None``: both) seen from ``floor`` on, newest first.

        The texts of a change are compared only when it is reached; ``ahead`` says how many are fetched at once.
        """
        return self.weigh(
            self._past.series(self._wanted, since=floor), floor, before=before, remarks=remarks, ahead=ahead
        )

    def weigh(
        self,
        editions: list[Edition],
        floor: dt.datetime | None,
        *,
        settled: dt.datetime | None = None,
        before: Place | None = None,
        remarks: bool | None = None,
        ahead: int = 0,
    ) -> Iterator[Each]:
        """What moved in these editions, as ``walk`` does; ``settled`` is when the last of them can have been seen."""
        stamps = self._memory.stamps(self._past, {edition.source for edition in editions}, known_at=self._now)
        outline = history(editions, now=settled or self._now, rewritten=_perhaps, stamps=stamps)
        every: list[Each] = [*outline.changes, *(outline.remarks if remarks is not False else ())]
        every = [each for each in every if self._asked.has(each) and (floor is None or each.seen_at >= floor)]
        if before is not None:
            every = [each for each in every if order(each) < before]
        every.sort(key=order, reverse=True)
        self._fetch(every[:ahead])
        for each in every:
            weighed = each if isinstance(each, Remark) else self._weighed(each)
            if remarks in (None, isinstance(weighed, Remark)) and self._asked.has(weighed):
                yield weighed

    def _fetch(self, every: list[Each]) -> None:
        """Fetch at once the texts that will be compared."""
        changes = [each for each in every if isinstance(each, AdviceChange)]
        pairs = [(each.document_before, each.document_after) for each in changes]
        self._texts.fetch(
            key for one, two in pairs if one and two and not self._memory.knows(one, two) for key in (one, two)
        )

    def _weighed(self, change: AdviceChange) -> Each:
        """A change that is perhaps one of substance, once its texts were compared."""
        one, two = change.document_before, change.document_after
        if "substance" not in change.kinds or (one and two and self._memory.substance(self._texts, one, two)):
            return change
        kinds = tuple(kind for kind in change.kinds if kind != "substance")
        if kinds:
            return msgspec.structs.replace(change, kinds=kinds)
        return Remark(
            government=change.government,
            source=change.source,
            entry=change.entry,
            destination=change.destination,
            hosts=change.hosts,
            reason="reworded",
            seen_at=change.seen_at,
            why=REWORDED,
        )

    def told(self, every: Iterable[Each]) -> Told:
        """These, with what differs in the texts of each change."""
        listed = list(every)
        changes = [each for each in listed if isinstance(each, AdviceChange)]
        pairs = [(each.document_before, each.document_after) for each in changes]
        found = {(one, two): self._memory.difference(self._texts, one, two) for one, two in pairs if one and two}
        return Told(changes, [each for each in listed if isinstance(each, Remark)], found)


def _perhaps(_before: str, _after: str) -> bool:
    """Every text that moved is one of substance until somebody looks."""
    return True
