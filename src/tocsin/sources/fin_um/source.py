"""Finland: a phrase of four in a field of the page."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk, slug_of
from tocsin.sources.listing import links, of_page
from tocsin.sources.markup import Page, line_of
from tocsin.sources.model import Ask, Entry

_NAME = re.compile(r"\s*[-–:]?\s*matkustustiedote\s*[-–:]?\s*", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The bulletin of each country of the list."""
    yield from links(desk, "index", r"/matkustustiedote/-/c/[A-Z]{2}$")


def read(desk: Desk) -> Iterator[Entry]:
    """The bulletins."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    name = _NAME.sub("", page.heading).strip()
    boxes = page.all("//*[@id='safetyLevelMainLevel']|//*[contains(@class,'safetylevel')]")
    words = line_of(boxes[0]) if boxes else ""
    code = slug_of(page.address) if page.address else page.name.rsplit("/", 1)[-1]
    return of_page(
        desk,
        page,
        destination=name,
        hosts=desk.hosts.of(name, desk.hosts.coded(code) if len(code) == 2 else ()),
        words=words or None,
        body=page.one("//main|//article|//body", "body"),
        updated=moments.iso(page.attribute("//@data-modifydate"), "Europe/Helsinki"),
    )
