"""When it is to happen: the wording of the window, and its days."""

import dataclasses
import datetime as dt
import re

import msgspec

from tocsin.reading import when
from tocsin.reading.warning.lexicon import pattern

_TO = re.compile(r"\s*(?:and|to|-|–|or)\s*$")
_ENDS = frozenset({"before", "by", "until", "till", "no later than", "ahead of", "up to", "through"})
_STARTS = ("from", "starting", "beginning", "as early as", "as soon as", "after", "since")


@dataclasses.dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time as written and as days; ``None`` on the side that is open."""

    text: str
    first: dt.date | None
    last: dt.date | None
    start: int


def window(text: str, near: int, published: dt.date | None) -> Window | None:
    """The window nearest to a place in the sentence; ``None`` where none is told."""
    found = [*_told(text, published), *_occasions(text, published)]
    taken = [(one.start, one.start + len(one.text)) for one in found]
    found += [
        Window(match.group(), published, None, match.start())
        for match in pattern("now").finditer(text)
        if not any(match.start() < stop and start < match.end() for start, stop in taken)
    ]
    ahead = [one for one in found if one.last is None or published is None or one.last >= published]
    return min(
        ahead, key=lambda one: (one.start < near and abs(one.start - near) > 60, abs(one.start - near)), default=None
    )


def _told(text: str, published: dt.date | None) -> list[Window]:
    found: list[Window] = []
    ends: list[int] = []
    for one in when.find(text, published):
        if one.value == "PRESENT_REF" or one.kind == "set" or one.value == "PAST_REF":
            continue
        lead = pattern("lead").search(text[: one.start])
        start = lead.start() if lead else one.start
        if found and ends and _TO.fullmatch(text[ends[-1] : one.start]) and one.last is not None:
            last = found.pop()
            found.append(Window(text[last.start : one.end], last.first, one.last, last.start))
        elif (
            made := _made(text[start : one.end], (lead["lead"].lower() if lead else ""), one, published, start)
        ) is not None:
            found.append(made)
        else:
            continue
        ends.append(one.end)
    return found


def _made(words: str, lead: str, one: when.When, published: dt.date | None, start: int) -> Window | None:
    words = words.strip()
    one = _ahead(one, published)
    if one.value == "FUTURE_REF":
        return Window(words, published, None, start)
    if one.kind == "duration":
        if lead not in ("within", "in", "over", "during", "for") and not re.match(
            r"the (?:next|coming)|coming|next", one.text, re.IGNORECASE
        ):
            return None
        first, last = one.first, one.last
        if first is None and published is not None:
            first, last = published, _after(one.value, published)
        return Window(words, first, last, start)
    if lead in _ENDS:
        last = one.first - dt.timedelta(days=1) if lead == "before" and one.first else one.last
        return Window(words, published, last, start)
    if lead.startswith(_STARTS):
        return Window(words, one.last if lead == "after" else one.first, None, start)
    return Window(words, one.first, one.last, start)


def _ahead(one: when.When, published: dt.date | None) -> when.When:
    """A weekday, a day or a month told without its year is the next one: nobody warns of what is past."""
    if (
        published is None
        or one.last is None
        or one.first is None
        or one.last >= published
        or re.search(r"\d{4}", one.text)
    ):
        return one
    if one.precision in ("day", "part_of_day", "hour", "minute") and re.search(r"day\b", one.text, re.IGNORECASE):
        step = dt.timedelta(days=7)
        return msgspec.structs.replace(one, first=one.first + step, last=one.last + step)
    if one.precision in ("day", "month"):
        try:
            later = (one.first.replace(year=one.first.year + 1), one.last.replace(year=one.last.year + 1))
        except ValueError:
            return one
        return msgspec.structs.replace(one, first=later[0], last=later[1])
    return one


def _after(value: str, published: dt.date) -> dt.date | None:
    """The day that a length of time leads to: "24 to 48 hours"."""
    length = re.fullmatch(r"P(T)?(\d+)([HDWM])", value)
    if not length:
        return None
    hours = {"H": 1, "D": 24, "W": 168}.get(length[3], 720) * int(length[2])
    return published + dt.timedelta(days=-(-hours // 24))


def _occasions(text: str, published: dt.date | None) -> list[Window]:
    """ "Before the end of the Games": an end that the calendar alone does not tell."""
    return [
        Window(found.group(), published if found["lead"].lower() in _ENDS else None, None, found.start())
        for found in pattern("occasion").finditer(text)
    ]
