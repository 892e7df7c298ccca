"""Two columns of one cell: the register's level stands; press that runs ahead of it is shown as ahead, with the lag."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from tocsin.board.facts import Fact
from tocsin.board.model import Lead, Measure, Standing
from tocsin.board.official import Asked, Official, official
from tocsin.board.rules import DISAGREE, FOLLOWS_WITHIN_DAYS, ONE_STORY_DAYS
from tocsin.board.standing import standing
from tocsin.board.tracks import Track

HOUR = 3600.0


def column_pair(
    asked: Asked, stated: Sequence[Fact], press: Sequence[Fact], tracks: Sequence[Track], *, named: bool
) -> Standing | None:
    """What stands for one type: the register's, with the press beside it; without a register, the press."""
    register = official(asked, stated, tracks)
    if register is None:
        return standing(asked.kind, press, asked.today, named=named)
    if register.standing.state == "ended":
        return _after_end(asked, register, press)
    told = standing(asked.kind, press, asked.today, named=named)
    return _beside(asked, register, told, press)


def _after_end(asked: Asked, register: Official, press: Sequence[Fact]) -> Standing:
    """What the register ended is ended whoever told it before; what is told since stands, ahead of the register."""
    before = register.standing.before
    ended = {before.value} if before is not None else set()
    left = [fact for fact in press if fact.value not in ended or (fact.told or dt.date.min) > register.turn.day]
    told = standing(asked.kind, left, asked.today)
    if told is None or told.state not in ("in_force", "lapsed") or told.value is None:
        return _with_press(register.standing, told)
    return msgspec.structs.replace(told, lead=_lead(asked, register, told, left))


def _beside(asked: Asked, register: Official, told: Standing | None, press: Sequence[Fact]) -> Standing:
    found = _with_press(register.standing, told)
    if told is None or told.value is None or told.state not in ("in_force", "lapsed"):
        return found
    lead = _lead(asked, register, told, press)
    found = msgspec.structs.replace(found, lead=lead)
    if lead is not None and lead.state == "differs":
        return msgspec.structs.replace(found, disagreements=(*found.disagreements, found.press[0]))
    return found


def _with_press(found: Standing, told: Standing | None) -> Standing:
    if told is None:
        return found
    headline = Measure(**{name: getattr(told, name) for name in Measure.__struct_fields__})
    every = (headline, *told.others, *told.disagreements)
    press = tuple(each for each in every if each.value is not None and each.state != "undated")
    undated = tuple(each for each in (headline, *told.undated) if each.state == "undated")
    return msgspec.structs.replace(found, press=press, undated=undated, lapsed=told.lapsed)


def _lead(asked: Asked, register: Official, told: Standing, press: Sequence[Fact]) -> Lead | None:
    """Who was ahead. Of a register that cannot be read, nobody can say."""
    mine = [fact for fact in press if fact.known.id in told.evidence]
    days = [fact.told for fact in mine if fact.told is not None]
    if not days or register.standing.state == "unknown":
        return None
    day = min(days)
    stands = register.standing
    same = [each for each in (stands, *stands.others) if each.value == told.value]
    if same:
        return _both(register, same[0], day, _live(mine, day))
    if day < register.turn.day:
        return Lead(state="behind", press_day=day, register_day=register.turn.day)
    lag = (asked.today - day).days
    unlike = frozenset({told.value, stands.value}) in DISAGREE[asked.kind] or stands.value is None
    seen = _live(mine, day)
    return Lead(
        state="differs" if unlike and _is_long(register, day, lag) else "ahead",
        first="press",
        press_day=day,
        register_day=register.turn.day,
        days=lag,
        hours=None if seen is None else _hours(asked.moment - seen),
    )


def _is_long(register: Official, day: dt.date, lag: int) -> bool:
    """Longer than registers take to follow; or both of one day, where the register is known to have moved that day."""
    return lag > FOLLOWS_WITHIN_DAYS or (register.turn.seen and day == register.turn.day)


def _both(register: Official, measure: Measure, day: dt.date, seen: dt.datetime | None) -> Lead | None:
    """Both say it: who had it first. Not the press, where the ledger did not see the register come to it."""
    since = measure.since or day
    days = (since - day).days
    if abs(days) > ONE_STORY_DAYS or (days > 0 and not register.turn.seen):
        return None
    turned = register.turn.seen_at
    live = seen is not None and register.turn.seen and abs((turned.date() - since).days) <= 1
    hours = _hours(turned - seen) if live and seen is not None else None
    ahead = days or hours or 0
    return Lead(
        state="both",
        first="press" if ahead > 0 else "register" if ahead < 0 else None,
        press_day=day,
        register_day=since,
        days=abs(days),
        hours=None if hours is None or (days and (hours > 0) != (days > 0)) else abs(hours),
    )


def _live(facts: Sequence[Fact], day: dt.date) -> dt.datetime | None:
    """When the press was first seen to tell it, where that was within a day of the day on which it was told."""
    first = min(fact.known.first_seen for fact in facts)
    return first if abs((first.date() - day).days) <= 1 else None


def _hours(time: dt.timedelta) -> float:
    return round(time.total_seconds() / HOUR, 1)
