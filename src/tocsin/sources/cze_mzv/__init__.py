"""Czechia: the foreign ministry's warnings."""
