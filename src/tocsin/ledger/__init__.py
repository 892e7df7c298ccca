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
from tocsin.ledger.registers import Edition, Fetch, Part, Registers, Round
from tocsin.ledger.store import Ledger, open_ledger

__all__ = [
    "Added",
    "Counts",
    "DocumentEntry",
    "Edition",
    "Fetch",
    "KnownPosture",
    "Ledger",
    "Part",
    "Registers",
    "Round",
    "Sighting",
    "StoredDocument",
    "StoredRecord",
    "StoredSignal",
    "open_ledger",
]
