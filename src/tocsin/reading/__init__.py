"""Document to records, pure: no clock, no network, no database."""

import msgspec
from spacy.language import Language

from tocsin.documents import Document
from tocsin.reading.about import placed
from tocsin.reading.contact import contacts
from tocsin.reading.engine import Text
from tocsin.reading.event import events
from tocsin.reading.figure import figures
from tocsin.reading.model import DEFAULT_MODEL, pipeline
from tocsin.reading.posture import postures
from tocsin.reading.statement import statements
from tocsin.reading.warning import warnings
from tocsin.reading.way import ways
from tocsin.records import AnyRecord, Statement
from tocsin.records.layout import layout

REVISION = "2"
"""The revision of the reader, kept with what it read: reading again with a better reader is not news."""

__all__ = ["DEFAULT_MODEL", "REVISION", "Reader", "load"]


class Reader:
    """Reads documents with one language pipeline. Safe to share; holds nothing between documents."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def read(self, document: Document) -> list[AnyRecord]:
        """Every record of the document, a kind after the other, each in reading order; the document itself first."""
        records: list[AnyRecord] = [*layout(document)]
        text = Text(document, self._nlp)
        records += [
            msgspec.structs.replace(posture, evidence=document.text[posture.start : posture.end])
            for posture in postures(text)
        ]
        told = statements(text)
        spoken = [one for one in told if isinstance(one, Statement)]
        others = (
            figures(text, spoken),
            contacts(text),
            warnings(text, spoken),
            events(text, spoken),
            ways(text, spoken),
        )
        for each in (told, *others):
            records += placed(text, each)
        return records


def load(model: str = DEFAULT_MODEL) -> Reader:
    """A reader with the named spaCy pipeline. Raises ``ModelError`` where it is not installed."""
    return Reader(pipeline(model))
