"""Who published a plain text, under which title, by whom: read from what stands around the story."""

import functools
import re
import tomllib
import urllib.parse
from collections.abc import Sequence

from tocsin.documents.furniture import photo_line
from tocsin.documents.lines import Line
from tocsin.documents.words import listed, text_of

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŚŻČŠŽĆ][\w’'.\-]*\.?)"
_PERSON = rf"{_CAP}(?:\s+(?:{_CAP}|al|bin|ben|da|de|del|der|di|du|el|la|le|van|von|dos|y)){{1,4}}"
_PEOPLE = re.compile(rf"^({_PERSON}(?:\s*(?:,|&|\band\b|\bwith\b)\s*(?:and\s+)?{_PERSON})*)$")
_BY = re.compile(r"^(?:by|from|words by|written by|story by|reported by|author[s]?\s*:|by\s*:)\s+(?P<who>.+)$", re.I)
_STAFF = re.compile(r"^[A-Z][\w.&]*[’']s\s+")
_NOT_NAMES = listed("not_names")
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]{2,40}(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, "
    r"\d{4})?)?[ ,]*\((?P<agency>[A-Z][\w .&-]{1,30})\)\s*[-–—:]"
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


def people(line: str) -> tuple[str, ...]:
    """The names on a byline ("By A B and C D", or names alone); empty if it is none."""
    if len(line) > 200 or (line.endswith((".", "?", "!", ":")) and not _BY.match(line)):
        return ()
    said = _BY.match(line)
    text = said["who"] if said else line
    text = _STAFF.sub("", re.split(r"\s[|•·–—]\s|\s*[|•·]\s*|\s+(?:in|for|at|on)\s+", text)[0]).strip(" .,")
    text = re.sub(r",\s*(?:[A-Z]{2,}|[A-Z]\w+ (?:News|Press|Times|Post))(?:\s.*)?$", "", text)
    if not _PEOPLE.match(text):
        return ()
    names = tuple(name.strip() for name in re.split(r"\s*(?:,|&|\band\b|\bwith\b)\s*", text) if name.strip())
    if any(word.casefold() in _NOT_NAMES for name in names for word in name.split()):
        return ()
    return names


def is_byline(line: str) -> bool:
    """Whether a line says "By ..." in so many words."""
    return bool(_BY.match(line)) and bool(people(line))


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
    return (
        _from_head(head, title)
        or (first_line(lines[0].text) if title not in (None, 0) and first_body > 0 else None)
        or next((m["outlet"].strip() for line in lines if (m := photo_line(line.text))), None)
        or (host if host in outlets().values() else None)
        or _from_body(lines, first_body)
        or host
    )


def first_line(line: str) -> str | None:
    """The name on a line that can only be an outlet's: a few words in capitals, what it is abbreviated to left off."""
    name = re.split(r"\s+[|–—-]\s+|\s*[|•·(,]\s*", line.strip(), maxsplit=1)[0].strip(" .:")
    words = name.split()
    fits = 0 < len(words) <= 5 and len(name) <= 40 and all(_WORD.match(word) or word in _SMALL for word in words)
    return name if fits and words[0] not in _SMALL and name.casefold() not in _EDITIONS | _NOT_NAMES else None


_WORD = re.compile(r"[A-ZÀ-Þ][\w’'&.-]*$")
_SMALL = frozenset({"of", "the", "and", "for", "de", "del", "la", "le"})


def is_masthead(line: str) -> bool:
    """Whether a first line is an outlet's name by its last word: "Rift Valley News Agency | RVNA"."""
    name = first_line(line)
    return name is not None and name.split()[-1] in _KINDS


_KINDS = frozenset(
    "News Agency Press Wire Newswire Service Broadcasting Broadcaster Times Post Herald Tribune Gazette "
    "Standard Observer Telegraph Chronicle Monitor Courier Dispatch Radio Television TV Bulletin Journal "
    "Network Trust Today Presse".split()
)


def _from_head(head: Sequence[str], title: int | None) -> str | None:
    """A line that is an outlet's name, or a short line printed twice, above the story."""
    for i, line in enumerate(head):
        if i == title or len(line) > 45:
            continue
        if (label := _LABEL.match(line)) is not None:
            return label["outlet"].strip()
        first = re.split(r"\s*[|•·]\s*", line)[0]
        if known_outlet(first) is not None or (first != line and is_masthead(first)):
            return first
        said = line.rpartition(", ")[2] if _BY.match(line) else ""
        if said and is_masthead(said):
            return said
        twice = i + 1 < len(head) and head[i + 1] == line and (title is None or i + 1 < title)
        if twice and 1 < len(line.split()) <= 4 and line[:1].isupper():
            return line
    return None


def _from_addresses(lines: Sequence[Line]) -> str | None:
    """The host of a web address that stands alone on one of the last or first lines."""
    for line in [*reversed(lines[-8:]), *lines[:5]]:
        if line.words <= 4 and (found := _URL.search(line.text)):
            return outlet_of(found[0])
    return None


def _from_body(lines: Sequence[Line], first_body: int) -> str | None:
    """An agency's dateline, a note on who contributed, a notice of rights."""
    for line in lines[first_body : first_body + 3]:
        if (found := _DATELINE.match(line.text)) is not None:
            return found["agency"]
    for line in lines:
        if line.text[:1].isupper() and len(line.text) < 240 and (found := _CLOSING.match(line.text)):
            return found["outlet"]
    for line in lines[-12:]:
        if len(line.text) < 160 and (found := _RIGHTS.match(line.text)):
            return found["outlet"].strip()
    return None
