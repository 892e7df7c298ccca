"""Spain: the assessment stands between two headings of a country's page."""

import re
import urllib.parse
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import between, joined, of_page
from tocsin.sources.markup import Page, text_of
from tocsin.sources.model import Ask, Entry

_NAME = re.compile(r"^recomendaciones de viaje(?: a| para|:)?\s*|\s*[-:]\s*recomendaciones.*$", re.IGNORECASE)


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each flag of the list."""
    base = desk.card.addresses["index"]
    for link in desk.page("index").all("//a[contains(@href,'trc=')]"):
        address = joined(base, str(link.get("href")))
        if address:
            yield Ask(name=f"page/{_key(address)}", address=address)


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _key(address: str) -> str:
    found = re.search(r"[?&]trc=([^&#]+)", address)
    named = urllib.parse.unquote_plus(found[1]) if found else ""
    return re.sub(r"\W+", "-", named).strip("-").lower()


def _entry(desk: Desk, page: Page) -> Entry:
    text = text_of(page.one("//main|//article|//body", "body"))
    notes = between(text, r"^\W*notas importantes", r"^\W*documentaci[oó]n y visados")
    if not notes:
        raise Unreadable("lost_field", f"{page.name} has no 'Notas importantes'.")
    key = _key(page.address) if page.address else ""
    return of_page(
        desk,
        page,
        destination=_NAME.sub("", page.heading).strip(),
        body=f"Notas importantes\n{notes}",
        updated=moments.named((re.findall(r"Última actualización el (.{6,40})", text) or [None])[0], "es"),
        key=key or page.name.rsplit("/", 1)[-1],
    )
