"""Exposure: which stays a country, a region, or a radius touches, now or within some days. Pure.

What is not exact is never left out: a place known only by its region or country, a day that may be either of two, a
home whose owner may be travelling, are *possibly* touched, with the reason. A stay that nobody could place is *not
placed*, which is not safe.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from tocsin.people.globe import DEGREE_KM, distance_km
from tocsin.people.model import Stay

How = Literal["within", "possibly within", "not placed"]
GRAVEST: dict[How, int] = {"within": 0, "possibly within": 1, "not placed": 2}


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about: a country (alpha-3), a first-order region of it (GeoNames' code), or a radius.

    ``lat``, ``lon`` are degrees, ``km`` the radius. ``region_km`` is how far a region reaches from that point: a stay
    given by coordinates alone is judged by it.
    """

    country: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    km: float | None = None
    called: str = ""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """From one moment to another, both included."""

    start: dt.datetime
    end: dt.datetime


class Touch(msgspec.Struct, frozen=True, kw_only=True):
    """A stay that an area touches. ``away_km`` is how far its point is from the area's, where both have one."""

    stay: Stay
    how: How
    why: str = ""
    away_km: float | None = None


def window(now: dt.datetime, days: int = 0) -> Window:
    """Now, or from now for some days."""
    return Window(start=now, end=now + dt.timedelta(days=days))


def touched(stays: Iterable[Stay], area: Area, during: Window) -> list[Touch]:
    """The stays that an area touches within a window, those within first, then the nearest; the order is stable."""
    start, end = during.start, during.end
    found = []
    for stay in stays:
        if stay.begins_at > end or stay.ends_at <= start or stay.cancelled:
            continue
        touch = judged(stay, area)
        if touch is not None:
            found.append(touch)
    return sorted(found, key=lambda each: (GRAVEST[each.how], each.away_km or 0.0, each.stay.person, each.stay.id))


def judged(stay: Stay, area: Area) -> Touch | None:
    """How an area touches a stay, whenever that is; ``None`` where it does not."""
    spot = stay.spot
    if spot.country is None and spot.lat is None:
        return Touch(stay=stay, how="not placed", why="nobody could place it")
    if area.km is not None:
        return _near(stay, area)
    if area.region is not None:
        return _in_region(stay, area)
    if spot.country == area.country:
        sure = len(spot.claims) < 2
        return Touch(stay=stay, how="within" if sure else "possibly within", why="" if sure else _claimed(spot.claims))
    if area.country in spot.claims:
        return Touch(stay=stay, how="possibly within", why=_claimed(spot.claims))
    return None if spot.country is not None else Touch(stay=stay, how="not placed", why="its country is not known")


def _claimed(claims: Sequence[str]) -> str:
    return f"the place can be in {' or '.join(claims)}"


def _in_region(stay: Stay, area: Area) -> Touch | None:
    spot = stay.spot
    if spot.region is not None and len(spot.claims) < 2:
        return Touch(stay=stay, how="within") if spot.region == area.region else None
    if spot.region == area.region:
        return Touch(stay=stay, how="possibly within", why=_claimed(spot.claims))
    if area.country not in (spot.country, *spot.claims):
        return None
    if spot.region is None:
        return Touch(stay=stay, how="possibly within", why="only the country of the stay is known")
    return Touch(stay=stay, how="possibly within", why=_claimed(spot.claims))


def _near(stay: Stay, area: Area) -> Touch | None:
    """By distance: surely within where the whole of what is possible lies inside, possibly where any of it does."""
    spot, km = stay.spot, area.km or 0.0
    if spot.lat is None or spot.lon is None or area.lat is None or area.lon is None:
        return Touch(stay=stay, how="not placed", why="only its country is known, and not where that is")
    reach = spot.precision_km or 0.0
    if abs(spot.lat - area.lat) * DEGREE_KM > km + reach + 1:
        return None
    away = distance_km(spot.lat, spot.lon, area.lat, area.lon)
    if away - reach > km:
        return None
    if away + reach <= km:
        return Touch(stay=stay, how="within", away_km=round(away, 1))
    why = f"the place is known to within {reach:.0f} km"
    return Touch(stay=stay, how="possibly within", why=why, away_km=round(away, 1))


def latitudes(area: Area, reach: float) -> tuple[float, float]:
    """The band of latitudes outside of which nothing known to within ``reach`` km can be touched by a radius."""
    spread = ((area.km or 0.0) + reach) / DEGREE_KM + 0.1
    return (area.lat or 0.0) - spread, (area.lat or 0.0) + spread


def longitudes(area: Area, reach: float) -> float:
    """How many degrees of longitude a radius reaches to either side; 180 where it goes around a pole."""
    half = ((area.km or 0.0) + reach) / DEGREE_KM
    north = abs(area.lat or 0.0) + half
    if north >= 90:
        return 180.0
    sine = math.sin(math.radians(half)) / math.cos(math.radians(area.lat or 0.0))
    return 180.0 if sine >= 1 else math.degrees(math.asin(sine)) + 0.1


def doubted(touches: Iterable[Touch], trips: Iterable[Stay], during: Window) -> list[Touch]:
    """The touches with the doubt that a trip casts on a home or a work place: its owner may be elsewhere just then.

    ``trips`` are those of the same persons. A trip that does not cover the whole window leaves no doubt.
    """
    away = {
        trip.person: trip
        for trip in trips
        if trip.kind == "trip" and not trip.cancelled and trip.begins_at <= during.start and trip.ends_at > during.end
    }
    found = []
    for touch in touches:
        trip = away.get(touch.stay.person)
        doubt = touch.stay.kind != "trip" and trip is not None and touch.how == "within"
        found.append(
            msgspec.structs.replace(touch, how="possibly within", why="a trip elsewhere is noted for this time")
            if doubt
            else touch
        )
    return sorted(found, key=lambda each: GRAVEST[each.how])


def sure_first(touches: Iterable[Touch]) -> dict[str, Touch]:
    """For each person the surest touch."""
    found: dict[str, Touch] = {}
    for touch in touches:
        known = found.get(touch.stay.person)
        if known is None or GRAVEST[touch.how] < GRAVEST[known.how]:
            found[touch.stay.person] = touch
    return found
