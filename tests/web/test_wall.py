"""The wall: few words, always of now, renewed by itself, and never silently old."""

import datetime as dt
from pathlib import Path

from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, expect
from scripts.screenshot import serving

from tocsin.web import app
from tocsin.web.live import Pace

from tests.fresh import open_fresh
from tests.web import dossier, registers
from tests.web.browsing import IN_CHROMIUM, Visit, violations
from tests.web.conftest import LOOPBACK, Pages
from tests.web.links import tree
from tests.web.making import line, made

Client = TestClient[Litestar]


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(tree(answer.text).text_content().split())


def test_it_shows_the_hosts_that_are_asked_for_in_their_order_and_says_what_is_unknown(client: Client) -> None:
    page = tree(client.get("/wall?host=Niger&host=UKR").text)
    panels = {each.findtext(".//h2/a"): " ".join(each.text_content().split()) for each in page.xpath("//main//section")}
    assert "13 tell people to leave, 6 missions reduced or shut" in panels["Ukraine"]
    assert "United States Leave" in panels["Ukraine"]
    assert "Unknown Nothing is known. That is unknown, not safe." in panels["Niger"]
    assert "Belarus" not in page.text_content()


def test_without_a_host_it_shows_those_that_changed_last_and_how_many_there_are_beside(pages_of: Pages) -> None:
    hosts = ("BFA", "MLI", "NER", "SDN", "SSD", "TCD", "UKR", "LBN")
    told = [
        made(line(f"Norway told its people to leave {host}.", f"NOR; {host}; directive leave; date=2022-02-{day:02}"))
        for day, host in enumerate(hosts, start=3)
    ]
    page = tree(pages_of(*told).get("/wall").text)
    assert page.xpath("//main//section//h2/a/text()") == ["Lebanon", "Ukraine", "Chad", "South Sudan", "Sudan", "Niger"]
    assert "2 further hosts" in page.text_content()
    assert "Newest document 14 Feb 2022 07:10 UTC" in page.text_content()


def test_it_is_always_of_now(client: Client) -> None:
    answer = client.get("/wall?host=UKR&as_of=2022-02-01", follow_redirects=False)
    assert answer.headers["location"] == "/wall?host=UKR"


def test_a_host_that_is_none_is_a_sentence(client: Client) -> None:
    answer = client.get("/wall?host=Nowhere")
    assert answer.status_code == 400
    assert "No country goes by “Nowhere”" in answer.text


def test_it_names_what_moved_in_a_week_and_how_many_sources_are_silent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.sqlite'}"
    with open_fresh(url) as ledger:
        registers.fill(ledger)
    week = registers.START + dt.timedelta(days=23)
    with TestClient(app(url, now=lambda: week), base_url=LOOPBACK) as client:
        assert "Niger, Norway: Avoid all travel before: Caution" in words(client, "/wall")
    with TestClient(app(url, now=lambda: registers.NOW), base_url=LOOPBACK) as client:
        assert "2 sources silent or failing" in words(client, "/wall")


def test_without_scripts_it_loads_itself_again(client: Client) -> None:
    page = tree(client.get("/wall").text)
    assert page.xpath("//noscript/meta[@http-equiv='refresh']/@content") == ["60"]


class TestInTheBrowser:
    """With its script."""

    pytestmark = IN_CHROMIUM

    def test_it_is_sound_for_everybody(self, visit: Visit) -> None:
        page = visit.to("/wall?host=UKR&host=NER&host=BLR")
        expect(page.locator("#state")).to_contain_text("Live.")
        assert violations(page) == []
        page.set_viewport_size({"width": 360, "height": 780})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360

    def test_it_follows_the_ledger_tells_a_lost_line_and_finds_it_again(self, chrome: Browser, tmp_path: Path) -> None:
        url = str(tmp_path / "l.sqlite")
        pace = Pace(look=0.02, beat=0.2, apart=0.0)
        context = chrome.new_context(viewport={"width": 1280, "height": 720})
        page = context.new_page()
        lost = page.get_by_role("alert")
        with open_fresh(url) as ledger:

            def told(host: str) -> None:
                document, postures = made(
                    line(f"Norway told its people to leave {host}.", f"NOR; {host}; directive leave; date=2022-02-13")
                )
                ledger.add(document, postures, seen_at=dossier.NOW, reader="made/1")

            told("UKR")
            with serving(app(url, now=lambda: dossier.NOW, pace=pace)) as address:
                page.goto(f"{address}/wall")
                expect(page.get_by_role("heading", name="Ukraine")).to_be_visible()
                told("MLI")
                expect(page.get_by_role("region", name="Mali")).to_have_class("duty__host duty__host--grave fresh")
                expect(lost).to_have_text("")
                context.set_offline(True)
                expect(lost).to_have_text("Not updated since 07:10 UTC: connection lost. Trying again.")
                assert violations(page) == []
                context.set_offline(False)
                expect(lost).to_have_text("")
            expect(lost).to_have_text("Not updated since 07:10 UTC: connection lost. Trying again.")
            told("NER")
            with serving(app(url, now=lambda: dossier.NOW, pace=pace), port=int(address.rpartition(":")[2])):
                expect(page.get_by_role("heading", name="Niger")).to_be_visible(timeout=30_000)
                expect(lost).to_have_text("")
                page.close()
        context.close()
