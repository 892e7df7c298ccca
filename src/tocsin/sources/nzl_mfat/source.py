"""New Zealand: the label of the overall level, and headings for the regions where it is higher."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk, slug_of
from tocsin.sources.listing import of_page
from tocsin.sources.markup import Page, line_of, text_of
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.stating import said

_REGION = re.compile(r"^(?P<words>Do not travel|Avoid non-essential travel) to (?P<place>.{3,160})$", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The destinations of the site map, with the day of their last change."""
    for found in desk.xml("index").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}url"):
        address = (found.findtext("{*}loc") or "").strip()
        if re.match(r"https://www\.safetravel\.govt\.nz/destinations/[\w-]+/?$", address):
            yield Ask(name=f"page/{slug_of(address)}", address=address, stamp=found.findtext("{*}lastmod"))


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of destinations."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    body = text_of(page.one("//main|//article|//body", "body"))
    labels = page.all("//*[contains(@class,'advisory-level')]|//*[contains(@class,'travel-advice-level')]")
    return of_page(
        desk,
        page,
        destination=page.heading,
        words=line_of(labels[0]) or None if labels else None,
        parts=tuple(_parts(desk, body)),
        body=body,
        updated=moments.named((re.findall(r"Updated:? (\d{1,2} \w+ \d{4})", body) or [None])[0], "en"),
    )


def _parts(desk: Desk, body: str) -> Iterator[Said]:
    """A line that is a level and a place is the heading of a region's advice."""
    for line in body.split("\n"):
        found = _REGION.match(line.strip("* "))
        level = said(desk, found["words"])[0] if found else None
        if found and level is not None:
            yield Said(value=level.value, wording=found["words"], place=found["place"].strip(" .:"))
