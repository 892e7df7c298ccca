"""Physical quantities as pint has them, to convert and compare. Apart from the finder: pint takes a second to load."""

import functools

import pint

from tocsin.reading.quantity.lexicon import measures, section
from tocsin.reading.quantity.model import Quantity


@functools.cache
def _registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def unit_of(name: str) -> "pint.Unit | None":
    """Pint's unit for a canonical name; ``None`` for money, counts and what has no physical dimension."""
    if name not in measures():
        return None
    given = section("pint").get(name, name.replace(" ", "_"))
    return _registry().Unit(given) if given else None


def measure(quantity: Quantity) -> "tuple[pint.Quantity[float], ...]":
    """The value, or both ends of the interval, with pint's unit; empty where the unit is not physical."""
    unit = unit_of(quantity.unit or "")
    if unit is None:
        return ()
    values = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    return tuple(_registry().Quantity(value, unit) for value in values)
