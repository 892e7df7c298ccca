"""What documents say, attributed and dated, with its evidence."""

from tocsin.records.model import (
    LADDER,
    VALUES,
    AnyRecord,
    DocumentRecord,
    Modality,
    PassageRecord,
    Posture,
    PostureType,
    Record,
    Scope,
)

__all__ = [
    "LADDER",
    "VALUES",
    "AnyRecord",
    "DocumentRecord",
    "Modality",
    "PassageRecord",
    "Posture",
    "PostureType",
    "Record",
    "Scope",
]
