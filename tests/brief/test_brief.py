"""Every sentence of a brief resolves to evidence, in every form, and nothing that a document says is ever markup."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest
import typst

from tocsin.brief import Brief, Sentence, brief, markdown, page, pdf, unsupported
from tocsin.brief.headings import FOOT, SOURCES, about, head, link, place
from tocsin.brief.markdown import escaped
from tocsin.brief.printing import files
from tocsin.brief.words import plain
from tocsin.ledger import Ledger
from tocsin.picture import opened

from tests.brief.made import AT, LINES, TITLE, add, asked
from tests.brief.made import place as file

FRAME = {"The values as a table"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with opened(file(tmp_path_factory.mktemp("brief"))) as opened_:
        add(opened_)
        yield opened_


@pytest.fixture(scope="module")
def made(ledger: Ledger) -> Brief:
    return brief(ledger, asked(ledger))


@pytest.fixture(scope="module")
def html(made: Brief) -> bytes:
    return page(made)


def test_every_sentence_resolves_to_a_slice_of_a_kept_document(made: Brief, ledger: Ledger) -> None:
    assert unsupported(made, ledger) == ()
    resting = [each for each in made.sentences if each.rests == "evidence"]
    assert len(resting) > 8
    assert all(each.refs for each in resting)
    document = ledger.document(made.references[0].key)
    assert document is not None
    for each in made.references:
        assert document.document.text[each.start : each.end] == each.quote
    assert {each.quote for each in made.references} == set(LINES)


@pytest.mark.parametrize(
    "wrong",
    [
        Sentence(text="Norland closed everything."),
        Sentence(text="Norland closed everything.", refs=(99,)),
        Sentence(text="Norland: “It was never so in any text.”", refs=(1,)),
        Sentence(text="Unknown, with a number.", refs=(1,), rests="absence", why="asked"),
        Sentence(text="Unknown, and nobody asked.", rests="absence"),
    ],
)
def test_a_sentence_without_evidence_is_found(wrong: Sentence, made: Brief, ledger: Ledger) -> None:
    first = made.sections[0]
    said = (msgspec.structs.replace(first.items[0], said=wrong), *first.items[1:])
    forged = msgspec.structs.replace(made, sections=(msgspec.structs.replace(first, items=said), *made.sections[1:]))
    assert unsupported(forged, ledger) == (wrong.text,)


def test_a_quote_that_was_retyped_is_found(made: Brief, ledger: Ledger) -> None:
    first = msgspec.structs.replace(made.references[0], quote="Norland opened its embassy.")
    forged = msgspec.structs.replace(made, references=(first, *made.references[1:]))
    assert unsupported(forged, ledger)


def test_the_page_holds_nothing_but_sentences_that_resolve_and_fixed_words(made: Brief, html: bytes) -> None:
    tree = lxml.html.fromstring(html.decode())
    (main,) = tree.xpath("//main")
    known: set[str | None] = {about(made), SOURCES, FOOT, *FRAME, *head(made)}
    known |= {each.text for each in made.sentences}
    known |= {words for each in made.sections for words in (each.title, each.note)}
    known |= {row.name for each in made.sections if each.table for row in each.table.rows}
    known |= {name for each in made.sections if each.table for name in each.table.heads}
    known |= {f"[{each.number}]" for each in made.references}
    known |= {words for each in made.references for words in (f"{place(each)}:", plain(each.quote), each.address)}
    charts = [each for section in made.sections for each in section.drawings]
    known |= {words for each in charts for words in (plain(each.title), plain(each.words), f": {plain(each.title)}")}
    known |= {str(cell) for each in charts for row in (each.columns, *each.rows) for cell in row}
    told = [text.strip() for text in main.xpath(".//text()[not(ancestor::*[local-name()='svg'])]") if text.strip()]
    assert [text for text in told if text not in known] == []
    assert len(charts) == 3
    spans = {each.text_content() for each in main.xpath('.//span[contains(@class, "said")]')}
    assert spans == {each.text for each in made.sentences}


def test_the_page_asks_nobody_and_runs_nothing(html: bytes) -> None:
    tree = lxml.html.fromstring(html.decode())
    assert not tree.xpath("//script | //img | //iframe | //object | //embed | //link | //form | //base | //*[@src]")
    assert not [name for each in tree.iter() for name in each.attrib if str(name).startswith("on")]
    assert not re.search(rb"url\((?!#)|@import", html)
    assert {each for each in tree.xpath("//a/@href") if not each.startswith("#")} == {
        "https://noon.example/a?b=1&c=<d>"
    }
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in tree.xpath("//a/@href") if each.startswith("#")} <= set(ids)
    assert "\u202e" not in html.decode()


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    assert link("https://noon.example/") == "https://noon.example/"
    wrong = ("javascript:alert(1)", "data:text/html,x", "//noon.example", "/tmp/a.txt", "https://a\nb", None)
    assert [link(each) for each in wrong] == [None] * len(wrong)


def test_markdown_has_every_sentence_and_no_markup_of_a_document(made: Brief) -> None:
    text = markdown(made).decode()
    for each in made.sentences:
        assert escaped(each.text) in text
    assert not re.search(r"<(?!br>|https?://)[a-zA-Z/]", text)
    assert "](" not in re.sub(r"\\.", "", text)
    assert "\u202e" not in text
    assert escaped(TITLE) in text
    assert escaped("1. a") == "1\\. a"
    assert escaped("- a") == "\\- a"
    assert escaped("<https://a.example>") == "&lt;https:&#47;/a.example&gt;"


def test_typst_prints_what_documents_say_and_never_runs_it(made: Brief) -> None:
    given = files(made)
    assert LINES[2].encode() not in given["main.typ"]
    data = json.loads(given["brief.json"])
    told = [
        each for section in data["sections"] for item in section["items"] for each in (item["said"], *item["beside"])
    ]
    told += [each for section in data["sections"] for row in section["rows"] for cell in row["cells"] for each in cell]
    assert sorted(each["text"] for each in told) == sorted(each.text for each in made.sentences)
    as_input: Any = given
    seen = typst.query(as_input, "<said>", field="value")
    assert sorted(json.loads(seen)) == sorted(each.text for each in made.sentences)


def test_the_same_ledger_and_moment_give_the_same_bytes(
    made: Brief, html: bytes, ledger: Ledger, tmp_path: Path
) -> None:
    with opened(file(tmp_path)) as other:
        add(other)
        again = brief(other, asked(other))
    assert page(again) == html
    assert markdown(again) == markdown(made)
    printed = pdf(made)
    assert printed.startswith(b"%PDF-")
    assert pdf(again) == printed


def test_as_known_then_it_tells_only_what_had_been_seen(ledger: Ledger) -> None:
    then = AT.replace(day=19)
    made = brief(ledger, asked(ledger, past=then, known_at=then, postures={}))
    assert made.references == ()
    assert unsupported(made, ledger) == ()


def test_a_host_of_which_nothing_is_known_says_so_and_is_not_called_safe(ledger: Ledger) -> None:
    made = brief(ledger, asked(ledger, "SDN"))
    text = markdown(made).decode()
    assert "Unknown is not safe." in text
    assert "Unknown is not open." in text
    assert made.references == ()
    assert pdf(made).startswith(b"%PDF-")


def test_both_sides_and_all_rivals_are_there(made: Brief) -> None:
    sections = {each.slug: each for each in made.sections}
    (item,) = sections["contested"].items
    assert LINES[1] in item.said.text
    assert "Denied or doubted by Norland" in item.beside[0].text
    (figure,) = sections["figures"].items
    told = {each.text.partition(", by ")[0] for each in (figure.said, *figure.beside)}
    assert told == {"troops near the border: 40,000", "troops near the border: 12,000"}
    assert sections["figures"].drawings
    assert "bridge at Est: closed" in sections["ways"].items[0].said.text
    assert any("could" in each.text for each in sections["unknown"].sentences)


def test_the_outlook_names_its_indicators_each_with_its_sentence(made: Brief) -> None:
    section = next(each for each in made.sections if each.slug == "outlook")
    told = [each.said.text for each in section.items]
    assert any("Missions shut or moved" in each and "“Norland closed its embassy" in each for each in told)
    assert any("too young to say what is usual" in each and "troops near the border" in each for each in told)
    assert all(each.said.refs for each in section.items)
