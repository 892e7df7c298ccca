"""Tocsin, an open crisis watch: what governments do about their people and missions, with the sentence as evidence."""

__version__ = "0.1.0"
__all__ = ["__version__"]
