"""The page of the search: words and filters as a form, and each text that fits with the words marked in place."""

import datetime as dt
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import get_args

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Template

from tocsin.errors import DateError, InputError, SettingsError
from tocsin.search import Asked, Found, Hit, Kind, Order, Place, parse, search
from tocsin.web.answers import KEPT
from tocsin.web.names import country_code
from tocsin.web.page import PART, Page

AT_ONCE = 20
"""Texts on one page."""
SECONDS = 1.0
"""How long a page takes in what could not be searched yet."""
KINDS = {
    "posture": "Postures",
    "statement": "Statements",
    "denial": "Denials",
    "figure": "Figures",
    "contact": "Contacts",
    "warning": "Warnings",
    "event": "Events",
    "way": "Ways out",
}
ORDERS = {"best": "Best first", "newest": "Newest first"}
Text = FromQuery[str]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What the form asks, as it was written."""

    q: str = ""
    host: str = ""
    sender: str = ""
    kind: str = ""
    source: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    order: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields that say anything, for links."""
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name).strip())}

    def asked(self, known_at: dt.datetime | None) -> Asked:
        """What is meant. Raises InputError for a country, a kind or a day that is none."""
        for name, given, known in (("kind", self.kind, get_args(Kind)), ("order", self.order, get_args(Order))):
            if given and given not in known:
                message = f"{name}= takes {', '.join(known)}; not “{given[:40]}”."
                raise SettingsError(message)
        return Asked(
            words=self.q,
            host=_host(self.host),
            sender=country_code(self.sender) or self.sender.strip() or None,
            kind=self.kind or None,  # type: ignore[arg-type]
            source=self.source.strip() or None,
            language=self.language.strip() or None,
            since=_day("since", self.since),
            until=_day("until", self.until),
            known_at=known_at,
            order=self.order or "best",  # type: ignore[arg-type]
        )


class Run(msgspec.Struct, frozen=True):
    """A run of a quote or a title, and whether it is what was looked for."""

    text: str
    marked: bool


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A hit as the page prints it: its title and quote cut where words are marked, and where it stands."""

    hit: Hit
    title: tuple[Run, ...]
    quote: tuple[Run, ...]
    where: str


@get("/search", sync_to_thread=True, opt=KEPT)
def search_page(  # noqa: PLR0917 - one for each field of the form
    page: NamedDependency[Page],
    q: Text = "",
    host: Text = "",
    sender: Text = "",
    kind: Text = "",
    source: Text = "",
    language: Text = "",
    since: Text = "",
    until: Text = "",
    order: Text = "",
    after: Text = "",
) -> Template:
    """The texts in which the words stand, a page of them; without words only the form."""
    query = Query(
        q=q,
        host=host,
        sender=sender,
        kind=kind,
        source=source,
        language=language,
        since=since,
        until=until,
        order=order,
    )
    asked = query.asked(None if page.knows_all else page.known_at)
    refused = _refused(q)
    found = Found(hits=())
    if q.strip() and refused is None:
        found = search(page.ledger, asked, limit=AT_ONCE, place=place_of(after), seconds=SECONDS)
    context = {
        "page": page,
        "query": query,
        "refused": refused,
        "found": found,
        "shown": [_shown(page, each) for each in found.hits],
        "after": f"{found.next.newest}-{found.next.after}" if found.next else None,
        "first": not after,
        "kinds": KINDS,
        "orders": ORDERS,
    }
    return Template("search.html", context=context, status_code=HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK)


def _refused(words: str) -> str | None:
    """Why these words are no query; ``None`` where they are one, or nothing is asked."""
    if not words.strip():
        return None
    try:
        parse(words)
    except InputError as error:
        return str(error)
    return None


def place_of(text: str) -> Place | None:
    """The place in the list that a link wrote. Raises InputError where it is none."""
    if not text:
        return None
    newest, _, after = text.partition("-")
    if not (newest.isdecimal() and after.isdecimal() and len(text) <= 30):
        raise InputError("The place after after= was not understood: search again and follow the links.")
    return Place(int(newest), int(after))


def _host(name: str) -> str | None:
    if not name.strip():
        return None
    code = country_code(name)
    if code is None:
        message = f"No country goes by “{name[:60]}”: use its three letters (UKR) or its English name (Ukraine)."
        raise SettingsError(message)
    return code


def _day(field: str, text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        message = f"The day after {field}= was not understood: write it like 2022-02-12."
        raise DateError(message) from error


def _shown(page: Page, hit: Hit) -> Shown:
    """A hit with its place: the record in it, else the passage."""
    part = hit.start // PART
    where = page.link(f"/document/{hit.document}#at-{max(hit.passage, part * PART)}", part=part + 1 if part else None)
    if hit.records:
        where = page.evidence(hit.document, hit.records[0].id, hit.records[0].start)
    return Shown(
        hit=hit,
        title=tuple(_runs(hit.title or "Untitled document", hit.title_marks, 0)),
        quote=tuple(_runs(hit.quote, hit.marks, hit.start)),
        where=where,
    )


def _runs(text: str, marks: Iterable[tuple[int, int]], start: int) -> Iterator[Run]:
    """The text cut where marks begin and end; their offsets count from ``start`` before it."""
    at = 0
    for left, right in marks:
        if at < left - start:
            yield Run(text[at : left - start], marked=False)
        yield Run(text[left - start : right - start], marked=True)
        at = right - start
    if at < len(text):
        yield Run(text[at:], marked=False)
