"""The slider: stops at which something came to be known, by keyboard, by mouse, and without scripts."""

import datetime as dt
import re
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, Locator, Page, expect

from tocsin.ledger import Ledger
from tocsin.ledger.arrivals import MOST, Of, arrivals, told_days

from tests.fresh import open_fresh
from tests.web import dossier
from tests.web.browsing import IN_CHROMIUM, Visit
from tests.web.links import tree
from tests.web.making import line, made

Client = TestClient[Litestar]
NOW = dossier.NOW


def slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="As known at")


def stops(client: Client, path: str) -> list[str]:
    thumb = tree(client.get(path).text).get_element_by_id("stop")
    return str(thumb.get("data-stops")).split()


def seen_at(ledger: Ledger, *moments: dt.datetime) -> None:
    for number, moment in enumerate(moments):
        document, postures = made(
            line(f"Norway told its people to leave Mali, note {number}.", "NOR; MLI; directive leave")
        )
        ledger.add(document, postures, seen_at=moment, reader="made/1")


def test_the_stops_of_a_host_are_when_something_of_it_came_to_be_known(client: Client) -> None:
    of_host, of_all = stops(client, "/host/LBN"), stops(client, "/")
    assert 0 < len(of_host) < len(of_all)
    assert of_all == sorted(of_all)
    shown = {client.get(f"/host/LBN?as_of={stop}").text.split("</header>")[1] for stop in of_host}
    assert len(shown) == len(of_host)


def test_each_stop_is_late_enough_to_show_what_came_then(client: Client) -> None:
    newest = stops(client, "/documents")[-1]
    first = tree(client.get("/documents").text).xpath("string(//tbody/tr[1]/th)").strip()
    assert first in client.get(f"/documents?as_of={newest}").text


def test_a_long_memory_has_few_stops_long_ago_and_every_one_of_last_night(tmp_path: Path) -> None:
    with open_fresh(tmp_path / "l.sqlite") as ledger:
        days = [NOW - dt.timedelta(days=number) for number in range(1, MOST + 10)]
        night = [NOW - dt.timedelta(minutes=10 * number) for number in range(6)]
        seen_at(ledger, *days, *night)
        for of in (Of(), Of(host="MLI"), Of(sender="NOR")):
            found = arrivals(ledger.engine, of, until=NOW)
            assert found == sorted(found)
            assert set(night) <= set(found)
            assert len(found) <= MOST
        before = arrivals(ledger.engine, Of(host="MLI"), until=NOW - dt.timedelta(days=100))
        assert max(before) == NOW - dt.timedelta(days=100)
        assert arrivals(ledger.engine, Of(host="NER"), until=NOW) == []


def test_a_ledger_that_began_after_its_texts_stops_at_their_days(tmp_path: Path) -> None:
    with open_fresh(tmp_path / "l.sqlite") as ledger:
        for document, postures in ((each[1], each[2]) for each in dossier.documents()):
            ledger.add(document, postures, seen_at=NOW, reader="made/1")
        days = told_days(ledger.engine, Of(host="UKR"), before=NOW.date())
        assert dt.date(2022, 2, 12) in days
        assert max(days) < NOW.date()
        assert days == sorted(set(days))


def test_without_a_script_the_form_leads_to_the_page_of_the_stop(client: Client) -> None:
    every = stops(client, "/changes?host=UKR")
    asked = {"path": "/changes", "host": "UKR", "of": every[-1]}
    first = client.get("/moment", params=asked | {"stop": "0"}, follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"].startswith("/changes?host=UKR&as_of=")
    assert dt.datetime.fromisoformat(every[0]).strftime("%Y-%m-%d") in first.headers["location"]
    present = client.get("/moment", params=asked | {"stop": str(len(every))}, follow_redirects=False)
    assert present.headers["location"] == "/changes?host=UKR"


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/\\evil.example", "https://evil.example", "host/UKR", "/a\r\nSet-Cookie: a=b", "/?x"]
)
def test_the_way_from_a_stop_leads_to_no_other_server(client: Client, path: str) -> None:
    answer = client.get("/moment", params={"path": path, "stop": "0"}, follow_redirects=False)
    assert answer.status_code == 400
    assert "location" not in answer.headers


@pytest.mark.parametrize("path", ["/alerts", "/people"])
def test_pages_that_know_no_past_moment_say_so(client: Client, path: str) -> None:
    page = tree(client.get(path, params={"as_of": "2022-02-12"}).text)
    assert "This page always shows the present." in page.text_content()
    assert page.xpath("//input[@type='range']") == []
    assert page.xpath("//a[@href='/?as_of=2022-02-12T23%3A59%3A59']")


class TestInTheBrowser:
    """With its script."""

    pytestmark = IN_CHROMIUM

    def test_arrow_keys_step_and_the_page_follows_without_losing_the_thumb(self, visit: Visit) -> None:
        page = visit.to("/host/UKR")
        thumb = slider(page)
        expect(thumb).to_have_attribute("aria-valuetext", "now")
        thumb.focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        said = thumb.get_attribute("aria-valuetext") or ""
        assert "Feb 2022" in said
        past = page.get_by_label("A past moment")
        expect(past).to_contain_text(f"what was known at {said}")
        expect(page.get_by_role("status").filter(has_text="You are looking at what was known")).to_have_count(1)
        expect(thumb).to_be_focused()
        assert "as_of=2022-02" in page.url
        expect(page.get_by_role("link", name="Tocsin")).to_have_attribute("href", re.compile("as_of=2022-02"))
        expect(page.locator("#masthead input[name=as_of]")).to_have_value(re.compile("2022-02"))
        page.keyboard.press("End")
        expect(past).to_be_hidden()
        assert "as_of" not in page.url
        page.go_back()
        expect(past).to_contain_text(f"what was known at {said}")
        expect(thumb).to_have_attribute("aria-valuetext", said)

    def test_the_thumb_is_drawn_and_the_page_of_its_moment_shows_when_it_is_let_go(self, visit: Visit) -> None:
        page = visit.to("/world")
        box = slider(page).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        said = slider(page).get_attribute("aria-valuetext") or ""
        assert "2022" in said
        assert "as_of" not in page.url
        page.mouse.up()
        expect(page.get_by_label("A past moment")).to_contain_text(said)
        page.get_by_role("link", name="Changes", exact=True).click()
        expect(page.get_by_label("A past moment")).to_contain_text(said)
        expect(slider(page)).to_have_attribute("aria-valuetext", said)

    def test_without_scripts_it_works_by_its_button(self, chrome: Browser, address: str) -> None:
        context = chrome.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
        page = Visit(context, address).to("/host/UKR")
        slider(page).press("Home")
        page.get_by_role("button", name="Go").click()
        expect(page.get_by_label("A past moment")).to_be_visible()
        assert page.url.startswith(f"{address}/host/UKR?as_of=20")
        page.get_by_role("link", name="Back to now").click()
        assert page.url == f"{address}/host/UKR"
        context.close()
