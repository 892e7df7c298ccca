"""Which denials and doubts stand beside which claims."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.claims import postures, speech
from tocsin.claims.gather import Group
from tocsin.claims.model import ClaimKind, Contest, Told
from tocsin.claims.voices import voices
from tocsin.claims.wording import content
from tocsin.origins import Origins
from tocsin.records.model import Denial, Forewarning, Posture

WINDOW_DAYS = 7
"""Between a claim and a denial of it that does not point at its sentence."""
LEAST, SHARED = 0.6, 3
"""The share of a denial's words, and how many, that a claim must hold to be what it denies."""
_ASSERTS: tuple[ClaimKind, ...] = ("posture", "event", "statement", "warning", "figure", "contact")

_NO_WEEK = -10

Place = tuple[ClaimKind, int]


@dataclass(frozen=True, slots=True)
class Contested:
    """The records of one denial or doubt."""

    group: Sequence[Told]

    def contest(self, origins: Origins) -> Contest:
        """It with its own origins."""
        first = min(self.group, key=lambda each: each.order)
        by, country, words = _who(first)
        return Contest(
            by=by,
            by_country=country,
            words=words,
            day=first.day,
            evidence=tuple(sorted(each.id for each in self.group)),
            voices=voices(self.group, origins),
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """The contests of each group, and the groups that are claims of their own with their places."""

    of_group: dict[Place, list[Contested]] = field(default_factory=dict)
    remaining: dict[ClaimKind, list[tuple[int, Group]]] = field(default_factory=dict)


def contests(groups: Mapping[ClaimKind, list[Group]]) -> Beside:
    """Put each denial beside what it denies; one whose claim nobody makes here stays a claim of its own."""
    beside = Beside()
    asserted = _Asserted(groups)
    for kind, every in groups.items():
        kept = beside.remaining.setdefault(kind, [])
        for place, group in enumerate(every):
            denied = asserted.denied_by(kind, group)
            for each in denied:
                beside.of_group.setdefault(each, []).append(Contested(group))
            if not denied:
                kept.append((place, group))
    return beside


class _Asserted:
    """What is asserted, to be looked up by document and by words."""

    def __init__(self, groups: Mapping[ClaimKind, list[Group]]) -> None:
        self._groups = groups
        self._in: dict[str, list[tuple[Told, Place]]] = {}
        self._with: dict[tuple[str, int], set[Place]] = {}
        self._words: dict[Place, frozenset[str]] = {}
        for kind in _ASSERTS:
            for place, group in enumerate(groups.get(kind, ())):
                if not _denies(group[0]):
                    self._take((kind, place), group)

    def _take(self, place: Place, group: Group) -> None:
        for each in group:
            self._in.setdefault(each.document_key, []).append((each, place))
        self._words[place] = frozenset().union(*(content(each.record.evidence) for each in group))
        for word in self._words[place]:
            for week in {_week(each) for each in group}:
                self._with.setdefault((word, week), set()).add(place)

    def denied_by(self, kind: ClaimKind, group: Group) -> list[Place]:
        """The places of what a group denies; empty where it denies nothing, or nothing that is asserted here."""
        if not _denies(group[0]):
            return []
        if kind == "denial":
            return sorted({*self._pointed_at(group)}) or self._in_words(group)
        return [(kind, place) for place, other in enumerate(self._groups[kind]) if self._same(kind, group, other)]

    def _pointed_at(self, group: Group) -> Iterator[Place]:
        for each in group:
            if (span := speech.denial(each).denies) is None:
                continue
            for told, place in self._in.get(each.document_key, ()):
                if told.record.start < span[1] and span[0] < told.record.end:
                    yield place

    def _in_words(self, group: Group) -> list[Place]:
        """The claim of the days about it that holds most of the denial's words, the earliest listed of equals."""
        words = frozenset().union(*(content(speech.denial(each).claim) for each in group))
        needed = max(SHARED, math.ceil(LEAST * len(words)))
        own = {(each.document_key, each.record.start) for each in group}
        best: tuple[int, Place] | None = None
        for place in self._holding(words, len(words) - needed + 1, group):
            score = len(words & self._words[place])
            if score >= needed and (best is None or (-score, place) < best) and self._may_be(place, group, own):
                best = (-score, place)
        return [] if best is None else [best[1]]

    def _holding(self, words: frozenset[str], enough: int, group: Group) -> set[Place]:
        """What holds one of the rarest words in the weeks about the denial; what lacks them all is too unlike."""
        if enough < 1:
            return set()
        weeks = sorted({week + step for week in map(_week, group) for step in (-1, 0, 1)} | {_NO_WEEK})
        held = {word: set().union(*(self._with.get((word, week), ()) for week in weeks)) for word in words}
        rarest = sorted(words, key=lambda word: (len(held[word]), word))[:enough]
        return set().union(*(held[word] for word in rarest))

    def _may_be(self, place: Place, group: Group, own: set[tuple[str, int]]) -> bool:
        other = self._groups[place[0]][place[1]]
        if {(each.document_key, each.record.start) for each in other} <= own:
            return False
        return any(_within(one, each) for one in group for each in other)

    def _same(self, kind: ClaimKind, group: Group, other: Group) -> bool:
        if _denies(other[0]) or not any(_within(one, each) for one in group for each in other):
            return False
        if kind == "posture":
            return postures.same_measure(group[0], other[0])
        one, its = speech.warning(group[0]), speech.warning(other[0])
        threat = one.threat_country or one.threat_from
        return threat is not None and threat == (its.threat_country or its.threat_from) and one.host == its.host


def _week(told: Told) -> int:
    return _NO_WEEK if told.day is None else told.day.toordinal() // WINDOW_DAYS


def _denies(told: Told) -> bool:
    record = told.record
    if isinstance(record, Posture):
        return record.modality == "denied"
    if isinstance(record, Forewarning):
        return record.likelihood == "denied"
    return isinstance(record, Denial)


def _within(denied: Told, asserted: Told) -> bool:
    if denied.day is None or asserted.day is None:
        return denied.document_key == asserted.document_key
    return abs((denied.day - asserted.day).days) <= WINDOW_DAYS


def _who(told: Told) -> tuple[str, str | None, str]:
    """Who denies, their state, and in which words."""
    record = told.record
    if isinstance(record, Denial):
        return record.by, record.by_country, record.claim
    if isinstance(record, Posture):
        return record.sender or "nobody named", record.sender, record.wording or record.evidence
    speaker = getattr(record, "speaker", None)
    return speaker or "nobody named", getattr(record, "speaker_country", None), record.evidence
