"""Document to records, pure: no clock, no network, no database."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.reading.model import DEFAULT_MODEL
    from tocsin.reading.reader import Reader, load

REVISION = "4"
"""The revision of the reader, kept with what it read: reading again with a better reader is not news."""

__all__ = ["DEFAULT_MODEL", "REVISION", "Reader", "load"]

_FROM = {"DEFAULT_MODEL": "model", "Reader": "reader", "load": "reader"}


def __getattr__(name: str) -> Any:
    """The reader, loaded when it is asked for: who needs a list of countries or places loads no language library."""
    if name not in _FROM:
        message = f"module 'tocsin.reading' has no attribute {name!r}"
        raise AttributeError(message)
    import importlib  # noqa: PLC0415

    return getattr(importlib.import_module(f"tocsin.reading.{_FROM[name]}"), name)
