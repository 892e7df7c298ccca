"""A desk on a ledger of its own, and receivers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.alerts.ringing import Desk, rule
from tests.channels.conftest import post_office, receiver

__all__ = ["post_office", "receiver"]

Open = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Open]:
    """Open a desk with these rules, one with no narrowing where none is given."""
    opened: list[Desk] = []

    def open_(*rules: Any, place: str = "", **options: Any) -> Desk:
        made = Desk(place or str(tmp_path / "alerts.sqlite"), rules or [rule()], **options)
        opened.append(made)
        return made

    yield open_
    for each in opened:
        each.ledger.close()
