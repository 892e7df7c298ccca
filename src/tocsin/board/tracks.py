"""What an entry of a register showed, day by day: its editions with the day from which each stood."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from tocsin.board.facts import Fact
from tocsin.board.rules import IMPOSSIBLE, OLDER_COPY
from tocsin.ledger.register_model import Edition, Shown
from tocsin.records.model import PostureType


@dataclass(frozen=True, slots=True)
class Stand:
    """An edition and the first day on which it stood."""

    edition: Edition
    since: dt.date

    def shows(self, kind: PostureType) -> bool:
        """Whether anything that its document says of this type holds while it stands."""
        edition = self.edition
        if kind == "advice":
            return edition.present and (edition.level is not None or bool(edition.parts))
        return edition.present and bool(edition.postures)

    @property
    def understood(self) -> bool:
        """Whether it is there and its level was read, or that it has none for the country."""
        return self.edition.present and (self.edition.level is not None or self.edition.silent)


class Track:
    """One entry by a moment: the stands up to ``today``, the last of which stands now; there is at least one."""

    def __init__(self, shown: Shown, stands: Sequence[Stand], read_at: dt.datetime) -> None:
        self.shown, self.stands, self.read_at = shown, tuple(stands), read_at
        self.now = self.stands[-1]

    @property
    def government(self) -> str:
        """Whose register it is."""
        return self.shown.government

    def current(self, facts: Iterable[Fact]) -> list[Fact]:
        """Those of these facts that the edition of today states."""
        return self.of(self.now, facts)

    def of(self, stand: Stand, facts: Iterable[Fact]) -> list[Fact]:
        """Those of these facts that an edition states."""
        mine = [each for each in facts if each.known.document_key == stand.edition.document]
        return [each for each in mine if stand.shows(each.known.posture.type)]


def tracks(entries: Iterable[Shown], *, today: dt.date, known_by: dt.datetime) -> list[Track]:
    """The entries that stood on ``today``, from what had been seen by then, in one order; each once."""
    found = {}
    for shown in sorted(entries, key=lambda each: (each.source, each.entry, each.read_at)):
        every = [each for each in _in_order(shown.editions) if each.seen_at <= known_by]
        stands = _standing(every, today)
        if stands:
            later = _seen_next(every, stands[-1].edition)
            read_at = later if later is not None else min(shown.read_at, known_by)
            found[shown.source, shown.entry] = Track(shown, stands, read_at)
    return list(found.values())


def _in_order(editions: Iterable[Edition]) -> list[Edition]:
    return sorted(editions, key=lambda each: (each.seen_at, msgspec.json.encode(each)))


def _seen_next(every: Sequence[Edition], stands: Edition) -> dt.datetime | None:
    """When another edition was first seen after this one, which the register showed until then."""
    return next((each.seen_at for each in every if each.seen_at > stands.seen_at), None)


def _standing(every: Sequence[Edition], today: dt.date) -> list[Stand]:
    """Each edition that stood for a time up to ``today``."""
    stands: list[Stand] = []
    before: Stand | None = None
    for edition in every:
        stand = Stand(edition, _since(edition, before))
        if stand.since <= today:
            stands = [each for each in stands if each.since < stand.since]
            stands.append(stand)
        before = stand
    return stands


def _since(edition: Edition, before: Stand | None) -> dt.date:
    """The register's own day of an edition where that moved on, else the day on which it was first seen."""
    seen, dated = edition.seen_at.date(), _dated(edition)
    if before is None:
        return seen if dated is None else min(dated, seen)
    if edition.document == before.edition.document and edition.revision != before.edition.revision:
        return before.since
    last = _dated(before.edition)
    if dated is None or (last is not None and dated == last) or not edition.present:
        return seen
    if last is not None and dated < last:
        return seen + OLDER_COPY
    return min(dated, seen)


def _dated(edition: Edition) -> dt.date | None:
    if edition.updated is None or edition.updated > edition.seen_at + IMPOSSIBLE:
        return None
    return edition.updated.date()
