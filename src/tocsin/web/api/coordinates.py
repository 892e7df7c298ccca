"""Where a country is put on a map when no more is known: its capital. Data: ``scripts/make_capitals.py``."""

import functools
from pathlib import Path

import msgspec


def capital(code: str | None) -> tuple[float, float] | None:
    """Longitude and latitude (WGS 84, degrees) of the capital of an alpha-3 code; ``None`` where there is none."""
    return _capitals().get(code or "")


@functools.cache
def _capitals() -> dict[str, tuple[float, float]]:
    return msgspec.json.decode(
        Path(__file__).with_name("capitals.json").read_bytes(), type=dict[str, tuple[float, float]]
    )
