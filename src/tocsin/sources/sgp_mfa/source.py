"""Singapore: a site map of pages, and formulas in their paragraphs."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, slug_of
from tocsin.sources.listing import of_page
from tocsin.sources.markup import Page, line_of
from tocsin.sources.model import Ask, Entry

_PLACE = r"/travelling-overseas/travel-advisories-notices-and-visa-information/[\w-]+/?$"


def follow(desk: Desk) -> Iterator[Ask]:
    """The travel pages of the site map, with the day of their last change."""
    for found in desk.xml("index").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}url"):
        address = (found.findtext("{*}loc") or "").strip()
        if re.search(_PLACE, address):
            yield Ask(name=f"page/{slug_of(address)}", address=address, stamp=found.findtext("{*}lastmod"))


def read(desk: Desk) -> Iterator[Entry]:
    """The travel pages."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    paragraphs = [line_of(each) for each in page.all("//p[contains(@class,'prose-body-base')]")]
    if not paragraphs:
        raise Unreadable("lost_field", f"{page.name} has no paragraph of advice.")
    text = "\n".join(paragraphs)
    return of_page(
        desk,
        page,
        destination=page.heading,
        body=text,
        updated=moments.named((re.findall(r"(?:Updated|As of):? (\d{1,2} \w+ \d{4})", text) or [None])[0], "en"),
    )
