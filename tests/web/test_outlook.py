"""The outlook on the pages, the map and the API; charts beside them, with their values as tables."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lxml.etree
import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.documents import Document
from tocsin.documents.model import Passage, Role
from tocsin.records import Figure, Posture
from tocsin.records.model import AnyRecord
from tocsin.web import app

from tests.fresh import make_fresh, open_fresh
from tests.web import hostile
from tests.web.conftest import LOOPBACK
from tests.web.links import tree
from tests.web.test_hostile import FORBIDDEN

Client = TestClient[Litestar]
NOW = dt.datetime(2031, 6, 30, 8, tzinfo=dt.UTC)
GOVERNMENTS = ("FRA", "DEU", "GBR")
SVG = "{http://www.w3.org/2000/svg}"


def fill(url: str, *, trick: str = "") -> None:
    """Three governments tell their people to leave Niger and order staff out; two count the crowd; Mali has a sign."""
    with open_fresh(url) as ledger:
        for at, sender in enumerate(GOVERNMENTS):
            day = NOW - dt.timedelta(days=4 - at)
            said = [
                Posture(sender=sender, host="NER", type="directive", value="leave", start=0, end=1, evidence="x"),
                Posture(
                    sender=sender, host="NER", type="mission", value="departure_ordered", start=0, end=1, evidence="x"
                ),
                Posture(sender=sender, host="NER", type="advice", value="avoid_all", start=0, end=1, evidence="x"),
            ]
            ledger.add(*document(said, day, f"{sender}{trick}", trick), seen_at=day, reader="made/1")
        for at, count in enumerate((4_000, 9_000)):
            day = NOW - dt.timedelta(days=3 - at)
            figure = Figure(
                value=count,
                unit="person",
                what=f"marchers in the capital{trick}",
                wording=f"{count}",
                attributed_to=f"police{trick}",
                host="NER",
                about="NER",
                start=0,
                end=1,
                evidence="x",
            )
            ledger.add(*document([figure], day, f"Sample {at}", trick), seen_at=day, reader="made/1")
        mali = Posture(sender="FRA", host="MLI", type="advice", value="avoid_all", start=0, end=1, evidence="x")
        ledger.add(*document([mali], NOW, "Evening Sample", trick), seen_at=NOW, reader="made/1")


def document(
    records: Sequence[AnyRecord], day: dt.datetime, publisher: str, trick: str
) -> tuple[Document, list[AnyRecord]]:
    """A document with a sentence for each record."""
    text, said = "", []
    for at, record in enumerate(records):
        sentence = f"Sentence {at} of {publisher} on {day:%d %B}.{trick}"
        fields = {"start": len(text), "end": len(text) + len(sentence), "evidence": sentence}
        if isinstance(record, Figure):
            sentence = f"{record.wording} {sentence}"
            fields = {"start": len(text), "end": len(text) + len(sentence), "evidence": sentence}
        said.append(replaced(record, fields))
        text += sentence + "\n"
    passages = (Passage(start=0, end=len(text), role=Role.BODY),)
    return Document(text=text, publisher=publisher, published=day.date(), passages=passages), said


def replaced(record: AnyRecord, fields: dict[str, Any]) -> AnyRecord:
    return msgspec.structs.replace(record, **fields)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    url = f"sqlite:///{tmp_path_factory.mktemp('outlook') / 'ledger.sqlite'}"
    fill(url)
    with TestClient(app(url, now=lambda: NOW), base_url=LOOPBACK) as opened:
        yield opened


def words(text: str) -> str:
    return " ".join(tree(text).xpath("//main")[0].text_content().split())


def test_every_host_stands_with_its_level_since_when_and_what_is_on(pages: Client) -> None:
    found = tree(pages.get("/outlook").text)
    row = found.xpath("//tbody/tr[th/a[@href='/host/NER/outlook']]")[0]
    told = " ".join(row.text_content().split())
    assert "Highsince 27 Jun 2031" in told
    assert "Nationals told to leave" in told
    assert row.xpath(".//a[@href='/host/NER/outlook#told_to_leave']")
    assert "no forecast" in words(pages.get("/outlook").text)


def test_quiet_is_said_to_be_no_all_clear_and_an_empty_ledger_so_too(pages: Client, tmp_path: Path) -> None:
    with TestClient(app(str(make_fresh(tmp_path / "a.sqlite")), now=lambda: NOW), base_url=LOOPBACK) as empty:
        assert "no all-clear" in words(empty.get("/outlook").text)
        assert "no all-clear" in words(empty.get("/host/ISL/outlook").text)
        assert empty.get("/api/v1/outlook").json()["items"] == []
    assert "tone--calm" not in pages.get("/outlook").text


def test_every_sentence_of_an_indicator_leads_to_its_document(pages: Client) -> None:
    found = tree(pages.get("/host/NER/outlook").text)
    links = found.xpath("//section[h2[@id='told_to_leave']]//a[starts-with(@href, '/record/')]/@href")
    assert len(links) == len(GOVERNMENTS)
    place, _, anchor = pages.get(links[0], follow_redirects=False).headers["location"].partition("#")
    assert tree(pages.get(place).text).xpath("//*[@id=$anchor]", anchor=anchor)


def test_the_page_of_a_host_says_its_outlook_and_leads_to_its_charts(pages: Client) -> None:
    answer = pages.get("/host/NER")
    found = tree(answer.text)
    section = " ".join(found.xpath("//section[h2[@id='outlook']]")[0].text_content().split())
    assert "High since 27 Jun 2031" in section
    pictures = found.xpath("//section[h2[@id='charts']]//img")
    assert {each.get("src") for each in pictures} == {
        f"/host/NER/chart/{n}.svg" for n in ("leaving", "advice", "outlook")
    }
    assert all(each.get("alt") and each.get("loading") == "lazy" for each in pictures)
    assert len(answer.content) < 250_000


def test_a_past_moment_has_the_outlook_that_was_known_then(pages: Client) -> None:
    assert "High" not in words(pages.get("/host/NER/outlook?as_of=2031-06-26").text)
    then = pages.get("/api/v1/outlook/NER?as_of=2031-06-26").json()
    assert then["level"] == "watch"
    assert [each["level"] for each in then["days"]][-2:] == ["quiet", "watch"]


def test_the_map_by_outlook_has_its_bands_and_its_table(pages: Client) -> None:
    found = tree(pages.get("/world?by=outlook").text)
    assert found.xpath("//figure//a[@href='/host/NER']/path[contains(@class, 'land--grave')]")
    assert found.xpath("//figure//a[@href='/host/MLI']/path[contains(@class, 'land--unknown')]")
    assert set(found.xpath("//figure//a/@href")) == set(found.xpath("//section[h2[@id='table']]//th/a/@href"))


def test_the_charts_of_a_host_have_words_tables_and_no_markup_of_style(pages: Client) -> None:
    found = tree(pages.get("/host/NER/charts").text)
    titles = [" ".join(each.text_content().split()) for each in found.xpath("//figure/figcaption/strong")]
    assert titles == [
        "Governments that tell their people to leave",
        "Advice over time",
        "Outlook over time",
        "marchers in the capital",
    ]
    for figure in found.xpath("//figure"):
        assert figure.xpath(".//*[local-name()='svg']/@role") == ["img"]
        assert figure.xpath(".//details//th")
        assert figure.xpath(".//details//tbody/tr")
    assert found.xpath("//@style") == []
    assert "France, Germany, United Kingdom" in found.xpath("//figure")[0].text_content()


def test_a_chart_is_a_picture_with_a_policy_of_its_own(pages: Client) -> None:
    answer = pages.get("/host/NER/chart/leaving.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "script" not in answer.headers["content-security-policy"]
    root = lxml.etree.fromstring(answer.content)
    assert root.tag == f"{SVG}svg"
    assert "prefers-color-scheme" in root.findtext(f"{SVG}style")
    nothing = lxml.etree.fromstring(pages.get("/host/ISL/chart/leaving.svg").content)
    assert "Nothing is known" in nothing.findtext(f"{SVG}text")
    assert pages.get("/host/NER/chart/fear.svg").status_code == 404
    assert pages.get("/host/NER/chart/leaving").status_code == 404


def test_figures_with_several_values_are_drawn_above_their_table(pages: Client) -> None:
    found = tree(pages.get("/host/NER/figures").text)
    assert [each.text_content() for each in found.xpath("//figure//strong")] == ["marchers in the capital"]
    assert "9,000" in found.xpath("//figure//tbody")[0].text_content()


def test_the_api_gives_levels_and_every_indicator_with_its_evidence(pages: Client) -> None:
    listed = pages.get("/api/v1/outlook").json()
    assert [(each["host"], each["level"]) for each in listed["items"]] == [("NER", "high"), ("MLI", "quiet")]
    assert listed["items"][0]["since"] == "2031-06-27"
    one = pages.get("/api/v1/outlook/Niger")
    told = {each["name"]: each for each in one.json()["indicators"]}
    evidence = told["told_to_leave"]["evidence"]
    assert {each["voice"] for each in evidence} == {f"gov:{code}" for code in GOVERNMENTS}
    assert pages.get(f"/api/v1/records/{evidence[0]['id']}").json()["record"]["evidence"] == evidence[0]["sentence"]
    again = pages.get("/api/v1/outlook/Niger", headers={"If-None-Match": one.headers["etag"]})
    assert again.status_code == 304
    assert pages.get("/api/v1/outlook/Atlantis").status_code == 404


def test_the_api_goes_on_by_cursor_and_has_lines_for_spreadsheets(pages: Client) -> None:
    first = pages.get("/api/v1/outlook?limit=1").json()
    second = pages.get("/api/v1/outlook", params={"limit": 1, "cursor": first["next"]}).json()
    assert [each["host"] for each in (*first["items"], *second["items"])] == ["NER", "MLI"]
    assert second["next"] is None
    lines = pages.get("/api/v1/outlook/NER?format=csv").text.splitlines()
    assert lines[0].startswith("host,level,name,title,why,group,state")
    assert any(line.startswith("NER,high,told_to_leave") for line in lines)


def test_what_waits_to_be_looked_through_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'many.sqlite'}"
    with open_fresh(url) as ledger:
        for number in range(210):
            posture = Posture(sender="FRA", host="NER", type="directive", value="leave", start=0, end=1, evidence="x")
            ledger.add(*document([posture], NOW, f"Sample {number}", ""), seen_at=NOW, reader="made/1")
    with TestClient(app(url, now=lambda: NOW), base_url=LOOPBACK) as opened:
        for path in ("/outlook", "/host/NER/outlook", "/world?by=outlook"):
            assert "tocsin picture" in opened.get(path).text, path
        assert opened.get("/host/NER").status_code == 200


def test_what_documents_say_is_text_on_all_of_them(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hostile.sqlite'}"
    fill(url, trick=" " + " ".join(hostile.ALL))
    with TestClient(app(url, now=lambda: NOW), base_url=LOOPBACK) as opened:
        for path in ("/outlook", "/host/NER/outlook", "/host/NER/charts", "/host/NER/figures", "/world?by=outlook"):
            answer = opened.get(path)
            assert answer.status_code == 200, path
            page = tree(answer.text)
            assert page.xpath(FORBIDDEN) == [], path
            assert page.xpath("//@*[starts-with(name(), 'on')] | //@style") == [], path
            assert "\u202e" not in answer.text
