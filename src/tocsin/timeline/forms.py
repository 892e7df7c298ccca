"""A timeline for other programs: Markdown, iCalendar (RFC 5545), Atom (RFC 4287)."""

import datetime as dt
import itertools

from icalendar import Calendar, Event

from tocsin.changes.feed import Entry as FeedEntry
from tocsin.changes.feed import feed
from tocsin.timeline.model import Entry, Timeline


def heard(entry: Entry) -> str:
    """How many independent origins and documents stand behind an entry, and who had it first."""
    origins = f"{entry.origins} origin{'s' * (entry.origins != 1)}"
    documents = f"{entry.documents} document{'s' * (entry.documents != 1)}"
    return f"{origins}, {documents}; first {entry.first}"


def text(entry: Entry) -> str:
    """All that an entry says, a line each: the quote, who is behind it, who denies it, what came of it."""
    lines = [f"“{entry.quote}”", heard(entry)]
    lines += [f"denied by {each.by}: {each.words}" for each in entry.contested]
    if entry.outcome is not None:
        lines.append(entry.outcome.words)
    return "\n".join(lines)


def markdown(found: Timeline) -> bytes:
    """A heading a day, a line an entry."""
    lines: list[str] = []
    for day, entries in itertools.groupby(found.entries, key=lambda entry: entry.day):
        lines += [f"## {day or 'No date'}", ""]
        lines += [f"- **{_plain(entry.label)}** ({entry.kind}): {_plain(text(entry))}" for entry in entries]
        lines.append("")
    return "\n".join(lines).encode()


def calendar(found: Timeline, *, now: dt.datetime) -> bytes:
    """A day's event for each dated entry; what has no date has no place in a calendar."""
    made = Calendar()
    made.add("prodid", "-//Tocsin//timeline//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Tocsin: {found.host}")
    for entry in found.entries:
        if entry.day is None:
            continue
        event = Event()
        event.add("uid", f"{entry.claim}@tocsin")
        event.add("dtstamp", now)
        event.add("dtstart", entry.day)
        event.add("dtend", (entry.until or entry.day) + dt.timedelta(days=1))
        event.add("summary", f"{found.host}: {_line(entry.label)}")
        event.add("description", text(entry))
        event.add("categories", [entry.kind])
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def atom(found: Timeline, *, now: dt.datetime) -> bytes:
    """An entry each, dated by its day; undated ones by ``now``."""
    entries = [
        FeedEntry(
            name=f"urn:tocsin:claim:{entry.claim}",
            title=f"{found.host}: {entry.label}",
            updated=now if entry.day is None else dt.datetime.combine(entry.day, dt.time(), dt.UTC),
            content=text(entry),
        )
        for entry in found.entries
    ]
    return feed(f"urn:tocsin:timeline:{found.host}", f"Timeline of {found.host}", entries, now=now)


def _line(words: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())


def _plain(words: str) -> str:
    """One line that Markdown does not read as marks or tags."""
    return (
        _line(words)
        .replace("\\", "\\\\")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`")
    )
