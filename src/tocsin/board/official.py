"""The official column: what the register's edition of today states of one type, and since when it does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tocsin.board.facts import Fact, in_order, summary
from tocsin.board.model import Before, Measure, Register, Standing, State
from tocsin.board.rules import DISAGREE, REGISTER_SILENT, STALE_AFTER_DAYS, rank
from tocsin.board.tracks import Stand, Track
from tocsin.records.model import PostureType

PART = "the destination is a part of a country"
GONE = "it is no longer listed"


@dataclass(frozen=True, slots=True)
class Turn:
    """When the register came to what it says, and what it said before; ``seen``: the ledger saw it come."""

    day: dt.date
    seen_at: dt.datetime
    seen: bool
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """The official column of one type, and since when its headline is so."""

    standing: Standing
    turn: Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a cell's registers: one type (of one part of the country, where ``regional``), at a moment."""

    kind: PostureType
    host: str
    moment: dt.datetime

    @property
    def today(self) -> dt.date:
        """The day of the moment, in UTC."""
        return self.moment.date()


def official(asked: Asked, facts: Sequence[Fact], tracks: Sequence[Track]) -> Official | None:
    """What the registers of one sender state, or ``None`` where they say nothing of the type.

    ``facts`` are those of the sender, host and type (and place) that stand in editions, whether they hold or not.
    """
    stated = [(track, fact) for track in tracks for fact in track.current(facts)]
    holding = [(track, fact) for track, fact in stated if fact.ends is None or fact.ends >= asked.today]
    if holding:
        return _stating(asked, holding, facts)
    if stated:
        return None
    return _without_level(asked, tracks, facts) if asked.kind == "advice" else _ended(asked, tracks, facts)


def _stating(asked: Asked, stated: Sequence[tuple[Track, Fact]], facts: Sequence[Fact]) -> Official:
    """Measures that add up; of two levels for one country, the graver one with the other as a disagreement."""

    def what(each: tuple[Track, Fact]) -> tuple[int, str, str]:
        return rank(asked.kind, each[1].value), each[1].value, each[1].apart

    groups = [list(group) for _, group in groupby(sorted(stated, key=lambda e: (what(e), in_order(e[1]))), key=what)]
    measures = [_measure(asked, group, facts) for group in groups]
    first, *others = [measure for measure, _ in measures]
    turn, track = measures[0][1], groups[0][0][0]
    unlike = [frozenset({first.value, each.value}) in DISAGREE[asked.kind] for each in others]
    stale = first.state == "stale"
    standing = Standing(
        type=asked.kind,
        **_fields(first),
        others=tuple(each for each, differs in zip(others, unlike, strict=True) if not differs),
        disagreements=tuple(each for each, differs in zip(others, unlike, strict=True) if differs),
        before=turn.before,
        changed=turn.day if turn.seen else None,
        register=_register(track, why=_unreachable(track) if stale else None),
    )
    return Official(standing, turn)


def _measure(asked: Asked, group: Sequence[tuple[Track, Fact]], facts: Sequence[Fact]) -> tuple[Measure, Turn]:
    value = group[0][1].value
    turns = [_turn(track, value, facts) for track in dict.fromkeys(track for track, _ in group)]
    turn = min(turns, key=lambda each: (each.day, each.seen_at))
    read_at = max(track.read_at for track, _ in group)
    measure = Measure(
        value=value,
        state="stale" if asked.moment - read_at > REGISTER_SILENT else "in_force",
        since=turn.day,
        **_age(asked, read_at),
        **summary([fact for _, fact in group]),
    )
    return measure, turn


def _age(asked: Asked, read_at: dt.datetime) -> dict[str, Any]:
    repeated = min(read_at.date(), asked.today)
    return {"repeated": repeated, "age_days": (asked.today - repeated).days}


def _turn(track: Track, value: str | None, facts: Sequence[Fact]) -> Turn:
    """Back through the editions to the first that said so; one that could not be read in between breaks nothing."""
    first = track.now
    earlier = list(track.stands[:-1])
    while earlier:
        stand = earlier.pop()
        said = _values(track, stand, facts)
        if value in said if value is not None else not said:
            first = stand
        elif said or stand.understood:
            return _turned(first, stand, _before(track, [*earlier, stand], facts))
    return Turn(day=first.since, seen_at=first.edition.seen_at, seen=False)


def _turned(first: Stand, last: Stand, before: Before | None) -> Turn:
    """The turn between two editions, which is none where only the code that reads them changed."""
    read_anew = first.edition.revision != last.edition.revision
    return Turn(first.since, first.edition.seen_at, seen=not read_anew, before=None if read_anew else before)


def _before(track: Track, earlier: Sequence[Stand], facts: Sequence[Fact]) -> Before | None:
    """The last thing said, and since when."""
    value, since = None, None
    for stand in reversed(earlier):
        said = _values(track, stand, facts)
        if value is None and said:
            value = said[0]
        if value is not None and value in said:
            since = stand.since
        elif value is not None and (said or stand.understood):
            break
    return None if value is None or since is None else Before(value=value, since=since)


def _values(track: Track, stand: Stand, facts: Sequence[Fact]) -> list[str]:
    """What an edition said, the gravest first."""
    values = {fact.value: rank(fact.known.posture.type, fact.value) for fact in track.of(stand, facts)}
    return sorted(values, key=lambda value: (values[value], value))


def _without_level(asked: Asked, tracks: Sequence[Track], facts: Sequence[Fact]) -> Official | None:
    """An edition for the host that has no level: unknown, or stated to be none. Never the old level, never normal."""
    of_host = [track for track in tracks if asked.host in track.now.edition.hosts]
    if not of_host:
        return None
    track = min(of_host, key=_weightiest)
    edition = track.now.edition
    silent = edition.present and edition.silent
    why = GONE if not edition.present else edition.why
    turn = _lost(track, facts)
    state: State = "silent" if silent else "unknown"
    standing = Standing(
        type=asked.kind,
        value=None,
        state=state,
        since=turn.day,
        **_age(asked, track.read_at),
        wording=edition.wording if edition.present else None,
        before=turn.before,
        changed=turn.day if silent and turn.seen else None,
        register=_register(track, why=why or "no level could be read"),
    )
    return Official(standing, turn)


def _weightiest(track: Track) -> tuple[bool, bool, str]:
    """The country's own entry before those of its parts, what cannot be read before what says that there is none."""
    edition = track.now.edition
    return edition.why == PART or (bool(edition.parts) and not edition.silent), edition.silent, edition.entry


def _lost(track: Track, facts: Sequence[Fact]) -> Turn:
    """Since when no level is there."""
    return _turn(track, None, [fact for fact in facts if fact.known.posture.type == "advice"])


def _ended(asked: Asked, tracks: Sequence[Track], facts: Sequence[Fact]) -> Official | None:
    """What the register said before and its edition of today does not say any more has ended."""
    found = []
    for track in tracks:
        turn = _turn(track, None, facts)
        recent = (asked.today - turn.day).days <= STALE_AFTER_DAYS[asked.kind]
        if turn.before is not None and recent:
            found.append((track, turn))
    if not found:
        return None
    track, turn = max(found, key=lambda each: (each[1].day, each[0].shown.source, each[0].shown.entry))
    why = "the register does not say it any more" if track.now.edition.present else GONE
    standing = Standing(
        type=asked.kind,
        value=None,
        state="ended",
        since=turn.day,
        **_age(asked, track.read_at),
        before=turn.before,
        changed=turn.day,
        register=_register(track, why=why),
    )
    return Official(standing, turn)


def _register(track: Track, *, why: str | None) -> Register:
    edition = track.now.edition
    return Register(
        government=track.government,
        source=edition.source,
        entry=edition.entry,
        destination=edition.destination,
        seen_at=edition.seen_at,
        read_at=track.read_at,
        dated=None if edition.updated is None else edition.updated.date(),
        url=edition.url,
        why=why,
    )


def _unreachable(track: Track) -> str:
    return "it was not read since" + (f": {track.shown.failing}" if track.shown.failing else "")


def _fields(measure: Measure) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in Measure.__struct_fields__}
