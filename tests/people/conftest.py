"""A roster with its key, on both databases, and a clock that the tests set."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tocsin.ledger import Ledger, open_ledger
from tocsin.people import Keys, People, make_key, read_key

from tests.ledger.conftest import server  # noqa: F401 - the PostgreSQL that new_url asks for

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    path = tmp_path_factory.mktemp("keys") / "people.key"
    make_key(path)
    return read_key(path)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "people.sqlite")) as opened:
        yield opened


@pytest.fixture
def people(ledger: Ledger, keys: Keys) -> People:
    return People(ledger.engine, keys)


@pytest.fixture(params=["sqlite", "postgres"])
def people_on_both(request: pytest.FixtureRequest, tmp_path: Path, keys: Keys) -> Iterator[People]:
    numbers = itertools.count()
    new_url: Callable[[], str] = lambda: str(tmp_path / f"both_{next(numbers)}.sqlite")  # noqa: E731
    if request.param == "postgres":
        new_url = request.getfixturevalue("server").new_database
    with open_ledger(new_url()) as opened:
        yield People(opened.engine, keys)
