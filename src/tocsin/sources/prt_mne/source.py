"""Portugal: the section of warnings of a country's page, in prose."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import between, links, of_page
from tocsin.sources.markup import Page, text_of
from tocsin.sources.model import Ask, Entry


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each country of the list."""
    yield from links(desk, "index", r"/conselhos-aos-viajantes/[\w-]+/[\w-]+/?$")


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    text = text_of(page.one("//main|//article|//body", "body"))
    notices = between(
        text,
        r"^avisos\b",
        r"^(?:informação geral|segurança|transportes|condições de entrada|saúde|última atualização)\b",
    )
    if not notices:
        raise Unreadable("lost_field", f"{page.name} has no section 'Avisos'.")
    return of_page(
        desk,
        page,
        destination=page.heading,
        body=f"Avisos\n{notices}",
        updated=moments.numbers((re.findall(r"Última atualização:?\s*(\d\d?/\d\d?/\d{4})", text) or [None])[0]),
    )
