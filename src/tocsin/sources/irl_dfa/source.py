"""Ireland: the level is the words under the heading of the security status, and nowhere else on the page."""

import re
from collections.abc import Iterator

import msgspec

from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import links, of_page
from tocsin.sources.markup import Page, line_of, text_of
from tocsin.sources.model import Ask, Entry

REVISION = "2"
_STATUS = re.compile(r"^security status:?\s*(?P<words>.*)$", re.IGNORECASE)
_OF_COUNTRY = re.compile(
    r"^(?P<name>[A-Z][\w ]{2,40}?):\s*(?P<words>(?:normal|high|avoid|do not)\b.{4,30})$", re.IGNORECASE
)
_NAME = re.compile(r"^(?:travel advice for|travel to)\s+|\s+(?:travel advice|overview)$", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each card of the list."""
    yield from links(desk, "index", r"/overseas-travel/advice/[a-z][\w-]+/?$")


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries; a page for two countries may give each its own level."""
    for _, page in desk.pages("page"):
        found = _statuses(page)
        split = [each for each in found if each[0] is not None]
        yield from desk.each(split or found or [(None, None)], lambda each, page=page: _entry(desk, page, *each))  # type: ignore[misc]


def _entry(desk: Desk, page: Page, country: str | None, words: str | None) -> Entry:
    name = country or _NAME.sub("", page.heading).strip()
    made = of_page(
        desk,
        page,
        destination=name,
        words=words,
        body=page.one("//main|//article|//body", "body"),
        updated=moments.iso(page.attribute("//meta[@property='website:modified_time']/@content"), "Europe/Dublin"),
    )
    return msgspec.structs.replace(made, key=f"{made.key}/{name}") if country else made


def _statuses(page: Page) -> list[tuple[str | None, str]]:
    """The words of the level: the old header, or what stands after the heading of the status."""
    old = page.all("//*[@id='main-header']//*[contains(@class,'travel-landing--summary')]")
    if old:
        return [(None, line_of(old[0]))] if line_of(old[0]) else []
    return statuses(text_of(page.one("//main|//article|//body", "body")))


def statuses(text: str) -> list[tuple[str | None, str]]:
    """The levels after the heading ``Security Status``: one, or one for each country that stands before a colon."""
    lines = [line.strip("*# ") for line in text.split("\n")]
    for at, line in enumerate(lines):
        found = _STATUS.match(line)
        if found is None:
            continue
        after = [each for each in (found["words"].strip(), *lines[at + 1 : at + 6]) if each]
        named = [_OF_COUNTRY.match(each) for each in after]
        split = [(each["name"].strip(), each["words"].strip()) for each in named if each]
        return [*split] if named and named[0] else [(None, after[0])] if after else []
    return []
