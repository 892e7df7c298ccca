"""France: zones of vigilance in prose under one heading of a country's page."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import between, joined, of_page
from tocsin.sources.markup import Page, text_of
from tocsin.sources.model import Ask, Entry

_NAME = re.compile(r"\s*[-–:|]?\s*(?:conseils aux voyageurs|sécurité).*$", re.IGNORECASE)
_PAGE = re.compile(r"/information-par-pays/([\w-]+)/?(?:conseils-aux-voyageurs[\w-]*)?/?$")


def follow(desk: Desk) -> Iterator[Ask]:
    """The page on security of each country that the index links to."""
    base = desk.card.addresses["index"]
    for link in desk.page("index").all("//a[@href]"):
        found = _PAGE.search(joined(base, str(link.get("href"))) or "")
        if found:
            yield Ask(name=f"page/{found[1]}", address=desk.card.pages["page"].replace("{slug}", found[1]))


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    text = text_of(page.one("//main|//article|//body", "body"))
    zones = between(
        text, r"^zones? de vigilance", r"^(?:risques|recommandations|criminalité|terrorisme|dernière actualisation)\b"
    )
    if not zones:
        raise Unreadable("lost_field", f"{page.name} has no 'Zones de vigilance'.")
    found = _PAGE.search(page.address or "")
    return of_page(
        desk,
        page,
        destination=_NAME.sub("", page.heading),
        body=f"Zones de vigilance\n{zones}",
        updated=moments.numbers((re.findall(r"Dernière actualisation le (\d\d?/\d\d?/\d{4})", text) or [None])[0]),
        key=found[1] if found else page.name.rsplit("/", 1)[-1],
    )
