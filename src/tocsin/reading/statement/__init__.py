"""Statements and denials: who said what, and who denies it."""

from tocsin.reading.statement.engine import statements, wanted

__all__ = ["statements", "wanted"]
