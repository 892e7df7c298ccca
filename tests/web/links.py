"""Walking the pages the way that a reader does: by their links."""

import re
from collections import Counter, deque
from collections.abc import Callable
from urllib.parse import parse_qsl, urljoin, urlsplit

from litestar import Litestar
from litestar.testing import TestClient
from lxml import html

FEW = 2
EVIDENCE = ("/why/*/*", "/document/*")
"""The shapes of the pages that show evidence: each page of them is of its own."""


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def links(text: str, *, at: str) -> set[str]:
    """The addresses on our own server that a page links to, loads or submits to, with their anchors."""
    found = tree(text).xpath("//@href | //@src | //@action")
    absolute = (urljoin(at, str(each)) for each in found)
    return {each for each in absolute if urlsplit(each).netloc == urlsplit(at).netloc}


def shapes(pages: Litestar) -> Callable[[str], str]:
    """What tells the shape of an address: its route with a star for each id, and the names in its query."""
    words = {word for route in pages.routes for word in route.path.split("/") if not word.startswith("{")}

    def shape(address: str) -> str:
        parts = urlsplit(address)
        path = "/".join(word if word in words else "*" for word in parts.path.split("/"))
        query = sorted({name for name, _ in parse_qsl(parts.query)})
        return "&".join([path, *query])

    return shape


class Few:
    """Which addresses to walk: of pages of one shape, which are alike, the first ``few``; of ``whole`` shapes all."""

    def __init__(self, shape: Callable[[str], str], few: int, whole: tuple[str, ...]) -> None:
        self._shape, self._few, self._whole = shape, few, whole
        self._taken: Counter[str] = Counter()

    def __call__(self, address: str) -> bool:
        shape = self._shape(address)
        self._taken[shape] += 1
        return shape in self._whole or self._taken[shape] <= self._few


def walk(
    client: TestClient[Litestar],
    start: str,
    *,
    few: int = FEW,
    whole: tuple[str, ...] = EVIDENCE,
    within: str = "",
) -> dict[str, str]:
    """Pages within reach of ``start`` by their addresses, with their texts; each must answer 200 and hold its anchors.

    Of pages of one shape the first ``few`` that are found are walked, of the shapes in ``whole`` all; addresses
    are followed where the pattern ``within`` is found in them.
    """
    pages: dict[str, str] = {}
    taken = Few(shapes(client.app), few, whole)
    first = urljoin("http://127.0.0.1", start)
    waiting, met = deque([first]), {first}
    anchors: set[str] = set()
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        pages[address] = answer.text
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for each in sorted(links(answer.text, at=address)):
            page, _, anchor = each.partition("#")
            if anchor:
                anchors.add(each)
            if page not in met:
                met.add(page)
                if re.search(within, page) and taken(page):
                    waiting.append(page)
    _hold(pages, anchors)
    return pages


def _hold(pages: dict[str, str], anchors: set[str]) -> None:
    """Each of the pages must have the places that links lead to."""
    places: dict[str, set[str]] = {}
    for each in sorted(anchors):
        page, _, anchor = each.partition("#")
        if page in pages:
            if page not in places:
                places[page] = set(map(str, tree(pages[page]).xpath("//@id")))
            assert anchor in places[page], f"{page} has no place called {anchor}"
