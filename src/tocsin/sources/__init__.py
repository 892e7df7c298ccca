"""The registers of governments: one folder a publisher, found by itself; payloads in, entries out, never a guess."""

from tocsin.sources.card import Card, Rung
from tocsin.sources.catalogue import Source, source_of, sources
from tocsin.sources.desk import Desk
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.pages import RegisterPage, register_page
from tocsin.sources.saved import read_saved

__all__ = [
    "Ask",
    "Card",
    "Desk",
    "Entry",
    "RegisterPage",
    "Rung",
    "Said",
    "Source",
    "read_saved",
    "register_page",
    "source_of",
    "sources",
]
