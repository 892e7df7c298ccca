"""The ledger: append-only memory on SQLite or PostgreSQL. Open one with ``open_ledger``."""

from tocsin.ledger.judgement_model import Judgement, JudgementKind, Noted, Struck
from tocsin.ledger.judgements import Judgements
from tocsin.ledger.judging import Judging
from tocsin.ledger.model import (
    Added,
    Counts,
    DocumentEntry,
    Incoming,
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
from tocsin.ledger.store import Ledger, open_ledger
from tocsin.ledger.writing import Beside

__all__ = [
    "Added",
    "Beside",
    "Counts",
    "DocumentEntry",
    "Edition",
    "Fetch",
    "Incoming",
    "Judgement",
    "JudgementKind",
    "Judgements",
    "Judging",
    "KnownPosture",
    "KnownRecord",
    "Landing",
    "Ledger",
    "Noted",
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
    "Struck",
    "open_ledger",
]
