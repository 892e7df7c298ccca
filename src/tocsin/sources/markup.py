"""Pages and XML of registers: whole, in the right language, and no challenge; an element to text, its blocks apart."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import lxml.etree
import lxml.html

from tocsin.errors import Unreadable

Element: TypeAlias = Any  # lxml.etree._Element: the library gives its type no public name

_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset("script style noscript template svg iframe object head select button".split())
_CHALLENGE = re.compile(
    r"just a moment\.\.\.|cf[-_]chl|challenge-platform|cf-challenge|attention required! \| cloudflare|_incapsula_|"
    r"awswaf|aws-waf|captcha|access denied</title|request unsuccessful\. |enable javascript and cookies|"
    r"checking your browser|ddos-guard|perimeterx|px-captcha|bot verification",
    re.IGNORECASE,
)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_SAME = {"no": "nb", "nn": "nb"}


LINE = 500
"""Characters beyond which a heading is none."""


class Page:
    """An HTML page of a register: its root, its language as told, and ways to find things in it."""

    def __init__(self, name: str, root: Element) -> None:
        self.name, self.root = name, root

    def one(self, path: str, what: str) -> Element:
        """The first element that an XPath finds; Unreadable where there is none."""
        found = self.all(path)
        if not found:
            raise Unreadable("lost_field", f"{self.name} has no {what}.")
        return found[0]

    def all(self, path: str) -> list[Element]:
        """Every element that an XPath finds, in order."""
        found = self.root.xpath(path)
        return [each for each in found if lxml.etree.iselement(each)] if isinstance(found, list) else []

    def attribute(self, path: str) -> str | None:
        """The first attribute value that an XPath finds, stripped, or ``None``."""
        found = self.root.xpath(path)
        return str(found[0]).strip() or None if isinstance(found, list) and found else None

    @property
    def address(self) -> str | None:
        """The address that the page names as its own."""
        return self.attribute("//link[@rel='canonical']/@href") or self.attribute("//meta[@property='og:url']/@content")

    @property
    def heading(self) -> str:
        """The words of its first heading; Unreadable where it has none."""
        found = line_of(self.one("//h1", "heading"))
        if not found or len(found) > LINE:
            raise Unreadable("lost_field", f"{self.name} has no heading that names a destination.")
        return found


def page(name: str, text: str, language: str) -> Page:
    """A payload as a page. Unreadable for what is empty, another type, a challenge, broken off, or another language."""
    challenge = refusal(name, text)
    if challenge is not None:
        raise challenge
    if not re.search(r"<html\b|<!doctype html|<body\b", text[:4000], re.IGNORECASE):
        raise Unreadable("wrong_type", f"{name} is not an HTML page.")
    if _END.search(text[-5000:]) is None:
        raise Unreadable("truncated", f"{name} breaks off before its end.")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("broken", f"{name} cannot be taken apart ({str(error)[:80]}).") from error
    told = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    code = told.replace("_", "-").split("-")[0]
    if told and _SAME.get(code, code) != language:
        raise Unreadable("wrong_language", f"{name} says that it is in {told[:20]!r}, the card expects {language!r}.")
    return Page(name, root)


def refusal(name: str, text: str) -> Unreadable | None:
    """The signal of a page that asks who is there instead of answering, or ``None``."""
    if len(text) < 60_000 and _CHALLENGE.search(text[:20_000]):
        return Unreadable("challenge", f"{name} is a challenge page and not content.")
    return None


def xml(name: str, raw: bytes) -> Element:
    """XML that is whole, with no entity of its own and nothing fetched. Unreadable for anything else."""
    head = raw[:4000]
    if re.search(rb"<!doctype html|<html\b", head, re.IGNORECASE):
        text = raw.decode("utf-8", "replace")
        raise refusal(name, text) or Unreadable("wrong_type", f"{name} is a page and not XML.")
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Unreadable("wrong_type", f"{name} declares entities, which no register does.")
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        return lxml.etree.fromstring(raw.lstrip(b"\xef\xbb\xbf \r\n\t"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("broken", f"{name} is not whole XML ({str(error)[:80]}).") from error


def fragment(html: str) -> str:
    """The text of a piece of HTML that stands in a field; plain text comes back as it is."""
    if "<" not in html and "&" not in html:
        return _tidy(html)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("broken", f"A piece of HTML cannot be taken apart ({str(error)[:80]}).") from error
    return text_of(root)


def text_of(element: Element) -> str:
    """The text of an element: a line for each block, list items with a bullet, nothing that is not shown."""
    return _tidy("".join(_pieces(element)))


def line_of(element: Element) -> str:
    """The text of an element as one line."""
    return " ".join(text_of(element).split())


def _pieces(element: Element) -> Iterator[str]:
    """Text and line breaks in order, without recursion, so that a deep page is only long."""
    stack: list[tuple[Element | None, str]] = [(element, "")]
    first = True
    while stack:
        node, tail = stack.pop()
        if node is None:
            yield tail
            continue
        if not first and node.tail:
            stack.append((None, node.tail))
        first = False
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SILENT:
            continue
        if tag in _BLOCKS:
            yield "\n* " if tag == "li" else "\n"
            stack.append((None, "\n"))
        stack.extend((child, "") for child in reversed(node))
        if node.text:
            yield node.text if tag == "pre" else re.sub(r"\s+", " ", node.text)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\xad", "").split("\n"))
    return "\n".join(line for line in lines if line and line != "*")
