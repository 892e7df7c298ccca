"""Ireland: the level is the words under the heading of the security status, and nowhere else on the page."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import links, of_page
from tocsin.sources.markup import Page, line_of, text_of
from tocsin.sources.model import Ask, Entry

REVISION = "2"
_STATUS = re.compile(r"^security status:?\s*(?P<words>.*)$", re.IGNORECASE)
_NAME = re.compile(r"^(?:travel advice for|travel to)\s+|\s+(?:travel advice|overview)$", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each card of the list."""
    yield from links(desk, "index", r"/overseas-travel/advice/[a-z][\w-]+/?$")


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    name = _NAME.sub("", page.heading).strip()
    body = page.one("//main|//article|//body", "body")
    return of_page(
        desk,
        page,
        destination=name,
        words=_status(page),
        body=body,
        updated=moments.iso(page.attribute("//meta[@property='website:modified_time']/@content"), "Europe/Dublin"),
    )


def _status(page: Page) -> str | None:
    """The words of the level: the old header, or the first line after the heading of the status."""
    old = page.all("//*[@id='main-header']//*[contains(@class,'travel-landing--summary')]")
    if old:
        return line_of(old[0]) or None
    return status_in(text_of(page.one("//main|//article|//body", "body")))


def status_in(text: str) -> str | None:
    """The words that follow the heading ``Security Status`` in a text, or ``None``."""
    lines = [line.strip("*# ") for line in text.split("\n")]
    for at, line in enumerate(lines):
        found = _STATUS.match(line)
        if found:
            after = [each for each in lines[at + 1 : at + 4] if each]
            return found["words"].strip() or (after[0] if after else None)
    return None
