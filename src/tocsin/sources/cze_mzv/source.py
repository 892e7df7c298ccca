"""Czechia: a list of warnings and an article each, in prose."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk, slug_of
from tocsin.sources.listing import joined, of_page
from tocsin.sources.markup import Page, text_of
from tocsin.sources.model import Ask, Entry

_NAME = re.compile(
    r"\s*[-–:|]\s*(?:varování|bezpečnostní|doporučení|cestovní).*$|^(?:varování|doporučení)[^:]*:\s*", re.IGNORECASE
)


def follow(desk: Desk) -> Iterator[Ask]:
    """The article of each warning of the list."""
    for link in desk.page("index").all("//*[@id='varovani']//*[contains(@class,'article_list_varovani')]//a[@href]"):
        address = joined(desk.card.addresses["index"], str(link.get("href")))
        if address:
            yield Ask(name=f"page/{slug_of(address)}", address=address)


def read(desk: Desk) -> Iterator[Entry]:
    """The articles."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    body = text_of(page.one("//main|//article|//body", "body"))
    told = (re.findall(r"Aktualizováno:\s*(\d\d?\.\d\d?\.\d{4}(?: / \d\d?:\d\d)?)", body) or [None])[0]
    return of_page(
        desk,
        page,
        destination=_NAME.sub("", page.heading).strip(),
        body=body,
        updated=moments.numbers(told, "dmy", "Europe/Prague"),
    )
