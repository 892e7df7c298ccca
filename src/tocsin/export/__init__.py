"""What leaves for other programs as a whole: STIX 2.1."""

from tocsin.export.asking import MARKINGS, Asked, Marking
from tocsin.export.stix import bundle

__all__ = ["MARKINGS", "Asked", "Marking", "bundle"]
