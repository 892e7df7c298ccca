"""Figures: how many, of what, where, as of when, and who says so."""

from tocsin.reading.figure.engine import figures, wanted

__all__ = ["figures", "wanted"]
