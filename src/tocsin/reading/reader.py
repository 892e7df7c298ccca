"""The reader: one document to the records of every kind."""

import msgspec
from spacy.language import Language

from tocsin.documents import Document
from tocsin.reading import contact, event, figure, posture, statement, warning, way
from tocsin.reading.about import placed
from tocsin.reading.concern import concerned
from tocsin.reading.engine import Text
from tocsin.reading.introductions import introductions
from tocsin.reading.model import DEFAULT_MODEL, pipeline
from tocsin.records import AnyRecord, Statement
from tocsin.records.directory import Directory
from tocsin.records.knowing import recognised
from tocsin.records.layout import layout


class Reader:
    """Reads documents with one language pipeline. Safe to share; holds nothing between documents."""

    def __init__(self, nlp: Language, *, whole: bool = False) -> None:
        """``whole``: read every passage, whether or not it touches what Tocsin is for."""
        self._nlp = nlp
        self._whole = whole

    def read(self, document: Document, *, directory: Directory | None = None) -> list[AnyRecord]:
        """Every record of the document, a kind after the other, each in reading order; the document itself first.

        Passages that do not touch what Tocsin is for (``concern``) are not read, and their records say so. With a
        ``directory`` of other documents the records say, too, who those are whom this one names and does not
        introduce (``known``); what this document says itself always stands.
        """
        records = self._read(document)
        if not directory:
            return records
        return [recognised(record, directory, day=document.published, document=document.key) for record in records]

    def _read(self, document: Document) -> list[AnyRecord]:
        only = frozenset(range(len(document.passages))) if self._whole else concerned(document)
        records: list[AnyRecord] = [*layout(document, read=only)]
        if not only:
            return records
        text = Text(document, self._nlp, only)
        _parse(text)
        records += [
            msgspec.structs.replace(found, evidence=document.text[found.start : found.end])
            for found in posture.postures(text)
        ]
        told = statement.statements(text)
        spoken = [one for one in told if isinstance(one, Statement)]
        others = (
            figure.figures(text, spoken),
            contact.contacts(text),
            warning.warnings(text, spoken),
            event.events(text, spoken),
            way.ways(text, spoken),
        )
        for each in (told, *others):
            records += placed(text, each)
        records[0] = msgspec.structs.replace(records[0], people=introductions(text))
        return records


def _parse(text: Text) -> None:
    """Parse in one batch every sentence that some kind's gate lets through."""
    asked: set[int] = set()
    for kind in (posture, statement, figure, contact, warning, event, way):
        asked.update(kind.wanted(text))
    text.parsed(asked)


def load(model: str = DEFAULT_MODEL, *, whole: bool = False) -> Reader:
    """A reader with the named spaCy pipeline; ``whole``: of every passage. Raises ``ModelError`` if it is missing."""
    return Reader(pipeline(model), whole=whole)
