"""Warnings: who says that something may happen, what, where, from whom, in which window, and what to do about it."""

from tocsin.reading.warning.engine import wanted, warnings

__all__ = ["wanted", "warnings"]
