"""The page and the resource of the search: what they find, how they say it, and that what is found is only text."""

from typing import Any
from urllib.parse import urlencode

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.web import hostile
from tests.web.conftest import Pages
from tests.web.links import tree, walk
from tests.web.making import line, made

Client = TestClient[Litestar]
TOLD = "The harbour authority shut its embassy desk on Friday."
SCRIPT = "<script>alert(1)</script>"


def page(client: Client, status: int = 200, **query: str) -> Any:
    answer = client.get("/search", params=query)
    assert answer.status_code == status
    return tree(answer.text)


def test_every_page_has_a_box_that_searches_and_keeps_the_moment(client: Client) -> None:
    for path in ("/", "/host/UKR", "/documents", "/changes", "/nowhere"):
        form = tree(client.get(path).text).xpath("//header//form[@action='/search']")[0]
        (label,) = form.xpath(".//label/@for")
        assert form.xpath(".//input[@id=$id]/@name", id=label) == ["q"]
    past = tree(client.get("/host/UKR?as_of=2022-02-12T07:00").text)
    assert past.xpath("//header//form[@action='/search']//input[@name='as_of']/@value") == ["2022-02-12T07:00:00"]


def test_without_words_there_is_a_form_that_says_what_to_type(client: Client) -> None:
    found = page(client)
    assert found.xpath("//h2[text()='Type a word']")
    assert len(found.xpath("//form[@aria-label='Search']//label")) == 9


def test_a_hit_shows_title_publisher_day_and_leads_to_its_sentence(client: Client) -> None:
    found = page(client, q="embassy lviv")
    assert {mark.lower() for mark in found.xpath("//p[@class='quote']/mark/text()")} == {"embassy", "lviv"}
    where = found.xpath("//ol[contains(@class, 'hits')]/li[1]//a[@class='hits__title']/@href")[0]
    document = tree(client.get(where.partition("#")[0]).text)
    assert document.xpath("//*[@id=$place]", place=where.partition("#")[2])


def test_further_pages_hold_what_the_first_does_not_and_every_link_leads_somewhere(pages_of: Pages) -> None:
    client = pages_of(*(made(line(f"The embassy of city {number}."), title=f"City {number}") for number in range(23)))
    first = page(client, q="embassy")
    (onward,) = first.xpath("//a[@rel='next']/@href")
    every = first.xpath("//a[@class='hits__title']/@href") + tree(client.get(onward).text).xpath(
        "//a[@class='hits__title']/@href"
    )
    assert len(every) == len(set(every)) == 23
    assert any("after=" in address for address in walk(client, "/search?q=embassy"))


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ("zanzibarish", 200, "Nothing found"),
        ("-embassy", 400, "not wanted"),
        ("w" * 501, 400, "at most 500"),
        ('"', 400, "no word"),
    ],
)
def test_nothing_and_no_query_are_said_plainly(client: Client, words: str, status: int, says: str) -> None:
    text = page(client, status, q=words).xpath("string(//main)")
    assert says in text


@pytest.mark.parametrize(
    "query",
    [{"host": "Nowhere"}, {"kind": "rumour"}, {"since": "soon"}, {"order": "worst"}, {"after": "x"}, {"after": "1-²"}],
)
def test_filters_that_mean_nothing_are_refused_with_what_to_do(client: Client, query: dict[str, str]) -> None:
    page(client, 400, q="embassy", **query)


def test_a_past_moment_finds_what_was_known_then(client: Client) -> None:
    now = page(client, q="embassy", order="newest").xpath("//a[@class='hits__title']")
    then = page(client, q="embassy", as_of="2022-02-01T12:00").xpath("//a[@class='hits__title']/@href")
    assert len(then) < len(now)
    assert all("as_of=2022-02-01" in each for each in then)


def test_hostile_titles_texts_and_queries_are_only_text(pages_of: Pages) -> None:
    document, postures = made(line(f"{SCRIPT} the embassy \u202eshut."), title=f"{SCRIPT} embassy")
    client = pages_of((document, postures), *hostile.documents())
    for words in ("embassy", "script alert", SCRIPT, '"><img src=x onerror=alert(1)>', "{{7*7}} embassy"):
        answer = client.get(f"/search?{urlencode({'q': words, 'host': ''})}")
        found = tree(answer.text)
        assert found.xpath("//script[not(@src)] | //img[not(@src='/static/bell.svg')]") == []
        assert found.xpath("//@*[starts-with(name(), 'on')]") == []
        assert "\u202e" not in answer.text
    assert SCRIPT in page(client, q="embassy").xpath("string(//a[@class='hits__title'])")


def test_the_api_finds_slices_of_documents_piece_by_piece(client: Client) -> None:
    whole = client.get("/api/v1/search", params={"q": "embassy"}).json()["items"]
    assert len(whole) > 3
    for hit in whole[:5]:
        text = client.get(f"/api/v1/documents/{hit['document']}").json()["text"]
        assert hit["quote"] == text[hit["start"] : hit["end"]]
        assert all(text[left:right].lower() == "embassy" for left, right in hit["marks"])
    cursor: str | None = ""
    seen: list[Any] = []
    while cursor is not None:
        piece = client.get("/api/v1/search", params={"q": "embassy", "limit": 2, "cursor": cursor}).json()
        seen, cursor = seen + piece["items"], piece["next"]
    assert seen == whole
    lines = client.get("/api/v1/search", params={"q": "embassy", "format": "ndjson"}).text.splitlines()
    assert len(lines) == len(whole)
    assert client.get("/api/v1/search", params={"q": "embassy", "format": "csv"}).text.startswith("document,title")


@pytest.mark.parametrize(
    ("narrowed", "status"),
    [
        ({"host": "UKR"}, 200),
        ({"sender": "USA", "kind": "posture"}, 200),
        ({"since": "2022-02-12"}, 200),
        ({"known_at": "2022-02-12T07:00"}, 200),
        ({"host": "Nowhere"}, 404),
        ({"kind": "rumour"}, 400),
        ({"since": "soon"}, 400),
        ({"cursor": "x"}, 400),
    ],
)
def test_the_api_is_narrowed_or_says_what_is_wrong(client: Client, narrowed: dict[str, str], status: int) -> None:
    answer = client.get("/api/v1/search", params={"q": "embassy", **narrowed})
    assert answer.status_code == status
    if status == 200:
        whole = client.get("/api/v1/search", params={"q": "embassy"}).json()["items"]
        assert 0 < len(answer.json()["items"]) < len(whole)
    else:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("words", ["", "-x", "* (", "\x00", "w" * 600])
def test_the_api_refuses_what_is_no_query(client: Client, words: str) -> None:
    answer = client.get("/api/v1/search", params={"q": words})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
