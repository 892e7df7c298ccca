"""The ledger: append-only memory on SQLite or PostgreSQL. Open one with ``open_ledger``."""

from tocsin.ledger.model import (
    Added,
    Counts,
    DocumentEntry,
    KnownPosture,
    KnownRecord,
    Landing,
    Official,
    Saying,
    Sighting,
    StoredDocument,
    StoredRecord,
    StoredSignal,
)
from tocsin.ledger.registers import Edition, Fetch, Part, Registers, Round, Shown
from tocsin.ledger.store import Beside, Ledger, open_ledger

__all__ = [
    "Added",
    "Beside",
    "Counts",
    "DocumentEntry",
    "Edition",
    "Fetch",
    "KnownPosture",
    "KnownRecord",
    "Landing",
    "Ledger",
    "Official",
    "Part",
    "Registers",
    "Round",
    "Saying",
    "Shown",
    "Sighting",
    "StoredDocument",
    "StoredRecord",
    "StoredSignal",
    "open_ledger",
]
