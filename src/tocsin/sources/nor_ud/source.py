"""Norway: a feed that tells which pages moved, and pages where advice stands under its own heading or not at all."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of
from tocsin.sources.listing import between, of_page
from tocsin.sources.markup import Element, Page, fragment, text_of
from tocsin.sources.model import Ask, Entry
from tocsin.sources.stating import entry

_WINDOW = re.compile(r"\?.*$")
_NAME = re.compile(r"\s*[-–]?\s*reiseinformasjon.*$", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each item, with the moment of its update."""
    for item in desk.xml("index").iterfind("channel/item"):
        address = _WINDOW.sub("", (item.findtext("link") or "").strip())
        if address.startswith("https://www.regjeringen.no/"):
            yield Ask(name=f"page/{_slug(address)}", address=address, stamp=item.findtext("pubDate"))


def read(desk: Desk) -> Iterator[Entry]:
    """The pages that are here; for items without one, the text of the feed, which says no level."""
    pages = {_slug(page.address or name): page for name, page in desk.pages("page")}
    yield from desk.each(pages.items(), lambda item: _of_page(desk, *item))
    if "index" in desk.payloads:
        items = desk.xml("index").iterfind("channel/item")
        yield from desk.each(items, lambda item: _of_item(desk, item, pages))


def _slug(address: str) -> str:
    found = re.search(r"/velg-land/([^/?]+)", address)
    return found[1] if found else address.rsplit("/", 1)[-1]


def _of_page(desk: Desk, slug: str, page: Page) -> Entry:
    name = _NAME.sub("", page.heading)
    text = text_of(page.one("//main|//article|//body", "body"))
    advice = between(text, r"^reiseadvarsel$", r"^(?:sikkerhet|innreise|helse|praktisk|sist oppdatert)\b")
    given = {} if advice else {"words": None, "why": "the page has no heading of advice against travel"}
    return of_page(
        desk,
        page,
        destination=name,
        body=f"Reiseadvarsel\n{advice}" if advice else text,
        updated=moments.numbers((re.findall(r"Sist oppdatert:? (\d\d?\.\d\d?\.\d{4})", text) or [None])[0]),
        key=slug,
        **given,
    )


def _of_item(desk: Desk, item: Element, pages: dict[str, Page]) -> Entry | None:
    address = _WINDOW.sub("", (item.findtext("link") or "").strip())
    if _slug(address) in pages:
        return None
    title = " ".join((item.findtext("title") or "").split())[:500]
    name = _NAME.sub("", title)
    return entry(
        desk,
        key=_slug(address),
        destination=name,
        hosts=desk.hosts.named(name),
        why="the feed states no level; the page does",
        title=title,
        url=address,
        updated=moments.rfc(item.findtext("pubDate")),
        body=fragment(item.findtext("description") or ""),
        raw=raw_of([title, address, item.findtext("description")]),
        media_type="application/xml",
    )
