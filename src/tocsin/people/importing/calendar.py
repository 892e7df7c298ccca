"""Rows out of a calendar: each event with a place is a trip of those whom it names, each time that it happens."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import icalendar
from dateutil.rrule import rruleset, rrulestr

from tocsin.errors import InputError
from tocsin.people.importing.report import Refusal, Row

BACK = dt.timedelta(days=31)
AHEAD = dt.timedelta(days=400)
"""How far from now an event that recurs is followed."""
MOST_TIMES = 500
_EVENT = re.compile(rb"^BEGIN:VEVENT\r?$.*?^END:VEVENT\r?$\n?", re.M | re.S | re.I)
Event = Any


def calendar_rows(raw: bytes, *, person: str | None, now: dt.datetime) -> tuple[list[Row], list[Refusal]]:
    """The rows of a calendar and the events that cannot be read. ``person`` is whose it is, if it is one person's.

    Raises InputError for bytes that are no calendar.
    """
    if b"BEGIN:VCALENDAR" not in raw[:4096].upper():
        raise InputError("The file is no calendar: it does not begin with BEGIN:VCALENDAR.")
    rows: list[Row] = []
    refused: list[Refusal] = []
    events = list(_events(raw, refused))
    moved = {
        (_text(event, "UID"), _key(_value(event, "RECURRENCE-ID"))) for _, event in events if "RECURRENCE-ID" in event
    }
    for line, event in events:
        try:
            rows.extend(_rows(line, event, person, moved, now))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            refused.append(_refusal(line, event, str(error) if isinstance(error, _Unfit) else _BROKEN))
    return rows, refused


class _Unfit(ValueError):
    """An event that cannot be a stay; the message is the reason."""


_BROKEN = "the event cannot be read: a date or a rule in it is broken"


def _events(raw: bytes, refused: list[Refusal]) -> Iterator[tuple[int, Event]]:
    """Each event with its line; one that is broken does not take the others with it."""
    head = _EVENT.sub(b"", raw)
    blocks = [(raw.count(b"\n", 0, found.start()) + 1, found[0]) for found in _EVENT.finditer(raw)]
    try:
        whole = list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        whole = []
    if len(whole) == len(blocks):
        yield from zip((line for line, _ in blocks), whole, strict=True)
        return
    opening, closing = head.upper().find(b"BEGIN:VCALENDAR"), head.upper().rfind(b"END:VCALENDAR")
    frame = head[opening : closing if closing >= 0 else len(head)]
    for line, block in blocks:
        try:
            calendar = icalendar.Calendar.from_ical(frame + block + b"END:VCALENDAR\r\n")
            yield line, calendar.walk("VEVENT")[0]
        except (ValueError, IndexError, KeyError, TypeError, AttributeError):
            fields = {"event": block.decode("utf-8", "replace")[:10_000]}
            refused.append(Refusal(line=line, why="the event cannot be taken apart", fields=fields))


def _rows(line: int, event: Event, person: str | None, moved: set[tuple[str, str]], now: dt.datetime) -> Iterator[Row]:
    place = _text(event, "LOCATION") or _text(event, "SUMMARY")
    if not place:
        raise _Unfit("the event has no place")
    whom = [{"id": person}] if person else [{"mail": each} for each in _addresses(event)]
    if not whom:
        raise _Unfit("the event names nobody, and it was not said whose calendar it is")
    for start, end in _times(event, moved, now):
        fields = _when(start, end) | {
            "place": place,
            "kind": "trip",
            "trip": f"{_text(event, 'UID') or place}@{_key(_value(event, 'RECURRENCE-ID') or start)}",
            "status": "cancelled" if _text(event, "STATUS").upper() == "CANCELLED" else "",
            "notes": _text(event, "SUMMARY"),
        }
        for each in whom:
            ways = (("mail", each["mail"]),) if "mail" in each else ()
            named = {"id": each["id"]} if "id" in each else {}
            yield Row(line=line, fields={name: text for name, text in (fields | named).items() if text}, ways=ways)


def _times(event: Event, moved: set[tuple[str, str]], now: dt.datetime) -> Iterator[tuple[Any, Any]]:
    """The beginning and the end of each time that an event happens within reach of now."""
    start = _value(event, "DTSTART")
    if start is None:
        raise _Unfit("the event has no beginning")
    end = _value(event, "DTEND")
    length = end - start if end is not None else _value(event, "DURATION") or _usual(start)
    if "RRULE" not in event and "RDATE" not in event:
        yield start, start + length
        return
    for each in _recurring(event, start, now, length):
        if (_text(event, "UID"), _key(each)) not in moved:
            yield each, each + length


def _recurring(event: Event, start: Any, now: dt.datetime, length: dt.timedelta) -> Iterator[Any]:
    all_day = not isinstance(start, dt.datetime)
    begun = dt.datetime.combine(start, dt.time()) if all_day else start
    times = rruleset()
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        times.rrule(rrulestr(_rule(rule, begun), dtstart=begun))
    times.rdate(begun)
    for name, add in (("RDATE", times.rdate), ("EXDATE", times.exdate)):
        for each in _listed(event, name):
            add(each if isinstance(each, dt.datetime) else dt.datetime.combine(each, dt.time()))
    first, last = now - BACK - length, now + AHEAD
    if begun.tzinfo is None:
        first, last = first.replace(tzinfo=None), last.replace(tzinfo=None)
    for count, each in enumerate(times.xafter(first, inc=True)):
        if each > last or count >= MOST_TIMES:
            return
        yield each.date() if all_day else each


def _rule(rule: Any, begun: dt.datetime) -> str:
    """The rule with its end in the form that goes with its beginning: both with a zone, or neither."""
    text = str(rule.to_ical(), "utf-8")
    until = re.search(r"UNTIL=(\d{8})(T\d{6})?(Z?)", text)
    if until is None:
        return text
    clock = until[2] or "T235959"
    return text.replace(until[0], f"UNTIL={until[1]}{clock}{'Z' if begun.tzinfo else ''}")


def _when(start: Any, end: Any) -> dict[str, str]:
    """Days for whole days and for times without a zone; moments too where the zone is told."""
    if not isinstance(start, dt.datetime):
        last = max(start, end - dt.timedelta(days=1))
        return {"from": start.isoformat(), "to": last.isoformat()}
    if end < start:
        raise _Unfit("the event ends before it begins")
    said = {"from": start.date().isoformat(), "to": end.date().isoformat()}
    if start.tzinfo is None:
        return said
    ended = max(end, start + dt.timedelta(minutes=1))
    moments = {"begins_at": start.astimezone(dt.UTC).isoformat(), "ends_at": ended.astimezone(dt.UTC).isoformat()}
    return said | moments


def _usual(start: Any) -> dt.timedelta:
    return dt.timedelta(hours=1) if isinstance(start, dt.datetime) else dt.timedelta(days=1)


def _addresses(event: Event) -> list[str]:
    """The mail addresses of those who attend; of the organiser where nobody is said to."""
    for name in ("ATTENDEE", "ORGANIZER"):
        given = event.get(name, [])
        found = [str(each) for each in (given if isinstance(given, list) else [given])]
        mails = [each[7:] for each in found if each.lower().startswith("mailto:")]
        if mails:
            return list(dict.fromkeys(mails))
    return []


def _value(event: Event, name: str) -> Any:
    found = event.get(name)
    return None if found is None else found.dt


def _listed(event: Event, name: str) -> Iterator[Any]:
    given = event.get(name, [])
    for each in given if isinstance(given, list) else [given]:
        for found in each.dts:
            yield found.dt[0] if isinstance(found.dt, tuple) else found.dt


def _text(event: Mapping[str, Any], name: str) -> str:
    return str(event.get(name, "") or "").strip()


def _key(moment: Any) -> str:
    if isinstance(moment, dt.datetime):
        return f"{moment.astimezone(dt.UTC) if moment.tzinfo else moment:%Y%m%dT%H%M}"
    return f"{moment:%Y%m%d}" if moment is not None else ""


def _refusal(line: int, event: Event, why: str) -> Refusal:
    fields = {str(name): str(value)[:1000] for name, value in event.items()}
    return Refusal(line=line, why=why, fields=fields)
