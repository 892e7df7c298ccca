"""A roster with its key, on both databases, and a clock that the tests set."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tocsin.ledger import Ledger, open_ledger
from tocsin.people import Keys, People, make_key, read_key

from tests.fresh import open_fresh

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    path = tmp_path_factory.mktemp("keys") / "people.key"
    make_key(path)
    return read_key(path)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_fresh(str(tmp_path / "people.sqlite")) as opened:
        yield opened


@pytest.fixture
def people(ledger: Ledger, keys: Keys) -> People:
    return People(ledger.engine, keys)


@pytest.fixture
def people_on_both(fresh_url: Callable[[], str], keys: Keys) -> Iterator[People]:
    with open_ledger(fresh_url()) as opened:
        yield People(opened.engine, keys)
