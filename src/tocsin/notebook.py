"""For a notebook or a script: read documents into typed records, and turn records into a table of polars."""

import datetime as dt
import functools
import importlib
import os
import types
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

import msgspec

from tocsin import reading
from tocsin.documents import Document
from tocsin.documents.load import from_bytes, load
from tocsin.errors import SettingsError
from tocsin.ledger import KnownRecord
from tocsin.reading import DEFAULT_MODEL
from tocsin.records import (
    AnyRecord,
    Contact,
    Denial,
    Event,
    Figure,
    Forewarning,
    PassageRecord,
    Posture,
    Record,
    Statement,
)
from tocsin.wire import Wire

if TYPE_CHECKING:
    import polars as pl

KINDS: dict[str, type[AnyRecord]] = {each.__struct_config__.tag: each for each in typing.get_args(AnyRecord)}
"""Each kind of record by its name: ``posture``, ``statement``, ..."""

R = TypeVar("R", bound=Record)

_OF_DOCUMENT = ("document", "publisher", "title", "published")


class Records(Sequence[AnyRecord]):
    """The records of some documents, in the order of their texts; a sequence with a view for each kind.

    ``documents`` are the documents as they were read, their texts with them: ``text[record.start:record.end]`` is
    always ``record.evidence``.
    """

    def __init__(self, read: Sequence[tuple[Document, Sequence[AnyRecord]]]) -> None:
        self.documents = tuple(document for document, _ in read)
        self._records = tuple(record for _, records in read for record in records)
        self._of = tuple(document for document, records in read for _ in records)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, at: int) -> AnyRecord: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[AnyRecord, ...]: ...

    def __getitem__(self, at: int | slice) -> AnyRecord | tuple[AnyRecord, ...]:
        return self._records[at]

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self._records)

    def __repr__(self) -> str:
        counts = Counter(_kind(record) for record in self)
        told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
        return f"<Records of {len(self.documents)} document{'s' * (len(self.documents) != 1)}: {told or 'none'}>"

    @property
    def postures(self) -> list[Posture]:
        """What governments and carriers do about their people and missions."""
        return self._all(Posture)

    @property
    def statements(self) -> list[Statement]:
        """Who says what."""
        return self._all(Statement)

    @property
    def denials(self) -> list[Denial]:
        """Who denies what."""
        return self._all(Denial)

    @property
    def figures(self) -> list[Figure]:
        """How many of what, and who says so."""
        return self._all(Figure)

    @property
    def contacts(self) -> list[Contact]:
        """Who calls, meets or visits whom."""
        return self._all(Contact)

    @property
    def warnings(self) -> list[Forewarning]:
        """What somebody says may happen, and when."""
        return self._all(Forewarning)

    @property
    def events(self) -> list[Event]:
        """Who does what to whom."""
        return self._all(Event)

    @property
    def passages(self) -> list[PassageRecord]:
        """The runs of the texts and their roles."""
        return self._all(PassageRecord)

    def _all(self, of: type[R]) -> list[R]:
        return [record for record in self if isinstance(record, of)]

    def document(self, record: AnyRecord) -> Document:
        """The document that a record of these was read in. Raises ValueError for a record of others."""
        for each, document in zip(self._records, self._of, strict=True):
            if each is record:
                return document
        raise ValueError("This record is none of these.")

    def to_polars(self, kind: str) -> "pl.DataFrame":
        """The records of a kind as a polars DataFrame, a row each, as ``to_polars`` makes it."""
        chosen = [pair for pair in zip(self._records, self._of, strict=True) if _kind(pair[0]) == kind]
        told = [
            (record, (document.key, document.publisher, document.title, document.published))
            for record, document in chosen
        ]
        return _frame(told, kind)


def read(
    given: "str | os.PathLike[str] | bytes | Document | Iterable[str | os.PathLike[str] | bytes | Document]",
    *,
    published: dt.date | None = None,
    model: str = DEFAULT_MODEL,
) -> Records:
    """Read documents: a path (a folder is read whole), a web address, bytes, a Document, or several of these.

    ``published`` is the day of publication for documents that do not tell it; ``model`` an installed spaCy pipeline.
    Raises DocumentError for what cannot be read, WireError for an address that brings nothing, ModelError where the
    pipeline is missing. The first call loads the pipeline (a second or two), later ones share it.
    """
    several = [given] if isinstance(given, str | os.PathLike | bytes | Document) else list(given)
    reader = _reader(model)
    with Wire() as wire:
        found = [document for each in several for document in _documents(each, published, wire)]
    return Records(list(zip(found, reader.read_many(found), strict=True)))


def to_polars(records: "Iterable[AnyRecord | KnownRecord]", kind: str) -> "pl.DataFrame":
    """The records of a kind among these as a polars DataFrame: a column for each field, dates as dates.

    A figure's value becomes ``least`` and ``most``. Records of a ledger (``ledger.told()``) bring their document with
    them. Raises SettingsError for a kind that is none, or where polars is not installed.
    """
    told: list[tuple[Any, tuple[Any, ...]]] = []
    for each in records:
        if isinstance(each, KnownRecord):
            told.append((each.record, (each.document_key, each.publisher, each.title, each.published)))
        else:
            told.append((each, (None, None, None, None)))
    return _frame([pair for pair in told if _kind(pair[0]) == kind], kind)


@functools.cache
def _reader(model: str) -> reading.Reader:
    return reading.load(model)


def _documents(given: Any, published: dt.date | None, wire: Wire) -> list[Document]:
    if isinstance(given, Document):
        return [given]
    if isinstance(given, bytes):
        return [from_bytes(given, published=published)]
    return load(str(given) if isinstance(given, str) else str(Path(given)), published=published, wire=wire)


def _kind(record: Any) -> str:
    return str(record.__struct_config__.tag)


def _frame(told: Sequence[tuple[Any, tuple[Any, ...]]], kind: str) -> "pl.DataFrame":
    if kind not in KINDS:
        message = f"No records are called {kind!r}: the kinds are {', '.join(KINDS)}."
        raise SettingsError(message)
    try:
        polars = importlib.import_module("polars")
    except ImportError as error:
        raise SettingsError("polars is not installed: pip install 'tocsin[notebook]'.") from error
    of_document = dict.fromkeys(_OF_DOCUMENT, polars.String) | {"published": polars.Date}
    if kind == "document":
        told, of_document = [(record, ()) for record, _ in told], {}
    fields = _columns(KINDS[kind], polars)
    rows = [_row(record) | dict(zip(of_document, about, strict=True)) for record, about in told]
    frame: pl.DataFrame = polars.DataFrame(rows, schema=of_document | fields)
    return frame


def _columns(of: type[AnyRecord], polars: Any) -> dict[str, Any]:
    """The columns of a kind, from the types of its fields."""
    found: dict[str, Any] = {}
    for name, hint in typing.get_type_hints(of).items():
        if name.startswith("_"):
            continue
        if name == "value" and of is Figure:
            found |= {"least": polars.Float64, "most": polars.Float64}
        else:
            found[name] = _column(hint, polars)
    return found


def _column(hint: Any, polars: Any) -> Any:
    plain = {int: polars.Int64, float: polars.Float64, bool: polars.Boolean, dt.date: polars.Date}
    options = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    (one, *_) = [each for each in options if each is not type(None)]
    if typing.get_origin(one) is tuple:
        return polars.List(_column(typing.get_args(one)[0], polars))
    if isinstance(one, type) and issubclass(one, msgspec.Struct):
        fields = typing.get_type_hints(one).items()
        return polars.Struct({name: _column(each, polars) for name, each in fields if not name.startswith("_")})
    return plain.get(one, polars.String)


def _row(record: Any) -> dict[str, Any]:
    row = msgspec.structs.asdict(record)
    if isinstance(record, Figure):
        value = row.pop("value")
        row["least"], row["most"] = value if isinstance(value, tuple) else (value, value)
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_cell(each) for each in value]
    return (
        {name: _cell(each) for name, each in msgspec.structs.asdict(value).items()}
        if isinstance(value, msgspec.Struct)
        else value
    )


__all__ = ["KINDS", "Records", "read", "to_polars"]
