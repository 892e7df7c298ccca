"""Belgium: a list, a hub a country, and behind each hub the page whose link begins with 'Sécurité générale'."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, slug_of
from tocsin.sources.listing import joined, links, of_page
from tocsin.sources.markup import Page, line_of, text_of
from tocsin.sources.model import Ask, Entry

_COUNTRY = re.compile(r"/fr/pays/([\w-]+)")


def follow(desk: Desk) -> Iterator[Ask]:
    """The hubs of the list, then the page on safety of each hub."""
    yield from links(desk, "index", r"/fr/pays/[\w-]+/?$", name="hub")
    for name, hub in desk.pages("hub"):
        for link in hub.all("//a[@href]"):
            address = joined(hub.address or desk.card.addresses["index"], str(link.get("href")))
            if address and line_of(link).casefold().startswith("sécurité générale"):
                yield Ask(name=f"page/{slug_of(name)}", address=address)
                break


def read(desk: Desk) -> Iterator[Entry]:
    """The pages on safety; a hub alone says nothing."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    found = page.all("//article[contains(@class,'node--type-country-detailed')]")
    if not found:
        raise Unreadable("lost_field", f"{page.name} has no article of a country.")
    text = text_of(found[0])
    country = _COUNTRY.search(page.address or "")
    name = re.sub(
        r"\s*[-–:|]?\s*sécurité générale.*$|^sécurité générale\s*[-–:|]?\s*", "", page.heading, flags=re.IGNORECASE
    )
    slug = country[1] if country else page.name.rsplit("/", 1)[-1]
    return of_page(
        desk,
        page,
        destination=name.strip() or slug.replace("-", " "),
        body=found[0],
        updated=moments.numbers((re.findall(r"Dernière mise à jour\s*:?\s*(\d\d?/\d\d?/\d{4})", text) or [None])[0]),
        key=slug,
    )
