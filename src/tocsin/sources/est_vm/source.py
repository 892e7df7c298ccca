"""Estonia: a page a destination, in prose."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import links, of_page
from tocsin.sources.markup import Page, text_of
from tocsin.sources.model import Ask, Entry


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each destination of the list."""
    yield from links(desk, "index", r"/sihtkoht/[\w%-]+/?$")


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of destinations."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    body = text_of(page.one("//main|//article|//body", "body"))
    told = (
        re.findall(r"(?:Viimati )?(?:uuendatud|muudetud):?\s*(\d\d?\.\d\d?\.\d{4})", body, re.IGNORECASE) or [None]
    )[0]
    return of_page(desk, page, destination=page.heading, body=body, updated=moments.numbers(told))
