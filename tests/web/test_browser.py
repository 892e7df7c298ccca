"""The pages in headless Chromium: the way through them, nothing executed, nothing fetched from elsewhere."""

from collections import deque
from pathlib import Path

import pytest
from litestar import Litestar
from playwright.sync_api import Browser, Response, expect
from scripts.screenshot import serving

from tocsin.web import app

from tests.fresh import open_fresh
from tests.web import dossier, hostile
from tests.web.browsing import IN_CHROMIUM, Visit
from tests.web.links import EVIDENCE, Few, shapes

pytestmark = IN_CHROMIUM

FIELDS_OF_A_MOMENT = 8
"""How many times Tab stops inside a date and time field."""


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> Litestar:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'ledger.sqlite'}"
    with open_fresh(url) as ledger:
        for document, postures in hostile.documents():
            ledger.add(document, postures, seen_at=dossier.NOW, reader="made/1")
    return app(url, now=lambda: dossier.NOW)


def test_from_the_list_to_the_host_to_the_evidence_to_the_sentence(visit: Visit) -> None:
    page = visit.to("/")
    page.get_by_role("link", name="Ukraine").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Ukraine")
    page.get_by_role("row", name="United States").get_by_role("link", name="Relocated (Lviv)").click()
    assert page.url.endswith("/why/USA/UKR#mission")
    sentence = page.locator("li", has_text="A small team stays at work in Lviv").first
    sentence.get_by_role("link", name="US empties its embassy in Kyiv").click()
    anchor = page.locator(page.url[page.url.index("#") :])
    assert "A small team stays at work in Lviv" in anchor.locator("xpath=following-sibling::mark[1]").inner_text()
    assert anchor.evaluate("place => place.getBoundingClientRect().top < innerHeight")
    page.get_by_role("link", name="United States in Ukraine").first.click()
    assert "/why/USA/UKR" in page.url


def test_the_moment_is_set_by_the_form_kept_by_the_links_and_left_again(visit: Visit) -> None:
    page = visit.to("/host/UKR")
    page.get_by_label("Exactly at (UTC)").fill("2022-02-01T12:00")
    page.get_by_role("button", name="Show").click()
    assert "what was known at 1 Feb 2022 12:00 UTC" in page.get_by_label("A past moment").inner_text()
    page.get_by_role("row", name="United States").get_by_role("link", name="Consider leaving").click()
    assert "as_of=2022-02-01" in page.url
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url


@pytest.mark.parametrize("path", ["/host/BFA", "/why/USA/UKR"])
def test_every_link_and_field_can_be_reached_by_keyboard_and_shows_its_focus(visit: Visit, path: str) -> None:
    page = visit.to(path)
    page.evaluate(
        "addEventListener('focusin', ({target}) => target.dataset.reached = getComputedStyle(target).outlineStyle)"
    )
    every = ":is(a[href], button, input:not([type=hidden])):not(#slide button)"
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    stops = page.locator(":is(a[href], button, input:not([type=hidden]), select, textarea, summary)").count()
    for _ in range(stops + 3 * FIELDS_OF_A_MOMENT):
        page.keyboard.press("Tab")
    missed = page.locator(f"{every}:not([data-reached])")
    assert missed.evaluate_all("all => all.map(one => one.outerHTML)") == []
    assert page.locator("[data-reached=none]").evaluate_all("all => all.map(one => one.outerHTML)") == []


def test_the_skip_link_leads_past_the_menu(visit: Visit) -> None:
    page = visit.to("/host/UKR")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_nothing_in_a_hostile_document_runs_or_is_fetched(chrome: Browser, hostile_pages: Litestar) -> None:
    taken = Few(shapes(hostile_pages), 1, EVIDENCE)
    with serving(hostile_pages) as address, chrome.new_context() as context:
        visit = Visit(context, address)
        waiting, met = deque(["/"]), {"/"}
        while waiting:
            path = waiting.popleft()
            page = visit.to(path)
            assert page.title().endswith("· Tocsin"), path
            hrefs = page.eval_on_selector_all(
                "a[href^='/']:not([href*='.csv'], [href*='.json'], [href*='.atom'])",
                "links => links.map(link => link.getAttribute('href').split('#')[0])",
            )
            waiting += [href for href in sorted({*hrefs} - met) if taken(href)]
            met |= {*hrefs}
    shown = sum(path.startswith("/document/") for path in met)
    assert shown == len(hostile.documents())
    assert visit.complaints == []
    assert visit.strangers() == []


def test_a_script_that_got_into_a_page_all_the_same_would_not_run(visit: Visit) -> None:
    page = visit.to("/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=/static/none.svg onerror=\"document.title=1\">')"
    )
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title=1'}))"
    )
    page.wait_for_load_state("networkidle")
    assert page.title() == "Hosts · Tocsin"
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)
    visit.complaints.clear()


def test_print_shows_the_board_without_the_controls(visit: Visit) -> None:
    page = visit.to("/host/UKR")
    page.emulate_media(media="print")
    expect(page.get_by_label("Exactly at (UTC)")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()


def test_the_first_page_is_light_without_its_charts(visit: Visit, tmp_path: Path) -> None:
    sizes: list[int] = []

    def weighed(response: Response) -> None:
        if "/chart/" not in response.url:
            sizes.append(int(response.headers.get("content-length", 0)))

    visit.page.on("response", weighed)
    visit.to("/host/UKR")
    assert len(sizes) >= 6
    assert 0 < sum(sizes) < 250_000


def test_a_country_of_the_map_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit.to("/world")
    page.locator("figure a[href='/host/UKR']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ukraine")
