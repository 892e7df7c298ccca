#!/usr/bin/env python3
"""Make the areas of alerts from Natural Earth: for each country, rough polygons around its parts.

    scripts/areas.py ne_10m_admin_0_countries_deu.zip > src/tocsin/alerts/areas.json

The zip is the one that Natural Earth (public domain) gives out; reading it needs the package pyshp. Parts that lie near
each other share one hull, so that an overseas part makes a polygon of its own and not a bridge over an ocean.
"""

import io
import itertools
import json
import sys
import zipfile
from collections.abc import Iterable

import shapefile  # type: ignore[import-not-found,import-untyped,unused-ignore]

Point = tuple[float, float]

NEAR_DEGREES = 4.0
"""Parts nearer than this share a hull."""
MOST_POLYGONS = 12
OWN_CODES = {"KOS": "XKX"}


def main() -> None:
    """Print the areas as JSON: alpha-3 to polygons of [latitude, longitude], each closed."""
    archive = zipfile.ZipFile(sys.argv[1])
    (stem,) = (name[:-4] for name in archive.namelist() if name.endswith(".shp"))
    parts = {f"{kind}": io.BytesIO(archive.read(f"{stem}.{kind}")) for kind in ("shp", "dbf", "shx")}
    found: dict[str, list[list[Point]]] = {}
    for each in shapefile.Reader(**parts, encoding="utf-8").iterShapeRecords():
        fields = each.record.as_dict()
        code = fields["ISO_A3_EH"] if fields["ISO_A3_EH"] != "-99" else fields["ADM0_A3"]
        starts = [*each.shape.parts, len(each.shape.points)]
        rings = [each.shape.points[a:b] for a, b in itertools.pairwise(starts)]
        found.setdefault(OWN_CODES.get(code, code), []).extend(hull(ring) for ring in rings)
    lines = [f'"{code}":{json.dumps(polygons(found[code]), separators=(",", ":"))}' for code in sorted(found)]
    print("{\n" + ",\n".join(lines) + "\n}")


def polygons(parts: list[list[Point]]) -> list[list[Point]]:
    """The hulls of the groups of parts, the largest first, as closed rings of (latitude, longitude)."""
    groups: list[list[Point]] = []
    for part in sorted(parts, key=area, reverse=True):
        near = [group for group in groups if apart(group, part) < NEAR_DEGREES]
        groups = [group for group in groups if group not in near]
        groups.append(hull([*part, *(point for group in near for point in group)]))
    kept = sorted(groups, key=area, reverse=True)[:MOST_POLYGONS]
    return [closed(group) for group in kept]


def closed(ring: list[Point]) -> list[Point]:
    """The ring around the points, rounded to hundredths of a degree, its first point again at its end."""
    if area(ring) < 0.001:
        west, south, east, north = box(ring)
        ring = [(west - 0.02, south - 0.02), (east + 0.02, south - 0.02), (east + 0.02, north + 0.02)]
        ring.append((west - 0.02, north + 0.02))
    turned = [(round(max(-90.0, min(90.0, y)), 2), round(max(-180.0, min(180.0, x)), 2)) for x, y in simpler(ring)]
    return [*turned, turned[0]]


def simpler(ring: list[Point]) -> list[Point]:
    """The ring pushed out by a little and without corners that hardly turn."""
    middle_x, middle_y = (sum(each[axis] for each in ring) / len(ring) for axis in (0, 1))
    ring = [(x + (x > middle_x) * 0.02 - 0.01, y + (y > middle_y) * 0.02 - 0.01) for x, y in ring]
    while len(ring) > 12:
        sizes = [area([ring[at - 1], ring[at], ring[(at + 1) % len(ring)]]) for at in range(len(ring))]
        least = min(range(len(ring)), key=sizes.__getitem__)
        if sizes[least] > 0.002 * area(ring):
            break
        del ring[least]
    return ring


def apart(one: list[Point], other: list[Point]) -> float:
    """The degrees between two boxes."""
    (w, s, e, n), (w2, s2, e2, n2) = box(one), box(other)
    return max(w2 - e, w - e2, s2 - n, s - n2, 0.0)


def box(ring: list[Point]) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    return min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring)


def area(ring: list[Point]) -> float:
    """In square degrees."""
    return abs(sum(x * ring[at - 1][1] - ring[at - 1][0] * y for at, (x, y) in enumerate(ring))) / 2


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, by Andrew's monotone chain."""
    ordered = sorted({(float(x), float(y)) for x, y in points})
    return ordered if len(ordered) < 3 else [*_half(ordered), *_half(ordered[::-1])]


def _half(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


if __name__ == "__main__":
    main()
