"""The pages of the registers: changes, the editions of one register about one host, how each source is."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from lxml import etree

from tocsin.ledger import Part
from tocsin.web import app

from tests.fresh import open_fresh
from tests.web import hostile, registers
from tests.web.conftest import LOOPBACK
from tests.web.links import links, tree
from tests.web.test_hostile import FORBIDDEN
from tests.web.test_pages import row, words

Client = TestClient[Litestar]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    url = f"sqlite:///{tmp_path_factory.mktemp('registers') / 'ledger.sqlite'}"
    with open_fresh(url) as ledger:
        registers.fill(ledger)
    with TestClient(app(url, now=lambda: registers.NOW), base_url=LOOPBACK) as opened:
        yield opened


def items(client: Client, address: str) -> list[str]:
    """The entries of the list on a page, each as its text."""
    found = tree(client.get(address).text).xpath("//main/ol[contains(@class, 'rows')]/li")
    return [" ".join(each.text_content().split()) for each in found]


def test_the_links_of_the_pages_resolve_and_keep_the_moment(client: Client) -> None:
    met: set[str] = set()
    for path in ("/changes", "/register/NOR/NER", "/sources"):
        met |= links(client.get(f"{path}?as_of=2026-03-25").text, at=f"{LOOPBACK}{path}")
    assert f"{LOOPBACK}/register/NOR/NER?as_of=2026-03-25T23%3A59%3A59" in met
    assert f"{LOOPBACK}/changes?sender=GBR&as_of=2026-03-25T23%3A59%3A59" in met
    one_of_each = {each.partition("?")[0]: each for each in met}
    assert [each for each in one_of_each.values() if client.get(each).status_code != 200] == []


def test_a_change_says_who_from_what_to_what_in_both_words_and_when(client: Client) -> None:
    newest, level = items(client, "/changes")
    assert "Norway NOR on Niger" in level
    assert "From Caution Vær aktsom" in level
    assert "to Avoid all travel Reis ikke" in level
    assert "seen 22 Mar 2026 09:00 UTC" in level
    assert "Directive" in newest
    assert "directive: leave (Niamey)" in newest


def test_the_diff_is_by_sentence_and_opens_without_scripts(client: Client) -> None:
    found = tree(client.get("/changes?kind=level").text).xpath("//details")[0]
    assert found.xpath("string(summary)").startswith("2 sentences moved")
    assert found.xpath("string(.//del)") == "Take the usual care in Niamey."
    assert found.xpath("string(.//ins)") == "Leave the country while flights are sold."


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),
        ("host=NER", 2),
        ("host=niger", 2),
        ("host=MLI", 0),
        ("sender=NOR", 2),
        ("sender=GBR", 0),
        ("since=2026-04-01", 1),
        ("kind=level", 1),
        ("kind=directive", 1),
        ("kind=mission", 0),
        ("as_of=2026-03-25", 1),
        ("as_of=2026-03-01", 0),
    ],
)
def test_changes_are_asked_by_host_sender_time_kind_and_moment(client: Client, query: str, number: int) -> None:
    assert len(items(client, f"/changes?{query}")) == number


def test_the_filter_and_the_moment_keep_each_other(client: Client) -> None:
    page = tree(client.get("/changes?host=NER&as_of=2026-03-25").text)
    assert set(page.xpath("//section[@aria-label='Moment']//input[@name='host']/@value")) == {"NER"}
    assert page.xpath("//form[@aria-label='Which changes']//input[@name='as_of']/@value") == ["2026-03-25T23:59:59"]


def test_what_is_no_change_is_shown_when_asked_with_its_reason(client: Client) -> None:
    remarks = " | ".join(items(client, "/changes?remarks=1"))
    assert "published again" in remarks
    assert "level could not be read" in remarks
    assert "published again" not in " | ".join(items(client, "/changes"))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("host=Atlantis", "No country goes by"),
        ("kind=colour", "there is no kind"),
        ("since=yesterday", "write it like"),
        ("before=x", "follow the links"),
        ("since=9999-01-01", "still to come"),
    ],
)
def test_a_filter_that_cannot_be_understood_is_said(client: Client, query: str, says: str) -> None:
    answer = client.get(f"/changes?{query}")
    assert answer.status_code == 400
    assert says in tree(answer.text).text_content()


def test_the_same_query_is_a_feed_a_table_and_json(client: Client) -> None:
    feed = etree.fromstring(client.get("/changes.atom?kind=level").content)
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == "NOR on Niger: Vær aktsom → Reis ikke"
    table = list(csv.DictReader(io.StringIO(client.get("/changes.csv?host=NER").text)))
    assert [line["after"] for line in table] == ["avoid_all", "avoid_all"]
    told = client.get("/changes.json?host=NER&as_of=2026-03-25").json()
    assert [(each["before"], each["after"]) for each in told] == [("caution", "avoid_all")]


def test_the_history_has_every_edition_with_its_parts_and_marks_the_change(client: Client) -> None:
    third, second, first = items(client, "/register/NOR/NER")
    assert "first seen" in first
    assert "changed: level" in second
    assert "the north" in second
    assert "changed: directive" in third
    assert "directive: leave (Niamey)" in third
    assert "The airport closes at night" in third


def test_editions_that_only_move_the_date_are_told_in_one_line(client: Client) -> None:
    (only,) = items(client, "/register/NOR/MLI")
    assert "published again unchanged 2 times, last 22 Mar 2026" in only


def test_a_page_that_lost_its_level_is_unknown_and_says_why(client: Client) -> None:
    lost, _ = items(client, "/register/NOR/TCD")
    assert "No level" in lost
    assert "no word of the scale is on the page" in lost
    assert "No change of advice" in lost


def test_the_chart_says_in_words_what_it_draws(client: Client) -> None:
    drawing = tree(client.get("/register/NOR/NER").text).xpath("//main//*[name()='svg' and @role='img']")[0]
    assert drawing.get("aria-label") == "Level over time: caution from 2 Mar 2026; avoid all travel from 22 Mar 2026."
    assert len(drawing.xpath("*[name()='rect']")) == 2


def test_a_past_moment_shows_only_the_editions_that_were_seen_by_then(client: Client) -> None:
    assert len(items(client, "/register/NOR/NER?as_of=2026-03-25")) == 2
    assert "unknown, not normal" in words(client.get("/register/NOR/NER?as_of=2026-03-01"))


def test_a_register_by_another_name_leads_to_its_page(client: Client) -> None:
    answer = client.get("/register/norway/ne", follow_redirects=False)
    assert answer.headers["location"] == "/register/NOR/NER"
    assert client.get("/register/NOR/Atlantis").status_code == 404


def test_a_source_that_is_silent_or_failing_is_said_in_words(client: Client) -> None:
    silent = row(client, "/sources", "United Kingdom")
    assert "Silent" in silent
    assert "It has not answered since 1 Apr 2026" in silent
    failing = row(client, "/sources", "usa_state")
    assert "Failing" in failing
    assert "The server answered 503." in failing
    assert "9 unchanged, 1 failed" in failing
    assert "2 signals" in failing
    assert "Never visited" in row(client, "/sources", "Japan")


def test_rows_outside_what_is_expected_are_said(client: Client) -> None:
    assert "unexpected" in row(client, "/sources", "Canada")
    norway = row(client, "/sources", "nor_ud")
    assert "1 without a level" in norway


def test_sources_are_as_they_were_at_the_moment(client: Client) -> None:
    assert "Alive" in row(client, "/sources?as_of=2026-04-01T21:00", "United Kingdom")


def test_the_page_of_a_host_shows_its_latest_changes(client: Client) -> None:
    section = tree(client.get("/host/NER").text).xpath("//section[h2[@id='changes']]")[0]
    assert section.xpath(".//a[@href='/changes?host=NER']")
    assert len(section.xpath("ol/li")) == 2


def test_thousands_of_changes_are_paged_and_every_one_is_met_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'many.sqlite'}"
    with open_fresh(url) as ledger:
        for number in range(40):
            entry = f"Place {number}"
            registers.keep(ledger, registers.CALM, 0, entry=entry, level="caution")
            registers.keep(ledger, registers.CALM, 1 + number % 7, entry=entry, level="avoid_all")
    with TestClient(app(url, now=lambda: registers.NOW), base_url=LOOPBACK) as client:
        address, met = "/changes?kind=level", []
        while address:
            page = tree(client.get(address).text)
            met += page.xpath("//main/ol/li//a[normalize-space()='Text after']/@href")
            address = page.xpath("string(//a[@rel='next']/@href)")
        assert len(met) == len(set(met)) == 40


def test_what_a_register_says_is_text_whatever_it_says_and_never_without_bounds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hostile.sqlite'}"
    with open_fresh(url) as ledger:
        for number, trick in enumerate(hostile.ALL):
            said: dict[str, Any] = {"entry": f"{number} {trick}", "url": hostile.ADDRESSES[number]}
            said["postures"] = (f"directive:{trick}@{trick}",)
            registers.keep(ledger, registers.CALM, 0, level="caution", wording=trick, **said)
            many = tuple(Part(value="avoid_all", wording=trick, place=f"{trick} {part}") for part in range(100))
            text = f"{trick}. " + " ".join(f"Sentence {n} of very many {trick}." for n in range(400))
            registers.keep(ledger, text, 9, level="avoid_all", wording=trick * 500, parts=many, why=trick, **said)
    with TestClient(app(url, now=lambda: registers.NOW), base_url=LOOPBACK) as client:
        for address in ("/changes", "/changes?remarks=1", "/register/NOR/NER", "/host/NER", "/sources"):
            answer = client.get(address)
            page = tree(answer.text)
            assert page.xpath(FORBIDDEN) == [], address
            assert page.xpath("//@*[starts-with(name(), 'on')] | //@style") == [], address
            assert all(str(link).startswith(("/", "#", "https://")) for link in page.xpath("//@href")), address
            assert not any(each in answer.text for each in "\u202e\x00\x1b"), address
            assert len(answer.content) < 700_000, address
        etree.fromstring(client.get("/changes.atom").content)
        assert all(not line.startswith(("=", "@")) for line in client.get("/changes.csv").text.splitlines())
