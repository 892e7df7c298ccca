"""What documents say, attributed and dated, with its evidence."""

from tocsin.records.model import (
    LADDER,
    VALUES,
    AnyRecord,
    Denial,
    DocumentRecord,
    Form,
    Modality,
    PassageRecord,
    Posture,
    PostureType,
    Record,
    Scope,
    Statement,
)

__all__ = [
    "LADDER",
    "VALUES",
    "AnyRecord",
    "Denial",
    "DocumentRecord",
    "Form",
    "Modality",
    "PassageRecord",
    "Posture",
    "PostureType",
    "Record",
    "Scope",
    "Statement",
]
