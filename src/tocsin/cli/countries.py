"""The country that somebody means on the command line, and the name to print for a code."""

import difflib
from collections.abc import Collection

from tocsin.errors import SettingsError
from tocsin.reading.states import by_name, states

NAMELESS = "-"
"""How a sender that the text does not name is written on the command line, as in the addresses of the pages."""


def country(name: str) -> str:
    """The alpha-3 code of a country given by code or name; SettingsError, with near matches, where none fits."""
    code = by_name(name.strip())
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
    code = by_name(name.strip())
    if code is None:
        names = _names() | {each.casefold(): each for each in known if each}
        message = f"No government or airline here is called {name!r}.{_near(name, names)} Give an ISO code or a name."
        raise SettingsError(message)
    return code


def country_name(code: str | None) -> str:
    """The English name of a code; the code itself where it is no country's (an airline is its own name)."""
    if code is None:
        return "not named"
    state = states().get(code)
    return str(state.get("name") or code) if state else code


def _names() -> dict[str, str]:
    return {country_name(code).casefold(): country_name(code) for code in states()}


def _near(name: str, names: dict[str, str]) -> str:
    near = difflib.get_close_matches(name.strip().casefold(), names, n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(names[each] for each in near)}?" if near else ""
