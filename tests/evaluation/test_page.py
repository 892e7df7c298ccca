"""The page of a report: whole, safe, and readable by anybody, with nothing beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser
from scripts.screenshot import browser, chromium

from tocsin.evaluation import Report, page
from tocsin.evaluation.wording import SIGNS

from tests.evaluation import making
from tests.evaluation.making import gold_in, posture, read_as

CLOSED: dict[str, Any] = {
    "kind": "posture",
    "sender": "ESP",
    "host": "NER",
    "type": "mission",
    "value": "closed",
    "evidence": "Spain closed its embassy in Niamey",
}
MISSED = {"kind": "figure", "value": 40, "evidence": "40 people"}
OPEN = {"kind": "denial", "by": "Ana Prado", "ambiguous": "of what?", "evidence": "She denied"}
SAID = {"kind": "statement", "speaker": "Ana Prado", "evidence": "“We will not wait,”"}
SIGN = "//*[@class='paper']//a[starts-with(@class, 'sign ')]"
HOSTILE = """A title & more of it

3 August 2023

The minister <img src=x onerror=alert(2)> said \u202eesrever\u202c and \x1b[31mred\x07.
"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """A report with every outcome in it."""
    gold_in(tmp_path, CLOSED, MISSED, OPEN, SAID)
    return read_as(
        tmp_path,
        posture("Spain closed its embassy in Niamey", date=None),
        posture("Italy keeps its embassy open", sender="ITA", value="open"),
        making.statement("“We will not wait,”", "Jan Novak"),
    )


def test_every_outcome_has_its_sign_and_word_in_the_text(report: Report) -> None:
    tree = lxml.html.fromstring(page(report))
    signs = {(link.text, link.get("aria-label").partition(":")[0]) for link in tree.xpath(SIGN)}
    assert signs == set(SIGNS.values())


def test_each_finding_leads_to_its_place_and_back(report: Report) -> None:
    tree = lxml.html.fromstring(page(report))
    ids = [each.get("id") for each in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in tree.xpath("//a")]
    assert {link[1:] for link in links} <= set(ids)
    count = sum(len(text.findings) for text in report.texts)
    assert len(tree.xpath(SIGN)) == len(tree.xpath("//ol[@class='findings']/li")) == count


def test_the_text_is_shown_whole_and_marks_stand_on_their_words(report: Report) -> None:
    tree = lxml.html.fromstring(page(report))
    for link in tree.xpath(SIGN):
        link.drop_tree()
    (paper,) = tree.xpath("//*[@class='paper']")
    assert paper.text_content().split() == making.TEXT.split()
    assert "40 people" in [mark.text for mark in paper.xpath(".//mark[@class='missed']")]


def test_the_figures_stand_on_top(report: Report) -> None:
    rows = [
        [cell.text_content() for cell in row] for row in lxml.html.fromstring(page(report)).xpath("//tr[@class='kind']")
    ]
    assert rows[0] == ["posture", "1", "2", "1", "0.500", "1.000", "0.667"]


def test_nothing_of_a_text_becomes_markup_and_nothing_is_asked_of_anybody(tmp_path: Path) -> None:
    evil = '"><script>alert(3)</script>'
    gold_in(
        tmp_path,
        {"kind": "statement", "speaker": evil, "evidence": "<img src=x onerror=alert(2)> said"},
        text=HOSTILE,
        head={"kind": "document", "published": "2023-08-03"},
    )
    shown = page(read_as(tmp_path))
    tree = lxml.html.fromstring(shown)
    assert not tree.xpath("//script | //img | //link | //iframe | //form | //*[@onerror or @src]")
    assert evil in tree.text_content()
    assert all(link.get("href").startswith("#") for link in tree.xpath("//a"))
    assert not {"\u202e", "\x1b", "\x07"} & set(shown)
    assert "url(" not in shown
    assert "default-src 'none'" in shown


def test_one_report_is_one_page_byte_for_byte(report: Report) -> None:
    assert page(report) == page(report)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.skipif(chromium() is None, reason="no Chromium here: apt-get install chromium")
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 320)])
def test_a_browser_shows_it_to_everybody(chrome: Browser, report: Report, scheme: Any, width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe here: axe-playwright-python"
    ).Axe()
    context = chrome.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    opened, asked, complaints = context.new_page(), [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.set_content(page(report))
    assert axe.run(opened).response["violations"] == []
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "To the texts"
    assert (asked, complaints) == ([], [])
    context.close()
