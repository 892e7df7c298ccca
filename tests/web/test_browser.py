"""The pages in headless Chromium: the way through them, nothing executed, nothing fetched from elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from scripts.screenshot import browser, chromium, serving

from tocsin.ledger import open_ledger
from tocsin.web import app

from tests.fresh import open_fresh
from tests.web import dossier, hostile, registers, told

pytestmark = [
    pytest.mark.skipif(chromium() is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.xdist_group("browser"),
]

FIELDS_OF_A_MOMENT = 8
"""How many times Tab stops inside a date and time field."""


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(dossier_url: str) -> Iterator[str]:
    with serving(app(dossier_url, now=lambda: dossier.NOW)) as at:
        yield at


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'ledger.sqlite'}"
    with open_fresh(url) as ledger:
        for document, postures in hostile.documents():
            ledger.add(document, postures, seen_at=dossier.NOW, reader="made/1")
    with serving(app(url, now=lambda: dossier.NOW)) as at:
        yield at


class Visit:
    """A page with everything that it asked for and complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that was left before its icon came
            self.complaints.append(f"{request.failure}: {request.url}")

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def strangers(self) -> list[str]:
        """What was asked of anybody but our own server."""
        return [url for url in self.asked if not url.startswith(self.address + "/")]


@pytest.fixture
def visit(chrome: Browser, address: str) -> Iterator[Visit]:
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context, address)
    yield visit
    context.close()
    assert visit.complaints == []
    assert visit.strangers() == []


def every_page(visit: Visit) -> list[str]:
    """One page of each kind."""
    page = visit.to("/documents")
    live = page.get_by_role("link", name="Live: capitals call their people home").get_attribute("href")
    leaf = page.get_by_role("link", name="A leaf without a date").get_attribute("href")
    assert live
    assert leaf
    return [
        "/",
        "/host/UKR",
        "/host/ISL",
        "/why/USA/UKR",
        "/why/GRC/UKR",
        "/documents",
        live,
        leaf,
        "/signals",
        "/?as_of=2022-02-12",
    ]


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
    page.get_by_label("As known at (UTC)").fill("2022-02-01T12:00")
    page.get_by_role("button", name="Show").click()
    assert "As known at 1 Feb 2022 12:00 UTC" in page.get_by_label("A past moment").inner_text()
    page.get_by_role("row", name="United States").get_by_role("link", name="Consider leaving").click()
    assert "as_of=2022-02-01" in page.url
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url


def test_no_page_scrolls_sideways_on_a_phone(visit: Visit) -> None:
    for path in every_page(visit):
        page = visit.page
        page.set_viewport_size({"width": 360, "height": 780})
        visit.to(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize("path", ["/", "/host/BFA", "/why/USA/UKR", "/documents", "/signals"])
def test_every_link_and_field_can_be_reached_by_keyboard_and_shows_its_focus(visit: Visit, path: str) -> None:
    page = visit.to(path)
    page.evaluate(
        "addEventListener('focusin', ({target}) => target.dataset.reached = getComputedStyle(target).outlineStyle)"
    )
    for _ in range(page.locator("a[href], button, input").count() + FIELDS_OF_A_MOMENT):
        page.keyboard.press("Tab")
    missed = page.locator(":is(a[href], button, input):not([data-reached])")
    assert missed.evaluate_all("all => all.map(one => one.outerHTML)") == []
    assert page.locator("[data-reached=none]").evaluate_all("all => all.map(one => one.outerHTML)") == []


def test_the_skip_link_leads_past_the_menu(visit: Visit) -> None:
    page = visit.to("/host/UKR")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_no_violation(chrome: Browser, address: str, scheme: Literal["light", "dark"], width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe here: axe-playwright-python"
    ).Axe()
    context = chrome.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    visit = Visit(context, address)
    found = {}
    for path in [*every_page(visit), "/nothing"]:
        visit.to(path)
        violations = axe.run(visit.page).response["violations"]
        if violations:
            found[path] = [
                (each["id"], each["nodes"][0]["html"][:160], each["nodes"][0]["failureSummary"]) for each in violations
            ]
    context.close()
    assert found == {}


def test_nothing_in_a_hostile_document_runs_or_is_fetched(chrome: Browser, hostile_address: str) -> None:
    context = chrome.new_context()
    visit = Visit(context, hostile_address)
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        page = visit.to(path)
        assert page.title().endswith("· Tocsin"), path
        hrefs = page.eval_on_selector_all(
            "a[href^='/']:not([href*='.csv'], [href*='.json'], [href*='.atom'])",
            "links => links.map(link => link.getAttribute('href').split('#')[0])",
        )
        waiting += {href for href in hrefs if href not in seen and href not in waiting}
    context.close()
    assert sum(path.startswith("/document/") for path in seen) == len(hostile.documents())
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
    expect(page.get_by_label("As known at (UTC)")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()


def test_the_first_page_is_light(visit: Visit, tmp_path: Path) -> None:
    sizes: list[int] = []
    visit.page.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    visit.to("/host/UKR")
    assert len(sizes) == 3
    assert 0 < sum(sizes) < 250_000


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_pages_of_the_registers_are_sound_for_everybody(
    chrome: Browser, tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe here").Axe()
    url = f"sqlite:///{tmp_path / 'registers.sqlite'}"
    with open_fresh(url) as ledger:
        registers.fill(ledger)
    context = chrome.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    with serving(app(url, now=lambda: registers.NOW)) as at:
        visit = Visit(context, at)
        for path in (
            "/changes",
            "/changes?remarks=1",
            "/register/NOR/NER",
            "/register/NOR/TCD",
            "/sources",
            "/host/NER",
        ):
            page = visit.to(path)
            for summary in page.locator("summary").all():
                summary.press("Enter")
            assert page.locator("details:not([open])").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            violations = axe.run(page).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"][:160]) for each in violations] == [], path
        context.close()
        assert visit.complaints == []
        assert visit.strangers() == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_the_pages_of_what_was_told_are_sound_for_everybody(
    chrome: Browser, tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe here").Axe()
    url = f"sqlite:///{tmp_path / 'told.sqlite'}"
    with open_ledger(url) as ledger:
        told.fill(ledger)
    context = chrome.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    sections = ("timeline", "claims", "figures", "contacts", "warnings", "statements", "ways")
    with serving(app(url, now=lambda: told.NOW)) as at:
        visit = Visit(context, at)
        own = ("/world", "/world?by=leave", "/sender/SWE", "/host/UKR")
        for path in (*own, *(f"/host/UKR/{way}" for way in sections)):
            page = visit.to(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            violations = axe.run(page).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"][:160]) for each in violations] == [], path
        context.close()
        assert visit.complaints == []
        assert visit.strangers() == []


def test_a_country_of_the_map_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit.to("/world")
    page.locator("figure a[href='/host/UKR']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ukraine")
