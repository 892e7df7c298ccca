"""The nouns of the brief: Sentence, Reference, Item, Table, Section, Brief."""

import datetime as dt
from typing import Literal

import msgspec

from tocsin.charts import Drawing

Rests = Literal["evidence", "absence"]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered place in a kept document: ``quote`` is ``text[start:end]`` of the document ``key``.

    ``claim`` says what kind of record stands there, ``record`` its id. ``address`` is a web address or ``None``.
    """

    number: int
    record: str
    key: str
    start: int
    end: int
    quote: str
    publisher: str | None = None
    title: str | None = None
    published: dt.date | None = None
    address: str | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the brief says, and what it rests on.

    ``evidence``: the numbers in ``refs`` are references of the brief, at least one. ``absence``: it says only that
    something is not known here (``why``: what was asked of the ledger), and has no numbers.
    """

    text: str
    refs: tuple[int, ...] = ()
    rests: Rests = "evidence"
    why: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, and those that stand beside it: denials, rivals, what came of it."""

    said: Sentence
    beside: tuple[Sentence, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table: its name, and what each column says."""

    name: str
    cells: tuple[tuple[Sentence, ...], ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under heads; the first head is that of the names."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the brief. ``note`` says in fixed words what it holds, or that it holds nothing."""

    slug: str
    title: str
    note: str
    items: tuple[Item, ...] = ()
    table: Table | None = None
    drawings: tuple[Drawing, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of it, in order."""
        listed = [each for item in self.items for each in (item.said, *item.beside)]
        rows = self.table.rows if self.table else ()
        return (*(each for row in rows for cell in row.cells for each in cell), *listed)


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """One host at one moment: its sections, and the references that their sentences rest on, by number.

    ``shortening`` says, where somebody asked for it, who shortened it or why nobody did.
    """

    host: str
    name: str
    as_of: dt.datetime
    known_at: dt.datetime
    since: dt.date
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    shortening: str | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the brief, in order."""
        return tuple(each for section in self.sections for each in section.sentences)
