"""Context beside the registers, each switched on by a setting: feeds of outlets, disasters, reports, found articles."""

import calendar
import datetime as dt
import json
import re
import time
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from tocsin.documents.model import Document, Passage, Role, Signal
from tocsin.errors import DocumentError, SettingsError, WireError
from tocsin.ledger import Fetch, Ledger, Round
from tocsin.ledger.registers import payload_key
from tocsin.sources.card import Card
from tocsin.sources.desk import rows
from tocsin.sources.fields import clean
from tocsin.sources.markup import fragment
from tocsin.watch.keeping import Read_
from tocsin.watch.manners import Manners

GDACS = (
    "https://www.gdacs.org/gdacsapi/api/events/geteventlist/SEARCH?eventlist=EQ;TC;FL;VO;DR;WF&alertlevel=orange;red"
)
RELIEFWEB = (
    "https://api.reliefweb.int/v2/reports?preset=latest&limit=50&profile=list"
    "&fields[include][]=body&fields[include][]=url&fields[include][]=date.created&appname="
)
GDELT = "https://api.gdeltproject.org/api/v2/doc/doc?mode=ArtList&format=json&maxrecords=75&timespan=24h&sort=DateDesc&query="
RHYTHM = 20
"""Minutes between two visits to a source of context."""
MOST = 60
"""Items that one visit takes; the rest is there at the next."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a source of context names: a text of its own, or the address of an article to fetch."""

    key: str
    address: str | None = None
    title: str = ""
    text: str = ""
    published: dt.datetime | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """One source of context as a setting names it; ``items`` takes its payload apart, ``fetches`` follows links."""

    name: str
    address: str
    card: Card
    items: Callable[[bytes], Iterator[Item]]
    fetches: bool


def context(named: str) -> Context:
    """The source that a setting names: an address of a feed, ``gdacs``, ``reliefweb:APPNAME``, ``gdelt:QUERY``.

    Raises SettingsError for anything else.
    """
    kind, _, rest = named.strip().partition(":")
    if kind in ("http", "https") and rest.startswith("//"):
        host = urllib.parse.urlsplit(named.strip()).netloc
        return _made(f"feed {host}", named.strip(), host, feed_items, fetches=True)
    if kind == "gdacs":
        return _made("gdacs", GDACS, "GDACS", gdacs_items, fetches=False)
    if kind == "reliefweb" and rest:
        return _made("reliefweb", RELIEFWEB + urllib.parse.quote(rest), "ReliefWeb", reliefweb_items, fetches=False)
    if kind == "gdelt" and rest:
        return _made("gdelt", GDELT + urllib.parse.quote(rest), "GDELT", gdelt_items, fetches=True)
    message = f"{named!r} is no source of context: give a feed's address, gdacs, reliefweb:APPNAME or gdelt:QUERY."
    raise SettingsError(message)


def _made(
    name: str, address: str, publisher: str, items: Callable[[bytes], Iterator[Item]], *, fetches: bool
) -> Context:
    card = Card(
        publisher=publisher,
        government="",
        format="feed",
        language="en",
        rhythm=RHYTHM,
        licence="the publisher's",
        rows=(0, 1000),
        addresses={"index": address},
        name=name,
    )
    return Context(name=name, address=address, card=card, items=items, fetches=fetches)


class ContextVisit:
    """One visit to one source of context: its new items into the ledger, each once."""

    def __init__(
        self,
        source: Context,
        ledger: Ledger,
        manners: Manners,
        *,
        clock: Callable[[], dt.datetime],
        reader: Read_ | None,
    ) -> None:
        self._source, self._ledger, self._manners, self._clock, self._reader = source, ledger, manners, clock, reader
        self._known = ledger.registers.fetches(source.name)
        self._signals: list[Signal] = []

    def run(self) -> tuple[Round, tuple[Signal, ...]]:
        """Visit; how it ended and what was raised. Raises LedgerError, and Stopped when asked to stop."""
        started, known = self._clock(), self._known.get("index")
        new = 0
        items: list[Item] = []
        try:
            found = self._manners.get(
                self._source.address,
                etag=known.etag if known else None,
                last_modified=known.last_modified if known else None,
            )
            items = [] if found.unchanged else list(self._source.items(found.body))
            for item in [item for item in items if f"item/{item.key}" not in self._known][:MOST]:
                new += self._keep(item)
            fetch = Fetch(name="index", at=started, etag=found.etag, last_modified=found.last_modified)
            if not found.unchanged and len(items) <= MOST:
                self._ledger.registers.add_fetches(self._source.name, [(fetch, b"")])
            outcome = "unchanged" if found.unchanged else "whole"
        except WireError as error:
            self._raise("unreachable", str(error))
            outcome = "failed"
        except ValueError as error:
            self._raise("broken", f"{self._source.name} does not answer as it should ({str(error)[:80]}).")
            outcome = "failed"
        done = Round(
            source=self._source.name,
            started_at=started,
            ended_at=self._clock(),
            outcome=outcome,  # type: ignore[arg-type]
            rows=len(items),
            changed=new,
            signals=len(self._signals),
            why=self._signals[0].why if self._signals else None,
            wait=self._manners.wait_for(self._source.address),
        )
        self._ledger.registers.add_round(done)
        return done, tuple(self._signals)

    def _keep(self, item: Item) -> int:
        """One item into the ledger; it is not looked at again, whatever came of it."""
        try:
            document = self._document(item)
        except (WireError, DocumentError) as error:
            self._raise("unreachable" if isinstance(error, WireError) else "unusable", str(error))
            document = None
        now = self._clock()
        if document is not None:
            records = self._reader(document) if self._reader else []
            self._ledger.add(document, records, seen_at=now, reader="context/1")
        self._ledger.registers.add_fetches(
            self._source.name, [(Fetch(name=f"item/{item.key}", at=now, stamp=payload_key(item.text.encode())), b"")]
        )
        return int(document is not None)

    def _document(self, item: Item) -> Document:
        if self._source.fetches and item.address:
            from tocsin.documents.load import from_bytes  # noqa: PLC0415 - slow to import, and only articles need it

            found = self._manners.get(item.address)
            return from_bytes(found.body, address=found.address, media_type=found.content_type)
        if not item.text.strip():
            message = f"{item.title or item.key} has no text."
            raise DocumentError(message)
        text = f"{item.title}\n{item.text}"
        body = len(item.title) + 1
        return Document(
            text=text,
            raw=text.encode(),
            address=item.address,
            canonical=item.address,
            publisher=self._source.card.publisher,
            title=item.title,
            published=item.published.date() if item.published else None,
            published_at=item.published,
            language="en",
            passages=(
                Passage(start=0, end=len(item.title), role=Role.HEADING),
                Passage(start=body, end=len(text), role=Role.BODY),
            ),
        )

    def _raise(self, code: str, why: str) -> None:
        self._signals.append(Signal(code=code, why=why, source=self._source.name))


def feed_items(body: bytes) -> Iterator[Item]:
    """The entries of an RSS or Atom feed."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import, and only a feed needs it

    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):
        message = "it is no RSS and no Atom feed"
        raise ValueError(message)
    for entry in parsed.entries:
        link = _text(entry.get("link"))
        moment = entry.get("published_parsed") or entry.get("updated_parsed")
        if link.startswith(("http://", "https://")):
            yield Item(
                key=_text(entry.get("id")) or link,
                address=re.sub(r"[?&]utm_[^#]*", "", link),
                title=fragment(_text(entry.get("title"))),
                text=fragment(_text(entry.get("summary"))),
                published=_moment(moment),
            )


def gdacs_items(body: bytes) -> Iterator[Item]:
    """The events of GDACS; no body at all means no events. An event is news when its alert level moves."""
    for feature in rows(json.loads(body), "features") if body.strip() else []:
        found = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(found, dict) or str(found.get("iscurrent")).lower() != "true":
            continue
        key = "-".join(_text(found.get(name)) for name in ("eventtype", "eventid", "episodeid", "alertlevel"))
        addresses = found.get("url") if isinstance(found.get("url"), dict) else {}
        yield Item(
            key=key,
            address=_text((addresses or {}).get("report")) or None,
            title=_text(found.get("name")) or key,
            text=fragment(_text(found.get("description"))) + f"\nAlert level: {_text(found.get('alertlevel'))}.",
            published=_iso(found.get("fromdate")),
        )


def reliefweb_items(body: bytes) -> Iterator[Item]:
    """The reports of ReliefWeb."""
    for row in rows(json.loads(body), "data"):
        fields = row.get("fields") if isinstance(row, dict) else None
        if not isinstance(fields, dict):
            continue
        dates = fields.get("date") if isinstance(fields.get("date"), dict) else {}
        yield Item(
            key=_text(row.get("id")),
            address=_text(fields.get("url")) or None,
            title=_text(fields.get("title")),
            text=fragment(_text(fields.get("body"))),
            published=_iso((dates or {}).get("created")),
        )


def gdelt_items(body: bytes) -> Iterator[Item]:
    """The articles that GDELT found; an error comes as plain text, which is no JSON."""
    for row in rows(json.loads(body), "articles") if body.strip() not in (b"", b"{}") else []:
        address = _text(row.get("url")) if isinstance(row, dict) else ""
        if address.startswith(("http://", "https://")):
            yield Item(key=address, address=address, title=_text(row.get("title")))


def _text(found: Any) -> str:
    return clean(str(found)).strip() if isinstance(found, str | int) else ""


def _moment(found: time.struct_time | None) -> dt.datetime | None:
    if found is None:
        return None
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(found), dt.UTC)
    except (ValueError, OverflowError):
        return None


def _iso(found: Any) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(_text(found))
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
