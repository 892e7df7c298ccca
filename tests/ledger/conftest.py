"""One test body for both databases."""

from collections.abc import Callable, Iterator

import pytest

from tocsin.ledger import Ledger, open_ledger

from tests.conftest import new_url, server

__all__ = ["new_url", "server"]


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """A ledger that is not there yet."""
    return new_url()


@pytest.fixture
def ledger(fresh_url: Callable[[], str]) -> Iterator[Ledger]:
    with open_ledger(fresh_url()) as opened:
        yield opened
