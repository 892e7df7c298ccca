"""The search: words and filters become passages and sentences, each with its quote, as known at any moment."""

from tocsin.search.asking import search
from tocsin.search.marking import marks
from tocsin.search.model import Asked, Found, Hit, Kind, Named, Order, Place
from tocsin.search.query import Query, parse
from tocsin.search.taking_in import behind, bring_up, rebuild

__all__ = [
    "Asked",
    "Found",
    "Hit",
    "Kind",
    "Named",
    "Order",
    "Place",
    "Query",
    "behind",
    "bring_up",
    "marks",
    "parse",
    "rebuild",
    "search",
]
