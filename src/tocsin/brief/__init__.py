"""The brief: one page on a host that can be forwarded, every sentence of it resolved to its evidence. Extractive."""

from tocsin.brief.asking import Asked
from tocsin.brief.checking import unsupported
from tocsin.brief.making import brief
from tocsin.brief.markdown import markdown
from tocsin.brief.model import Brief, Item, Reference, Section, Sentence, Table
from tocsin.brief.page import page
from tocsin.brief.printing import pdf
from tocsin.brief.shortening import Kept, ShortenError, as_it_was, offered, shortened, together

__all__ = [
    "Asked",
    "Brief",
    "Item",
    "Kept",
    "Reference",
    "Section",
    "Sentence",
    "ShortenError",
    "Table",
    "as_it_was",
    "brief",
    "markdown",
    "offered",
    "page",
    "pdf",
    "shortened",
    "together",
    "unsupported",
]
