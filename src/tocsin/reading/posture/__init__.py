"""Posture: what a government does about its own people or mission in a host country."""

from tocsin.reading.posture.engine import postures

__all__ = ["postures"]
