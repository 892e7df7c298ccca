"""HTML to a Document: main text and metadata by trafilatura, the page's own JSON-LD before both."""

import datetime as dt
import re
import warnings
from collections.abc import Iterable, Iterator

import lxml.etree
import lxml.html
import msgspec
import trafilatura
from trafilatura.settings import Extractor

from tocsin.documents import linked_data, masthead, plain, published
from tocsin.documents.furniture import is_caption, is_contribution, is_control, is_credit
from tocsin.documents.model import Document, Passage, Role, Signal
from tocsin.documents.words import listed

_BIG, _MANY, _DEEP = 4_000_000, 60_000, 150
_COUNT = lxml.etree.XPath("count(//*)")
_TOO_DEEP = lxml.etree.XPath(f"boolean({'/*' * (_DEEP + 1)})")
_FAILURES = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    AssertionError,
    RecursionError,
    lxml.etree.LxmlError,
)
_CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify (?:that )?you are (?:a )?human"
    r"|enable javascript and cookies|access denied|are you a robot|captcha"
    r"|attention required|request unsuccessful|pardon our interruption|unusual traffic"
    r"|ddos protection|403 forbidden|bot detection",
    re.I,
)
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "govuk:first-published-at",
    "dcterms.date",
    "govuk:public-updated-at",
    "last-modified",
    "dcterms.modified",
    "article:modified_time",
)
_BLOCKS = listed("block_tags")
_DROP = listed("dropped_tags")
_FEWEST_CHARACTERS = 40


class _Row(msgspec.Struct):
    """One line of the text being built."""

    text: str
    role: Role = Role.BODY
    opens: bool = False
    published: dt.date | None = None


class _Meta(msgspec.Struct):
    """What a page says of itself in its markup."""

    title: str | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    language: str | None = None
    canonical: str | None = None


def read(
    text: str,
    *,
    raw: bytes = b"",
    address: str | None = None,
    given: dt.date | None = None,
    signals: Iterable[Signal] = (),
) -> Document:
    """A page as a Document: its canonical text is the title and the main text, one paragraph a line.

    A page without a text (a challenge, a shell that scripts fill) comes back with the signal ``no_text``; one whose
    date nobody knows with ``undated``. No page raises.
    """
    notes = list(signals)
    tree = _tree(text)
    if tree is None:
        return Document(
            text="",
            raw=raw,
            media_type="text/html",
            address=address,
            published=given,
            signals=(*notes, plain.empty(address)),
        )
    article = linked_data.find(
        [node.text or "" for node in tree.iterfind(".//script") if "ld+json" in (node.get("type") or "").lower()]
    )
    meta = _metadata(tree, article, address)
    rows = _rows(tree, text, article, meta, address)
    if sum(len(row.text) for row in rows if row.role is Role.BODY) < _FEWEST_CHARACTERS or _is_challenge(
        rows, meta.title
    ):
        notes.append(_no_text(rows, meta.title, address))
        rows = [] if _is_challenge(rows, meta.title) else rows
    if given is None and meta.published is None:
        notes.append(plain.undated(address))
    canonical_text, passages = _join(rows)
    return Document(
        text=canonical_text,
        raw=raw,
        media_type="text/html",
        address=address,
        canonical=meta.canonical,
        publisher=meta.publisher,
        title=meta.title,
        bylines=meta.bylines,
        published=given or meta.published,
        published_at=meta.published_at,
        language=meta.language,
        live_blog=sum(p.opens_post for p in passages) > 0,
        passages=passages,
        signals=tuple(notes),
    )


def _tree(text: str) -> lxml.html.HtmlElement | None:
    """The parsed page; libxml2 bounds its depth and expands no entity of a page's own."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except _FAILURES:
        return None
    return tree if isinstance(tree, lxml.html.HtmlElement) else None


def _rows(
    tree: lxml.html.HtmlElement, text: str, article: linked_data.Article | None, meta: _Meta, address: str | None
) -> list[_Row]:
    """The lines of the canonical text."""
    title = [_Row(meta.title, Role.HEADING)] if meta.title else []
    if article is not None and article.live and article.updates:
        return (
            title
            + [_Row(line) for line in article.paragraphs]
            + [row for update in article.updates for row in _post(update)]
        )
    body = list(_extracted(tree, text, address))
    own = article.paragraphs if article is not None else ()
    if sum(len(line) for line in own) > 1.5 * sum(len(row.text) for row in body if row.role is Role.BODY):
        body = [_Row(line) for line in own]
    if meta.title and body and _same(body[0].text, meta.title):
        body = body[1:]
    return title + [_refined(row) for row in body]


def _post(update: linked_data.Update) -> Iterator[_Row]:
    """The lines of one post; the first of them opens it."""
    when = update.published
    day = when.date() if isinstance(when, dt.datetime) else when
    rows = [_Row(update.title, Role.HEADING)] if update.title else []
    rows += [_refined(_Row(line)) for line in update.paragraphs]
    rows[0].opens, rows[0].published = True, day
    return iter(rows)


def _extracted(tree: lxml.html.HtmlElement, text: str, address: str | None) -> Iterator[_Row]:
    """Main text by trafilatura; by a plain walk over the paragraphs where the page is too big or too strange for it."""
    found = None if _is_hostile(tree, text) else _by_trafilatura(tree, address)
    if found is None or sum(len(row.text) for row in found) < _FEWEST_CHARACTERS:
        walked = list(_walked(tree))
        found = walked if found is None or sum(len(r.text) for r in walked) > sum(len(r.text) for r in found) else found
    return iter(found)


def _by_trafilatura(tree: lxml.html.HtmlElement, address: str | None) -> list[_Row] | None:
    """trafilatura's paragraphs, headings and list items, in order; ``None`` where it fails."""
    options = Extractor(
        output_format="python", comments=False, tables=True, links=False, images=False, url=address, precision=False
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = trafilatura.bare_extraction(tree, options=options, with_metadata=False)
    except _FAILURES:
        return None
    if found is None or getattr(found, "body", None) is None:
        return None
    rows: list[_Row] = []
    for node in found.body.iter("head", "p", "item", "quote", "cell", "code", "hi"):
        if node.tag == "hi" or any(
            parent.tag in ("p", "item", "cell") for parent in node.iterancestors("p", "item", "cell")
        ):
            continue
        inner = list(node.iterchildren("p", "item", "head"))
        words = " ".join("".join(node.itertext()).split()) if not inner else " ".join((node.text or "").split())
        if words:
            rows.append(_Row(words, Role.HEADING if node.tag == "head" else Role.BODY))
    return rows


def _walked(tree: lxml.html.HtmlElement) -> Iterator[_Row]:
    """Every paragraph-like element outside menus and scripts, once, in linear time."""
    skip = 0
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if node.tag in _DROP:
            skip += 1 if event == "start" else -1
        elif event == "end" and not skip and node.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in node):
            words = " ".join(" ".join(node.itertext())[:200_000].split())
            if words and (len(words) > 25 or node.tag[0] == "h"):
                yield _Row(
                    words,
                    Role.HEADING
                    if re.fullmatch(r"h[1-6]", node.tag)
                    else Role.CAPTION
                    if node.tag == "figcaption"
                    else Role.BODY,
                )


def _is_hostile(tree: lxml.html.HtmlElement, text: str) -> bool:
    """Whether a page is larger or deeper than any story is."""
    return len(text) > _BIG or bool(_COUNT(tree) > _MANY) or bool(_TOO_DEEP(tree))


def _refined(row: _Row) -> _Row:
    """Body lines that are credits, captions or controls after all."""
    if row.role is Role.BODY:
        if is_contribution(row.text) or is_credit(row.text):
            row.role = Role.CREDIT
        elif is_caption(row.text):
            row.role = Role.CAPTION
        elif is_control(row.text):
            row.role = Role.NOISE
    return row


def _metadata(tree: lxml.html.HtmlElement, article: linked_data.Article | None, address: str | None) -> _Meta:
    """Title, publisher, names, date, language and address: JSON-LD first, then meta elements, then the page's text."""
    named = _meta_elements(tree)
    when = (
        (article.published if article else None)
        or next((m for name in _DATE_NAMES if (m := linked_data.moment(named.get(name)))), None)
        or _time_element(tree)
    )
    link = next(
        (node.get("href") for node in tree.iterfind(".//link") if (node.get("rel") or "").lower() == "canonical"), None
    )
    canonical = _web(link) or _web(article.address if article else None) or _web(named.get("og:url"))
    title, outlet = _title(tree, article, named)
    where = canonical or _web(address)
    known = masthead.outlet_of(where) if where else None
    publisher = (
        (article.publisher if article else None)
        or named.get("og:site_name")
        or named.get("application-name")
        or outlet
        or known
    )
    names = (
        article.bylines
        if article and article.bylines
        else tuple(_split_names(named.get("author") or named.get("article:author")))
    )
    tag = (tree.get("lang") or (article.language if article else None) or named.get("og:locale") or "")[:2].lower()
    meta = _Meta(title=title, publisher=publisher, bylines=names, language=tag or None, canonical=canonical)
    _date(meta, when, where)
    return meta


def _date(meta: _Meta, when: dt.datetime | dt.date | None, where: str | None) -> None:
    """The day as the page prints it, and the moment in UTC where it gives one with its offset."""
    if isinstance(when, dt.datetime):
        meta.published = when.date()
        meta.published_at = when.astimezone(dt.UTC) if when.tzinfo else None
    elif when is not None:
        meta.published = when
    elif where is not None:
        meta.published = published.in_address(where)


def _title(
    tree: lxml.html.HtmlElement, article: linked_data.Article | None, named: dict[str, str]
) -> tuple[str | None, str | None]:
    """The headline, and the outlet that a page's title names at its end."""
    if article is not None and article.title:
        return article.title, None
    heads = [" ".join("".join(node.itertext()).split()) for node in tree.iterfind(".//h1")]
    heads = [head for head in heads if head]
    page = " ".join((tree.findtext(".//title") or "").split())
    text = named.get("og:title") or (heads[0] if len(heads) == 1 else None) or page or (heads[0] if heads else None)
    return masthead.without_outlet(text) if text else (None, None)


def _meta_elements(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The page's meta elements by their lower-cased name; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.iterfind(".//meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = " ".join((node.get("content") or "")[:2000].split())
        if name and content:
            found.setdefault(name, content)
    return found


def _time_element(tree: lxml.html.HtmlElement) -> dt.datetime | dt.date | None:
    """The first time element, or a visible "Published" or "Updated" line, of a page."""
    for node in tree.iterfind(".//time"):
        if when := linked_data.moment(node.get("datetime")):
            return when
    for node in tree.iter("p", "dd", "span", "div"):
        text = " ".join((node.text or "").split())
        if 8 < len(text) < 120 and (found := published.date_line(text)) and found[0] != "bare":
            return found[1]
    return None


def _split_names(text: str | None) -> list[str]:
    """Author names from one meta element."""
    if not text or text.startswith("http"):
        return []
    return [
        name
        for part in re.split(r"\s*(?:,|;|&|\band\b)\s*", re.sub(r"^by\s+", "", text, flags=re.I))
        if (name := part.strip())
    ]


def _is_challenge(rows: list[_Row], title: str | None) -> bool:
    """A page that asks for proof of a human instead of telling a story."""
    text = " ".join(row.text for row in rows)
    return len(text) < 1500 and bool(_CHALLENGE.search(f"{title or ''} {text}"))


def _no_text(rows: list[_Row], title: str | None, address: str | None) -> Signal:
    """Why there is nothing to read."""
    if _is_challenge(rows, title):
        why = (
            "The page asks its visitor to prove to be human and shows no story. Save it from a browser and "
            "give the file."
        )
        return Signal(code="no_text", why=why, source=address)
    return plain.empty(address)


def _join(rows: list[_Row]) -> tuple[str, tuple[Passage, ...]]:
    """The canonical text and the passages over it."""
    at, parts, passages = 0, [], []
    for row in rows:
        line = row.text.replace("\0", "\ufffd")
        passages.append(
            Passage(start=at, end=at + len(line), role=row.role, opens_post=row.opens, published=row.published)
        )
        parts.append(line)
        at += len(line) + 1
    return "\n".join(parts), tuple(passages)


def _same(one: str, other: str) -> bool:
    """Whether two lines say the same but for case and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _web(address: str | None) -> str | None:
    """An address that begins with http."""
    return address.strip() if address and address.strip().startswith(("http://", "https://")) else None
