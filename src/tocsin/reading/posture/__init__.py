"""Posture: what a government does about its own people or mission in a host country."""

from tocsin.reading.posture.engine import postures, wanted

__all__ = ["postures", "wanted"]
