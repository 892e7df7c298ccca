"""The way from the list to the host, to the evidence, to the document; and what each page says."""

import re
from urllib.parse import urlsplit

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tocsin.web import app

from tests.web import dossier
from tests.web.conftest import LOOPBACK, Pages
from tests.web.links import tree, walk
from tests.web.making import line, made

Client = TestClient[Litestar]


def words(answer: httpx.Response) -> str:
    """The page as a reader has it: its text, runs of space as one."""
    assert answer.status_code == 200
    return " ".join(tree(answer.text).text_content().split())


def row(client: Client, address: str, name: str) -> str:
    """The line of a table that begins with a name."""
    found = tree(client.get(address).text).xpath("//tbody/tr[contains(normalize-space(th), $name)]", name=name)
    assert len(found) == 1
    return " ".join(found[0].text_content().split())


def test_every_link_and_anchor_within_reach_of_the_list_resolves(client: Client) -> None:
    pages = walk(client, "/")
    kinds = {re.split(r"[/?]", address.removeprefix("http://127.0.0.1/"))[0] for address in pages}
    assert kinds >= {"", "host", "why", "document", "documents", "signals", "static"}


def test_a_past_moment_is_kept_by_every_link(client: Client) -> None:
    moment = "as_of=2022-02-12T12%3A00"
    pages = walk(client, f"/host/UKR?{moment}", within=moment)
    assert {urlsplit(address).path.split("/")[1] for address in pages} >= {"", "host", "why", "document", "changes"}
    for address, text in pages.items():
        if not text.startswith("<!doctype html"):
            continue
        ways = set(tree(text).xpath("//a[starts-with(@href, '/host/') or starts-with(@href, '/why/')]/@href"))
        back_to_now = {urlsplit(address).path}
        assert {way for way in ways if moment not in way} <= back_to_now, address


def test_the_list_counts_who_tells_people_to_leave_and_names_the_last_change(client: Client) -> None:
    burkina = row(client, "/", "Burkina Faso")
    assert "Avoid all travel" in burkina
    assert "14 Feb 2022, today" in burkina
    ukraine = tree(client.get("/").text).xpath("//tbody/tr[contains(th, 'Ukraine')]/td")
    assert int(ukraine[1].text_content()) >= 10
    assert int(ukraine[2].text_content()) >= 5


def test_the_board_says_each_posture_in_words(client: Client) -> None:
    line_of_us = row(client, "/host/UKR", "United States")
    assert "Avoid all travel" in line_of_us
    assert "Leave" in line_of_us
    assert "Withdrawn" in line_of_us
    assert "Lviv" in line_of_us


def test_advice_for_a_region_stands_apart_and_not_in_the_row_of_the_country(client: Client) -> None:
    page = tree(client.get("/host/UKR").text)
    regional = page.xpath("//section[h2[@id='regional']]")[0].text_content()
    assert "the north and the east" in regional
    france = page.xpath("//section[h2[@id='board']]//tr[contains(th, 'France')]")
    assert not any("Avoid all travel" in found.text_content() for found in france)


def test_what_is_planned_considered_or_denied_stands_apart(client: Client) -> None:
    apart = tree(client.get("/host/UKR").text).xpath("//section[h2[@id='apart']]")[0]
    assert {"planned", "considered", "denied"} <= set(apart.xpath(".//h3/@id"))
    assert "Romania" in apart.text_content()


def test_a_closure_for_a_day_is_shown_as_lapsed_the_day_after(client: Client) -> None:
    greece = row(client, "/host/UKR", "Greece")
    assert "Open" in greece
    assert "lapsed" in greece


def test_old_news_that_nobody_repeated_is_stale_and_not_counted(client: Client) -> None:
    assert "stale" in row(client, "/host/LBN", "Kuwait")
    assert "none known" in row(client, "/", "Lebanon")


def test_where_all_is_old_the_page_says_so_and_offers_the_day_of_the_last_change(client: Client) -> None:
    page = tree(client.get("/host/LBN").text)
    assert "stale is not safe" in page.text_content()
    assert page.xpath("//main//a[@href='/host/LBN?as_of=2021-10-30']")
    assert "stale is not safe" not in client.get("/host/LBN?as_of=2021-10-30").text
    assert "stale is not safe" not in client.get("/").text


def test_a_posture_without_a_date_is_said_to_be_undated(client: Client) -> None:
    assert "undated, not in force" in row(client, "/host/UKR", "Portugal")


def test_what_is_silent_is_unknown(client: Client) -> None:
    assert "Unknown" in row(client, "/host/UKR", "China")


def test_why_marks_the_evidence_in_its_line_and_names_the_document(client: Client) -> None:
    answer = client.get("/why/GBR/UKR")
    marked = tree(answer.text).xpath("//section[h2[@id='advice']]//blockquote")[0]
    assert marked.xpath("string(mark)") == "The United Kingdom now advises against all travel to Ukraine"
    assert "leave while flights last" in marked.text_content()
    assert "Meridian Wire" in words(answer)


def test_the_marks_of_a_document_are_its_evidence_at_its_anchors(client: Client) -> None:
    why = tree(client.get("/why/USA/UKR").text)
    for link in why.xpath("//ol/li//a[starts-with(@href, '/document/')]/@href"):
        page, _, anchor = link.partition("#")
        place = tree(client.get(page).text).xpath("//*[@id=$anchor]", anchor=anchor)
        assert len(place) == 1
        assert place[0].getnext().tag in ("mark", "a")


def test_a_document_tells_posts_captions_and_noise_apart(client: Client) -> None:
    listed = tree(client.get("/documents").text)
    live = listed.xpath("string(//a[contains(., 'Live: capitals')]/@href)")
    assert len(tree(client.get(live).text).xpath("//*[contains(@class, 'passage--post')]")) == 4
    evening = tree(client.get(listed.xpath("string(//a[contains(., 'Leave within')]/@href)")).text)
    for role in ("heading", "caption", "credit", "noise"):
        assert len(evening.xpath(f"//*[contains(@class, 'passage--{role}')]")) == 1


def test_the_text_of_a_document_is_shown_whole_and_unchanged(pages_of: Pages) -> None:
    document, postures = made(line("One  two,\tthree.", "GBR; UKR; directive leave; evidence=two"), line("The end."))
    page = tree(pages_of((document, postures)).get(f"/document/{document.key}").text)
    assert page.xpath("//*[contains(@class, 'passage__text')]/text() | //mark/text()") == [
        "One  ",
        "two",
        ",\tthree.",
        "The end.",
    ]


def test_a_long_document_is_shown_in_parts_and_the_evidence_links_to_its_part(pages_of: Pages) -> None:
    document, postures = made(line("x " * 120_000), line("Britons should leave.", "GBR; UKR; directive leave"))
    own = pages_of((document, postures))
    walk(own, "/why/GBR/UKR", within="/why/|/document/")
    assert 'id="r-' in own.get(f"/document/{document.key}?part=2").text
    assert 'id="r-' not in own.get(f"/document/{document.key}").text


def test_signals_say_why_and_the_document_without_a_date_has_one(client: Client) -> None:
    page = words(client.get("/signals"))
    assert "The register of the Harbour Ministry has not answered" in page
    assert "No date of publication was found" in page


def test_a_posture_without_a_host_is_listed_and_not_dropped(client: Client) -> None:
    unplaced = tree(client.get("/").text).xpath("//section[h2[@id='unplaced']]")[0]
    assert "Denmark" in unplaced.text_content()


@pytest.mark.parametrize("address", ["/", "/documents"])
def test_an_empty_ledger_teaches_the_first_step(pages_of: Pages, address: str) -> None:
    assert "tocsin add FILE" in words(pages_of().get(address))


def test_a_host_of_which_nothing_is_known_is_unknown_and_not_safe(client: Client) -> None:
    assert "That is unknown, not safe" in words(client.get("/host/ISL"))


def test_a_moment_before_a_change_shows_what_stood_then(client: Client) -> None:
    then = words(client.get("/why/USA/UKR?as_of=2022-02-01"))
    assert "Consider leaving" in then
    assert "most of its embassy staff" not in then
    assert "As known at 1 Feb 2022 23:59 UTC" in then


def test_a_ledger_that_began_later_answers_from_what_it_knows_now_and_says_so(client: Client) -> None:
    page = words(client.get("/host/LBN?as_of=2021-11-01"))
    assert "Kuwait" in page
    assert "from all that was seen by 14 Feb 2022 07:10 UTC" in page


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("/host/ukr", "/host/UKR"),
        ("/host/ua", "/host/UKR"),
        ("/host/Ukraine", "/host/UKR"),
        ("/why/gb/ukraine", "/why/GBR/UKR"),
    ],
)
def test_a_country_by_another_name_leads_to_its_page(client: Client, asked: str, place: str) -> None:
    answer = client.get(asked, follow_redirects=False)
    assert answer.is_redirect
    assert answer.headers["location"] == place


def test_health_counts_the_ledger(client: Client) -> None:
    answer = client.get("/healthz").json()
    assert answer["status"] == "ok"
    assert answer["counts"]["documents"] == 11


def test_without_the_key_of_a_roster_the_menu_leads_to_no_page_of_people(dossier_url: str) -> None:
    with TestClient(app(dossier_url, now=lambda: dossier.NOW), base_url=LOOPBACK) as bare:
        shown = set(tree(bare.get("/").text).xpath("//nav[@aria-label='Main']/a/@href"))
    assert {"/world", "/alerts"} <= shown
    assert not {"/people", "/checkin"} & shown


def test_with_a_roster_the_menu_leads_to_people_and_check_ins(client: Client) -> None:
    shown = set(tree(client.get("/").text).xpath("//nav[@aria-label='Main']/a/@href"))
    assert {"/people", "/checkin"} <= shown
