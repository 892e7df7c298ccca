"""Which denials and doubts stand beside which claims."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.claims import postures, speech
from tocsin.claims.model import ClaimKind, Contest, Told, Traces
from tocsin.claims.voices import voices
from tocsin.claims.wording import content
from tocsin.records.model import Denial, Forewarning, Posture

WINDOW_DAYS = 7
"""Between a claim and a denial of it that does not point at its sentence."""
LEAST, SHARED = 0.6, 3
"""The share of a denial's words, and how many, that a claim must hold to be what it denies."""

Spot = tuple[str, int, int]
"""A document's key, and the first and last offset of a sentence in it."""


class Side(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked of a group of records to know what stands beside what. What is many is sorted.

    ``words`` are those that carry meaning, of a denial those of what it denies; ``measure`` names what a denied posture
    or warning is of; ``points`` are the sentences that a denial says it denies; ``spots`` those that the records are.
    """

    id: str
    kind: ClaimKind
    denies: bool
    since: dt.date | None
    until: dt.date | None
    places: tuple[str, ...]
    words: tuple[str, ...]
    measure: str = ""
    points: tuple[Spot, ...] = ()
    spots: tuple[Spot, ...] = ()

    @property
    def documents(self) -> frozenset[str]:
        """The keys of the documents that the records stand in."""
        return frozenset(spot[0] for spot in self.spots)


def side(kind: ClaimKind, group: Sequence[Told]) -> Side:
    """A group as one side of a contest."""
    first = min(group, key=lambda each: each.order)
    days = sorted(each.day for each in group if each.day is not None)
    return Side(
        id=first.id,
        kind=kind,
        denies=is_denied(first),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        places=tuple(sorted({each.place or "" for each in group})),
        words=tuple(sorted({word for each in group for word in content(_words(each))})),
        measure=_measure(first),
        points=tuple(sorted({spot for each in group for spot in _points(each)})),
        spots=tuple(sorted({(each.document_key, each.record.start, each.record.end) for each in group})),
    )


class Asserted:
    """What is asserted, to be looked up by sentence, by measure and by words."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self._at: dict[str, list[Side]] = {}
        self._of: dict[str, list[Side]] = {}
        self._with: dict[tuple[str, int], list[Side]] = {}
        for each in sides:
            if not each.denies and each.kind != "denial":
                self._take(each)

    def _take(self, each: Side) -> None:
        for key in each.documents:
            self._at.setdefault(key, []).append(each)
        if each.measure:
            self._of.setdefault(each.measure, []).append(each)
        weeks = _weeks(each.since, each.until)
        for word in each.words:
            for week in weeks:
                self._with.setdefault((word, week), []).append(each)

    def denied_by(self, denial: Side) -> list[str]:
        """The ids of what a group denies, sorted; none where it denies nothing that is asserted here."""
        if denial.kind != "denial":
            return sorted({each.id for each in self._of.get(denial.measure, ()) if _near(denial, each)})
        pointed = {
            each.id
            for key, start, end in denial.points
            for each in self._at.get(key, ())
            if any(spot[0] == key and spot[1] < end and start < spot[2] for spot in each.spots)
        }
        return sorted(pointed) or self._in_words(denial)

    def _in_words(self, denial: Side) -> list[str]:
        """The claim of the days about it that holds most of the denial's words; of one country, where it names one."""
        least = needed(denial)
        if len(denial.words) < least:
            return []
        counts: dict[str, int] = {}
        found: dict[str, Side] = {}
        for word in denial.words:
            once = {
                each.id: each
                for week in _weeks(denial.since, denial.until, about=1)
                for each in self._with.get((word, week), ())
                if "" in denial.places or not set(denial.places).isdisjoint(each.places)
            }
            found |= once
            for id_ in once:
                counts[id_] = counts.get(id_, 0) + 1
        own = {spot[:2] for spot in denial.spots}
        fits = [
            (-count, id_)
            for id_, count in counts.items()
            if count >= least and _near(denial, found[id_]) and not {spot[:2] for spot in found[id_].spots} <= own
        ]
        return [min(fits)[1]] if fits else []


def needed(denial: Side) -> int:
    """How many of a denial's words a claim must hold to be what it denies."""
    return max(SHARED, -int(-LEAST * len(denial.words) // 1))


def contest(group: Sequence[Told], origins: Traces) -> Contest:
    """A denial or doubt with its own origins."""
    first = min(group, key=lambda each: each.order)
    by, country, words = _who(first)
    return Contest(
        by=by,
        by_country=country,
        words=words,
        day=first.day,
        evidence=tuple(sorted(each.id for each in group)),
        voices=voices(group, origins),
    )


def is_denied(told: Told) -> bool:
    """Whether a record says that something is not so, or will not come."""
    record = told.record
    if isinstance(record, Posture):
        return record.modality == "denied"
    if isinstance(record, Forewarning):
        return record.likelihood == "denied"
    return isinstance(record, Denial)


def _words(told: Told) -> str:
    return told.record.claim if isinstance(told.record, Denial) else told.record.evidence


def _measure(told: Told) -> str:
    """What denied and asserted postures or warnings have in common; '' where nothing can be matched by."""
    record = told.record
    if isinstance(record, Posture):
        return "|".join(("posture", *postures.measure(told)))
    if isinstance(record, Forewarning) and speech.threat(told):
        return "|".join(("warning", speech.threat(told), record.host or ""))
    return ""


def _points(told: Told) -> list[Spot]:
    record = told.record
    if not isinstance(record, Denial) or record.denies is None:
        return []
    return [(told.document_key, *record.denies)]


def _weeks(since: dt.date | None, until: dt.date | None, *, about: int = 0) -> range:
    if since is None or until is None:
        return range(-1, 0)
    return range(since.toordinal() // WINDOW_DAYS - about, until.toordinal() // WINDOW_DAYS + about + 1)


def _near(denial: Side, other: Side) -> bool:
    """Whether the days of two groups are a week apart or less; undated ones must share a document."""
    if denial.since is None or denial.until is None or other.since is None or other.until is None:
        return not denial.documents.isdisjoint(other.documents)
    window = dt.timedelta(days=WINDOW_DAYS)
    return denial.since - window <= other.until and other.since <= denial.until + window


def _who(told: Told) -> tuple[str, str | None, str]:
    """Who denies, their state, and in which words."""
    record = told.record
    if isinstance(record, Denial):
        return record.by, record.by_country, record.claim
    if isinstance(record, Posture):
        return record.sender or "nobody named", record.sender, record.wording or record.evidence
    speaker = getattr(record, "speaker", None)
    return speaker or "nobody named", getattr(record, "speaker_country", None), record.evidence
