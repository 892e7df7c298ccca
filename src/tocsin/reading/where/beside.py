"""The region or country beside a name: ``Paris, Texas``, ``Ukraine's Kharkiv``, ``Lebanon (Pennsylvania)``."""

import math
import re

from tocsin.reading.where.model import Entry, Match
from tocsin.reading.where.names import variants
from tocsin.reading.where.regions import by_name

_BEHIND = re.compile(r"(?:,\s*|\s*\(\s*|\s+in\s+(?:the\s+)?(?:(?:U\.S\. )?state of\s+|\w+ern\s+)?)(?=[A-Z])")
_RUN = re.compile(r"[A-Z][\w'’]*\.?(?:[ -]?(?:of |and )?[A-Z][\w'’]*\.?){0,3}")
_BEFORE = re.compile(
    r"([A-Z][\w.]*(?: [A-Z][\w.]*){0,2})['’]s? (?:\w+ern )?"
    r"(?:capital |port |city |city of |town of |province of |state of )*$"
)
_HIGHER = frozenset({"country", "region", "district"})
_NEAR = 0.9


def beside(text: str, start: int, end: int) -> list[Entry]:
    """The regions and countries that the words right behind or before ``text[start:end]`` can name."""
    found: list[Entry] = []
    at = end
    for _ in range(2):
        link = _BEHIND.match(text, at)
        run = _RUN.match(text, link.end()) if link else None
        if run is None:
            break
        length, entries = _longest(run.group())
        if not entries:
            break
        found += entries
        at = run.start() + length
    owner = _BEFORE.search(text, max(0, start - 60), start)
    if owner:
        found += _longest(owner.group(1))[1]
    return found


def _longest(run: str) -> tuple[int, list[Entry]]:
    """The longest beginning of a run of capitalised words that names a region or country, and what it can mean."""
    cut = len(run)
    while cut > 0:
        for name, asked, _ in variants(run[:cut]):
            entries = [match.entry for match in by_name().get(name, ()) if match.entry.kind in _HIGHER]
            fit = [entry for entry in entries if not asked or entry.kind == asked]
            if fit:
                return cut, fit
        shorter = max(run.rfind(" ", 0, cut), run.rfind("-", 0, cut))
        cut = cut - 1 if run[cut - 1] == "." and shorter < cut - 1 else shorter
    return 0, []


def within(match: Match, wholes: list[Entry]) -> bool:
    """Whether a candidate lies in one of these regions and countries."""
    return any(_within(match.entry, whole) for whole in wholes)


def _within(entry: Entry, whole: Entry) -> bool:
    if entry.kind in ("country", "people", "area") or (entry.code == whole.code and entry.kind == whole.kind):
        return False
    if whole.kind == "country":
        return entry.country == whole.country
    if whole.kind == "region":
        return entry.region == whole.code and entry.kind != "region"
    return entry.region == whole.region and entry.kind == "city" and _apart(entry, whole) < _NEAR


def _apart(one: Entry, other: Entry) -> float:
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(one.latitude - other.latitude, east)
