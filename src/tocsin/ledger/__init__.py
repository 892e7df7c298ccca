"""The ledger: append-only memory on SQLite or PostgreSQL. Open one with ``open_ledger``."""

from tocsin.ledger.model import (
    Added,
    Counts,
    DocumentEntry,
    KnownPosture,
    Sighting,
    StoredDocument,
    StoredRecord,
    StoredSignal,
)
from tocsin.ledger.store import Ledger, open_ledger

__all__ = [
    "Added",
    "Counts",
    "DocumentEntry",
    "KnownPosture",
    "Ledger",
    "Sighting",
    "StoredDocument",
    "StoredRecord",
    "StoredSignal",
    "open_ledger",
]
