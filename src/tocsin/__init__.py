"""Tocsin, an open crisis watch: what governments do about their people and missions, with the sentence as evidence.

In Python::

    from tocsin import read

    records = read("article.html")
    records.postures[0].evidence
    records.to_polars("posture")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.ledger import open_ledger
    from tocsin.notebook import Records, read, to_polars

__version__ = "0.1.0"
__all__ = ["Records", "__version__", "open_ledger", "read", "to_polars"]

_FROM = {"Records": "notebook", "read": "notebook", "to_polars": "notebook", "open_ledger": "ledger"}


def __getattr__(name: str) -> Any:
    """What a notebook imports, loaded when it is asked for: the command line starts without the language library."""
    if name not in _FROM:
        message = f"module 'tocsin' has no attribute {name!r}"
        raise AttributeError(message)
    import importlib  # noqa: PLC0415

    return getattr(importlib.import_module(f"tocsin.{_FROM[name]}"), name)
