"""Denmark: a box for each step with the places that it is for; the heading's words must fit the box's class."""

import re
from collections.abc import Iterator

import msgspec

from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import links, of_page
from tocsin.sources.markup import Element, Page, line_of, text_of
from tocsin.sources.model import Ask, Entry, Said
from tocsin.sources.stating import said

_STEP = re.compile(r"travel-guide-accordion__item--(\w+)")
_NONE = re.compile(r"Vi har ingen rejsevejledning", re.IGNORECASE)
_HEADINGS = {
    "minimal": r"^vær opmærksom",
    "low": r"^vær ekstra forsigtig",
    "medium": r"^vi fraråder alle ikke[- ]nødvendige rejser",
    "high": r"^vi fraråder alle rejser",
}


def follow(desk: Desk) -> Iterator[Ask]:
    """The page of each country of the list."""
    yield from links(desk, "index", r"/rejsevejledninger/[a-zæøå][\w-]+/?$")


def read(desk: Desk) -> Iterator[Entry]:
    """The pages of countries."""
    yield from desk.each((page for _, page in desk.pages("page")), lambda page: _entry(desk, page))


def _entry(desk: Desk, page: Page) -> Entry:
    body = page.one("//main|//article|//body", "body")
    text = text_of(body)
    boxes = page.all("//li[contains(@class,'travel-guide-accordion__item--')]")
    name = re.sub(r"^rejsevejledning(?: for)?\s+", "", page.heading, flags=re.IGNORECASE)
    updated = moments.numbers(
        (re.findall(r"opdateret (\d\d\.\d\d\.\d{4} kl\. \d\d[:.]\d\d)", text) or [None])[0], "dmy", "Europe/Copenhagen"
    )
    if not boxes:
        why = "the ministry gives no guidance for it" if _NONE.search(text) else None
        return of_page(desk, page, destination=name, body=body, updated=updated, words=None, why=why)
    national: list[Said] = []
    parts: list[Said] = []
    unread = [box for box in boxes if not _box(desk, box, national, parts)]
    one = len({each.value for each in national}) == 1 and not unread
    entry = of_page(
        desk, page, destination=name, body=body, updated=updated, words=None, why="no step is for the whole country"
    )
    level = national[0] if one else None
    wording = ", ".join(each.wording for each in (*national, *parts)) or None
    why = None if one else entry.why
    silent = bool(parts) and not national and not unread
    return msgspec.structs.replace(entry, level=level, parts=tuple(parts), wording=wording, why=why, silent=silent)


def _box(desk: Desk, box: Element, national: list[Said], parts: list[Said]) -> bool:
    """Sort one step into the country's or a part's; false where its words and its class do not fit."""
    step = _STEP.search(box.get("class") or "")
    headings = box.xpath(".//*[contains(@class,'travel-guide-accordion__title')]|.//h2|.//h3|.//button")
    places = box.xpath(".//*[contains(@class,'travel-guide-accordion__subtitle')]")
    heading = " ".join(headings[0].text_content().split()) if headings else ""
    if step is None or not re.search(_HEADINGS.get(step[1], "$^"), heading, re.IGNORECASE):
        desk.signal(
            "unlisted_word", f"{desk.card.name}: a step is headed {heading[:60]!r}, which its class does not mean."
        )
        return False
    place = line_of(places[0]) if places else ""
    level, _ = said(desk, step[1])
    if level is None or not place:
        return False
    words = Said(value=level.value, wording=heading)
    if re.search(desk.card.prose.whole or "$^", place, re.IGNORECASE) or re.search(
        desk.card.prose.rest or "$^", place, re.IGNORECASE
    ):
        national.append(words)
    else:
        parts.append(msgspec.structs.replace(words, place=place))
    return True
