"""From a question to an area, and from an area to the stays of the roster that it touches."""

import datetime as dt
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.errors import SettingsError
from tocsin.ledger import people_tables as tables
from tocsin.people import rows
from tocsin.people.exposure import Area, Touch, Window, doubted, latitudes, longitudes, touched, window
from tocsin.people.places import country_codes, placed
from tocsin.people.store import People, standing
from tocsin.reading.where.regions import alpha2, by_code
from tocsin.reading.where.resolve import candidates

_FINE_KM = 100.0
"""Stays known better than this are looked up by latitude; the few that are not are all looked at."""


def area(host: str | None = None, *, region: str | None = None, near: str | None = None, km: float = 0.0) -> Area:
    """The area that somebody means: a country by alpha-3, a region of it by name, or so many km around a place.

    ``near`` is a place's name or ``LAT,LON``. Raises SettingsError where the gazetteer has no such place, or several.
    """
    if near is not None:
        return _around(near, km, host)
    if host is None:
        raise SettingsError("Say where: a country, or a place with --near.")
    if region is None:
        return Area(country=host, called=host)
    named = [each.entry for each in candidates(region)[0] if each.entry.country == alpha2().get(host)]
    codes = list(dict.fromkeys(each.region for each in named if each.kind == "region"))
    codes = codes or list(dict.fromkeys(each.region for each in named if each.region))
    if not codes:
        message = f"No region or place of {host} is called {region!r}; give its name as the gazetteer has it."
        raise SettingsError(message)
    entry = by_code().get(codes[0])
    called = entry.name if entry else region
    return Area(country=host, region=codes[0], called=f"{called}, {host}")


def _around(near: str, km: float, host: str | None) -> Area:
    if not 0 < km <= 20_100:
        raise SettingsError("Say how far with --km: more than 0, at most 20,000 (half the Earth).")
    parts = near.split(",")
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        pass
    else:
        if -90 <= lat <= 90 and -180 <= lon <= 180:
            return Area(lat=lat, lon=lon, km=km, called=f"{km:g} km around {lat:g},{lon:g}")
        raise SettingsError("Coordinates are LAT,LON in degrees: 13.51,2.11.")
    found = placed(near, host or "")
    if found.spot.lat is None or found.doubts:
        why = "; ".join(found.doubts) or "it has no point"
        message = f"The place {near!r} cannot be used: {why}. Give its country too, or LAT,LON."
        raise SettingsError(message)
    return Area(lat=found.spot.lat, lon=found.spot.lon, km=km, called=f"{km:g} km around {found.spot.place}")


def exposed(people: People, asked: Area, *, now: dt.datetime, days: int = 0) -> list[Touch]:
    """The stays that an area touches now or within some days, without what is sealed of them."""
    during = window(now, days)
    with people.reading() as connection:
        stays = [rows.placed_stay(row) for row in connection.execute(_near_enough(asked, during))]
        found = touched(stays, asked, during)
        owners = sorted({each.stay.person for each in found if each.stay.kind != "trip"})
        trips = [rows.placed_stay(row) for row in connection.execute(_trips(owners, during))] if owners else []
    inside = {touch.stay.id for touch in found}
    return doubted(found, (trip for trip in trips if trip.id not in inside), during)


def exposed_count(people: People, host: str, *, now: dt.datetime, days: int = 0) -> int:
    """How many persons a country touches; for a page that shows no names."""
    return len({each.stay.person for each in exposed(people, Area(country=host), now=now, days=days)})


def _near_enough(asked: Area, during: Window) -> sa.CompoundSelect[Any]:
    """The stays that may be touched: those whose country or latitude fits, and all that say neither.

    Each part is one that an index answers, and no stay is in two of them.
    """
    stays = tables.stays.c
    if asked.km is None:
        other = sa.and_(stays.claims > "", stays.claims.contains(asked.country), stays.country != asked.country)
        parts = [stays.country == asked.country, other, stays.country.is_(None)]
    else:
        low, high = latitudes(asked, _FINE_KM)
        fine = sa.and_(stays.lat.between(low, high), stays.precision_km <= _FINE_KM, _east_west(asked))
        parts = [fine, stays.precision_km > _FINE_KM, sa.or_(stays.lat.is_(None), stays.precision_km.is_(None))]
    query = standing(tables.stays, "stay").where(stays.begins_at <= during.end, stays.ends_at > during.start)
    return sa.union_all(*(query.where(part, sa.not_(stays.cancelled)) for part in parts))


def _east_west(asked: Area) -> sa.ColumnElement[bool]:
    reach = longitudes(asked, _FINE_KM)
    if reach >= 180 or asked.lon is None:
        return sa.true()
    turned = (((tables.stays.c.lon - asked.lon + 540.0) * 1000).cast(sa.Integer)) % 360_000
    return turned.between(int((180 - reach) * 1000) - 1, int((180 + reach) * 1000) + 1)


def _trips(owners: list[str], during: Window) -> sa.Select[Any]:
    """The trips under way of these persons; of everybody where they are many."""
    stays = tables.stays.c
    query = standing(tables.stays, "stay").where(stays.kind == "trip", sa.not_(stays.cancelled))
    query = query.where(stays.begins_at <= during.start, stays.ends_at > during.end)
    return query.where(stays.person.in_(owners)) if len(owners) <= 500 else query


class ExposedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the list to act on."""

    person: str
    name: str | None
    groups: tuple[str, ...]
    how: str
    why: str
    kind: str
    place: str | None
    country: str | None
    first: dt.date | None
    last: dt.date | None
    away_km: float | None


def listed(people: People, touches: list[Touch], *, named: bool = True) -> list[ExposedPerson]:
    """The touches as a list to act on, with names where they may be shown."""
    known = {each.id: each for each in people.unseen({touch.stay.person for touch in touches})}
    found = []
    for touch in touches:
        person, stay = known.get(touch.stay.person), touch.stay
        found.append(
            ExposedPerson(
                person=stay.person,
                name=person.name if person and named else None,
                groups=person.groups if person else (),
                how=touch.how,
                why=touch.why,
                kind=stay.kind,
                place=stay.spot.place,
                country=stay.spot.country,
                first=stay.first,
                last=stay.last,
                away_km=touch.away_km,
            )
        )
    return found


def country_named(text: str) -> str | None:
    """Alpha-3 of a country by code or by its name in many languages."""
    return country_codes().get(text.strip().casefold())
