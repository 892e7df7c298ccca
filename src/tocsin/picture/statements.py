"""Statements of a bounded size: both databases refuse a thousand thousand parameters."""

from collections.abc import Sequence
from typing import TypeVar

Each = TypeVar("Each")
MANY = 500


def chunks(of: Sequence[Each], *, size: int = MANY) -> list[list[Each]]:
    """Runs of so many, in order."""
    return [list(of[start : start + size]) for start in range(0, len(of), size)]
