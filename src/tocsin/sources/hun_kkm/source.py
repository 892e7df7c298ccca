"""Hungary: a badge of four terms on the page of a country."""

import re
from collections.abc import Iterator

from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import of_page
from tocsin.sources.markup import Page, line_of, text_of
from tocsin.sources.model import Ask, Entry, Said

_NODE = re.compile(r"(?:/node/|route_params(?:%5B|\[)node(?:%5D|\])=)(\d{1,7})")
_TERMS = (
    ("nem javasolt úti cél", "avoid_all"),
    ("kiemelt biztonsági kockázatot rejtő", "avoid_nonessential"),
    ("fokozott óvatossággal látogatható", "caution"),
)


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each country of the hub, by its number."""
    for link in desk.page("index").all("//a[@href]"):
        found = _NODE.search(str(link.get("href")))
        if found:
            yield Ask(name=f"page/{found[1]}", address=desk.card.pages["page"].replace("{id}", found[1]))


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    badges = page.all("//*[contains(@class,'field--name-field-security-classification')]")
    words = line_of(badges[0]) if badges else ""
    body = text_of(page.one("//main|//article|//body", "body"))
    joint = [term for term in _TERMS if term[0] in words.casefold()] if "," in words or " és " in words else []
    updated = moments.numbers(
        (re.findall(r"(?:Frissítve|Utoljára módosítva):?\s*(\d{4}\. ?\d\d?\. ?\d\d?)", body) or [None])[0], "ymd"
    )
    node = _NODE.search(page.address or "")
    return of_page(
        desk,
        page,
        destination=page.heading,
        words=words or None,
        why="its terms are for parts of the country" if len(joint) > 1 else None,
        parts=tuple(Said(value=value, wording=words, place="térség") for _, value in joint) if len(joint) > 1 else (),
        silent=len(joint) > 1,
        body=body,
        updated=updated,
        key=node[1] if node else page.name.rsplit("/", 1)[-1],
    )
