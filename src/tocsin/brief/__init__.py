"""The brief: one page on a host that can be forwarded, every sentence of it resolved to its evidence. Extractive."""

from tocsin.brief.asking import Asked
from tocsin.brief.checking import unsupported
from tocsin.brief.making import brief
from tocsin.brief.markdown import markdown
from tocsin.brief.model import Brief, Item, Reference, Section, Sentence, Table
from tocsin.brief.page import page
from tocsin.brief.printing import pdf

__all__ = [
    "Asked",
    "Brief",
    "Item",
    "Reference",
    "Section",
    "Sentence",
    "Table",
    "brief",
    "markdown",
    "page",
    "pdf",
    "unsupported",
]
