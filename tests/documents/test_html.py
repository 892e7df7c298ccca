"""Pages: their own data first, then the extracted text; hostile pages neither crash nor hang."""

import datetime as dt
import json
import time
from collections.abc import Sequence

import pytest

from tocsin.documents import Role
from tocsin.documents.load import from_bytes

PARAGRAPHS = [
    f"The ministry said on Tuesday that its embassy in town number {n} would stay open and that "
    f"nobody had been hurt in the blast near its gate."
    for n in range(6)
]


def page(head: str = "", body: str = "", title: str = "Embassies stay open | The Northern Courier") -> bytes:
    top = f'<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>{head}</head>'
    return f"{top}<body>{body}</body></html>".encode()


def article(paragraphs: Sequence[str] = tuple(PARAGRAPHS)) -> str:
    return (
        "<nav><a href=/>Home</a><a href=/world>World</a></nav><article><h1>Embassies stay open</h1>"
        + "".join(f"<p>{p}</p>" for p in paragraphs)
        + "</article>"
    )


def data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


NEWS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Embassies stay open &amp; staffed",
            "datePublished": "2023-04-23T23:30:00-04:00",
            "author": [{"@type": "Person", "name": "Mara Lind"}, {"name": "Owen Price"}],
            "publisher": {"@type": "Organization", "name": "The Northern Courier"},
            "url": "https://courier.example/2023/04/23/embassies",
        },
    ],
}


def test_the_pages_own_data_gives_its_metadata() -> None:
    document = from_bytes(page(data(NEWS), article()))
    assert document.title == "Embassies stay open & staffed"
    assert document.publisher == "The Northern Courier"
    assert document.bylines == ("Mara Lind", "Owen Price")
    assert document.published == dt.date(2023, 4, 23)
    assert document.published_at == dt.datetime(2023, 4, 24, 3, 30, tzinfo=dt.UTC)
    assert document.language == "en"
    assert document.canonical == "https://courier.example/2023/04/23/embassies"
    assert document.signals == ()


def test_the_canonical_text_is_one_paragraph_a_line_and_passages_slice_it() -> None:
    document = from_bytes(page(body=article()))
    body = [document.text[p.start : p.end] for p in document.passages if p.role is Role.BODY]
    assert body == PARAGRAPHS
    assert document.title == "Embassies stay open"
    assert "Home" not in document.text
    assert [s.code for s in document.signals] == ["undated"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2023-04-23T08:00:00Z">', dt.date(2023, 4, 23)),
        ('<meta name="date" content="2023-04-22">', dt.date(2023, 4, 22)),
        ('<link rel="canonical" href="https://c.example/2023/04/21/x">', dt.date(2023, 4, 21)),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 7, "author": 3, </script>',
            None,
        ),
    ],
)
def test_the_date_comes_from_markup_or_address(head: str, day: dt.date | None) -> None:
    assert from_bytes(page(head, article())).published == day


def test_a_live_blog_posting_gives_posts_with_their_dates() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Post {n}",
            "articleBody": f"<p>{PARAGRAPHS[n]}</p><p>More of {n}.</p>",
            "datePublished": f"2023-04-2{n}T10:00:00Z",
        }
        for n in range(1, 4)
    ]
    document = from_bytes(
        page(
            data(
                {
                    "@type": "LiveBlogPosting",
                    "headline": "Sudan live",
                    "datePublished": "2023-04-21",
                    "liveBlogUpdate": updates,
                }
            ),
            "<p>shell</p>",
        )
    )
    opens = [p for p in document.passages if p.opens_post]
    assert document.live_blog
    assert [document.text[p.start : p.end] for p in opens] == ["Post 1", "Post 2", "Post 3"]
    assert [p.published for p in opens] == [dt.date(2023, 4, n) for n in (21, 22, 23)]


@pytest.mark.parametrize(
    "raw",
    [
        page(
            title="Just a moment...",
            body="<p>Checking your browser before accessing this site. Enable JavaScript and cookies to continue.</p>",
        ),
        page(body="<div id=app></div><script>render()</script>"),
        b"<html></html>",
        b"<!doctype html><html><body>",
    ],
)
def test_a_page_without_a_story_is_a_signal(raw: bytes) -> None:
    document = from_bytes(raw)
    assert "no_text" in [s.code for s in document.signals]
    assert not [p for p in document.passages if p.role is Role.BODY and len(document.text[p.start : p.end]) > 200]


HOSTILE = {
    "deep nesting": page(body="<div>" * 40_000 + PARAGRAPHS[0] + "</div>" * 40_000),
    "a huge attribute": page(body=f'<p title="{"x" * 3_000_000}">{PARAGRAPHS[0]}</p>'),
    "many nodes": page(body="<b>x</b>" * 120_000 + f"<p>{PARAGRAPHS[0]}</p>"),
    "unclosed tags": page(body="<p><table><tr><td>" * 5_000 + PARAGRAPHS[0]),
    "entities that grow": b'<?xml version="1.0"?><!DOCTYPE html '
    b'[<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;&b;'
    + PARAGRAPHS[0].encode()
    + b"</p></body></html>",
    "deep data": page(f'<script type="application/ld+json">{"[" * 50_000}</script>', article()),
    "control characters": page(body="<p>\x01\x02\x0b&#0;&#xD800;&#x110000;" + PARAGRAPHS[0] + "</p>"),
    "an encoding in XML": b'<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>'
    + "Orléans. ".encode("latin-1") * 20
    + b"</p></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_neither_crashes_nor_hangs(name: str) -> None:
    start = time.process_time()
    document = from_bytes(HOSTILE[name])
    assert time.process_time() - start < 10
    assert document.media_type == "text/html"
    assert len(document.text) < 1_000_000
    assert all(0 <= p.start < p.end <= len(document.text) for p in document.passages)
