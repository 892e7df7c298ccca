"""Regions of the world by name, as lists of countries."""

import functools
import importlib.resources
import tomllib


@functools.cache
def regions() -> dict[str, tuple[str, ...]]:
    """The countries (alpha-3) of each region of the United Nations' statistics, by its name in small letters."""
    told = tomllib.loads(importlib.resources.files("tocsin.alerts").joinpath("regions.toml").read_text("utf-8"))
    found = {name: tuple(codes.split()) for name, codes in told["subregions"].items()}
    for name, parts in told["regions"].items():
        found[name] = tuple(code for part in parts for code in found[part])
    return {name.casefold(): codes for name, codes in found.items()}
