"""English names of countries for the pages, from the same data that the reader knows them by."""

import functools

from tocsin.reading.states import states
from tocsin.sources import sources


def country_name(code: str | None) -> str | None:
    """The English name of an alpha-3 code (``EU``, ``NATO`` and ``UN`` too); ``None`` for other codes."""
    state = states().get(code or "")
    return str(state["name"]) if state else None


def name_of(code: str | None) -> str:
    """What to call a sender or host: a country's English name, a carrier's own, or that there is none."""
    if code is None:
        return "An unnamed sender"
    return country_name(code) or code


def country_code(text: str) -> str | None:
    """The alpha-3 code that somebody meant by a code of two or three letters or an English name, in any case."""
    return _codes().get(text.strip().casefold())


def no_country(text: str) -> str:
    """What to say where no country goes by a name."""
    return f"No country goes by “{text[:60]}”: use its three letters (UKR) or its English name (Ukraine)."


@functools.cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for field in ("name", "alpha2", "code"):
        codes.update({str(state[field]).casefold(): code for code, state in states().items() if state.get(field)})
    return codes


@functools.cache
def governments() -> dict[str, str]:
    """The governments whose registers are known, by code, in the order of their names."""
    codes = {source.card.government for source in sources().values()}
    return {code: name_of(code) for code in sorted(codes, key=name_of)}
