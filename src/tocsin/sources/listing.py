"""HTML registers have one shape: a list of links, and a page a country. The parts of it that they share."""

import datetime as dt
import re
import urllib.parse
from collections.abc import Iterator
from typing import Any

from tocsin.sources.desk import Desk, slug_of
from tocsin.sources.fields import clean
from tocsin.sources.markup import Element, Page, text_of
from tocsin.sources.model import Ask, Entry
from tocsin.sources.stating import stated, told


def links(desk: Desk, index: str, pattern: str, *, name: str = "page") -> Iterator[Ask]:
    """An ask for each link of an index page whose address matches; its name is the last step of the address."""
    page = desk.page(index)
    base = desk.card.addresses.get(index) or desk.card.addresses[index.split("/", maxsplit=1)[0]]
    for found in page.all("//a[@href]"):
        address = joined(base, str(found.get("href")))
        if address and re.search(pattern, address):
            yield Ask(name=f"{name}/{slug_of(address)}", address=address)


def joined(base: str, address: str) -> str | None:
    """The address that a link leads to, without its fragment; ``None`` for one that cannot be."""
    try:
        whole = urllib.parse.urljoin(base, address.strip())
        parts = urllib.parse.urlsplit(whole)
    except ValueError:
        return None
    return urllib.parse.urlunsplit(parts._replace(fragment="")) if parts.scheme in ("http", "https") else None


def of_page(
    desk: Desk, page: Page, *, destination: str, body: Element | str, updated: dt.datetime | None, **fields: Any
) -> Entry:
    """The entry of a country's page: read from the sentences of its body, or from ``words`` where they are given."""
    address = page.address
    text = clean(body if isinstance(body, str) else text_of(body))
    given = {
        "key": slug_of(address) if address else page.name.rsplit("/", 1)[-1],
        "destination": clean(destination),
        "hosts": desk.hosts.named(destination),
        "title": clean(f"{destination}: {desk.card.publisher}"),
        "url": address,
        "updated": updated,
        "body": text,
        "raw": desk.payloads[page.name],
    } | fields
    return stated(desk, **given) if "words" in given or "why" in given else told(desk, **given)


def between(text: str, start: str, stop: str) -> str:
    """The lines after the first that matches ``start``, up to one that matches ``stop``; empty where none is."""
    lines, kept, inside = text.split("\n"), [], False
    for line in lines:
        if inside and re.search(stop, line, re.IGNORECASE):
            break
        if inside:
            kept.append(line)
        elif re.search(start, line, re.IGNORECASE):
            inside = True
    return "\n".join(kept)
