"""The editions of a register in order of time, to changes and remarks."""

import collections
import datetime as dt
import difflib
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from tocsin.changes.model import AdviceChange, History, Kind, Reason, Remark
from tocsin.ledger.registers import Edition, Part

Rewritten = Callable[[str, str], bool]
"""Whether the texts of two documents, by their keys, differ in more than wording."""

FLAP = dt.timedelta(days=7)
"""A level that is back within this time never moved: back-ends that lag by days alternate so (see docs/sources.md)."""
STOOD = dt.timedelta(days=3)
"""How long a level must stand where the register's own date does not say that the edition is new."""
BULK = 0.15
"""The share of a register's entries dated to one day from which that day's date says nothing of any of them."""
BULK_LEAST = 5
"""Entries that may always share a day."""
AHEAD = dt.timedelta(days=2)
"""A date so much later than the sighting is impossible; zones explain less."""
NONE = "no level"
"""What stands where a register was understood and has no level for the country as a whole."""
REWORDED = "the text moved in wording, spelling or order only"
_SAME_PLACE = 0.8
MANY_PLACES = 2_000
"""Pairs of places from which nobody asks which are only spelled otherwise."""


def history(
    editions: Iterable[Edition],
    *,
    now: dt.datetime,
    rewritten: Rewritten | None = None,
    stamps: Mapping[str, frozenset[dt.date]] | None = None,
) -> History:
    """What changed in these editions, which are in order of source, entry and time. Pure.

    ``now`` decides whether a level has stood long enough; ``rewritten`` tells changes of substance,
    without it only structure is compared. ``stamps`` are the days of each source that its register gave to very many of
    its entries; without it they are counted, for which the editions must be of all its entries.
    """
    found: list[AdviceChange] = []
    remarks: list[Remark] = []
    for source, of_source in itertools.groupby(editions, key=lambda edition: edition.source):
        listed = list(of_source)
        bulk = _bulk_days(listed) if stamps is None else stamps.get(source, frozenset())
        for _, series in itertools.groupby(listed, key=lambda edition: edition.entry):
            track = _Track(bulk=bulk, now=now, rewritten=rewritten)
            for edition in series:
                track.take(edition)
            track.settle()
            found += track.changes
            remarks += track.remarks
    return History(changes=tuple(sorted(found, key=order)), remarks=tuple(sorted(remarks, key=order)))


def order(each: AdviceChange | Remark) -> tuple[dt.datetime, str, str]:
    """The place of a change or remark in time; two of one moment stand by source and entry."""
    return each.seen_at, each.source, each.entry


def _bulk_days(editions: Sequence[Edition]) -> frozenset[dt.date]:
    """The days to which the register dated so many of its entries that the date is a stamp and no news."""
    entries = {edition.entry for edition in editions}
    dated: dict[dt.date, set[str]] = {}
    for edition in editions:
        if edition.updated is not None:
            dated.setdefault(edition.updated.date(), set()).add(edition.entry)
    least = max(BULK_LEAST, BULK * len(entries))
    return frozenset(day for day, names in dated.items() if len(names) > least)


class _Track:
    """One entry's editions so far: what stands, what waits to be confirmed, what was found."""

    def __init__(self, *, bulk: frozenset[dt.date], now: dt.datetime, rewritten: Rewritten | None) -> None:
        self._bulk, self._now, self._rewritten = bulk, now, rewritten
        self._last: Edition | None = None
        self._stands: Edition | None = None
        self._waits: Edition | None = None
        self.changes: list[AdviceChange] = []
        self.remarks: list[Remark] = []

    def take(self, edition: Edition) -> None:
        """The next edition."""
        last, self._last = self._last, edition
        if not edition.present:
            self._remark(edition, "vanished", "the row is gone from the register")
            return
        if last is not None and not last.present:
            self._remark(edition, "returned", "the row is back in the register")
        stands = self._stands
        if stands is None:
            self._stands = edition
            return
        if edition.revision != stands.revision:
            self._remark(edition, "reread", "a newer reader read it; what differs is no news")
            self._stands, self._waits = _carry(edition, stands), None
            return
        self._compare(edition, stands)

    def settle(self) -> None:
        """At the end: what waited and was not contradicted is a change once it has stood."""
        self._confirm(self._now)
        if self._waits is not None:
            self._remark(
                self._waits, "unconfirmed", f"{_said(self._waits)} is new and undated; it must stand for a while"
            )

    def _compare(self, edition: Edition, stands: Edition) -> None:
        self._confirm(edition.seen_at)
        stands = self._stands or stands
        said, stood = _said(edition), _said(stands)
        if said is None and stood is not None:
            self._remark(edition, "lost_level", f"the register said {stood}, and now no level that can be read")
            self._waits = None
        elif stood is None or said is None:
            self._stands = edition if stood is None else stands
        elif said != stood:
            self._moved(edition, stands)
        else:
            self._same_level(edition, stands)

    def _moved(self, edition: Edition, stands: Edition) -> None:
        """The level differs: a change, an older copy, a flap, or something to wait for."""
        if _dated(edition) and _dated(stands) and _day(edition) < _day(stands):
            self._remark(edition, "older", f"{_said(edition)} is dated before {_said(stands)}, which stands")
            return
        if _dated(edition) is None and edition.updated is not None:
            self._remark(edition, "impossible_date", f"it is dated {edition.updated:%Y-%m-%d}, after it was seen")
        if self._flaps(edition):
            return
        self._waits = edition if self._waits is None or _said(self._waits) != _said(edition) else self._waits
        if _dated(edition) and _dated(stands) and _day(edition) > _day(stands) and _day(edition) not in self._bulk:
            self._accept()

    def _flaps(self, edition: Edition) -> bool:
        """Whether this takes back a change of a few days ago: then neither was one."""
        last = next((change for change in reversed(self.changes) if "level" in change.kinds), None)
        if last is None:
            return False
        if (last.before or NONE) != _said(edition) or edition.seen_at - last.seen_at > FLAP:
            return False
        newer = _dated(edition) is not None and last.dated is not None and _day(edition) > last.dated.date()
        if newer:
            return False
        self.changes.remove(last)
        why = f"{last.before}, {last.after}, {edition.level} within days"
        self._remark(edition, "flapped", why)
        self._stands, self._waits = edition, None
        return True

    def _same_level(self, edition: Edition, stands: Edition) -> None:
        if self._waits is not None:
            self._remark(edition, "flapped", f"{_said(self._waits)} was seen and is gone, {_said(edition)} stands")
            self._waits = None
        gone, new, kinds = self._other_kinds(edition, stands)
        if kinds:
            self.changes.append(_change(stands, edition, kinds=kinds, gone=gone, new=new))
        elif edition.document != stands.document:
            self._remark(edition, "reworded", REWORDED)
        else:
            self._remark(edition, "restamped", "the same text was published again")
        self._stands = edition

    def _other_kinds(
        self, edition: Edition, stands: Edition
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Kind, ...]]:
        """Regions, directives and missions that came and went, and whether the text did in substance."""
        kinds: list[Kind] = []
        gone, new = _regions(stands.parts, edition.parts)
        if gone or new:
            kinds.append("region")
        for kind in ("directive", "mission"):
            left = [each for each in stands.postures if each.startswith(kind) and each not in edition.postures]
            come = [each for each in edition.postures if each.startswith(kind) and each not in stands.postures]
            if left or come:
                kinds.append(kind)
                gone, new = (*gone, *left), (*new, *come)
        if self._substance(edition, stands):
            kinds.append("substance")
        return gone, new, tuple(kinds)

    def _substance(self, edition: Edition, stands: Edition) -> bool:
        """Whether the text moved in more than wording. It decides nothing of what comes later."""
        before, after = stands.document, edition.document
        if self._rewritten is None or before is None or after is None or before == after:
            return False
        return self._rewritten(before, after)

    def _confirm(self, moment: dt.datetime) -> None:
        if self._waits is not None and moment - self._waits.seen_at >= STOOD:
            self._accept()

    def _accept(self) -> None:
        """What waited is a change."""
        waits, stands = self._waits, self._stands
        if waits is None or stands is None:
            return
        gone, new, kinds = self._other_kinds(waits, stands)
        self.changes.append(_change(stands, waits, kinds=("level", *kinds), gone=gone, new=new))
        self._stands, self._waits = waits, None

    def _remark(self, edition: Edition, reason: Reason, why: str) -> None:
        self.remarks.append(
            Remark(
                government=edition.government,
                source=edition.source,
                entry=edition.entry,
                destination=edition.destination,
                hosts=edition.hosts,
                reason=reason,
                seen_at=edition.seen_at,
                why=why,
            )
        )


def _carry(edition: Edition, stands: Edition) -> Edition:
    """What stands after a newer reader: its own reading, with the level that stood where it reads none."""
    if _said(edition) is None and _said(stands) is not None:
        return msgspec.structs.replace(stands, revision=edition.revision)
    return edition


def _said(edition: Edition) -> str | None:
    """The level, or that there is stated to be none; ``None`` where nothing could be read."""
    return edition.level or (NONE if edition.silent else None)


def _dated(edition: Edition) -> dt.datetime | None:
    """The register's own date of an edition, unless it is later than it can be."""
    if edition.updated is None or edition.updated > edition.seen_at + AHEAD:
        return None
    return edition.updated


def _day(edition: Edition) -> dt.date:
    dated = _dated(edition)
    return dt.date.min if dated is None else dated.date()


def _regions(before: Sequence[Part], after: Sequence[Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regional levels that went and came; one whose place is only spelled otherwise stayed."""
    if before == after:
        return (), ()
    kept = collections.Counter(map(_plain, before)) & collections.Counter(map(_plain, after))
    gone, left = _without(before, kept), _without(after, kept)
    if len(gone) * len(left) > MANY_PLACES:
        return tuple(map(_named, gone)), tuple(map(_named, left))
    went: list[Part] = []
    for part in gone:
        same = next((each for each in left if each.value == part.value and _one_place(each, part)), None)
        if same is None:
            went.append(part)
        else:
            left.remove(same)
    return tuple(map(_named, went)), tuple(map(_named, left))


def _without(parts: Sequence[Part], kept: collections.Counter[tuple[str, str]]) -> list[Part]:
    still = kept.copy()
    found = []
    for part in parts:
        if still[_plain(part)] > 0:
            still[_plain(part)] -= 1
        else:
            found.append(part)
    return found


def _plain(part: Part) -> tuple[str, str]:
    return part.value, " ".join((part.place or "").casefold().split())


def _one_place(one: Part, other: Part) -> bool:
    matcher = difflib.SequenceMatcher(None, _plain(one)[1], _plain(other)[1], autojunk=False)
    return matcher.ratio() >= _SAME_PLACE


def _named(part: Part) -> str:
    return f"{part.value}: {part.place}" if part.place else part.value


def _change(
    before: Edition, after: Edition, *, kinds: tuple[Kind, ...], gone: tuple[str, ...], new: tuple[str, ...]
) -> AdviceChange:
    return AdviceChange(
        government=after.government,
        source=after.source,
        entry=after.entry,
        destination=after.destination,
        hosts=after.hosts,
        kinds=kinds,
        seen_at=after.seen_at,
        before=before.level,
        after=after.level,
        before_words=before.wording or before.why,
        after_words=after.wording or after.why,
        gone=gone,
        new=new,
        dated=_dated(after),
        document_before=before.document,
        document_after=after.document,
        url=after.url,
    )
