"""The country that somebody means on the command line, and the name to print for a code."""

import difflib
import functools
import importlib.resources
from collections.abc import Collection
from typing import Any

import msgspec

from tocsin.errors import SettingsError

NAMELESS = "-"
"""How a sender that the text does not name is written on the command line, as in the addresses of the pages."""


def country(name: str) -> str:
    """The alpha-3 code of a country given by code or name; SettingsError, with near matches, where none fits."""
    code = _codes().get(name.strip().casefold())
    if code is None:
        message = f"No country is called {name!r}.{_near(name, _names())} Give an ISO code or a name: UKR, ua, Ukraine."
        raise SettingsError(message)
    return code


def sender(name: str, *, known: Collection[str | None] = ()) -> str | None:
    """The sender that somebody means: a country, or an airline among those that the ledger knows; ``-`` is nobody."""
    if name == NAMELESS:
        return None
    folded = name.strip().casefold()
    for each in known:
        if each is not None and each.casefold() == folded:
            return each
    code = _codes().get(folded)
    if code is None:
        names = _names() | {each.casefold(): each for each in known if each}
        message = f"No government or airline here is called {name!r}.{_near(name, names)} Give an ISO code or a name."
        raise SettingsError(message)
    return code


def country_name(code: str | None) -> str:
    """The English name of a code; the code itself where it is no country's (an airline is its own name)."""
    if code is None:
        return "not named"
    state = _states().get(code)
    return str(state["name"]) if state else code


@functools.cache
def _states() -> dict[str, dict[str, Any]]:
    """The reader's data on states; read here as a file, because importing the reader would load a language library."""
    data = importlib.resources.files("tocsin").joinpath("reading/words/states.json").read_bytes()
    return {state["code"]: state for state in msgspec.json.decode(data)["states"]}


@functools.cache
def _codes() -> dict[str, str]:
    """Every way to write a state here, folded; where two share one, the code of ISO 3166 and the short name win."""
    codes: dict[str, str] = {}
    for fields in (("code", "alpha2"), ("name", "official_name"), ("names",)):
        for code, state in _states().items():
            for field in fields:
                written = state.get(field) or ()
                for each in (written,) if isinstance(written, str) else written:
                    codes.setdefault(each.casefold(), code)
    return codes


def _names() -> dict[str, str]:
    return {state["name"].casefold(): state["name"] for state in _states().values()}


def _near(name: str, names: dict[str, str]) -> str:
    near = difflib.get_close_matches(name.strip().casefold(), names, n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(names[each] for each in near)}?" if near else ""
