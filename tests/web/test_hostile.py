"""What a document says is text, whatever it says."""

from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from lxml import etree

from tocsin.ledger import Ledger
from tocsin.web import app
from tocsin.web.people_desk import Desk
from tocsin.web.printing import plain, visible, web_address

from tests.fresh import open_fresh
from tests.web import dossier, hostile
from tests.web.conftest import LOOPBACK, Pages
from tests.web.links import EVIDENCE, tree, walk
from tests.web.making import line, made

Client = TestClient[Litestar]
FORBIDDEN = (
    "//script[not(@src='/static/tocsin.js' or @src='/static/wall.js') or text()]"
    " | //style | //iframe | //object | //embed | //base | //meta[@http-equiv and not(@content='60')]"
    " | //img[not(@src='/static/bell.svg' or starts-with(@src, '/host/'))]"
)
TOLD = (*EVIDENCE, "/sender/*")


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory, roster: Callable[[Ledger], Desk]) -> dict[str, str]:
    """The pages within reach over the hostile documents; feeds and downloads are walked over, not looked at."""
    place = tmp_path_factory.mktemp("hostile") / "ledger.sqlite"
    with open_fresh(place) as ledger:
        for document, postures in hostile.documents():
            ledger.add(document, postures, seen_at=dossier.NOW, reader="made/1")
    with TestClient(app(str(place), now=lambda: dossier.NOW, desk=roster), base_url=LOOPBACK) as client:
        found = walk(client, "/", whole=TOLD)
    return {address: text for address, text in found.items() if text.lstrip().lower().startswith("<!doctype html")}


def test_no_element_or_attribute_comes_from_a_document(reached: dict[str, str]) -> None:
    pages = {address: text for address, text in reached.items() if "/static/" not in address}
    assert sum("/document/" in address for address in pages) == len(hostile.documents())
    for address, text in pages.items():
        page = tree(text)
        assert page.xpath(FORBIDDEN) == [], address
        assert page.xpath("//@*[starts-with(name(), 'on')] | //@style") == [], address
        assert len(page.xpath("/html/head/title")) == len(page.xpath("//title[not(ancestor::svg)]")) == 1


def test_links_lead_to_our_own_pages_or_to_the_web_and_nowhere_else(reached: dict[str, str]) -> None:
    for address, text in reached.items():
        if "/static/" in address:
            continue
        for link in tree(text).xpath("//@href | //@src | //@action"):
            assert str(link).startswith(("/", "#", "https://", "http://")), (address, link)
            assert not str(link).startswith("//")


def test_what_the_document_says_is_still_there_to_be_read(pages_of: Pages) -> None:
    document, postures = hostile.documents()[0]
    page = tree(pages_of((document, postures)).get(f"/document/{document.key}").text)
    assert hostile.SCRIPT in page.text_content()


def test_templates_in_documents_are_not_rendered(reached: dict[str, str]) -> None:
    assert any(
        hostile.TEMPLATE in tree(text).text_content() for address, text in reached.items() if "/document/" in address
    )


@pytest.mark.parametrize("character", ["\u202e", "\u202c", "\u2066", "\x00", "\x1b", "\x7f"])
def test_characters_that_hide_or_reorder_are_printed_as_their_code_point(
    reached: dict[str, str], character: str
) -> None:
    assert all(character not in text for text in reached.values())
    assert any(f"[U+{ord(character):04X}]" in text for text in reached.values())


def test_text_from_outside_is_isolated_in_titles_publishers_and_places(pages_of: Pages) -> None:
    document, postures = hostile.documents()[hostile.ALL.index(hostile.BIDI)]
    page = tree(pages_of((document, postures)).get("/documents").text)
    cell = page.xpath("//tbody/tr/th/a/*")[0]
    assert etree.QName(cell).localname == "bdi"


@pytest.mark.parametrize("address", hostile.ADDRESSES)
def test_an_address_that_a_browser_should_not_go_to_is_text(address: str) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    "address", ["https://news.example/a?b=c#d", "http://news.example:8080/", "https://xn--bcher-kva.example/%20"]
)
def test_an_address_of_the_web_may_be_linked(address: str) -> None:
    assert web_address(address) == address


def test_visible_text_is_escaped_and_its_line_breaks_and_scripts_of_the_world_are_kept() -> None:
    assert (
        str(visible("a\nb\tc & <d> \u05e9\u05dc\u05d5\u05dd \u200f!"))
        == "a\nb\tc &amp; &lt;d&gt; \u05e9\u05dc\u05d5\u05dd \u200f!"
    )


def test_plain_text_for_attributes_has_no_characters_that_reorder() -> None:
    assert plain("a\u202eb\ud800") == "a\ufffdb\ufffd"


def test_a_sender_with_slashes_and_dots_has_a_page(pages_of: Pages) -> None:
    names = ["../../host/UKR", "A/B", "50% off", "what?", "a#b", "Ünïcode Air", "+1", "a&b=c", "..", ".", "~x", "/A/"]
    said = [made(line(f"{name} stops its flights.", f"{name}; UKR; carrier suspended")) for name in names]
    pages = walk(pages_of(*said), "/host/UKR", whole=TOLD, within="/why/|/sender/")
    assert sum("/why/" in address for address in pages) >= len(said)
