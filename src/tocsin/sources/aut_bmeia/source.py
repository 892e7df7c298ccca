"""Austria: an object in a script names the level of each country, and whether it is a region's; pages say it too."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, parsed, raw_of, slug_of
from tocsin.sources.markup import Page, line_of, text_of
from tocsin.sources.model import Entry
from tocsin.sources.stating import entry, said

SITE = "https://www.bmeia.gv.at"
_OBJECT = re.compile(r"var\s+bmeiaCountrySecurityInfos\s*=\s*(\{.*?\})\s*;\s*(?:\n|</script|var\b)", re.DOTALL)
_BOX = re.compile(r"(Sicherheitsstufe \d) \(von 4\)\s*(\(regional\))?", re.IGNORECASE)


def read(desk: Desk) -> Iterator[Entry]:
    """The countries of the object; where a country's own page is here, that instead."""
    pages = {slug_of(page.address or name): page for name, page in desk.pages("page")}
    seen = set()
    if "index" in desk.payloads:
        for made in desk.each(_object(desk).items(), lambda item: _of_object(desk, *item)):
            seen.add(made.key)
            if made.key not in pages:
                yield made
    yield from desk.each(pages.items(), lambda item: _of_page(desk, *item))


def _object(desk: Desk) -> dict[str, Any]:
    desk.page("index")
    found = _OBJECT.search(desk.text("index"))
    if found is None:
        raise Unreadable("lost_field", "The page of levels has no bmeiaCountrySecurityInfos.")
    made = parsed("bmeiaCountrySecurityInfos", found[1])
    return {key: row for key, row in made.items() if key != "0"} if isinstance(made, dict) else {}


def _of_object(desk: Desk, code: str, row: Any) -> Entry:
    with desk.fields(row, of="country") as field:
        name, link = field.text("title"), field.text("link")
        step, partial = field.take("security", int), field.maybe("securityPartial", int)
    return _made(
        desk,
        f"Sicherheitsstufe {step}",
        regional=bool(partial),
        key=slug_of(link),
        destination=name,
        hosts=desk.hosts.of(name, desk.hosts.coded(code)),
        url=SITE + link,
        raw=raw_of(row),
        media_type="application/json",
    )


def _of_page(desk: Desk, slug: str, page: Page) -> Entry:
    name = page.heading
    box = line_of(page.one("//*[contains(@class,'country-security')]", "box with its level"))
    found = _BOX.search(box)
    if found is None:
        raise Unreadable("unlisted_word", f"{name[:60]} has {box[:60]!r} in the place of its level.")
    text = text_of(page.one("//main|//article|//body", "body"))
    return _made(
        desk,
        found[1],
        regional=bool(found[2]),
        key=slug,
        destination=name,
        hosts=desk.hosts.named(name),
        url=page.address,
        updated=moments.numbers((re.findall(r"Stand:? (\d\d\.\d\d\.\d{4})", text) or [None])[0]),
        body=text,
        raw=desk.payloads[page.name],
    )


def _made(desk: Desk, words: str, *, regional: bool, **fields: Any) -> Entry:
    level, why = said(desk, words, place="regional" if regional else None)
    return entry(
        desk,
        level=None if regional else level,
        parts=(level,) if regional and level else (),
        why="the level is that of a region only" if regional else why,
        silent=regional and level is not None,
        wording=words + (" (regional)" if regional else ""),
        title=f"{fields['destination']}: Reiseinformation",
        **fields,
    )
