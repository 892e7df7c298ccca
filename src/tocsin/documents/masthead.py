"""Who published a plain text, under which title, by whom: read from what stands around the story."""

import functools
import re
import tomllib
import urllib.parse
from collections.abc import Sequence

from tocsin.documents import bylines, published
from tocsin.documents.furniture import is_control, photo_line
from tocsin.documents.lines import Line
from tocsin.documents.words import listed, text_of

_NOT_NAMES = listed("not_names")
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DATED = rf"(?:{_DAY}(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}}\.?)(?:,? \d{{4}})?)"
_WHEN = rf"{_DATED}?"
_DATELINE = re.compile(
    rf"^[A-ZÀ-Þ][\w .,'’/-]{{2,40}}?[ ,]*{_WHEN}[ ,]*\((?P<agency>[A-Z][\w .&-]{{1,30}})\)[ ,]*{_WHEN}\s*(?:[-–—:.]|$)"
)
_SHORT_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.'’-]*,? ){1,4}(?P<agency>[A-Z]{2,6}) [–—]\s"
    rf"|^[A-ZÀ-Þ][\w .,'’/-]{{2,40}}?[ ,.]+{_DATED}[ .,]*"
    r"(?:/(?P<slashed>[A-Z][\w .&-]{1,20})/|\((?P<open>[A-Z]{2,8})\) )"
)
_CLOSING = re.compile(r"^(?P<outlet>(?:The )?[A-Z][\w.&]*(?: [A-Z]\w+){0,2})[’']s\s.{3,200}\bcontributed\b")
_RIGHTS = re.compile(
    r"^(?:copyright\s*)?(?:©|\(c\)"
    r"|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,.]*"
    r"(?P<outlet>[A-Z][\w&.’' ]{1,40}?)(?:[.,]|\s+(?:\d{4}|all rights|ltd|inc|llc|corp)|$)",
    re.I,
)
_LABEL = re.compile(r"^(?:source|publisher|published by|via|outlet)\s*:\s*(?P<outlet>[A-Z][^:/]{1,40})$", re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_OUTLET = re.compile(
    r"^(?:The )?(?:[A-Z][\w’.&-]+ ){1,2}(?:Post|Times|Wire|Journal|Herald|Tribune|Gazette|Daily"
    r"|Standard|Observer|Telegraph"
    r"|Mail|Chronicle|Monitor|Courier|Dispatch|Globe|Mirror|Inquirer|Examiner|Independent|Guardian|Broadcast(?:ing|er)"
    r"|News|News Agency|Press Agency|Radio|Television|TV)$"
)
_SUFFIX = re.compile(r"\s+[|–—-]\s+(?P<outlet>[A-Z][\w&.’' ]{1,30})$")
_EDITIONS = listed("editions")


@functools.cache
def outlets() -> dict[str, str]:
    """Host to outlet's name, from ``words/outlets.toml``."""
    return tomllib.loads(text_of("outlets.toml"))


@functools.cache
def _names() -> dict[str, str]:
    """Casefolded outlet names to the names as they are written."""
    return {name.casefold(): name for name in outlets().values()}


def outlet_of(address: str) -> str | None:
    """The outlet that a web address belongs to: its known name, else its host without ``www``."""
    try:
        host = (urllib.parse.urlsplit(address if "//" in address else f"//{address}").hostname or "").casefold()
    except ValueError:
        return None
    parts = host.split(".")
    for i in range(len(parts) - 1):
        if (name := outlets().get(".".join(parts[i:]))) is not None:
            return name
    return host.removeprefix("www.") or None


def known_outlet(line: str) -> str | None:
    """The line as printed, where it is the name of a known outlet (an edition's word may follow) or looks like one."""
    if _OUTLET.match(line):
        return line
    words = line.strip(" .:|-").split()
    while words:
        if " ".join(words).casefold() in _names() or f"the {' '.join(words)}".casefold() in _names():
            return line.strip(" .:|-")
        if words[-1].casefold() not in _EDITIONS:
            return None
        words.pop()
    return None


def without_outlet(title: str) -> tuple[str, str | None]:
    """A page title without the outlet's name at its end, and that name if it is a known one."""
    found = _SUFFIX.search(title)
    if found is None or known_outlet(found["outlet"]) is None:
        return title, None
    return title[: found.start()].rstrip(), found["outlet"]


def publisher(lines: Sequence[Line], first_body: int, title: int | None) -> str | None:
    """The outlet that the lines around a story name, as they print it."""
    head = [line.text for line in lines[: max(first_body, 1)]]
    host = _from_addresses(lines)
    above = first_line(head[0]) if title not in (None, 0) and first_body > 0 else None
    named = _from_head(head, title)
    return (
        (above if above and named and named.startswith(f"{above} ") else named)
        or above
        or next((m["outlet"].strip() for line in lines if (m := photo_line(line.text))), None)
        or (host if host in outlets().values() else None)
        or _from_body(lines, first_body)
        or _beside_the_date(head, title)
        or _from_foot(lines, first_body)
        or host
    )


def first_line(line: str) -> str | None:
    """The name on a line that can only be an outlet's: a few words in capitals, what it is abbreviated to left off."""
    name = _name(line)
    words = name.split()
    fits = _fits(name) and len(words) <= 5 and not is_control(line)
    return name if fits and not all(word.casefold() in _EDITIONS | _NOT_NAMES for word in words) else None


_WORD = re.compile(r"[A-ZÀ-Þ][\w'’&.-]*$")
_SMALL = frozenset({"of", "the", "and", "for", "de", "del", "la", "le", "&", "du", "des", "da", "do"})


def _name(line: str) -> str:
    """The first of what stands between the strokes, commas and brackets of a line."""
    first = next(bylines.parts(line), "")
    return re.split(r"\s*[(,]\s*", first, maxsplit=1)[0].strip(" .:")


def _fits(name: str) -> bool:
    """Whether a name is shaped as an outlet's: few words, capitals, no small word at its ends."""
    words = name.split()
    shaped = 0 < len(words) <= 6 and len(name) <= 45 and all(_WORD.match(word) or word in _SMALL for word in words)
    return shaped and words[0] not in _SMALL and words[-1] not in _SMALL


def is_masthead(line: str) -> bool:
    """Whether a first line is an outlet's name: by its words, or by the edition that stands beside it."""
    name, *others = [*bylines.parts(line)] or [""]
    name = re.sub(r"\s*\([A-Z][\w.&]{1,8}\)$|(?:, [A-Z][\w’'-]+){1,3}$", "", name)
    if not _fits(name):
        return False
    edition = others and all(set(other.casefold().removesuffix(" edition").split()) <= _EDITIONS for other in others)
    return bool(edition) or bylines.is_outlet_like(name)


def is_dated(line: str) -> bool:
    """Whether a line is a name and a date: "Harbour Gazette, 3 May 2021"."""
    return published.undated(line) != line and first_line(line) is not None


def is_label(line: str) -> bool:
    """A few short names with strokes between them, or a name and a date: a section, an outlet and its rubric."""
    parts = re.split(r"\s+[|/–—]\s+|\s*[|•·]\s*", line)
    return is_dated(line) or (len(parts) > 1 and all(len(part.split()) <= 3 for part in parts))


def may_be_outlet(line: str, byline: bylines.Byline) -> bool:
    """Whether the one name that a line begins with, beside a date or a stroke, may as well be an outlet's."""
    beside = published.undated(line) != line or len([*bylines.parts(line)]) > 1
    first = len(byline.names) == 1 and line.startswith(byline.names[0])
    return first and beside and not any(map(bylines.is_trade, byline.others))


def told(head: Sequence[str]) -> bool:
    """Whether a line at the head names the outlet for sure, or can only be its name."""
    return first_line(head[0]) is not None or any(map(names_outlet, head))


def names_outlet(line: str) -> str | None:
    """The outlet that a line at the head names for sure: a known one, or one that is called as outlets are."""
    for part in bylines.parts(line):
        name = _name(part)
        generic = all(word.casefold() in _NOT_NAMES for word in name.split()[:-1])
        if known_outlet(part) is not None and (not generic or part.casefold() in _names()):
            return part
        if _fits(name) and bylines.is_outlet_like(name) and not generic:
            return name
    return None


def _from_head(head: Sequence[str], title: int | None) -> str | None:
    """A line that is an outlet's name, or a short line printed twice, above the story."""
    for i, line in enumerate(head):
        if i == title or len(line) > 160:
            continue
        if (label := _LABEL.match(line)) is not None:
            return label["outlet"].strip()
        byline = bylines.read(line)
        told = [*byline.others] if byline else [line] if len(line) < 90 else []
        if (name := next((name for part in told if (name := names_outlet(part))), None)) is not None:
            return name
        twice = i + 1 < len(head) and head[i + 1] == line and (title is None or i + 1 < title)
        if twice and 1 < len(line.split()) <= 4 and line[:1].isupper():
            return line
    return None


def _beside_the_date(head: Sequence[str], title: int | None) -> str | None:
    """The name that shares its line with the date or with a writer, where neither a place nor a writer's."""
    for i, line in enumerate(head):
        if i == title or len(line) > 120:
            continue
        byline = bylines.read(line)
        if byline is None or not byline.said:
            parts = [*bylines.parts(line)]
            dated = "".join(parts) != line.strip("*_# ") and published.undated(line) != line
            if parts and (dated or len(parts) > 1) and first_line(parts[0]) and len(parts[0].split()) > 1:
                return first_line(parts[0])
    return None


def _from_addresses(lines: Sequence[Line]) -> str | None:
    """The host of a web address that stands alone on one of the last or first lines."""
    for line in [*reversed(lines[-8:]), *lines[:5]]:
        if line.words <= 4 and (found := _URL.search(line.text)):
            return outlet_of(found[0])
    return None


def _from_body(lines: Sequence[Line], first_body: int) -> str | None:
    """An agency's dateline, a note on who contributed, a notice of rights."""
    for line in lines[max(0, first_body - 3) : first_body + 3]:
        if (found := _DATELINE.match(line.text) or _SHORT_DATELINE.match(line.text)) is not None:
            return next(name for name in found.groupdict().values() if name)
    for line in lines:
        if line.text[:1].isupper() and len(line.text) < 240 and (found := _CLOSING.match(line.text)):
            return found["outlet"]
    for line in lines[-12:]:
        if len(line.text) < 160 and (found := _RIGHTS.match(line.text)):
            return found["outlet"].strip()
    return None


def _from_foot(lines: Sequence[Line], first_body: int) -> str | None:
    """A short last line that names the outlet and the day: "— Harbour Gazette, 3 May 2021"."""
    for line in lines[max(first_body + 1, len(lines) - 3) :]:
        if line.words <= 12 and published.undated(line.text) != line.text and not line.text.startswith(("©", "(")):
            return names_outlet(line.text.lstrip("—–- "))
    return None
