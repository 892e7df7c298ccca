"""JSON-LD of a page: its NewsArticle or LiveBlogPosting, read with tolerance and without trust."""

import datetime as dt
import html
import json
import re
from collections.abc import Iterator

import msgspec

from tocsin.documents.words import listed

_TYPES = listed("article_types")
_DEPTH, _NODES = 12, 20_000
_TAG = re.compile(r"<(/?)(p|br|div|li|h[1-6]|ul|ol|blockquote)\b[^>]*>|<[^>]{1,2000}>", re.I)


class Update(msgspec.Struct, frozen=True):
    """One post of a live blog as the page's own data gives it."""

    title: str | None
    paragraphs: tuple[str, ...]
    published: dt.datetime | dt.date | None


class Article(msgspec.Struct, frozen=True):
    """What a page's own data says of its story."""

    live: bool
    title: str | None
    paragraphs: tuple[str, ...]
    published: dt.datetime | dt.date | None
    publisher: str | None
    bylines: tuple[str, ...]
    language: str | None
    address: str | None
    updates: tuple[Update, ...]


def find(blocks: list[str]) -> Article | None:
    """The best article among the JSON-LD blocks of a page: a live blog before a story, a story before a mere page."""
    found = [node for block in blocks for node in _nodes(_parse(block))]
    ranked = sorted(
        found,
        key=lambda node: (
            not _is(node, "LiveBlogPosting"),
            _is(node, "WebPage"),
            -len(_text(node.get("articleBody")) or ""),
        ),
    )
    return _article(ranked[0]) if ranked else None


def moment(value: object) -> dt.datetime | dt.date | None:
    """An ISO 8601 date or time, or ``None``."""
    text = _text(value)
    if text is None:
        return None
    text = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text.strip())
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _parse(block: str) -> object:
    """A block as JSON; broken blocks are tried once more without control characters and comments."""
    text = (
        block.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )
    for attempt in (text, re.sub(r"[\x00-\x1f]+", " ", text)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Every article-like node of a JSON-LD value, to a limited depth and number."""
    stack, count = [(value, 0)], 0
    while stack and count < _NODES:
        node, depth = stack.pop()
        count += 1
        if depth > _DEPTH:
            continue
        if isinstance(node, list):
            stack.extend((item, depth + 1) for item in reversed(node[:1000]))
        elif isinstance(node, dict):
            if any(_is(node, name) for name in _TYPES):
                yield node
            stack.extend(
                (node[key], depth + 1)
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
                if key in node
            )


def _is(node: dict[str, object], name: str) -> bool:
    """Whether a node is of a type; types may be lists and may carry their vocabulary's address."""
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.rsplit("/", 1)[-1] == name
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _article(node: dict[str, object]) -> Article:
    """A node's fields; a field of an unexpected form is as if it were missing."""
    updates = node.get("liveBlogUpdate")
    rows = updates if isinstance(updates, list) else [updates] if updates else []
    page = node.get("mainEntityOfPage")
    return Article(
        live=_is(node, "LiveBlogPosting"),
        title=_first(node, "headline", "name"),
        paragraphs=_paragraphs(node.get("articleBody")),
        published=moment(node.get("datePublished") or node.get("dateCreated")),
        publisher=_name(node.get("publisher")) or _name(node.get("sourceOrganization")),
        bylines=tuple(dict.fromkeys(name for author in _list(node.get("author")) if (name := _name(author)))),
        language=(_text(node.get("inLanguage")) or "")[:2].lower() or None,
        address=_text(node.get("url")) or _text(page) or (_text(page.get("@id")) if isinstance(page, dict) else None),
        updates=tuple(update for row in rows[:5000] if isinstance(row, dict) and (update := _update(row)) is not None),
    )


def _update(row: dict[str, object]) -> Update | None:
    """One post; an empty one is none."""
    when = moment(row.get("datePublished") or row.get("dateModified"))
    title, paragraphs = (
        _first(row, "headline", "name"),
        _paragraphs(row.get("articleBody") or row.get("text") or row.get("description")),
    )
    if not (title or paragraphs):
        return None
    return Update(title, paragraphs, when)


def _paragraphs(value: object) -> tuple[str, ...]:
    """A body that may be text, or HTML inside a string, as paragraphs."""
    text = _text(value)
    if not text:
        return ()
    if "<" in text:
        text = _TAG.sub(lambda found: "\n" if found[2] else "", text)
    return tuple(line for part in re.split(r"[\r\n]+", html.unescape(text)) if (line := " ".join(part.split())))


def _first(node: dict[str, object], *keys: str) -> str | None:
    """The first of some fields that is a text, as one line."""
    for key in keys:
        if text := _text(node.get(key)):
            return " ".join(html.unescape(text).split()) or None
    return None


def _name(value: object) -> str | None:
    """The name of a person or an organisation, however it is given."""
    for item in _list(value):
        if isinstance(item, dict) and (name := _first(item, "name", "legalName")):
            return name
        if isinstance(item, str) and item.strip() and not item.startswith(("http:", "https:")):
            return " ".join(item.split())
    return None


def _list(value: object) -> list[object]:
    """A value that may be one or many."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str | None:
    """A string, or the first of a list of strings."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) and value.strip() else None
