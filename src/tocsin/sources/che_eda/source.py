"""Switzerland: one page with a block a country; the first sentence of the general assessment is national."""

import re
from collections.abc import Iterator

import msgspec

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk
from tocsin.sources.listing import between
from tocsin.sources.markup import Element, text_of
from tocsin.sources.model import Entry
from tocsin.sources.stating import told


def read(desk: Desk) -> Iterator[Entry]:
    """The blocks of the page."""
    blocks = desk.page("index").all("//div[starts-with(@id,'_ta_')]")
    if not blocks:
        raise Unreadable("lost_field", "The page has no block of a country (_ta_XX).")
    yield from desk.each(blocks, lambda block: _entry(desk, block))


def _entry(desk: Desk, block: Element) -> Entry:
    code = (block.get("id") or "").removeprefix("_ta_")
    headings = block.xpath(".//h1|.//h2|.//h3")
    name = " ".join(headings[0].text_content().split()) if headings else ""
    text = text_of(block)
    general = between(
        text, r"^grundsätzliche einschätzung", r"^(?:spezifische|politische|kriminalität|verkehr|zuletzt editiert)"
    )
    if not name or not general:
        raise Unreadable("lost_field", f"The block {code[:20]!r} has no name, or no general assessment.")
    first = re.split(r"(?<=[.!?])\s", general, maxsplit=1)[0]
    hosts = desk.hosts.of(name, desk.hosts.coded(code))
    made = told(
        desk,
        key=code,
        destination=name,
        hosts=hosts,
        body=first,
        title=f"{name}: Reisehinweise",
        url=f"{desk.card.addresses['index']}#_ta_{code}",
        updated=moments.numbers(
            (re.findall(r"Zuletzt editiert:\s*(.{8,30})", text) or [None])[0], "mdy", "Europe/Zurich"
        ),
        raw=first.encode(),
    )
    return msgspec.structs.replace(made, body=general, raw=text.encode())
