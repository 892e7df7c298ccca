"""Accounts on both databases, and a server that asks for them."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.accounts import ROLES, Accounts
from tocsin.ledger import Ledger, open_ledger
from tocsin.web import app
from tocsin.web.gates import Gates
from tocsin.web.live import Pace

from tests.fresh import open_fresh
from tests.web import dossier

HERE = "https://watch.example"
PASSWORD = "nine green lanterns"
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A cheap one: what a password costs is not what these tests are about."""


class Clock:
    """The present, moved by hand."""

    def __init__(self) -> None:
        self.now = dossier.NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture(scope="module")
def module_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(module_clock: Clock) -> Clock:
    """The morning again, for each test."""
    module_clock.now = dossier.NOW
    return module_clock


@pytest.fixture
def opened(fresh_url: Callable[[], str]) -> Iterator[Ledger]:
    with open_ledger(fresh_url()) as ledger:
        yield ledger


@pytest.fixture
def accounts(opened: Ledger) -> Accounts:
    return Accounts(opened.engine, hasher=HASHER)


@pytest.fixture(scope="module")
def guarded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with the dossier and a user of each role, named as the role."""
    path = str(tmp_path_factory.mktemp("accounts") / "guarded.sqlite")
    with open_fresh(path) as ledger:
        dossier.fill(ledger)
        for role in ROLES:
            Accounts(ledger.engine, hasher=HASHER).add(role, role, now=dossier.NOW, password=PASSWORD)
    return path


Serve = Callable[..., TestClient[Litestar]]


@contextmanager
def serving(url: str, clock: Clock) -> Iterator[Serve]:
    """Servers that ask for accounts."""
    with ExitStack() as stack:

        def serve(*, base_url: str = HERE, **gates: object) -> TestClient[Litestar]:
            site = app(
                url,
                now=clock,
                names=("watch.example",),
                gates=Gates(accounts=True, **gates),  # type: ignore[arg-type]
                pace=Pace(listeners=0),  # this client would wait for the end of a line that has none
            )
            return stack.enter_context(TestClient(site, base_url=base_url))

        yield serve


@pytest.fixture
def serve(guarded_url: str, clock: Clock) -> Iterator[Serve]:
    """Servers that ask for accounts, of this test alone."""
    with serving(guarded_url, clock) as serve:
        yield serve


@pytest.fixture(scope="module")
def served(guarded_url: str, module_clock: Clock) -> Iterator[TestClient[Litestar]]:
    """One server of all tests of a module, at which one may ask as often as one likes."""
    with serving(guarded_url, module_clock) as serve:
        yield serve(requests_a_minute=100_000)


@pytest.fixture
def client(served: TestClient[Litestar], clock: Clock) -> TestClient[Litestar]:
    """A client of that server whom it does not know yet."""
    served.cookies.clear()
    return served


def form_token(client: TestClient[Litestar], path: str = "/login") -> str:
    """The token of the form on a page."""
    text = client.get(path).text
    _, _, after = text.partition('name="form_token" value="')
    return after.partition('"')[0]


def log_in(client: TestClient[Litestar], name: str, password: str = PASSWORD, **more: str) -> int:
    """Sign in by the form; the status of the answer."""
    data = {"name": name, "password": password, "form_token": form_token(client), **more}
    return client.post("/login", data=data, follow_redirects=False).status_code
