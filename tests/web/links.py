"""Walking the pages the way that a reader does: by their links."""

from urllib.parse import urljoin, urlsplit

from litestar import Litestar
from litestar.testing import TestClient
from lxml import html

RECORD, FEW = "/desk/record/", 3


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def links(text: str, *, at: str) -> set[str]:
    """The addresses on our own server that a page links to, loads or submits to, with their anchors."""
    found = tree(text).xpath("//@href | //@src | //@action")
    absolute = (urljoin(at, str(each)) for each in found)
    return {each for each in absolute if urlsplit(each).netloc == urlsplit(at).netloc}


def walk(client: TestClient[Litestar], start: str) -> dict[str, str]:
    """Every page within reach of ``start`` by its address, with its text; each must answer 200 and hold its anchors.

    Of the pages of single records, which are alike, the first few are walked.
    """
    pages: dict[str, str] = {}
    records: set[str] = set()
    waiting = {urljoin("http://127.0.0.1", start)}
    anchors: set[str] = set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        pages[address] = answer.text
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for each in links(answer.text, at=address):
            page, _, anchor = each.partition("#")
            if RECORD in page and page not in records:
                if len(records) == FEW:
                    continue
                records.add(page)
            if anchor:
                anchors.add(each)
            if page not in pages:
                waiting.add(page)
    for each in anchors:
        page, _, anchor = each.partition("#")
        assert tree(pages[page]).xpath("//*[@id=$anchor]", anchor=anchor), f"{page} has no place called {anchor}"
    return pages
