"""A ledger filled with the made dossier, a client of its pages, and pages over what a test adds itself."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser
from scripts.screenshot import browser, serving

from tocsin.documents import Document
from tocsin.ledger import Ledger
from tocsin.people import make_key
from tocsin.records import Posture
from tocsin.web import app
from tocsin.web.api import Reader, Reading
from tocsin.web.people_desk import Desk

from tests.fresh import make_fresh, open_fresh
from tests.web import dossier
from tests.web.browsing import Visit

LOOPBACK = "http://127.0.0.1"
Pages = Callable[..., TestClient[Litestar]]


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Ledger], Desk]:
    """Opens the pages of people over a roster with its key and nobody in it."""
    key = tmp_path_factory.mktemp("roster") / "people.key"
    make_key(key)
    return lambda ledger: Desk(ledger=ledger, key=key, now=lambda: dossier.NOW)


@pytest.fixture(scope="package")
def dossier_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The ledger with the dossier; nothing writes to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('web') / 'dossier.sqlite'}"
    with open_fresh(url) as ledger:
        dossier.fill(ledger)
    return url


@pytest.fixture(scope="package")
def client(dossier_url: str, roster: Callable[[Ledger], Desk]) -> Iterator[TestClient[Litestar]]:
    """A client of the dossier's pages on the morning that it tells of."""
    with TestClient(app(dossier_url, now=lambda: dossier.NOW, desk=roster), base_url=LOOPBACK) as opened:
        yield opened


@pytest.fixture
def pages_of(tmp_path: Path, roster: Callable[[Ledger], Desk]) -> Iterator[Pages]:
    """Pages over a ledger that holds these documents, all of them seen this morning."""
    with ExitStack() as stack:

        def pages(*documents: tuple[Document, list[Posture]]) -> TestClient[Litestar]:
            url = f"sqlite:///{tmp_path / 'own.sqlite'}"
            with open_fresh(url) as ledger:
                for document, postures in documents:
                    ledger.add(document, postures, seen_at=dossier.NOW, reader="made/1")
            return stack.enter_context(TestClient(app(url, now=lambda: dossier.NOW, desk=roster), base_url=LOOPBACK))

        yield pages


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """The one browser of all tests of a process."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="package")
def address(dossier_url: str) -> Iterator[str]:
    """Where the dossier's pages are served."""
    with serving(app(dossier_url, now=lambda: dossier.NOW)) as at:
        yield at


@pytest.fixture
def visit(chrome: Browser, address: str) -> Iterator[Visit]:
    """A visit of the dossier's pages without complaint."""
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context, address)
    yield visit
    context.close()
    assert visit.complaints == []
    assert visit.strangers() == []


def read_as_a_call(document: Document) -> Reading:
    """A reader that takes every text for a call to leave."""
    text = document.text.rstrip()
    posture = (
        Posture(
            start=0,
            end=len(text),
            evidence=text,
            sender="GBR",
            host="UKR",
            type="directive",
            value="leave",
            wording=text,
        ),
    )
    return Reading(records=posture, revision="made/1")


def _taking(url: str) -> TestClient[Litestar]:
    reader = Reader(read=read_as_a_call)
    return TestClient(app(url, now=lambda: dossier.NOW, reader=reader), base_url=LOOPBACK)


@pytest.fixture
def posting(tmp_path: Path) -> Iterator[TestClient[Litestar]]:
    """A server that takes documents."""
    with _taking(str(make_fresh(tmp_path / "posted.sqlite"))) as opened:
        yield opened


@pytest.fixture(scope="package")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    """A server that takes documents, for tests that send it none that it takes."""
    with _taking(str(make_fresh(tmp_path_factory.mktemp("refusing") / "posted.sqlite"))) as opened:
        yield opened
