"""When a plain text was published: from its date lines, its title, its address, its pictures, in that order."""

import collections
import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from tocsin.documents.furniture import photo_line
from tocsin.documents.lines import Line
from tocsin.documents.model import Role, Signal

_MONTHS = {
    m.casefold(): n
    for n, m in enumerate(
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        1,
    )
}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_END = r"(?!\d(?!\d?(?::\d\d|[./]\d\d?[./]|\s+[A-Z][a-z]{2})))"
"""No more digits, but for a clock time or a second date that a saved page sets without a space: "2 May 20236:50"."""
_DATE = re.compile(
    rf"(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?<![\d/])(?P<d2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?[\s-]+(?:of\s+)?{_MONTH.format('m2')}[\s,-]+(?P<y2>(?:19|20)\d\d){_END}"
    rf"|{_MONTH.format('m3')}\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d){_END}"
    rf"|(?P<y4>(?:19|20)\d\d)\s+{_MONTH.format('m4')}\s+(?P<d4>\d{{1,2}})(?!\d)"
    rf"|(?<![\d.])(?P<d5>\d{{1,2}})\.(?P<m5>\d{{1,2}})\.(?P<y5>(?:19|20)\d\d){_END}"
    rf"|(?<![\d/])(?P<a6>\d{{1,2}})/(?P<b6>\d{{1,2}})/(?P<y6>(?:19|20)\d\d){_END}",
    re.I,
)
_LABEL = (
    r"(?:first )?(?:published|posted|issued|released|date|dated|issue date|date issued"
    r"|publication date|published on|published at)"
)
_LATER = r"(?:(?:last|latest) )?(?:updated?|modified|revised|reviewed|amended|changed?|edited)(?: on| at)?"
_LABELLED = re.compile(rf"\b(?P<label>{_LABEL})\b|\b(?P<later>{_LATER})\b", re.I)
_THEN = re.compile(r"[\s|,]*(?:last )?(?:updated?|modified|edited|revised)(?![a-z]).*$", re.I)
_STILL = re.compile(
    r"^(?:still current|current at|valid as of|as of|next review|expires?|archived|retrieved|accessed|captured)\b", re.I
)
_REST = re.compile(
    rf"\b(?:{_LABEL}|{_LATER}|on|at|by|of|and|the)\b|{_DAY}|\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\b"
    r"|\b\d{1,2}(?:[:.]\d\d)?(?::\d\d)?\s*(?:[ap]\.?m\.?|hrs?|h)?(?![\w])|\b[A-Z]{2,5}T?\b|[+-]\d{2}:?\d{2}|[\W_]+",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2]|[A-Za-z]{3})[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_SHORT = re.compile(r"(?<!\d)(?P<a>\d{1,2})[-_](?P<b>\d{1,2})[-_](?P<y>(?:20)?\d\d)(?!\d)")
_URL_WORDS = re.compile(
    r"(?i)(?<![a-z])(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]*[-_](?P<d>\d{1,2})[-_](?P<y>20\d\d)(?!\d)"
)
_HEAD, _TAIL = 30, 8


class Found(msgspec.Struct, frozen=True):
    """A date of publication, the line that holds nothing else (``None``: there is none), a signal if it is inferred."""

    date: dt.date
    line: int | None = None
    signal: Signal | None = None


def in_text(text: str) -> Iterator[tuple[re.Match[str], dt.date]]:
    """Every full calendar date of a text that can mean only one day, with its place."""
    for found in _DATE.finditer(text):
        if (day := _of(found)) is not None or (found["y6"] and (day := _by_order(found, text)) is not None):
            yield found, day


_MONTH_FIRST = re.compile(r"[^|\n]{0,24}\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
_DAY_FIRST = re.compile(r"[^|\n]{0,24}\b(?:GMT|BST|CES?T|EES?T|IST|WAT|EAT|SAST|AES?T|NZ[SD]?T)\b")


def _by_order(found: re.Match[str], text: str) -> dt.date | None:
    """A slashed date of two readings, by a date beside it that has one, or by the time zone behind it."""
    month_first: bool | None = None
    for other in _DATE.finditer(text):
        if other["y6"] and (int(other["a6"]) > 12) != (int(other["b6"]) > 12):
            month_first = int(other["b6"]) > 12
    if month_first is None:
        month_first = True if _MONTH_FIRST.match(text, found.end()) else None
    if month_first is None:
        month_first = False if _DAY_FIRST.match(text, found.end()) else None
    if month_first is None:
        return None
    month, day = (found["a6"], found["b6"]) if month_first else (found["b6"], found["a6"])
    return _day(found["y6"], month, day)


def in_address(address: str, months: "collections.Counter[tuple[int, int]] | None" = None) -> dt.date | None:
    """The date that a web address carries. Two-digit forms (02-12-22) are settled by ``months``: how often the text
    names each (month, day); what stays open is ``None``."""
    for found in _URL_DATE.finditer(address):
        if (day := _day(found["y"], found["m"], found["d"])) is not None:
            return day
    if (words := _URL_WORDS.search(address)) and (day := _day(words["y"], words["m"], words["d"])):
        return day
    for found in _URL_SHORT.finditer(address):
        year = found["y"] if len(found["y"]) == 4 else f"20{found['y']}"
        options = {d for d in (_day(year, found["a"], found["b"]), _day(year, found["b"], found["a"])) if d}
        if len(options) == 1:
            return options.pop()
        if options and months:
            near = {
                d: sum(months[(m.month, m.day)] for m in (d, d - dt.timedelta(1), d - dt.timedelta(2))) for d in options
            }
            best = max(near, key=lambda d: near[d])
            return best if near[best] > min(near.values()) else None
    return None


_CUT = re.compile(
    rf"^\W*(?:(?:{_LABEL}|{_LATER})(?![\w])[\s:]*)+(?!\s*by\b)"
    r"|[,\s]*\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b(?=\W*$|[,.\s]*\x00)"
    r"|[,\s]*(?:\b(?:at|on)\s+)?\b\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\b\.?)?(?:\s*[A-Z]{2,5}\b)?"
    r"|[,\s]*(?:\bon\s+)?\x00[,\s]*",
    re.I,
)


def undated(line: str) -> str:
    """A line without the dates and clock times in it and without what announces them."""
    days = [place.span() for place, _ in in_text(line)] if _YEAR.search(line) else []
    for start, end in reversed(days):
        line = f"{line[:start]}\0{line[end:]}"
    last = None
    while days and line != last:
        last, line = line, _CUT.sub(" ", line)
    return line if days or not _CUT.fullmatch(line) else ""


def date_line(line: str) -> tuple[str, dt.date] | None:
    """Whether a line says nothing but a date (and a label, a time, an outlet): its sort, and the day.

    Sorts, best first: ``published``, ``updated``, ``bare``.
    """
    if len(line) > 160 or not _YEAR.search(line) or _STILL.match(line):
        return None
    found = next(in_text(line), None)
    if found is None:
        return None
    place, day = found
    label = _LABELLED.search(line[: place.start()])
    rest = _REST.sub(" ", line[: place.start()] + " " + _THEN.sub("", line[place.end() :]))
    if label is None and len(rest.split()) > 4:
        return None
    if label is not None and len(rest.split()) > 8:
        return None
    sort = "bare" if label is None else "published" if label["label"] else "updated"
    return sort, day


def find(lines: Sequence[Line], roles: Sequence[Role], title: str | None) -> Found | None:
    """The best date of publication that the lines of a plain text support, or ``None``."""
    return (
        _from_lines(lines, roles)
        or _from_dateline(lines)
        or _from_title(lines, roles, title)
        or _from_address(lines)
        or _from_pictures(lines, roles)
    )


def _from_lines(lines: Sequence[Line], roles: Sequence[Role]) -> Found | None:
    """Date lines at the head (or, labelled, at the foot); "Updated:" may have its date on the next line."""
    best: dict[str, Found] = {}
    for i in _edges(lines, roles):
        line = lines[i].text.lstrip("#*_ ").rstrip("*_ ")
        found = (date_line(line) or _beside_names(line, roles[i])) if not _URL.match(line) else None
        before = lines[i - 1].text.strip(" *_#:") if i else ""
        if found and _STILL.match(before) and line.startswith(":"):
            continue
        if found and found[0] == "bare" and (label := _LABELLED.fullmatch(before)):
            found = ("published" if label["label"] else "updated", found[1])
        if found and (found[0] != "bare" or i < _HEAD):
            best.setdefault(found[0], Found(found[1], i))
    bare, updated = best.get("bare"), best.get("updated")
    first = bare and updated and dt.timedelta() <= updated.date - bare.date <= _SOON and _before(bare, updated)
    return best.get("published") or (bare if first else updated) or bare


_SOON = dt.timedelta(14)


def _before(one: Found, other: Found) -> bool:
    """Whether one date line stands right above another: a page's own day, and when it was last changed."""
    return one.line is not None and other.line is not None and 0 < other.line - one.line <= 2


def _beside_names(line: str, role: Role) -> tuple[str, dt.date] | None:
    """The date among the strokes of a head line, or behind a byline: "Outlet | By A B | 3 May 2021, 10:15"."""
    if not _YEAR.search(line) or (role is Role.BODY and not _LABELLED.search(line[:120])):
        return None
    parts = _STROKE.split(line)
    found = next((told for part in parts if len(parts) > 1 and (told := date_line(part))), None)
    days = [day for _, day in in_text(line)]
    return found or (("bare", days[0]) if len(days) == 1 and _BY.match(line) else None)


_STROKE = re.compile(r"\s+[|/–—-]\s+|\s*[|•·]\s*")
_BY = re.compile(r"(?:\w+ )?by [A-ZÀ-Þ]", re.I)
_BEFORE = re.compile(
    r"\W{0,3}(?:(?:[A-ZÀ-Ž][\w.’'-]*|of|the|de|al|and|status|updated?|as|[|/,–—-]|\([^)]{2,40}\)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[\s,.:]*){0,9}"
)
_AFTER = re.compile(r"[,.]?\s*(?:\d{1,2}[:.]\d\d[^\n]{0,12})?(?:\([^)]{1,60}\))?\s*(?:[-–—|.]|$)")


def _from_dateline(lines: Sequence[Line]) -> Found | None:
    """A dateline that opens the story or stands above it: ``KHARTOUM, April 24, 2023 (Agency) -``, ``8 May | Outlet``.

    Before the date only names may stand, after it only an agency in brackets, a dash, a bar or nothing.
    """
    for i, line in enumerate(lines[: _HEAD // 3]):
        for place, day in in_text(line.text[:110]):
            named = _BEFORE.fullmatch(line.text[: place.start()])
            if named and _AFTER.match(line.text[place.end() :]):
                alone = len(line.text) - place.end() < 60
                return Found(day, i if alone else None)
    return None


def _from_title(lines: Sequence[Line], roles: Sequence[Role], title: str | None) -> Found | None:
    """A title or an early heading that ends with its date."""
    heads = [(i, line.text) for i, line in enumerate(lines[:_HEAD]) if roles[i] is Role.HEADING]
    if title and not heads:
        heads = [(0, title)]
    for i, text in heads[:6]:
        for place, day in in_text(text):
            if not re.search(r"\w", text[place.end() :]):
                return Found(day, i)
    return None


def _from_address(lines: Sequence[Line]) -> Found | None:
    """A web address on the first or last lines that carries a date."""
    edge = [*range(len(lines) - 1, max(-1, len(lines) - _TAIL - 1), -1), *range(min(_HEAD // 3, len(lines)))]
    months: collections.Counter[tuple[int, int]] | None = None
    for i in edge:
        for address in _URL.findall(lines[i].text) if lines[i].words <= 6 else ():
            if not re.search(r"\d\d", address):
                continue
            months = months if months is not None else _named_days(lines)
            if (day := in_address(address, months)) is not None:
                return Found(day, i)
    return None


def _from_pictures(lines: Sequence[Line], roles: Sequence[Role]) -> Found | None:
    """Last resort: the latest day that several pictures agree on, or that an agency's picture line prints."""
    printed = [m["date"] for line in lines if (m := photo_line(line.text)) and m["date"]]
    days = [day for text in printed for _, day in in_text(text)]
    if days:
        return _inferred(max(days), "a picture's own date line")
    named = [
        day for line, role in zip(lines, roles, strict=True) if role is Role.CAPTION for _, day in in_text(line.text)
    ]
    if len({lines[i].text for i, r in enumerate(roles) if r is Role.CAPTION}) < 2 or not named:
        return None
    latest = max(named)
    if sum(day >= latest - dt.timedelta(3) for day in named) < 2:
        return None
    return _inferred(_said_day(lines, roles, latest), "the dates under its pictures")


def _said_day(lines: Sequence[Line], roles: Sequence[Role], latest: dt.date) -> dt.date:
    """The weekday that the lead names, where it falls within three days after the latest picture."""
    lead = next((line.text for line, role in zip(lines, roles, strict=True) if role is Role.BODY), "")
    for word in re.findall(r"[A-Z]\w+day\b", lead):
        if word.casefold() in _WEEKDAYS:
            ahead = (_WEEKDAYS.index(word.casefold()) - latest.weekday()) % 7
            return latest + dt.timedelta(ahead) if ahead <= 3 else latest
    return latest


def _inferred(day: dt.date, origin: str) -> Found:
    """A date that nothing states outright, with the signal that says so."""
    why = (
        f"No date of publication is stated; {day.isoformat()} is taken from {origin}. Give --published if "
        f"you know better."
    )
    return Found(day, None, Signal(code="date_inferred", why=why))


def _edges(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[int]:
    """The lines where a date line may stand: the head, through the first paragraphs, and the foot."""
    body = head = 0
    for i in range(min(_HEAD, len(lines))):
        body += roles[i] is Role.BODY
        if body > 3:
            break
        head = i + 1
        yield i
    for i in range(max(head, len(lines) - _TAIL), len(lines)):
        if roles[i] is not Role.BODY:
            yield i


def _named_days(lines: Sequence[Line]) -> "collections.Counter[tuple[int, int]]":
    """How often a text names each day of a month, with or without a year."""
    count: collections.Counter[tuple[int, int]] = collections.Counter()
    pattern = re.compile(rf"{_MONTH.format('m')}\s+(?P<d>\d{{1,2}})\b|\b(?P<e>\d{{1,2}})\s+{_MONTH.format('n')}\b")
    for line in lines:
        for found in pattern.finditer(line.text):
            month = _MONTHS[(found["m"] or found["n"]).casefold()[:3]]
            count[(month, int(found["d"] or found["e"]))] += 1
    return count


def _of(found: re.Match[str]) -> dt.date | None:
    """The day of one match; slashed dates count only where a single reading is possible."""
    if found["y6"]:
        options = {
            d for d in (_day(found["y6"], found["a6"], found["b6"]), _day(found["y6"], found["b6"], found["a6"])) if d
        }
        return options.pop() if len(options) == 1 else None
    for n in "12345":
        if found[f"y{n}"]:
            return _day(found[f"y{n}"], found[f"m{n}"], found[f"d{n}"])
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    """A day from its written parts, if the calendar has it."""
    number = (
        int(month)
        if month.isdigit()
        else _MONTHS.get(month.casefold().rstrip("."), _MONTHS.get(month.casefold()[:3], 0))
    )
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
