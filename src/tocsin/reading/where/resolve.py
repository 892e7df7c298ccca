"""From spans of a text to places: candidates from the gazetteer, one meaning for each name of a document."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.reading.where.beside import beside, within
from tocsin.reading.where.choose import WEIGHTS, Name, Weights, choose
from tocsin.reading.where.model import Entry, Match, Place
from tocsin.reading.where.names import fold, variants, words
from tocsin.reading.where.regions import alpha2, alpha3, by_code, by_name
from tocsin.reading.where.towns import by_id, called, capitals

_MOST = 60
_SEAT = 30_000
Span = tuple[int, int]


@dataclass(slots=True)
class Group:
    """The spans of a text that share a name and what stands beside it."""

    spans: list[Span]
    matches: Sequence[Match]
    asked: str
    wholes: list[Entry]


@functools.lru_cache(maxsize=5_000)
def candidates(written: str) -> tuple[tuple[Match, ...], str]:
    """What a name as written can stand for, best guess of its wording first, and the kind that its wording asks for."""
    for name, kind, worth in variants(written):
        found: dict[tuple[int | None, str, str], Match] = {}
        for match in (*_named(name), *by_name().get(name, ()), *called(name)):
            entry = _with_capital(match.entry)
            own = max(1.0, match.worth) if entry.kind == "capital" else match.worth
            found.setdefault((entry.geonameid, entry.kind, entry.name), Match(entry, own * worth))
        if found:
            kept = [match for match in found.values() if kind == "region" or not _seat_of(match, found.values())]
            ranked = sorted(kept, key=lambda match: -match.worth * (match.entry.population + 1000))
            return tuple(ranked[:_MOST]), kind
    return (), ""


_USUAL = 1.3


@functools.cache
def _told() -> dict[str, tuple[str, float]]:
    tables = (("called", 1.0), ("usual", _USUAL))
    return {fold(name): (code, worth) for table, worth in tables for name, code in words()[table].items()}


def _named(name: str) -> Iterable[Match]:
    code, worth = _told().get(name, ("", 0.0))
    entry = by_id(int(code)) if code.isdecimal() else by_code().get(code)
    return [Match(entry, worth)] if entry else []


def _seat_of(match: Match, others: Iterable[Match]) -> bool:
    """Whether a region only shares the name of its own chief town: ``Kharkiv`` is the town."""
    towns = (other.entry for other in others if other.entry.kind in ("city", "capital") and other.worth >= 1)
    return (
        match.entry.kind == "region"
        and match.worth <= 1
        and any(town.region == match.entry.code and town.population > _SEAT for town in towns)
    )


def _with_capital(entry: Entry) -> Entry:
    return entry._replace(kind="capital") if entry.geonameid in capitals() else entry


def resolve(text: str, spans: Sequence[Span], *, country: str | None, weights: Weights = WEIGHTS) -> list[Place]:
    """A place for each span that can be one, in order."""
    groups = _groups(text, spans)
    known = [group for group in groups if group.matches]
    names = [
        Name(group.matches, group.asked, len(group.spans), [within(match, group.wholes) for match in group.matches])
        for group in known
    ]
    chosen = choose(names, background=_background(text, country), weights=weights) if names else []
    entries: dict[Span, Entry] = {}
    for group, name, at in zip(known, names, chosen, strict=True):
        entries |= dict.fromkeys(group.spans, name.matches[at].entry)
    places = [_place(text, span, entry) for span, entry in entries.items()]
    unknown = [span for group in groups if not group.matches for span in group.spans]
    return sorted([*places, *_nearby(text, unknown, places)], key=lambda place: place.start)


def _groups(text: str, spans: Iterable[Span]) -> list[Group]:
    """One group for each name; a name without a region beside it means what it means where one stands there."""
    found: dict[str, Group] = {}
    alone: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        written = text[span[0] : span[1]]
        wholes = beside(text, *span)
        matches, asked = candidates(written)
        wholes = [whole for whole in wholes if any(within(match, [whole]) for match in matches)]
        if not wholes:
            alone[written].append(span)
            continue
        key = f"{written}|{sorted(whole.code for whole in wholes)}"
        found.setdefault(key, Group([], matches, asked, wholes)).spans.append(span)
    for written, left in alone.items():
        qualified = [group for key, group in found.items() if key.startswith(f"{written}|")]
        if len(qualified) == 1:
            qualified[0].spans.extend(left)
        else:
            matches, asked = candidates(written)
            found[written] = Group(left, matches, asked, [])
    return list(found.values())


def _background(text: str, country: str | None) -> dict[str, float]:
    """What the words of a text, and whoever asks, say of the country that it is set in."""
    low = Counter(re.findall(r"[a-z][a-z'-]+", text.casefold().replace("’", "'")))
    votes = {
        code: min(2.0, 0.5 * sum(bool(low[word]) for word in listed.split()))
        for code, listed in words()["cues"].items()
    }
    if country:
        code = alpha2().get(country, "")
        votes[code] = votes.get(code, 0.0) + 4.0
    return {code: weight for code, weight in votes.items() if weight}


def _place(text: str, span: Span, entry: Entry) -> Place:
    return Place(
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        geonameid=entry.geonameid,
        name=entry.name,
        country=alpha3().get(entry.country),
        lat=entry.latitude,
        lon=entry.longitude,
        kind=entry.kind,
        population=entry.population,
        readings=entry.readings,
    )


_LOCAL = frozenset({"city", "capital", "district", "region", "area"})


def _nearby(text: str, unknown: Iterable[Span], places: Sequence[Place]) -> Iterable[Place]:
    """What the gazetteer lacks lies where the text's other places lie: at the point of the one named nearest."""
    anchors = [place for place in places if place.kind in _LOCAL] or list(places)
    for start, end in unknown:
        if not anchors:
            return
        near = min(anchors, key=lambda place: (place.kind in ("region", "area"), abs(place.start - start)))
        yield Place(
            start=start,
            end=end,
            text=text[start:end],
            geonameid=None,
            name=text[start:end],
            country=near.country,
            lat=near.lat,
            lon=near.lon,
            kind="near",
            population=0,
        )
