"""Statements and denials: who said what, and who denies it."""

from tocsin.reading.statement.engine import statements

__all__ = ["statements"]
