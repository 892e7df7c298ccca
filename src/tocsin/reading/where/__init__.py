"""Where: the places of a text, resolved to the gazetteer of GeoNames, with country and coordinates."""

from tocsin.reading.where.finder import find
from tocsin.reading.where.model import Place

__all__ = ["Place", "find"]
