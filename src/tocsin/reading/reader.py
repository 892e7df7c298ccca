"""The reader: one document to the records of every kind."""

from collections.abc import Iterable, Iterator

import msgspec
from spacy.language import Language

from tocsin.documents import Document
from tocsin.reading import contact, event, figure, posture, statement, warning, way
from tocsin.reading.about import placed
from tocsin.reading.concern import concerned
from tocsin.reading.engine import Text, parse_together
from tocsin.reading.introductions import introductions
from tocsin.reading.model import DEFAULT_MODEL, pipeline
from tocsin.records import AnyRecord, Statement
from tocsin.records.directory import Directory
from tocsin.records.knowing import recognised
from tocsin.records.layout import layout

_MANY, _LONG = 32, 100_000
"""So many documents, and so many characters of them, are parsed together."""


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
        records = next(self.read_many([document]))
        if not directory:
            return records
        return [recognised(record, directory, day=document.published, document=document.key) for record in records]

    def read_many(self, documents: Iterable[Document]) -> Iterator[list[AnyRecord]]:
        """The records of each document, as ``read`` gives them; short documents are read faster together."""
        for some in _some(documents):
            opened = [(document, self._text(document)) for document in some]
            parse_together(self._nlp, [(text, _wanted(text)) for _, text in opened if text.only])
            yield from (self._records(document, text) for document, text in opened)

    def _text(self, document: Document) -> Text:
        whole = range(len(document.passages))
        return Text(document, self._nlp, frozenset(whole) if self._whole else concerned(document))

    def _records(self, document: Document, text: Text) -> list[AnyRecord]:
        records: list[AnyRecord] = [*layout(document, read=text.only)]
        if not text.only:
            return records
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


def _some(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in order, some at a time."""
    some: list[Document] = []
    length = 0
    for document in documents:
        some.append(document)
        length += len(document.text)
        if len(some) == _MANY or length > _LONG:
            yield some
            some, length = [], 0
    if some:
        yield some


def _wanted(text: Text) -> list[int]:
    """Every sentence that some kind's gate lets through."""
    kinds = (posture, statement, figure, contact, warning, event, way)
    return sorted({index for kind in kinds for index in kind.wanted(text)})


def load(model: str = DEFAULT_MODEL, *, whole: bool = False) -> Reader:
    """A reader with the named spaCy pipeline; ``whole``: of every passage. Raises ``ModelError`` if it is missing."""
    return Reader(pipeline(model), whole=whole)
