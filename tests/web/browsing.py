"""A visit of the pages in headless Chromium, which notes all that a page asks for and complains of."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request
from scripts.screenshot import chromium

IN_CHROMIUM = [
    pytest.mark.skipif(chromium() is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.xdist_group("browser"),
]
"""The marks of tests in the browser: one worker runs them all, and one browser is started."""


_FOUND = """options => axe.run(document, options).then(
    found => found.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.html])))"""
"""Only what was found comes back: all that axe has to say of a page is a hundred times as long."""


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

    def begin(self, address: str) -> None:
        """Go on at this address with nothing noted."""
        self.address = address
        self.asked.clear()
        self.complaints.clear()

    def to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def strangers(self) -> list[str]:
        """What was asked of anybody but our own server."""
        return [url for url in self.asked if not url.startswith(self.address + "/")]


def violations(page: Page, **options: Any) -> list[tuple[str, str]]:
    """What axe finds on a page, WCAG 2.2 with its sizes of targets too: the rule and the markup."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: axe-playwright-python").Axe()
    given = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}, **options}
    page.evaluate(axe.axe_script)
    return [(rule, markup[:160]) for rule, markup in page.evaluate(_FOUND, given)]
