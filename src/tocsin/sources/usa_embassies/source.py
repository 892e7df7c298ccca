"""United States: a feed of alerts a post; an alert states no level, and what it orders is read from its prose."""

import re
from collections.abc import Iterator

from tocsin.errors import Unreadable
from tocsin.sources import moments
from tocsin.sources.desk import Desk, raw_of
from tocsin.sources.fields import clean
from tocsin.sources.markup import Element, fragment
from tocsin.sources.model import Entry
from tocsin.sources.stating import entry

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_POST = re.compile(r"https?://([a-z]{2})\.usembassy\.gov/")


def read(desk: Desk) -> Iterator[Entry]:
    """The alerts of every post whose feed is here; a feed that cannot be read hurts no other."""
    for name in desk.names("post"):
        try:
            items = list(desk.xml(name).iterfind("channel/item"))
        except Unreadable as error:
            desk.signal(error.code, str(error))
            continue
        yield from desk.each(items, lambda item: _entry(desk, item))


def _entry(desk: Desk, item: Element) -> Entry:
    link, guid = (item.findtext("link") or "").strip(), (item.findtext("guid") or "").strip()
    post = _POST.match(link) or _POST.match(guid)
    if post is None:
        raise Unreadable("missing_field", "An alert is of no post of the United States.")
    title = " ".join(clean(item.findtext("title") or "").split())[:500]
    body = fragment(clean(item.findtext(_CONTENT) or item.findtext("description") or ""))
    hosts = desk.hosts.coded(post[1])
    return entry(
        desk,
        key=guid or link,
        destination=next((name.title() for code in hosts for name in desk.hosts.spellings(code)), post[1].upper()),
        hosts=hosts,
        why="an alert states no level",
        title=title or "Alert",
        url=link or None,
        published=moments.rfc(item.findtext("pubDate")),
        body=body,
        raw=raw_of([title, link, guid, item.findtext("description"), item.findtext(_CONTENT)]),
        media_type="application/xml",
    )
